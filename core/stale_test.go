package core_test

import (
	"fmt"
	"testing"
	"time"

	"meetbot/core"
	"meetbot/core/coretest"
)

// TestTheOrganizerIsToldOfACardThatCannotBeChanged once, whatever is changed and however often.
func TestTheOrganizerIsToldOfACardThatCannotBeChanged(t *testing.T) {
	for name, c := range map[string]struct {
		why   error
		later bool // it is tried again
	}{
		"a thread is locked":   {core.ErrFiltered, false},
		"the bot is put out":   {core.ErrGone, false},
		"a channel is gone":    {core.ErrVanished, false},
		"a thread is archived": {core.ErrClosed, true},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				m := w.schedule(time.Hour)
				w.dispatch()
				w.announcer.Fail(core.KindEdit, repeat(coretest.Failing(fmt.Errorf("edit: %w", c.why)), 4)...)
				for _, title := range []string{"retro", "planning"} {
					_, err := w.service.Rename(w.ctx, alice, m.ID, title)
					w.NoError(err)
					w.pass(time.Minute)
				}
				told := w.announcer.Messages(core.KindStale)
				w.Len(told, 1)
				w.Equal("slack", told[0].Channel.Platform)
				w.NotEqual(team, told[0].Channel)
				w.Len(w.announcer.Attempts(core.KindEdit), 2)
				w.pass(40 * time.Minute)
				w.Equal(c.later, len(w.announcer.Attempts(core.KindEdit)) > 2, "tried again before the start")
				w.pass(2 * time.Hour)
				w.Len(w.announcer.Messages(core.KindStale), 1)
				w.allSettled(m)
			})
		})
	}
}

func TestWhatBeginsIsNotToldTwice(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(time.Hour)
		w.dispatch()
		w.announcer.Fail(core.KindEdit, repeat(coretest.Gone(), 2)...) // at the start and at the end
		w.pass(2 * time.Hour)
		w.Empty(w.announcer.Messages(core.KindStale))
		w.allSettled(m)
	})
}

func TestTheEndOfALockedThreadIsTold(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(time.Hour)
		w.pass(61 * time.Minute)
		w.announcer.Fail(core.KindEdit, coretest.Failing(core.ErrFiltered))
		w.pass(2 * time.Hour)
		w.Len(w.announcer.Messages(core.KindStale), 1)
		w.allSettled(m)
	})
}

// TestTheOrganizerIsToldOfEachChangeThatAChannelIsNotToldOf in one message, also where they know of the card already.
func TestTheOrganizerIsToldOfEachChangeThatAChannelIsNotToldOf(t *testing.T) {
	cancel := func(w *world, m core.Meeting) error { _, err := w.service.Cancel(w.ctx, alice, m.ID); return err }
	move := func(w *world, m core.Meeting) error {
		_, err := w.service.Move(w.ctx, alice, m.ID, w.clock.Now().Add(3*time.Hour), 0, "")
		return err
	}
	for name, c := range map[string]struct {
		lead    time.Duration
		word    core.Kind
		change  func(*world, core.Meeting) error
		changes int
	}{
		"cancelled":   {time.Hour, core.KindCancelled, cancel, 1},
		"moved twice": {time.Hour, core.KindMoved, move, 2},
		"ended":       {0, core.KindEnd, func(w *world, m core.Meeting) error { _, err := w.service.End(w.ctx, alice, m.ID); return err }, 1},
	} {
		for how, faults := range map[string][]coretest.Fault{
			"refused":  {coretest.Failing(core.ErrFiltered), coretest.Failing(core.ErrFiltered)},
			"put off":  {coretest.Busy(5 * time.Second), coretest.Gone(), coretest.Busy(5 * time.Second), coretest.Gone()},
			"vanished": {coretest.Failing(core.ErrVanished), coretest.Failing(core.ErrVanished)},
		} {
			t.Run(name+", "+how, func(t *testing.T) {
				inBubble(t, func(w *world) {
					m := w.schedule(c.lead)
					w.dispatch()
					w.pass(time.Second)
					w.announcer.Fail(core.KindEdit, repeat(coretest.Failing(core.ErrFiltered), 30)...)
					_, err := w.service.Rename(w.ctx, alice, m.ID, "retro")
					w.NoError(err)
					w.pass(time.Minute)
					w.Len(w.announcer.Messages(core.KindStale), 1)
					w.announcer.Fail(c.word, faults...)
					for range c.changes {
						w.NoError(c.change(w, m))
						w.pass(time.Minute)
					}
					told := w.announcer.Messages(core.KindUntold)
					w.Len(told, c.changes)
					w.NotEqual(team, told[0].Channel)
					w.Equal(team.ID, told[0].Announcement.About)
					w.Len(w.announcer.Messages(core.KindStale), 1)
				})
			})
		}
	}
}

