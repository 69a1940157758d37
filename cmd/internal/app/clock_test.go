package app

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

type tick struct{ now time.Time }

func (t *tick) Now() time.Time { return t.now }

func TestTheCommonClockIsTheDatabases(t *testing.T) {
	own := &tick{time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
	there := own.now.Add(-40 * time.Second)
	var problem error
	c := &commonClock{own: own, ask: func(context.Context) (time.Time, error) {
		own.now = own.now.Add(time.Second) // there
		read := there.Add(time.Second)
		own.now = own.now.Add(time.Second) // and back
		return read, problem
	}}
	require.Equal(t, own.now, c.Now(), "nothing was asked yet")
	require.NoError(t, c.set(t.Context()))
	require.Equal(t, there.Add(2*time.Second), c.Now())

	problem = errors.New("gone")
	own.now = own.now.Add(time.Hour)
	was := c.Now()
	require.ErrorIs(t, c.set(t.Context()), problem)
	require.Equal(t, was.Add(2*time.Second), c.Now(), "it goes on as it went")
}

// TestALongWayDoesNotMoveTheCommonClock, whether the question took long, as over a new connection, or the answer.
func TestALongWayDoesNotMoveTheCommonClock(t *testing.T) {
	own := &tick{time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
	const ahead = 40 * time.Second
	var there, back time.Duration
	c := &commonClock{own: own, ask: func(context.Context) (time.Time, error) {
		own.now = own.now.Add(there)
		read := own.now.Add(ahead)
		own.now = own.now.Add(back)
		return read, nil
	}}
	for _, way := range []struct{ there, back time.Duration }{
		{time.Millisecond, time.Millisecond}, {20 * time.Millisecond, 0}, {4 * time.Second, time.Millisecond}, {0, 20 * time.Second},
	} {
		there, back = way.there, way.back
		require.NoError(t, c.set(t.Context()))
		require.Equal(t, own.now.Add(ahead), c.Now(), "%v", way)
	}
}
