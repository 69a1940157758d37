package app

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"meetbot/core"
	"meetbot/core/jitsi"
	"meetbot/core/jitsi/probe"
)

const (
	// settle is how long somebody is watched after coming in: jicofo makes moderators only then.
	settle = 2 * time.Second
	// closing is how long a room may take to be gone once it was closed.
	closing = 3 * time.Second
)

const aboutRoles, aboutClosing = "Jitsi roles", "Jitsi closing"

// A tryout is of what the server makes of our tokens, in a room of its own. A guest comes first: who comes into an empty room is
// whom a server makes a moderator that it should not.
type tryout struct {
	server   probe.Server
	guests   string // the host that takes no tokens; empty: none
	provider *jitsi.Jitsi
	room     string
	ends     bool
	settle   time.Duration
}

func (t tryout) run(ctx context.Context, f *findings) {
	guest, why := t.enter(ctx, t.room, core.Guest, time.Now())
	if guest != nil {
		defer guest.Leave(ctx)
		_ = guest.Watch(ctx, t.settle, guest.Owner) // what breaks off is seen below
	}
	moderator, err := t.enter(ctx, t.room, core.Moderator, time.Now())
	if moderator != nil {
		defer moderator.Leave(ctx)
		_ = moderator.Watch(ctx, t.settle, moderator.Owner)
	}
	if guest == nil && moderator != nil { // as where guests wait for the host
		if guest, why = t.enter(ctx, t.room, core.Guest, time.Now()); guest != nil {
			defer guest.Leave(ctx)
			_ = guest.Watch(ctx, t.settle, guest.Owner)
		}
	}
	t.judgeModerator(moderator, err, f)
	t.judgeGuest(guest, why, f)
	t.judgeIntruders(ctx, guest != nil || moderator != nil, f)
	t.close(ctx, guest, moderator, f)
}

// enter enters a room with a token of the tryout's room, made as for a meeting that began then.
func (t tryout) enter(ctx context.Context, room string, role core.Role, start time.Time) (*probe.Seat, error) {
	a, err := t.provider.Admit(ctx, meetingIn(t.room, start), core.Participant{ID: "guest:doctor", Name: "meetbot doctor", Role: role})
	if err != nil {
		return nil, err
	}
	return t.server.Enter(ctx, room, a.Token)
}

func (t tryout) judgeModerator(s *probe.Seat, err error, f *findings) {
	switch {
	case err != nil:
		f.fail(aboutRoles, refusedRemedy(err), "a moderator with our token is not let in (%v)", err)
	case !s.Owner():
		f.fail(aboutRoles, "Load token_affiliation on the server's component of rooms (XMPP_MUC_MODULES in docker-jitsi-meet).", "a moderator's token makes no moderator")
	default:
		f.ok(aboutRoles, "a moderator's token makes a moderator")
	}
}

func (t tryout) judgeGuest(s *probe.Seat, err error, f *findings) {
	switch {
	case err != nil:
		f.fail(aboutRoles, refusedRemedy(err), "a guest with our token is not let in (%v)", err)
	case s.Owner():
		f.fail(aboutRoles, "Set jicofo's enable-auto-owner to false and leave its own authentication off (ENABLE_AUTO_OWNER=0 and JICOFO_ENABLE_AUTH=0 in docker-jitsi-meet), and load neither muc_allowners nor muc_wait_for_host with owners.", "a guest's token makes a moderator")
	default:
		f.ok(aboutRoles, "a guest's token makes none")
	}
}

func refusedRemedy(err error) string {
	var r *probe.Refusal
	switch {
	case !errors.As(err, &r):
		return "See that the Jitsi server runs as a whole, and try again."
	case r.Stage == probe.AtSignIn:
		return "Give the server the same secret or key, app_id, audience and subject as jitsi has here, and see that the clocks agree."
	default:
		return "See that jitsi.muc_domain is the host of the server's rooms, and that jicofo runs."
	}
}

// An intruder is somebody who must stay out.
type intruder struct {
	who    string
	remedy string // where they are let in
	enter  func(context.Context) (*probe.Seat, error)
}

// intruders are all that there are to try. Where nobody is let in, only those without a token say something.
func (t tryout) intruders(anybody bool) (out []intruder) {
	const empty = "Refuse whoever has none: JWT_ALLOW_EMPTY=0 and ENABLE_GUESTS=0 in docker-jitsi-meet, allow_empty_token = false and no host for guests elsewhere."
	without := func(host string) func(context.Context) (*probe.Seat, error) {
		s := t.server
		s.SignIn = host
		return func(ctx context.Context) (*probe.Seat, error) { return s.Enter(ctx, t.room, "") }
	}
	out = append(out, intruder{"without a token", empty, without("")})
	if t.guests != "" {
		out = append(out, intruder{"without a token by the host " + t.guests, empty, without(t.guests)})
	}
	if !anybody {
		return out
	}
	return append(out, intruder{"with a token that ran out", "Have the server check tokens with Jitsi's own authentication, token.", func(ctx context.Context) (*probe.Seat, error) {
		return t.enter(ctx, t.room, core.Moderator, time.Now().Add(-time.Hour))
	}}, intruder{"with a token of another room", "Load token_verification on the server's component of rooms.", func(ctx context.Context) (*probe.Seat, error) {
		return t.enter(ctx, doctorsRoom(), core.Moderator, time.Now())
	}})
}

// judgeIntruders has all of them try at once.
func (t tryout) judgeIntruders(ctx context.Context, anybody bool, f *findings) {
	all := t.intruders(anybody)
	found := make([]findings, len(all))
	var tried sync.WaitGroup
	for i, one := range all {
		tried.Go(func() {
			seat, err := one.enter(ctx)
			var r *probe.Refusal
			switch {
			case err == nil:
				seat.Leave(ctx)
				found[i].fail(aboutRoles, one.remedy, "whoever comes %s is let in", one.who)
			case errors.As(err, &r):
				found[i].ok(aboutRoles, "whoever comes %s is refused", one.who)
			default:
				found[i].warn(aboutRoles, "Try again.", "nobody can tell what becomes of whoever comes %s (%v)", one.who, err)
			}
		})
	}
	tried.Wait()
	*f = slices.Concat(append([]findings{*f}, found...)...)
	if !anybody {
		f.warn(aboutRoles, "Try again once our tokens are taken.", "tokens that ran out or are of another room could not be tried")
	}
}

// close has the room closed, which whoever is in it has to see.
func (t tryout) close(ctx context.Context, guest, moderator *probe.Seat, f *findings) {
	witness := moderator
	if witness == nil {
		witness = guest
	}
	switch {
	case !t.ends:
		f.warn(aboutClosing, "Load muc_end_meeting in Prosody and set jitsi.end_url (README, Connect Jitsi).", "jitsi.end_url is not set: rooms stay open until the last one has left")
		return
	case witness == nil:
		f.warn(aboutClosing, "Try again once our tokens are taken.", "there is no room to try it with")
		return
	}
	if err := t.provider.Close(ctx, meetingIn(t.room, time.Now())); err != nil {
		f.fail(aboutClosing, "Until that is mended, rooms stay open until the last one has left.", "%v", err)
		return
	}
	_ = witness.Watch(ctx, closing, witness.Closed)
	if !witness.Closed() {
		f.fail(aboutClosing, "See that jitsi.muc_domain is the host of the server's rooms, and that muc_end_meeting there is of the same Jitsi.", "the room is said to be closed, and stays open")
		return
	}
	f.ok(aboutClosing, "the room was closed, and everybody saw it go")
}
