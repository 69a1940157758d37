package core_test

import (
	"testing"
	"time"

	"meetbot/core"
	"meetbot/core/coretest"
)

func (w *world) idle() bool {
	idle, err := w.dispatcher.Idle(w.ctx)
	w.NoError(err)
	return idle
}

// TestIdle is about when a clock may be set.
func TestIdle(t *testing.T) {
	inBubble(t, func(w *world) {
		w.True(w.idle())
		answer := make(chan struct{})
		w.announcer.Fail(core.KindCard, coretest.Sending(func() { <-answer }), coretest.Busy(time.Minute))
		first := w.schedule(time.Hour)
		w.False(w.idle(), "it is due")
		w.dispatch()
		w.False(w.idle(), "it is being sent")
		close(answer)
		w.dispatch()
		w.True(w.idle(), "nothing else is due, and what waits for its time holds nothing up")

		w.schedule(2 * time.Hour)
		w.dispatch()
		w.False(w.idle(), "it failed and is tried again")
		w.clock.Advance(time.Minute)
		w.False(w.idle())
		w.dispatch()
		w.True(w.idle())
		w.Equal(core.Sent, w.kind(first, core.KindCard).State)
	})
}
