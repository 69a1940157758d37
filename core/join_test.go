package core_test

import (
	"errors"
	"testing"
	"time"

	"meetbot/core"
)

func membersOnly(r *core.Request) { r.MembersOnly = true }

var (
	guest    = core.Visitor{Name: "Bob"}
	nameless = core.Visitor{Name: " \u200b "}
)

func TestTheRefusalsOfJoinComeInTheirOrder(t *testing.T) {
	w := newWorld(t)
	_, err := w.service.Join(w.ctx, "nothing", nameless)
	w.refused(err, core.NotFound)

	m := w.schedule(time.Hour, membersOnly)
	_, err = w.service.Join(w.ctx, m.ID, nameless)
	w.refused(err, core.MembersOnly)
	_, err = w.service.Join(w.ctx, m.ID, core.Visitor{Actor: core.Actor{Identity: bob.Identity}})
	w.refused(err, core.TooEarly)

	open := w.schedule(time.Hour)
	_, err = w.service.Join(w.ctx, open.ID, nameless)
	w.refused(err, core.TooEarly)
	w.clock.Advance(time.Hour)
	_, err = w.service.Join(w.ctx, open.ID, nameless)
	w.refused(err, core.NameRequired)

	w.clock.Advance(30 * time.Minute)
	_, err = w.service.Join(w.ctx, m.ID, nameless)
	w.refused(err, core.HasEnded)
	cancelled := w.schedule(time.Hour, membersOnly)
	_, err = w.service.Cancel(w.ctx, alice, cancelled.ID)
	w.NoError(err)
	_, err = w.service.Join(w.ctx, cancelled.ID, nameless)
	w.refused(err, core.WasCancelled)
	w.Empty(w.provider.Admitted())
}

func TestAModeratorMayComeEarlyAndAGuestWaitsForTheStart(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(time.Hour)
	opens := func(v core.Visitor) time.Time {
		_, err := w.service.Join(w.ctx, m.ID, v)
		w.refused(err, core.TooEarly)
		var refusal *core.Error
		w.ErrorAs(err, &refusal)
		return refusal.OpensAt
	}
	organizer := core.Visitor{Actor: core.Actor{Identity: alice.Identity}}
	w.Equal(noon.Add(50*time.Minute), opens(organizer))
	w.Equal(noon.Add(time.Hour), opens(guest))

	w.clock.Set(noon.Add(50 * time.Minute))
	_, err := w.service.Join(w.ctx, m.ID, organizer)
	w.NoError(err)
	w.Equal(noon.Add(time.Hour), opens(guest))
	w.clock.Set(noon.Add(time.Hour))
	_, err = w.service.Join(w.ctx, m.ID, guest)
	w.NoError(err)
}

func TestEachComesInInTheirRole(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(0)
	w.host(m, bob)
	_, err := w.service.Introduce(w.ctx, alice.Identity, "Alice", "")
	w.NoError(err)
	stranger := core.Identity{Platform: "slack", Workspace: "T1", UserID: "carol"}
	for _, c := range []struct {
		visitor core.Visitor
		want    core.Participant
	}{
		{core.Visitor{Actor: core.Actor{Identity: alice.Identity}, Name: "ignored"}, core.Participant{ID: "slack:T1:alice", Name: "Alice", Role: core.Moderator}},
		{core.Visitor{Actor: core.Actor{Identity: bob.Identity}}, core.Participant{ID: "slack:T1:bob", Role: core.Moderator}},
		{core.Visitor{Actor: core.Actor{Identity: stranger}}, core.Participant{ID: "slack:T1:carol", Role: core.Guest}},
		{core.Visitor{Actor: core.Actor{Identity: otherAlice.Identity}}, core.Participant{ID: "slack:T2:alice", Role: core.Guest}},
	} {
		entry, err := w.service.Join(w.ctx, m.ID, c.visitor)
		w.NoError(err)
		w.Equal(c.want.Role, entry.Role)
		admitted := w.provider.Admitted()
		w.Equal(c.want, admitted[len(admitted)-1])
	}
}

func TestAGuestComesInUnderACleanNameAndAnIDOfTheMoment(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(0)
	for range 2 {
		entry, err := w.service.Join(w.ctx, m.ID, core.Visitor{Name: " Bob\n\u202eof Town\x00 "})
		w.NoError(err)
		w.Equal(core.Guest, entry.Role)
	}
	in := w.provider.Admitted()
	w.Equal("Bob of Town", in[0].Name)
	w.Regexp(`^guest:[a-z2-7]{26}$`, in[0].ID)
	w.NotEqual(in[0].ID, in[1].ID)
}

func TestAnEntrySaysWhenItEnds(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(0)
	entry, err := w.service.Join(w.ctx, m.ID, guest)
	w.NoError(err)
	w.Equal(m.PlannedEnd(), entry.Ends)
	w.Equal(m.PlannedEnd().Add(policy.Grace), entry.Closes)
	w.Equal(noon, entry.Now)
	w.Equal(m.Room, entry.Room)
}

func TestMembersOnlyLetsInWhoIsSignedInFromWhereItIsAnnounced(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(0, membersOnly)
	_, err := w.service.Join(w.ctx, m.ID, core.Visitor{Actor: core.Actor{Identity: bob.Identity}})
	w.NoError(err)
	for _, v := range []core.Visitor{guest, {Actor: core.Actor{Identity: otherAlice.Identity}}} {
		_, err = w.service.Join(w.ctx, m.ID, v)
		w.refused(err, core.MembersOnly)
		view, err := w.service.View(w.ctx, m.ID, v.Actor)
		w.NoError(err)
		w.True(view.Barred)
	}
	w.directory.Join(otherAlice.Identity, team.Home())
	_, err = w.service.Join(w.ctx, m.ID, core.Visitor{Actor: core.Actor{Identity: otherAlice.Identity}})
	w.NoError(err)
}

func TestWhoIsNotKnownToBeAMemberIsKeptOutAndNothingElseFails(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(0, membersOnly)
	w.directory.Silence(true)
	_, err := w.service.Join(w.ctx, m.ID, core.Visitor{Actor: core.Actor{Identity: bob.Identity}})
	w.refused(err, core.MembersOnly)
	w.ErrorContains(err, string(core.MemberUntold))
	view, err := w.service.View(w.ctx, m.ID, core.Actor{Identity: bob.Identity})
	w.NoError(err)
	w.True(view.Barred && view.Untold)
	w.clock.Advance(time.Hour)
	view, err = w.service.View(w.ctx, m.ID, core.Actor{Identity: bob.Identity})
	w.NoError(err)
	w.False(view.Barred, "it is over, which anybody may hear")
	_, err = w.service.Join(w.ctx, m.ID, core.Visitor{Actor: core.Actor{Identity: bob.Identity}})
	w.refused(err, core.HasEnded)
}

func TestAProblemOfTheMeetingServerIsNoRefusal(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(0)
	problem := errors.New("no key")
	w.provider.Break(problem)
	_, err := w.service.Join(w.ctx, m.ID, guest)
	w.ErrorIs(err, problem)
	var refusal *core.Error
	w.False(errors.As(err, &refusal))
}
