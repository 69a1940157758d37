package discord

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// TestWhoAsksNextHasTheAnswer of an inquiry that took longer than whoever began it could wait.
func TestWhoAsksNextHasTheAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int64
		q := inquiries{now: time.Now, under: map[string]*inquiry{}}
		ask := func(ctx context.Context) (bool, error) {
			asked.Add(1)
			select {
			case <-time.After(10 * time.Second):
			case <-ctx.Done():
			}
			return true, ctx.Err()
		}
		within := func(d time.Duration) (bool, error) {
			ctx, cancel := context.WithTimeout(t.Context(), d)
			defer cancel()
			return q.of(ctx, "alice", ask)
		}
		_, err := within(time.Second)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		_, err = within(time.Second)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		time.Sleep(9 * time.Second)
		is, err := within(time.Second)
		require.NoError(t, err)
		require.True(t, is)
		require.EqualValues(t, 1, asked.Load())
		time.Sleep(memberLife)
		_, err = within(time.Second)
		require.ErrorIs(t, err, context.DeadlineExceeded, "what was told does not hold for ever")
		require.EqualValues(t, 2, asked.Load())
		time.Sleep(time.Minute)
	})
}

// TestAnInquiryThatFailedIsMadeAnew at once.
func TestAnInquiryThatFailedIsMadeAnew(t *testing.T) {
	q := inquiries{now: time.Now, under: map[string]*inquiry{}}
	_, err := q.of(t.Context(), "alice", func(context.Context) (bool, error) { return false, errors.New("no answer") })
	require.Error(t, err)
	is, err := q.of(t.Context(), "alice", func(context.Context) (bool, error) { return true, nil })
	require.NoError(t, err)
	require.True(t, is)
}
