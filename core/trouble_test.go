package core_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"meetbot/core"
	"meetbot/core/coretest"

	"github.com/stretchr/testify/require"
)

func TestTheDispatcherTellsHowItsLastClaimWent(t *testing.T) {
	onShaky(t, func(w *world, s *shaky) {
		look := func(after time.Duration) error {
			w.dispatcher.Wake()
			time.Sleep(after)
			synctest.Wait()
			return w.dispatcher.Trouble()
		}
		w.NoError(look(0))
		s.order(s.failing, "claim", 1)
		w.ErrorIs(look(0), errDown)
		w.NoError(look(time.Second), "it tries again")
		s.order(s.hanging, "claim", 1)
		w.Error(look(5 * time.Second))
		w.NoError(look(time.Second))
	})
}

// A deaf store does not even heed that the time is over.
type deaf struct {
	core.Store
	hears chan struct{}
}

func (d *deaf) Claim(ctx context.Context, platform string, now, until time.Time, n int) ([]core.Announcement, error) {
	<-d.hears
	return d.Store.Claim(context.WithoutCancel(ctx), platform, now, until, n)
}

func TestAClaimThatNeverComesBackIsTrouble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &deaf{coretest.NewStore(), make(chan struct{})}
		d := core.NewDispatcher(s, coretest.NewAnnouncer(wall{}), coretest.NewProvider(), wall{}, discard, func(core.Announcement, time.Duration) {})
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { d.Run(ctx); close(done) }()
		time.Sleep(4 * time.Second)
		require.NoError(t, d.Trouble(), "it may take a while")
		time.Sleep(2 * time.Second)
		require.ErrorContains(t, d.Trouble(), "has not answered")
		close(s.hears)
		synctest.Wait()
		require.NoError(t, d.Trouble())
		stop()
		<-done
	})
}
