package core_test

import (
	"fmt"
	"testing"
	"time"

	"meetbot/core"
	"meetbot/core/coretest"
)

// A crash is a claim that nobody settles. What it may cost depends on the moment and on the kind alone: before the first
// byte may have left nothing is lost and nothing doubled; afterwards a card or a start is made once more, and anything
// else is left to the next edit of the card.
func TestACrashLosesNothingAndDoublesNoMoreThanItMust(t *testing.T) {
	once := []core.Kind{core.KindCard, core.KindStart}
	left := []core.Kind{core.KindReminder, core.KindEnding, core.KindEnd}
	for _, c := range []struct {
		kinds  []core.Kind
		moment coretest.Moment
		shown  int
		state  core.Delivery
	}{
		{once, coretest.BeforeBegin, 1, core.Sent},
		{once, coretest.BeforeEffect, 1, core.Sent},
		{once, coretest.AfterEffect, 2, core.Sent},
		{left, coretest.BeforeBegin, 1, core.Sent},
		{left, coretest.BeforeEffect, 0, core.Unsure},
		{left, coretest.AfterEffect, 1, core.Unsure},
	} {
		for _, k := range c.kinds {
			t.Run(fmt.Sprint(k, " at ", c.moment), func(t *testing.T) {
				inBubble(t, func(w *world) {
					w.announcer.Fail(k, coretest.CrashAt(c.moment))
					m := w.schedule(20 * time.Minute)
					w.pass(2 * time.Hour)
					w.Len(w.announcer.Messages(k), c.shown)
					a := w.kind(m, k)
					w.Equal(c.state, a.State)
					w.Equal(2, a.Attempts)
					w.Contains(w.log.String(), "panic while announcing")
					w.allSettled(m)
				})
			})
		}
	}
}

func TestACrashOnAPlatformThatRemembersCostsNothing(t *testing.T) {
	for _, k := range []core.Kind{core.KindCard, core.KindReminder, core.KindStart, core.KindEnding, core.KindEnd} {
		for _, moment := range []coretest.Moment{coretest.BeforeBegin, coretest.BeforeEffect, coretest.AfterEffect} {
			t.Run(fmt.Sprint(k, " at ", moment), func(t *testing.T) {
				inBubble(t, func(w *world) {
					w.announcer.Remember(2 * time.Minute)
					w.announcer.Fail(k, coretest.CrashAt(moment))
					m := w.schedule(20 * time.Minute)
					w.pass(2 * time.Hour)
					w.Len(w.announcer.Messages(k), 1)
					w.Equal(core.Sent, w.kind(m, k).State)
				})
			})
		}
	}
}

func TestAnEditIsRepeatedAfterACrash(t *testing.T) {
	for _, moment := range []coretest.Moment{coretest.BeforeBegin, coretest.BeforeEffect, coretest.AfterEffect} {
		inBubble(t, func(w *world) {
			w.announcer.Fail(core.KindEdit, coretest.CrashAt(moment))
			m := w.schedule(20 * time.Minute)
			w.pass(25 * time.Minute)
			edit := w.one(m.ID, func(a core.Announcement) bool { return a.Kind == core.KindEdit && a.Due.Equal(m.Start) })
			w.Equal(core.Sent, edit.State)
		})
	}
}

func TestWhatAProcessHadInHandIsMadeByTheNextWhenItsLeaseIsOver(t *testing.T) {
	inBubble(t, func(w *world) {
		w.announcer.Fail(core.KindCard, coretest.CrashAt(coretest.BeforeBegin))
		w.schedule(20 * time.Minute)
		w.pass(15*time.Second - time.Microsecond)
		w.Empty(w.said())
		w.pass(time.Microsecond)
		w.Equal([]core.Kind{core.KindCard}, w.said())
	})
}

func TestAProcessThatWasTakenForDeadSendsNothing(t *testing.T) {
	inBubble(t, func(w *world) {
		asleep := make(chan struct{})
		w.announcer.Fail(core.KindCard, coretest.Waiting(func() { <-asleep }))
		m := w.schedule(20 * time.Minute)
		w.dispatch()
		w.another()
		w.pass(15 * time.Second)
		w.Len(w.announcer.Messages(core.KindCard), 1, "another has taken over")
		close(asleep)
		w.dispatch()
		w.Len(w.announcer.Messages(core.KindCard), 1)
		w.Equal(core.Sent, w.kind(m, core.KindCard).State)
		w.Equal(1, w.kind(m, core.KindCard).Sends)
	})
}

// TestAProcessDoesNotTakeItselfForDead: it alone knows whether it has sent what it has in hand.
func TestAProcessDoesNotTakeItselfForDead(t *testing.T) {
	asleep := make(chan struct{})
	for name, f := range map[string]coretest.Fault{
		"waiting": coretest.Waiting(func() { <-asleep }),
		"sending": coretest.Sending(func() { <-asleep }),
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				asleep = make(chan struct{})
				w.announcer.Fail(core.KindCard, f)
				m := w.schedule(20 * time.Minute)
				w.dispatch()
				w.pass(40 * time.Second)
				w.Len(w.announcer.Attempts(core.KindCard), 1)
				close(asleep)
				w.dispatch()
				w.Len(w.announcer.Messages(core.KindCard), 1)
				w.Len(w.announcer.Attempts(core.KindCard), 1)
				w.Equal(core.Sent, w.kind(m, core.KindCard).State)
				w.pass(time.Hour)
				w.allSettled(m)
			})
		})
	}
}

func TestAResultThatComesTooLateChangesNothing(t *testing.T) {
	inBubble(t, func(w *world) {
		asleep := make(chan struct{})
		w.announcer.Fail(core.KindCard, coretest.Sending(func() { <-asleep }))
		m := w.schedule(20 * time.Minute)
		w.dispatch()
		w.another()
		w.pass(15 * time.Second)
		card := w.read(m).Card(team)
		w.NotEmpty(card)
		close(asleep)
		w.dispatch()
		w.Equal(card, w.read(m).Card(team))
		w.Len(w.announcer.Messages(core.KindCard), 2, "the documented second copy")
	})
}
