package core_test

import (
	"context"
	"testing"
	"time"

	"meetbot/core"
)

func (w *world) invite() string {
	secret, err := w.service.Invite(w.ctx, alice.Identity)
	w.NoError(err)
	return secret
}

func (w *world) signIn(before string) string {
	session, err := w.service.SignIn(w.ctx, w.invite(), before)
	w.NoError(err)
	return session
}

func (w *world) signedIn(session string) core.Identity {
	who, err := w.service.SignedIn(w.ctx, session)
	w.NoError(err)
	return who.Identity
}

func TestATicketSignsInOnce(t *testing.T) {
	w := newWorld(t)
	ticket := w.invite()
	for range 2 {
		who, err := w.service.Ticket(w.ctx, ticket)
		w.NoError(err)
		w.Equal(alice.Identity, who, "looking at it changes nothing")
	}
	session, err := w.service.SignIn(w.ctx, ticket, "")
	w.NoError(err)
	w.Equal(alice.Identity, w.signedIn(session))

	_, err = w.service.SignIn(w.ctx, ticket, "")
	w.refused(err, core.Used)
	_, err = w.service.Ticket(w.ctx, ticket)
	w.refused(err, core.Used)
	_, err = w.service.SignIn(w.ctx, "made up", "")
	w.refused(err, core.Used)
}

func TestATicketIsGoodForTenMinutes(t *testing.T) {
	w := newWorld(t)
	ticket := w.invite()
	w.clock.Advance(10*time.Minute - time.Microsecond)
	_, err := w.service.Ticket(w.ctx, ticket)
	w.NoError(err)
	w.clock.Advance(time.Microsecond)
	_, err = w.service.Ticket(w.ctx, ticket)
	w.refused(err, core.Used)
	_, err = w.service.SignIn(w.ctx, ticket, "")
	w.refused(err, core.Used)
}

func TestAnInvitationMakesThePersonKnown(t *testing.T) {
	w := newWorld(t)
	w.invite()
	_, err := w.service.PersonOf(w.ctx, alice.Identity)
	w.NoError(err)
}

func TestSigningInEndsTheSessionTheBrowserHad(t *testing.T) {
	w := newWorld(t)
	first := w.signIn("")
	second := w.signIn(first)
	w.True(w.signedIn(first).IsZero())
	w.Equal(alice.Identity, w.signedIn(second))
}

func TestATicketThatIsUsedUpLeavesTheSessionAsItWas(t *testing.T) {
	w := newWorld(t)
	session := w.signIn("")
	_, err := w.service.SignIn(w.ctx, "made up", session)
	w.refused(err, core.Used)
	w.Equal(alice.Identity, w.signedIn(session))
}

func TestASessionLastsThirtyDaysFromItsLastUse(t *testing.T) {
	w := newWorld(t)
	session := w.signIn("")
	for range 3 {
		w.clock.Advance(29 * 24 * time.Hour)
		w.Equal(alice.Identity, w.signedIn(session))
	}
	w.clock.Advance(30 * 24 * time.Hour)
	w.True(w.signedIn(session).IsZero())
}

func TestSigningOutEndsASessionAndMayBeDoneTwice(t *testing.T) {
	w := newWorld(t)
	session := w.signIn("")
	for range 2 {
		w.NoError(w.service.SignOut(w.ctx, session))
		w.True(w.signedIn(session).IsZero())
	}
	w.True(w.signedIn("").IsZero())
	w.True(w.signedIn("made up").IsZero())
}

func TestSecretsAreStoredAsHashes(t *testing.T) {
	w := newWorld(t)
	ticket := w.invite()
	_, err := w.store.Ticket(w.ctx, ticket, noon)
	w.refused(err, core.NotFound)
	_, err = w.store.Ticket(w.ctx, core.HashSecret(ticket), noon)
	w.NoError(err)
	w.GreaterOrEqual(len(ticket), 26)
	w.NotEqual(ticket, w.invite())
}

func TestSweepDeletesWhatIsPast(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(0)
	w.invite()
	w.clock.Set(m.End().Add(policy.Retention - time.Second))
	w.NoError(w.service.Sweep(w.ctx))
	w.Equal(m.ID, w.read(m).ID)
	w.clock.Advance(time.Second)
	w.NoError(w.service.Sweep(w.ctx))
	_, err := w.service.Meeting(w.ctx, m.ID)
	w.refused(err, core.NotFound)
}

// A store that stubbornly keeps sessions.
type stubborn struct{ core.Store }

func (stubborn) DeleteSession(context.Context, string) error { return errDown }

// TestATicketIsNotUsedUpForNothing: who could not be signed in with it can try again.
func TestATicketIsNotUsedUpForNothing(t *testing.T) {
	w := newWorld(t)
	sealer, err := core.NewSealer(make([]byte, 32))
	w.NoError(err)
	failing := core.NewService(stubborn{w.store}, w.provider, w.directory, w.clock, policy, sealer, discard, func() {})
	ticket := w.invite()
	_, err = failing.SignIn(w.ctx, ticket, "the session before")
	w.ErrorIs(err, errDown)
	_, err = w.service.SignIn(w.ctx, ticket, "")
	w.NoError(err)
}
