package app

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
)

// A shelf is a store that hands out one announcement, again and again.
type shelf struct {
	core.Store
	fence int64
	err   error
}

func (s *shelf) Claim(context.Context, time.Time, time.Time, int, ...string) ([]core.Announcement, error) {
	s.fence++
	return []core.Announcement{{ID: "a", Fence: s.fence, State: core.Leased}}, nil
}

func (s *shelf) Begin(_ context.Context, a core.Announcement, _, _ time.Time) (core.Announcement, error) {
	return a, s.err
}

func (s *shelf) Settle(context.Context, core.Announcement, ...core.Announcement) error { return s.err }

func TestHand(t *testing.T) {
	ctx, now := t.Context(), time.Date(2026, 8, 25, 15, 0, 0, 0, time.UTC)
	in := func(seconds int) time.Time { return now.Add(time.Duration(seconds) * time.Second) }
	s := &shelf{}
	h := &hand{Store: s, held: map[string]grip{}}
	require.False(t, h.holds(now))

	first, err := h.Claim(ctx, now, in(15), 1)
	require.NoError(t, err)
	require.True(t, h.holds(in(14)))
	_, err = h.Begin(ctx, first[0], now, in(20))
	require.NoError(t, err)
	require.True(t, h.holds(in(19)), "what is being sent has a longer lease")

	second, err := h.Claim(ctx, in(20), in(35), 1)
	require.NoError(t, err)
	s.err = core.ErrLost
	first[0].State = core.Sent
	require.ErrorIs(t, h.Settle(ctx, first[0]), core.ErrLost)
	require.True(t, h.holds(in(21)), "it was claimed anew")

	s.err = nil
	second[0].State, second[0].Next, second[0].Problem = core.Pending, in(60), "the platform is away"
	require.NoError(t, h.Settle(ctx, second[0]))
	require.True(t, h.holds(in(59)), "what is put off is tried again")
	require.False(t, h.holds(in(60)))

	third, err := h.Claim(ctx, in(60), in(75), 1)
	require.NoError(t, err)
	third[0].State, third[0].Next = core.Pending, in(90)
	require.NoError(t, h.Settle(ctx, third[0]))
	require.False(t, h.holds(in(61)), "what only waits for its time holds nothing up")

	fourth, err := h.Claim(ctx, in(90), in(105), 1)
	require.NoError(t, err)
	fourth[0].State = core.Sent
	require.NoError(t, h.Settle(ctx, fourth[0]))
	require.False(t, h.holds(in(91)))
}
