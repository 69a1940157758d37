package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core/store/pgtest"
)

func TestWhoServesIsCountedUntilTheyLeaveOrTheirLastBeatIsOver(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s, ctx := migrated(t, address), t.Context()
		serving := func(at time.Time) int {
			n, err := s.Serving(ctx, at)
			require.NoError(t, err)
			return n
		}
		require.Zero(t, serving(noon))
		held, err := s.Hold(ctx, "something else", "a", noon, noon.Add(time.Hour))
		require.NoError(t, err)
		require.True(t, held)
		for _, holder := range []string{"a", "b", "a"} {
			require.NoError(t, s.Heartbeat(ctx, holder, noon, noon.Add(30*time.Second)))
		}
		require.Equal(t, 2, serving(noon))
		require.NoError(t, s.Heartbeat(ctx, "b", noon.Add(10*time.Second), noon.Add(40*time.Second)))
		require.Equal(t, 1, serving(noon.Add(30*time.Second)))
		for range 2 {
			require.NoError(t, s.Leave(ctx, "b"))
		}
		require.Equal(t, 1, serving(noon))
		require.Zero(t, serving(noon.Add(30*time.Second)))
	})
}

func TestNothingIsTakenBackWhileOthersServe(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		address := sqliteAddress(t)
		serving := migrated(t, address)
		require.NoError(t, serving.Exclusive())
		s := open(t, address)
		_, err := s.Rollback(t.Context())
		require.ErrorContains(t, err, "another process serves")
		require.NoError(t, serving.Close())
		_, err = s.Rollback(t.Context())
		require.NoError(t, err)
	})
	t.Run("postgres", func(t *testing.T) {
		address, ctx := pgtest.Database(t), t.Context()
		s := migrated(t, address)
		now, err := s.Now(ctx)
		require.NoError(t, err)
		require.NoError(t, s.Heartbeat(ctx, "a", now, now.Add(30*time.Second)))
		_, err = s.Rollback(ctx)
		require.ErrorContains(t, err, "other processes serve this database (1)")
		require.NoError(t, s.Leave(ctx, "a"))

		old := nameless(t, address)
		_, err = s.Rollback(ctx)
		require.ErrorContains(t, err, "an older meetbot")
		require.NoError(t, old.Close(ctx))
		require.NoError(t, s.Fits(ctx), "nothing was taken")
		// PostgreSQL lists a connection for a moment after it is closed.
		require.Eventually(t, func() bool {
			_, err = s.Rollback(ctx)
			return err == nil
		}, 10*time.Second, 10*time.Millisecond, "%v", err)
	})
}
