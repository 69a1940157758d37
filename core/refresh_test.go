package core_test

import (
	"fmt"
	"testing"
	"time"

	"meetbot/core"
	"meetbot/core/coretest"
)

// amends gives a meeting a hundred titles within ten seconds, and then a last one's time to be shown. At the given one
// something else happens first.
func (w *world) amends(m core.Meeting, at int, other func()) {
	for i := range 100 {
		if i == at {
			other()
		}
		_, err := w.service.Rename(w.ctx, alice, m.ID, fmt.Sprint("title ", i))
		w.NoError(err)
		w.dispatch()
		w.pass(100 * time.Millisecond)
	}
	w.pass(time.Minute)
}

// shows returns the title that the card of a meeting shows at last.
func (w *world) shows(m core.Meeting) (title string) {
	card := w.read(m).Card(team)
	for _, x := range append(w.announcer.Messages(core.KindCard), w.announcer.Edits()...) {
		if x.Ref == card {
			title = x.About.Title
		}
	}
	return title
}

func (w *world) count(m core.Meeting, want func(core.Announcement) bool) (n int) {
	all, err := w.store.Announcements(w.ctx, m.ID)
	w.NoError(err)
	for _, a := range all {
		if want(a) {
			n++
		}
	}
	return n
}

func void(a core.Announcement) bool { return a.State == core.Void }

func nothing() {}

// TestAHundredChangesAreSixEdits whatever happens meanwhile, and plan nothing anew.
func TestAHundredChangesAreSixEdits(t *testing.T) {
	for name, c := range map[string]struct {
		prepare func(*world)
		at      int
		other   func(*world)
	}{
		"undisturbed": {},
		"killed before an edit is begun": {at: 50, other: func(w *world) {
			w.announcer.Fail(core.KindEdit, coretest.CrashAt(coretest.BeforeBegin))
			w.another()
		}},
		"killed before an edit is sent": {at: 50, other: func(w *world) {
			w.announcer.Fail(core.KindEdit, coretest.CrashAt(coretest.BeforeEffect))
			w.another()
		}},
		"killed after an edit is sent": {at: 50, other: func(w *world) {
			w.announcer.Fail(core.KindEdit, coretest.CrashAt(coretest.AfterEffect))
			w.another()
		}},
		"killed at the last one": {at: 99, other: func(w *world) {
			w.announcer.Fail(core.KindEdit, coretest.CrashAt(coretest.AfterEffect))
			w.another()
		}},
		"killed while nothing is in hand": {at: 33, other: (*world).another},
		"killed while the card is put up": {prepare: func(w *world) {
			w.announcer.Fail(core.KindCard, coretest.CrashAt(coretest.BeforeEffect))
		}},
		"an edit fails": {at: 30, other: func(w *world) {
			w.announcer.Fail(core.KindEdit, coretest.Failing(errRoute), coretest.Busy(30*time.Second))
		}},
		"nobody knows whether an edit was seen": {at: 30, other: func(w *world) {
			w.announcer.Fail(core.KindEdit, coretest.Swallowed(), coretest.Unheard())
		}},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				if c.prepare != nil {
					c.prepare(w)
				}
				m := w.schedule(23 * time.Hour)
				w.dispatch()
				planned := w.count(m, coretest.Unmade)
				w.amends(m, c.at, func() {
					if c.other != nil {
						c.other(w)
					}
				})
				w.Equal("title 99", w.shows(m))
				within := 0
				for _, e := range w.announcer.Edits() {
					if !e.At.After(noon.Add(10 * time.Second)) {
						within++
					}
				}
				w.LessOrEqual(within, 6)
				w.LessOrEqual(len(w.announcer.Edits()), 7, "one more once a lease is over")
				w.NotEmpty(w.announcer.Edits())
				w.Zero(w.count(m, void), "nothing is planned anew")
				w.Equal(1, w.read(m).Revision)
				w.LessOrEqual(w.count(m, coretest.Unmade), planned)
				w.Len(w.announcer.Messages(core.KindCard), 1)
				w.pass(48 * time.Hour)
				w.allSettled(m)
			})
		})
	}
}

func TestTheFirstChangeIsShownAtOnceAndTheNextInTime(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(23 * time.Hour)
		w.dispatch()
		w.amends(m, 0, nothing)
		var at []time.Duration
		for _, e := range w.announcer.Edits() {
			at = append(at, e.At.Sub(noon))
		}
		w.Equal([]time.Duration{0, 2 * time.Second, 4 * time.Second, 6 * time.Second, 8 * time.Second, 10 * time.Second}, at)
	})
}

