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
