package core_test

import (
	"testing"
	"time"

	"meetbot/core"
)

func (w *world) reply(by core.Actor, m core.Meeting, r core.RSVP) error {
	_, err := w.service.Reply(w.ctx, by, m.ID, core.Reply{RSVP: r, Nth: m.Nth, Caller: by.UserID})
	return err
}

// coming writes who has said what about the occurrence at hand.
func (w *world) coming(m core.Meeting) (out []string) {
	for _, a := range w.read(m).Attendees {
		out = append(out, a.Name+" "+string(a.RSVP))
	}
	return out
}

// TestWhoMayReply: a stranger, a guest, another workspace and whoever is not a member are refused, each time.
func TestWhoMayReply(t *testing.T) {
	onPage := func(by core.Actor) core.Actor { return core.Actor{Identity: by.Identity} }
	for name, c := range map[string]struct {
		by      func(w *world, m core.Meeting) core.Actor
		closed  bool
		members bool
		refused core.Code
	}{
		"whoever is in the channel":            {by: func(*world, core.Meeting) core.Actor { return bob }, closed: true},
		"its organizer":                        {by: func(*world, core.Meeting) core.Actor { return alice }},
		"a member of the workspace, elsewhere": {by: func(*world, core.Meeting) core.Actor { return core.Actor{Identity: bob.Identity, Here: random} }},
		"of a closed channel, elsewhere":       {by: func(*world, core.Meeting) core.Actor { return core.Actor{Identity: bob.Identity, Here: random} }, closed: true, refused: core.NotFound},
		"of another workspace":                 {by: func(*world, core.Meeting) core.Actor { return otherAlice }, refused: core.NotFound},
		"of another workspace, that says so":   {by: func(*world, core.Meeting) core.Actor { return core.Actor{Identity: otherAlice.Identity, Here: team} }, members: true, refused: core.MembersOnly},
		"a member of a meeting for members":    {by: func(*world, core.Meeting) core.Actor { return bob }, members: true},
		"a member on the page":                 {by: func(*world, core.Meeting) core.Actor { return onPage(bob) }, closed: true, members: true},
		"a stranger on the page":               {by: func(*world, core.Meeting) core.Actor { return onPage(otherAlice) }, refused: core.Forbidden},
		"nobody on the page":                   {by: func(*world, core.Meeting) core.Actor { return core.Actor{} }, refused: core.Forbidden},
		"whoever has left, on the page":        {by: func(w *world, _ core.Meeting) core.Actor { w.directory.Leave(bob.Identity); return onPage(bob) }, refused: core.Forbidden},
		"whoever cannot be asked about":        {by: func(w *world, _ core.Meeting) core.Actor { w.directory.Silence(true); return onPage(bob) }, refused: core.NotTold},
		"a member of whom nobody knows, there": {by: func(w *world, _ core.Meeting) core.Actor { w.directory.Silence(true); return bob }, members: true, refused: core.NotTold},
		"its organizer, who has left, by press": {by: func(w *world, _ core.Meeting) core.Actor {
			w.directory.Leave(alice.Identity)
			return core.Actor{Identity: alice.Identity, Here: faraway}
		}, closed: true, refused: core.NotFound},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			_, err := w.service.Meet(w.ctx, bob.Identity, "bob")
			w.NoError(err)
			m := w.schedule(time.Hour, func(r *core.Request) { r.MembersOnly = c.members })
			w.NoError(w.service.Told(w.ctx, core.Place{Channel: team, Open: !c.closed}))
			err = w.reply(c.by(w, m), m, core.Going)
			if c.refused == "" {
				w.NoError(err)
				w.Len(w.coming(m), 1)
				return
			}
			w.refused(err, c.refused)
			w.Empty(w.coming(m))
		})
	}
}

func TestOnePersonHasOneAnswer(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(time.Hour)
	for _, r := range []core.RSVP{core.Going, core.Maybe, core.Declined, core.Declined} {
		w.NoError(w.reply(bob, m, r))
		w.Equal([]string{"bob " + string(r)}, w.coming(m))
	}
	w.clock.Set(noon.Add(time.Second))
	w.NoError(w.reply(alice, m, core.Going))
	w.Equal([]string{"bob declined", "alice going"}, w.coming(m))
	w.Equal(1, w.read(m).Revision)
}