// TestOneMessageTellsOfAChangeAndItsCard where both the words and the edit are refused, whichever is first.
func TestOneMessageTellsOfAChangeAndItsCard(t *testing.T) {
	for name, c := range map[string]struct {
		words         []coretest.Fault
		untold, stale int
	}{
		"both are refused":           {[]coretest.Fault{coretest.Failing(core.ErrFiltered)}, 1, 0},
		"the words are refused late": {[]coretest.Fault{coretest.Busy(5 * time.Second), coretest.Failing(core.ErrFiltered)}, 1, 0},
		"the words are said":         {nil, 0, 1},
		"the words are said late":    {[]coretest.Fault{coretest.Busy(5 * time.Second)}, 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				m := w.schedule(time.Hour)
				w.dispatch()
				w.announcer.Fail(core.KindEdit, repeat(coretest.Failing(core.ErrFiltered), 30)...)
				w.announcer.Fail(core.KindCancelled, c.words...)
				_, err := w.service.Cancel(w.ctx, alice, m.ID)
				w.NoError(err)
				w.pass(time.Minute)
				w.Len(w.announcer.Messages(core.KindUntold), c.untold)
				w.Len(w.announcer.Messages(core.KindStale), c.stale)
				w.allSettled(m)
			})
		})
	}
}

// TestAnEditWaitsForTheWords as long as they do, and is not sent again and again meanwhile.
func TestAnEditWaitsForTheWords(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(time.Hour)
		w.dispatch()
		w.announcer.Fail(core.KindEdit, repeat(coretest.Failing(core.ErrFiltered), 1000)...)
		w.announcer.Fail(core.KindCancelled, repeat(coretest.Busy(5*time.Minute), 8)...)
		_, err := w.service.Cancel(w.ctx, alice, m.ID)
		w.NoError(err)
		w.pass(45 * time.Minute)
		all, err := w.store.Announcements(w.ctx, m.ID)
		w.NoError(err)
		for _, a := range all {
			w.LessOrEqual(a.Attempts, 12, "%s", a.Kind)
		}
		w.Len(w.announcer.Messages(core.KindStale), 1)
		w.allSettled(m)
	})
}

// TestWhereNoCardCouldStandTheOrganizerIsToldOfEachChange too: a note may say there what is no longer so.
func TestWhereNoCardCouldStandTheOrganizerIsToldOfEachChange(t *testing.T) {
	inBubble(t, func(w *world) {
		w.announcer.Fail(core.KindCard, repeat(coretest.Gone(), 2)...)
		m := w.schedule(time.Hour)
		w.dispatch()
		w.pass(time.Minute)
		w.Len(w.announcer.Messages(core.KindBlocked), 1)
		_, err := w.service.Move(w.ctx, alice, m.ID, w.clock.Now().Add(3*time.Hour), 0, "")
		w.NoError(err)
		w.pass(time.Minute)
		w.Len(w.announcer.Messages(core.KindBlocked), 2)
		w.announcer.Fail(core.KindCancelled, coretest.Gone())
		_, err = w.service.Cancel(w.ctx, alice, m.ID)
		w.NoError(err)
		w.pass(time.Minute)
		w.Len(w.announcer.Messages(core.KindUntold), 1)
		w.allSettled(m)
	})
}

// TestWhatWasNotAnnouncedYetIsNotCalledOff where nobody has heard of it.
func TestWhatWasNotAnnouncedYetIsNotCalledOff(t *testing.T) {
	inBubble(t, func(w *world) {
		w.announcer.Fail(core.KindCard, coretest.Busy(time.Minute))
		m := w.schedule(time.Hour)
		w.dispatch()
		_, err := w.service.Cancel(w.ctx, alice, m.ID)
		w.NoError(err)
		w.pass(5 * time.Minute)
		w.Empty(w.announcer.Messages())
		w.allSettled(m)
	})
}

// TestWhoAsksForACardIsToldEachTimeThatItCannotBeChanged.
func TestWhoAsksForACardIsToldEachTimeThatItCannotBeChanged(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(time.Hour)
		w.dispatch()
		w.announcer.Fail(core.KindCard, repeat(coretest.Failing(core.ErrFiltered), 2)...)
		for n := range 2 {
			_, err := w.service.Share(w.ctx, alice, team, m.ID)
			w.NoError(err)
			w.pass(time.Minute)
			w.Len(w.announcer.Messages(core.KindStale), n+1)
		}
	})
}