// TestAChangeWhileAnEditIsInHandIsShown, though that edit goes by the meeting as it was.
func TestAChangeWhileAnEditIsInHandIsShown(t *testing.T) {
	for name, during := range map[string]func(func()) coretest.Fault{"waiting": coretest.Waiting, "sending": coretest.Sending} {
		for _, k := range []core.Kind{core.KindCard, core.KindEdit} {
			t.Run(fmt.Sprint(k, " ", name), func(t *testing.T) {
				inBubble(t, func(w *world) {
					var m core.Meeting
					rename := func(title string) {
						_, err := w.service.Rename(w.ctx, alice, m.ID, title)
						w.NoError(err)
					}
					w.announcer.Fail(k, during(func() { rename("retro") }))
					m = w.schedule(23 * time.Hour)
					w.dispatch()
					if k == core.KindEdit {
						rename("planning")
						w.dispatch()
					}
					w.pass(3 * time.Second)
					w.Equal("retro", w.shows(m))
					w.Len(w.announcer.Messages(core.KindCard), 1)
					w.Zero(w.count(m, void))
				})
			})
		}
	}
}

// TestACardOfWhichNobodyKnowsIsNotPutUpTwiceForANewTitle: what may stand is looked for first, and edited then.
func TestACardOfWhichNobodyKnowsIsNotPutUpTwiceForANewTitle(t *testing.T) {
	inBubble(t, func(w *world) {
		w.announcer.Remember(10 * time.Minute)
		w.announcer.Fail(core.KindCard, coretest.Unheard())
		m := w.schedule(23 * time.Hour)
		w.dispatch()
		_, err := w.service.Rename(w.ctx, alice, m.ID, "retro")
		w.NoError(err)
		w.pass(time.Minute)
		w.Len(w.announcer.Messages(core.KindCard), 1)
		w.Equal("retro", w.shows(m))
	})
}

// TestAnEditThatWaitsForLongIsHurried by a change: what was in its way may be over.
func TestAnEditThatWaitsForLongIsHurried(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(23 * time.Hour)
		w.dispatch()
		w.announcer.Fail(core.KindEdit, coretest.Failing(core.ErrClosed)) // for a quarter of an hour
		for _, title := range []string{"retro", "planning"} {
			_, err := w.service.Rename(w.ctx, alice, m.ID, title)
			w.NoError(err)
			w.pass(5 * time.Second)
		}
		w.Equal("planning", w.shows(m))
		w.Len(w.announcer.Edits(), 1)
	})
}

// TestAnEditThatIsAboutToBeGivenUpIsNotReliedOn: it would take the change with it.
func TestAnEditThatIsAboutToBeGivenUpIsNotReliedOn(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(72 * time.Hour)
		w.dispatch()
		w.announcer.Fail(core.KindEdit, repeat(coretest.Failing(core.ErrClosed), 99)...) // for more than a day
		_, err := w.service.Rename(w.ctx, alice, m.ID, "retro")
		w.NoError(err)
		w.pass(24*time.Hour - time.Second)
		_, err = w.service.Rename(w.ctx, alice, m.ID, "planning")
		w.NoError(err)
		w.pass(time.Hour)
		w.Equal("planning", w.shows(m))
	})
}

func TestEachCardKeepsItsOwnPaceAndTheCalendarFollows(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(23 * time.Hour)
		guild := core.Channel{Platform: "discord", Workspace: "G1", ID: "C1"}
		_, err := w.store.UpdateMeeting(w.ctx, m.ID, func(m *core.Meeting, open []core.Announcement) ([]core.Announcement, error) {
			m.Postings = append(m.Postings, core.Posting{Channel: guild})
			for _, p := range m.Postings {
				open = append(open, core.Announcement{Kind: core.KindCard, Channel: p.Channel, Due: noon.Add(time.Second), Next: noon.Add(time.Second)})
			}
			return open, nil
		})
		w.NoError(err)
		w.pass(time.Second)
		voided := w.count(m, void)
		for _, title := range []string{"retro", "planning"} {
			_, err = w.service.Rename(w.ctx, alice, m.ID, title)
			w.NoError(err)
			w.dispatch()
		}
		w.pass(2 * time.Second)
		edits := map[core.Channel][]string{}
		for _, e := range w.announcer.Edits() {
			edits[e.Channel] = append(edits[e.Channel], e.About.Title)
		}
		for _, c := range []core.Channel{team, guild} {
			w.Equal([]string{"planning"}, edits[c][max(len(edits[c])-1, 0):], c)
		}
		events := w.announcer.Messages(core.KindEvent)
		w.NotEmpty(events)
		w.Equal("planning", events[len(events)-1].About.Title)
		w.Equal(voided, w.count(m, void))
	})
}

// TestAChangeOfThePlanIsShownAtOnce, also right after one that is not.
func TestAChangeOfThePlanIsShownAtOnce(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(23 * time.Hour)
		w.dispatch()
		_, err := w.service.Rename(w.ctx, alice, m.ID, "retro")
		w.NoError(err)
		w.dispatch()
		w.extends(&m)()
		w.dispatch()
		w.Len(w.announcer.Edits(), 2)
	})
}
