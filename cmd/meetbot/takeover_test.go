package main

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/discord/discordtest"
	"meetbot/core/store/pgtest"
)

// TestAnotherProcessTakesTheGatewayOver: of two on one database one holds the gateway. When that one stops, or is killed,
// the other one answers.
func TestAnotherProcessTakesTheGatewayOver(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		end    func(*running) error
		within time.Duration
	}{
		{"killed", func(r *running) error { return r.program.Process.Kill() }, 30 * time.Second},
		{"stopped", func(r *running) error { return r.program.Process.Signal(syscall.SIGTERM) }, 10 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, settings := newDiscord(t, 1)
			database := pgtest.Database(t)
			holder, other := newRunning(t, database), newRunning(t, database)
			for _, r := range []*running{holder, other} {
				r.environ = append(append(r.environ, settings...), secretKey)
				r.start()
			}
			require.Contains(t, holder.ready(), `"discord":"ok"`)
			require.Contains(t, other.ready(), `"discord":"standby"`)
			require.Equal(t, 1, d.Identifies())
			answered(t, d, "first")

			began := time.Now()
			require.NoError(t, c.end(holder))
			<-holder.exited
			other.await(`"discord":"ok"`, c.within)
			t.Logf("taken over after %s", time.Since(began).Round(time.Millisecond))
			answered(t, d, "second")
			require.Equal(t, 2, d.Identifies())
			require.Empty(t, d.Refused(), "an answer to what was answered, say")
		})
	}
}

// answered calls a meeting, which the emulator takes once.
func answered(t *testing.T, d *discordtest.Discord, title string) {
	m, err := d.Type(d.People()[0].ID, d.Channels()[0].ID, "/meet new when:in 2 hours title:"+title)
	require.NoError(t, err)
	require.Contains(t, m.Text, "Booked: "+title)
}

// await waits until the program says that of its state.
func (r *running) await(state string, within time.Duration) {
	deadline := time.After(within)
	for tick := time.Tick(20 * time.Millisecond); !strings.Contains(r.ready(), state); {
		select {
		case <-tick:
		case <-deadline:
			r.t.Fatalf("not %s within %s: %s", state, within, r.ready())
		}
	}
}
