package discord

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
)

// TestConnectWaits tries until Discord answers, and says meanwhile why it is not connected.
func TestConnectWaits(t *testing.T) {
	w := newWorld(t)
	w.d.timing.again = time.Millisecond
	w.Fail(emulator.Fault{Method: "GET /applications/@me", Status: 502, Times: 3})
	w.Fail(emulator.Fault{Method: "PUT /applications/{application}/commands", Code: "50001"})
	require.NoError(t, w.d.connect(t.Context()))
	require.NoError(t, w.d.registered(t.Context()))
	require.Zero(t, w.Registrations(), "commands that are refused for good are left as they are")
}

// TestConnectTakesWhatIsNotTold: what Discord does not tell contradicts nothing.
func TestConnectTakesWhatIsNotTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Fail(emulator.Fault{Method: "GET /applications/@me", Status: 404})
	w.Fail(emulator.Fault{Method: "GET /applications/{application}/commands", Status: 404})
	w.run(w.d, newTalker())
	w.connected(5 * time.Second)
	require.Equal(t, 1, w.Registrations(), "commands that cannot be read are overwritten")
}

func TestConnectStops(t *testing.T) {
	w := newWorld(t)
	w.Fail(emulator.Fault{Method: "GET /applications/@me", Status: 500, Times: 1000})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	require.ErrorIs(t, w.d.Run(ctx, newTalker()), context.DeadlineExceeded)
	require.Equal(t, "read the application: status 500", w.d.Status())
}

// TestRetries: at once after a good connection, then later and later.
func TestRetries(t *testing.T) {
	r := newWorld(t).d.receiver(newTalker()).retries()
	require.Zero(t, r.next(0))
	for _, most := range []time.Duration{1500, 3000, 6000, 6000, 6000} {
		next := r.next(0)
		require.Greater(t, next, most*time.Millisecond/4)
		require.LessOrEqual(t, next, most*time.Millisecond)
	}
	require.Zero(t, r.next(time.Minute))
	require.Positive(t, r.next(time.Second))
}
