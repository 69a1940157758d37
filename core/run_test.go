package core_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
	"meetbot/core/coretest"
)

// wall is the clock of the bubble, on which Run's timer runs as well.
// running runs a dispatcher in a bubble, and returns what stops it and what is closed when it has stopped.
func running(t *testing.T, d *core.Dispatcher) (stop func(), stopped <-chan struct{}) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); d.Run(ctx) }()
	return cancel, done
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

func TestRunMakesEverythingWhenItFallsDue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorldOn(t, coretest.Wall{})
		m := w.schedule(time.Hour)
		stop, stopped := running(t, w.dispatcher)
		time.Sleep(3 * time.Hour)
		stop()
		<-stopped
		w.Equal([]core.Kind{core.KindCard, core.KindReminder, core.KindStart, core.KindEnding, core.KindEnd}, w.said())
		for _, x := range append(w.announcer.Messages(), w.announcer.Edits()...) {
			due := x.Due
			if x.Kind == core.KindRetract {
				due = m.Start
			}
			w.Less(x.At.Sub(due), 10*time.Millisecond, x.Kind)
			w.False(x.At.Before(due))
		}
		w.allSettled(m)
	})
}

func TestRunNeedsNoWakeButTakesOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorldOn(t, coretest.Wall{})
		stop, stopped := running(t, w.dispatcher)
		synctest.Wait()
		w.schedule(time.Hour)
		synctest.Wait()
		w.Empty(w.said(), "it looks again by itself after a minute")
		for range 3 {
			w.dispatcher.Wake()
		}
		synctest.Wait()
		w.Len(w.said(), 1)
		stop()
		<-stopped
	})
}

func TestRunReturnsOnlyWhenWhatIsInHandIsSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorldOn(t, coretest.Wall{})
		limiter, answer := make(chan struct{}), make(chan struct{})
		w.announcer.Fail(core.KindCard, coretest.Fault{
			Waiting: func() { <-limiter },
			Sending: func() { <-answer },
		})
		m := w.schedule(time.Hour)
		stop, stopped := running(t, w.dispatcher)
		synctest.Wait()
		stop()
		synctest.Wait()
		w.False(isClosed(stopped))
		close(limiter)
		synctest.Wait()
		w.False(isClosed(stopped))
		close(answer)
		<-stopped
		w.Len(w.said(), 1)
		w.Equal(core.Sent, w.kind(m, core.KindCard).State)
	})
}

func TestRunClaimsNothingMoreOnceItIsToStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorldOn(t, coretest.Wall{})
		answer := make(chan struct{})
		w.announcer.Fail(core.KindCard, coretest.Sending(func() { <-answer }))
		w.schedule(time.Hour)
		stop, stopped := running(t, w.dispatcher)
		synctest.Wait()
		stop()
		w.schedule(time.Hour)
		w.dispatcher.Wake()
		close(answer)
		<-stopped
		w.Len(w.said(), 1)
	})
}

// A slow store claims as slowly as a busy database does, and can fail.
type slow struct {
	core.Store
	takes time.Duration
	fails atomic.Int64
}

func (s *slow) Claim(ctx context.Context, platform string, now, until time.Time, n int) ([]core.Announcement, error) {
	if s.fails.Add(-1) >= 0 {
		return nil, errors.New("database is away")
	}
	out, err := s.Store.Claim(ctx, platform, now, until, n)
	time.Sleep(s.takes)
	return out, err
}

// on returns a dispatcher that works on a slow store.
func (w *world) on(s *slow) *core.Dispatcher {
	s.Store = w.store
	return core.NewDispatcher(s, w.announcer, w.provider, w.service, coretest.Wall{}, discard, w.observe)
}

func TestWhatFallsDueDuringASlowClaimIsNotLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorldOn(t, coretest.Wall{})
		d := w.on(&slow{takes: 20 * time.Millisecond})
		stop, stopped := running(t, d)
		m := w.schedule(time.Second)
		time.Sleep(990 * time.Millisecond)
		d.Wake() // a claim that finds nothing yet, and is at work when the start falls due
		time.Sleep(30 * time.Second)
		stop()
		<-stopped
		starts := w.announcer.Messages(core.KindStart)
		w.Len(starts, 1)
		w.Less(starts[0].At.Sub(m.Start), 100*time.Millisecond)
	})
}

func TestRunGoesOnAfterTheDatabaseWasAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorldOn(t, coretest.Wall{})
		s := &slow{}
		s.fails.Store(5)
		m := w.schedule(10 * time.Second)
		stop, stopped := running(t, w.on(s))
		time.Sleep(time.Hour)
		stop()
		<-stopped
		require.Equal(t, []core.Kind{core.KindCard, core.KindStart, core.KindEnding, core.KindEnd}, w.said())
		w.allSettled(m)
	})
}
