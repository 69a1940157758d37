package bench_test

import (
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestPercentiles(t *testing.T) {
	all := []time.Duration{5, 1, 4, 2, 3}
	require.Equal(t, time.Duration(3), median(all))
	require.Equal(t, time.Duration(5), percentile(all, 99))
	require.Equal(t, time.Duration(5), percentile(all, 100))
	require.Equal(t, time.Duration(1), percentile(all, 1))
	require.Equal(t, time.Duration(7), median([]time.Duration{7}))
	require.Equal(t, []time.Duration{5, 1, 4, 2, 3}, all, "left as it was")
}

// TestARefusalIsNoAnswer: what is limited, fails or says something else is not counted as if it had been done.
func TestARefusalIsNoAnswer(t *testing.T) {
	for status, body := range map[int]string{http.StatusOK: "sorry", http.StatusTooManyRequests: "booked", http.StatusInternalServerError: "booked"} {
		tg := target{serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		})), get("/", ""), "booked"}
		_, err := tg.ask(time.Now())
		require.Error(t, err, "%d %s", status, body)
	}
}

// TestTurnsAreTakenInTurn: each contender has as many, none always the first, and the one in the middle counts.
func TestTurnsAreTakenInTurn(t *testing.T) {
	var order string
	rates := map[string][]float64{"a": {1, 9, 5}, "b": {30, 20, 10}}
	one := func(name string) contender {
		return contender{name: name, run: func(time.Duration) load {
			order += name
			next := rates[name][0]
			rates[name] = rates[name][1:]
			return load{second: next, p99: time.Second}
		}}
	}
	got := pace{rounds: 3}.compete(t, one("a"), one("b"))
	require.Equal(t, "abbaab", order)
	require.Equal(t, figure{value: 5, floor: 20, note: "p99 1,000 ms, of the floor 1,000 ms"}, got["a"].against(got["b"]))
}

// TestAChannelThatIsToldNothingCounts with as long as it was waited for.
func TestAChannelThatIsToldNothingCounts(t *testing.T) {
	w := newWorld(t, "sqlite:"+t.TempDir()+"/meetbot.db", 1, 2)
	seen := len(w.slack.Events(0))
	w.clock.stand(nine.Add(time.Second))
	w.places = 1
	require.Len(t, w.post(1), 1)
	w.places = 2
	late, some := w.late(seen, -1400*time.Millisecond)
	require.True(t, some)
	require.Equal(t, []time.Duration{time.Second, -1400 * time.Millisecond}, late)
}

// TestACopyIsAMeetingOfItsOwn holds that what is poured is what the program itself would have stored.
func TestACopyIsAMeetingOfItsOwn(t *testing.T) {
	for kind, make := range makers(t) {
		m := newMould(t, make("mould"))
		due := time.Now().Add(time.Hour).Truncate(time.Second)
		m.fill(10*m.plan, due)
		m.pour(cast{n: 7, first: due, pick: starting})
		var meetings, channels, starts int
		require.NoError(t, m.db.QueryRow("SELECT COUNT(DISTINCT id) FROM meeting").Scan(&meetings))
		require.NoError(t, m.db.QueryRow("SELECT COUNT(DISTINCT channel) FROM posting").Scan(&channels))
		require.NoError(t, m.db.QueryRow("SELECT COUNT(*) FROM announcement AS a JOIN meeting AS m ON m.id = a.meeting_id "+
			"WHERE a.kind = 'start' AND a.due_at = $1 AND m.starts_at = a.due_at", due.UnixMicro()).Scan(&starts))
		require.Equal(t, 1+11+7, meetings, kind)
		require.Equal(t, meetings, channels, kind)
		require.Equal(t, 7, starts, kind)
		require.NoError(t, m.db.Close())
	}
}
