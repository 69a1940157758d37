package core_test

import (
	"testing"
	"time"

	"meetbot/core"
	"meetbot/core/coretest"
)

// extends makes the meeting longer while something about it waits for the platform's limiter.
func (w *world) extends(m *core.Meeting) func() {
	return func() {
		_, err := w.service.Extend(w.ctx, alice, m.ID, 15*time.Minute)
		w.NoError(err)
	}
}

func TestACardThatWaitsWhileTheMeetingChangesIsSentAsItIsThen(t *testing.T) {
	inBubble(t, func(w *world) {
		var m core.Meeting
		w.announcer.Fail(core.KindCard, coretest.Waiting(w.extends(&m)))
		m = w.schedule(time.Hour)
		w.dispatch()
		cards := w.announcer.Messages(core.KindCard)
		w.Len(cards, 1)
		w.Equal(45*time.Minute, cards[0].About.Duration)
		w.Len(w.announcer.Attempts(core.KindCard), 2)
	})
}

func TestAStartThatWaitsWhileTheMeetingChangesIsSaidOnceAndAtOnce(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(time.Minute)
		w.announcer.Fail(core.KindStart, coretest.Waiting(w.extends(&m)))
		w.pass(time.Minute)
		starts := w.announcer.Messages(core.KindStart)
		w.Len(starts, 1)
		w.Equal(m.Start, starts[0].At)
		w.pass(time.Hour)
		w.Len(w.announcer.Messages(core.KindStart), 1)
	})
}

func TestAReminderThatWaitsWhileTheMeetingIsCancelledIsNotSent(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(20 * time.Minute)
		w.announcer.Fail(core.KindReminder, coretest.Waiting(func() {
			_, err := w.service.Cancel(w.ctx, alice, m.ID)
			w.NoError(err)
		}))
		w.pass(time.Hour)
		w.Equal([]core.Kind{core.KindCard, core.KindCancelled}, w.said())
		w.allSettled(m)
	})
}

func TestACardInFlightWhileTheMeetingIsCancelledTellsTheTruthAfterwards(t *testing.T) {
	inBubble(t, func(w *world) {
		var m core.Meeting
		w.announcer.Fail(core.KindCard, coretest.Sending(func() {
			_, err := w.service.Cancel(w.ctx, alice, m.ID)
			w.NoError(err)
		}))
		m = w.schedule(time.Hour)
		w.dispatch()
		w.Len(w.announcer.Messages(core.KindCard), 1)
		edits := w.announcer.Edits()
		w.NotEmpty(edits)
		w.Equal(core.Cancelled, edits[len(edits)-1].About.State(noon))
		w.allSettled(m)
	})
}

func TestAStartInFlightWhileTheMeetingChangesIsNotSaidAgain(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(time.Minute)
		w.announcer.Fail(core.KindStart, coretest.Sending(w.extends(&m)))
		w.pass(2 * time.Hour)
		w.Len(w.announcer.Messages(core.KindStart), 1)
		w.Equal(core.Sent, w.kind(m, core.KindStart).State)
	})
}

// TestAChangeWhileNobodyKnowsWhetherItWasSeen: what may have been seen is repeated as the same, so that the platform knows
// it again.
func TestAChangeWhileNobodyKnowsWhetherItWasSeen(t *testing.T) {
	for _, k := range []core.Kind{core.KindCard, core.KindStart} {
		inBubble(t, func(w *world) {
			w.announcer.Remember(2 * time.Minute)
			w.announcer.Fail(k, coretest.Unheard())
			m := w.schedule(time.Minute)
			w.dispatch()
			if k == core.KindStart {
				w.clock.Advance(time.Minute)
				w.dispatch()
			}
			w.Equal(core.Pending, w.kind(m, k).State)
			w.extends(&m)()
			w.pass(2 * time.Hour)
			w.Len(w.announcer.Messages(k), 1)
			stored, err := w.store.Meeting(w.ctx, m.ID)
			w.NoError(err)
			w.Equal(w.announcer.Messages(core.KindCard)[0].Ref, stored.Card(team))
			edits := w.announcer.Edits()
			w.Equal(45*time.Minute, edits[len(edits)-1].About.Duration)
			w.allSettled(m)
		})
	}
}

func TestAMeetingForgottenWhileItsAnnouncementWaitsIsNotMentioned(t *testing.T) {
	inBubble(t, func(w *world) {
		w.schedule(time.Hour)
		w.announcer.Fail(core.KindCard, coretest.Waiting(func() {
			_, err := w.store.Forget(w.ctx, noon.Add(24*time.Hour))
			w.NoError(err)
		}))
		w.pass(2 * time.Hour)
		w.Empty(w.said())
	})
}

func TestAReminderThatWaitsUntilItsMomentIsPastIsNotSent(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(20 * time.Minute)
		w.dispatch()
		w.announcer.Fail(core.KindReminder, coretest.Waiting(func() { w.clock.Advance(2 * time.Minute) }))
		w.clock.Set(m.Start.Add(-10 * time.Minute))
		w.dispatch()
		w.Empty(w.announcer.Messages(core.KindReminder))
		w.Equal(core.Skipped, w.kind(m, core.KindReminder).State)
	})
}

func TestAMoveThatWaitsUntilTheMeetingIsOnIsNotSaid(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(20 * time.Minute)
		w.dispatch()
		w.announcer.Fail(core.KindMoved, coretest.Waiting(func() { w.clock.Set(noon.Add(10 * time.Minute)) }))
		_, err := w.service.Move(w.ctx, alice, m.ID, noon.Add(10*time.Minute), 0, "")
		w.NoError(err)
		w.dispatch()
		w.Empty(w.announcer.Messages(core.KindMoved))
	})
}

func TestALeaseLastsForTheWaitAndAgainForTheAnswer(t *testing.T) {
	inBubble(t, func(w *world) {
		claim := func() {
			w.clock.Advance(10 * time.Second)
			w.NoError(w.dispatcher.Dispatch(w.ctx))
		}
		w.announcer.Fail(core.KindCard, coretest.Fault{Waiting: claim, Sending: claim})
		w.schedule(time.Hour)
		w.dispatch()
		w.Len(w.announcer.Attempts(core.KindCard), 1)
	})
}

func TestWhatWasToBeSaidOfTheOldStartIsNotSaidOfTheNew(t *testing.T) {
	for _, k := range []core.Kind{core.KindReminder, core.KindMoved} {
		inBubble(t, func(w *world) {
			m := w.schedule(20 * time.Minute)
			w.dispatch()
			move := func(to time.Duration) {
				_, err := w.service.Move(w.ctx, alice, m.ID, noon.Add(to), 0, "")
				w.NoError(err)
			}
			w.announcer.Fail(k, coretest.Waiting(func() { move(3 * time.Hour) }))
			if k == core.KindMoved {
				move(2 * time.Hour)
			} else {
				w.clock.Set(noon.Add(10 * time.Minute))
			}
			w.dispatch()
			w.Empty(w.announcer.Messages(core.KindReminder))
			w.Len(w.announcer.Messages(core.KindMoved), 1)
			w.pass(4 * time.Hour)
			w.Len(w.announcer.Messages(core.KindReminder), 1)
			w.Equal(noon.Add(170*time.Minute), w.announcer.Messages(core.KindReminder)[0].At)
		})
	}
}
