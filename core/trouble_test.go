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

// TestTheDispatcherTellsHowItsLastLookWent: where nothing is due it only looks, and else it claims.
func TestTheDispatcherTellsHowItsLastLookWent(t *testing.T) {
	onShaky(t, func(w *world, s *shaky) {
		look := func(after time.Duration) error {
			w.dispatcher.Wake()
			time.Sleep(after)
			synctest.Wait()
			return w.dispatcher.Trouble()
		}
		w.NoError(look(0))
		s.order(s.failing, "next due", 1)
		w.ErrorIs(look(0), errDown)
		w.NoError(look(time.Second), "it tries again")
		s.order(s.hanging, "next due", 1)
		w.Error(look(5 * time.Second))
		w.NoError(look(time.Second))

		s.order(s.failing, "claim", 1000)
		w.NoError(look(time.Second), "nothing is due, and so nothing claimed")
		w.schedule(time.Hour)
		for range 3 { // that the store can be looked at changes nothing while what is due cannot be claimed
			w.ErrorIs(look(time.Second), errDown)
		}
		s.order(s.failing, "claim", 0)
		w.NoError(look(2 * time.Second))
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

// NextDue has something be due since long ago.
func (d *deaf) NextDue(_ context.Context, _ string, now time.Time) (time.Time, error) {
	if now.Before(time.Unix(1, 0)) {
		return time.Unix(1, 0), nil
	}
	return time.Time{}, nil
}

func TestAClaimThatNeverComesBackIsTrouble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &deaf{coretest.NewStore(), make(chan struct{})}
		d := core.NewDispatcher(s, coretest.NewAnnouncer(coretest.Wall{}), coretest.NewProvider(), nil, coretest.Wall{}, discard, func(core.Announcement, time.Duration) {})
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
