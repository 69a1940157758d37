package app

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"meetbot/core/coretest"

	"github.com/stretchr/testify/require"
)

// A trial is a watch on a database that is as the test wants it, in the time of a bubble.
type trial struct {
	*watch
	lines coretest.Lines
	state atomic.Pointer[error] // what the database answers; nil: nothing, ever
	claim atomic.Pointer[error]
	tries atomic.Int32
	free  chan struct{} // what hung comes back
}

var fine error

func onWatch(t *testing.T, test func(w *trial)) {
	synctest.Test(t, func(t *testing.T) {
		w := &trial{free: make(chan struct{})}
		w.state.Store(&fine)
		w.claim.Store(&fine)
		w.watch = newWatch(func(context.Context) error {
			w.tries.Add(1)
			if err := w.state.Load(); err != nil {
				return *err
			}
			<-w.free // it does not heed its context
			return nil
		}, func() error { return *w.claim.Load() }, 0, slog.New(slog.NewTextHandler(&w.lines, nil)))
		require.NotNil(t, w.trouble(), "nobody knows yet")
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { w.run(ctx); close(done) }()
		synctest.Wait()
		require.Nil(t, w.trouble())
		require.Empty(t, w.lines.String(), "a sound start is nothing to tell")
		test(w)
		stop()
		<-done
	})
}

// within returns what is wrong after a while.
func (w *trial) within(d time.Duration) string {
	time.Sleep(d)
	synctest.Wait()
	if t := w.trouble(); t != nil {
		return t.What
	}
	return ""
}

func TestAWatchTellsOnceWhatIsWrongAndOnceThatAllIsWell(t *testing.T) {
	onWatch(t, func(w *trial) {
		full := error(syscall.ENOSPC)
		w.state.Store(&full)
		require.Equal(t, "the disk is full", w.within(5*time.Second))
		require.Equal(t, "the disk is full", w.within(time.Minute))
		require.Equal(t, 1, strings.Count(w.lines.String(), "level=ERROR"), w.lines.String())
		require.Contains(t, w.lines.String(), "Make room")
		w.state.Store(&fine)
		require.Empty(t, w.within(5*time.Second))
		require.Equal(t, 1, strings.Count(w.lines.String(), "well again"), w.lines.String())
	})
}

func TestADatabaseThatHangsIsKnownWithinEightSeconds(t *testing.T) {
	onWatch(t, func(w *trial) {
		w.state.Store(nil)
		require.Equal(t, "does not answer", w.within(8*time.Second))
		before := w.tries.Load()
		require.Equal(t, "does not answer", w.within(time.Hour))
		require.Equal(t, before, w.tries.Load(), "what hangs is not asked again")
		w.state.Store(&fine)
		close(w.free)
		require.Empty(t, w.within(4*time.Second))
	})
}

func TestAClaimThatFailsIsTrouble(t *testing.T) {
	onWatch(t, func(w *trial) {
		down := errors.New("secret particulars")
		w.claim.Store(&down)
		require.Equal(t, "what is due cannot be looked for: does not work", w.within(0), "at once")
		time.Sleep(time.Second)
		synctest.Wait()
		require.Contains(t, w.lines.String(), "secret particulars", "the log has them")
		w.claim.Store(&fine)
		require.NotEmpty(t, w.within(0), "one claim that goes well is no proof that storing does")
		require.Empty(t, w.within(4*time.Second))
	})
}