// TestAccountsOfOnePersonCountOnce: whoever answers in either chat of a meeting that both share.
func TestAccountsOfOnePersonCountOnce(t *testing.T) {
	w := newWorld(t)
	guild := core.Channel{Platform: "discord", Workspace: "G1", ID: "C1"}
	there := core.Actor{Identity: core.Identity{Platform: "discord", Workspace: "A1", UserID: "1"}, Here: guild}
	w.directory.Join(there.Identity, guild.Home())
	_, err := w.service.Unite(w.ctx, alice.Identity, there.Identity)
	w.NoError(err)
	m := w.schedule(time.Hour)
	m, err = w.service.Share(w.ctx, there, guild, m.ID)
	w.NoError(err)
	w.NoError(w.reply(alice, m, core.Going))
	w.NoError(w.reply(there, m, core.Maybe))
	w.Equal([]string{"alice maybe"}, w.coming(m))
	w.NoError(w.reply(bob, m, core.Going))
	w.Len(w.read(m).Said(core.Going), 1)
}

func TestWhatIsOverTakesNoAnswers(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(time.Hour)
	w.refused(w.reply(bob, m, "perhaps"), core.Invalid)
	w.refused(w.reply(bob, core.Meeting{ID: "nothing"}, core.Going), core.NotFound)
	other := m
	other.Nth = 1
	w.refused(w.reply(bob, other, core.Going), core.HasEnded)
	w.clock.Set(m.Start)
	w.NoError(w.reply(bob, m, core.Declined))
	w.clock.Set(m.End())
	w.refused(w.reply(alice, m, core.Going), core.HasEnded)
	off := w.schedule(time.Hour)
	_, err := w.service.Cancel(w.ctx, alice, off.ID)
	w.NoError(err)
	w.refused(w.reply(bob, off, core.Going), core.WasCancelled)
	w.Equal([]string{"bob declined"}, w.coming(m))
}

// TestAnswersAreShownAtThePaceOfOtherChanges, and the same answer again changes nothing.
func TestAnswersAreShownAtThePaceOfOtherChanges(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(23 * time.Hour)
		w.dispatch()
		for _, r := range []core.RSVP{core.Going, core.Going, core.Maybe, core.Maybe} {
			w.NoError(w.reply(bob, m, r))
			w.dispatch()
		}
		w.Len(w.announcer.Edits(), 1)
		w.pass(time.Minute)
		edits := w.announcer.Edits()
		w.Len(edits, 2)
		w.Equal(core.Maybe, edits[1].About.Attendees[0].RSVP)
	})
}

// TestTheOrganizerIsToldOnceWhoComes, before the start, where anybody has said so.
func TestTheOrganizerIsToldOnceWhoComes(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(w *world, m core.Meeting)
		want []time.Duration // after noon
	}{
		"nobody has said anything": {func(*world, core.Meeting) {}, nil},
		"two have, one of them twice": {func(w *world, m core.Meeting) {
			w.NoError(w.reply(bob, m, core.Going))
			w.NoError(w.reply(bob, m, core.Maybe))
			w.NoError(w.reply(alice, m, core.Going))
		}, []time.Duration{55 * time.Minute}},
		"the meeting moves": {func(w *world, m core.Meeting) {
			w.NoError(w.reply(bob, m, core.Going))
			_, err := w.service.Move(w.ctx, alice, m.ID, noon.Add(2*time.Hour), 0, "")
			w.NoError(err)
			w.NoError(w.reply(alice, m, core.Going))
		}, []time.Duration{115 * time.Minute}},
		"the meeting is cancelled": {func(w *world, m core.Meeting) {
			w.NoError(w.reply(bob, m, core.Going))
			_, err := w.service.Cancel(w.ctx, alice, m.ID)
			w.NoError(err)
		}, nil},
		"it is too late, or done": {func(w *world, m core.Meeting) {
			w.NoError(w.reply(bob, m, core.Going))
			w.pass(56 * time.Minute)
			w.NoError(w.reply(bob, m, core.Maybe))
			w.NoError(w.reply(alice, m, core.Going))
		}, []time.Duration{55 * time.Minute}},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				m := w.schedule(time.Hour)
				w.dispatch()
				c.do(w, m)
				w.pass(3 * time.Hour)
				var at []time.Duration
				for _, told := range w.announcer.Messages(core.KindSummary) {
					at = append(at, told.At.Sub(noon))
					w.Equal(toAlice, told.Channel)
					w.NotEmpty(told.About.Attendees)
				}
				w.Equal(c.want, at)
				w.allSettled(m)
			})
		})
	}
}
