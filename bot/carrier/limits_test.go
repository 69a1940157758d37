package carrier_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/carrier"
	"meetbot/core"
)

var once = carrier.Rate{Every: time.Second, Burst: 1}

func begin(context.Context) error { return nil }

func TestEachKindHasItsTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, began := carrier.NewLimits(), time.Now()
		take := func(kind string) error {
			return l.Begin(t.Context(), kind, once, begin)
		}
		require.NoError(t, take("C1"))
		require.NoError(t, take("C2"))
		require.Zero(t, time.Since(began), "another kind waits for nothing")
		for range 3 {
			require.NoError(t, take("C1"))
		}
		require.Equal(t, 3*time.Second, time.Since(began))
	})
}

func TestWhoWouldWaitForLongIsSentAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, began := carrier.NewLimits(), time.Now()
		refused := &core.Busy{After: 7 * time.Second}
		require.Equal(t, error(refused), l.Heed("C1", refused))
		require.ErrorIs(t, l.Heed("C2", errDown), errDown)
		err := l.Begin(t.Context(), "C1", once, begin)
		var busy *core.Busy
		require.ErrorAs(t, err, &busy)
		require.Equal(t, 7*time.Second, busy.After)
		err = l.Begin(t.Context(), "C2", once, begin)
		require.NoError(t, err)
		require.Zero(t, time.Since(began))
		time.Sleep(5 * time.Second)
		err = l.Begin(t.Context(), "C1", once, begin)
		require.NoError(t, err, "what is nearly over is waited for")
		require.Equal(t, 7*time.Second, time.Since(began))
	})
}

func TestWhatDoesNotGoOutUsesNothingUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, began := carrier.NewLimits(), time.Now()
		for range 10 {
			err := l.Begin(t.Context(), "C1", once, func(context.Context) error { return errDown })
			require.ErrorIs(t, err, errDown)
		}
		require.Zero(t, time.Since(began))
		err := l.Begin(t.Context(), "C1", once, begin)
		require.NoError(t, err)
		ctx, hangUp := context.WithCancel(t.Context())
		go hangUp()
		err = l.Begin(ctx, "C1", once, begin)
		require.ErrorIs(t, err, context.Canceled)
		err = l.Begin(t.Context(), "C1", once, begin)
		require.NoError(t, err)
		require.Equal(t, time.Second, time.Since(began), "nor does who hangs up")
	})
}
