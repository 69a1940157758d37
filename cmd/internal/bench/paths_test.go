package bench_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The three main paths one by one, for profiles and allocations: what carries the requests is left out, and what a
// command costs besides is the emulated Slack, which gets its card.

// onEither runs a benchmark on either database.
func onEither(b *testing.B, run func(b *testing.B, make maker)) {
	made := makers(b)
	for _, kind := range databases {
		b.Run(kind, func(b *testing.B) { run(b, made[kind]) })
	}
}

// BenchmarkMeet is a /meet that is stored and answered.
func BenchmarkMeet(b *testing.B) {
	onEither(b, func(b *testing.B, make maker) {
		w := newWorld(b, make(unique("meet")).address, 50, 1000)
		w.clock.run(opening)
		w.call(w.people, later)
		b.ReportAllocs()
		for b.Loop() {
			i := int(drawn.Add(1))
			w.serve(b, w.typed(w.person(i), w.channel(i), later, i))
		}
	})
}

// serve has the service answer a command.
func (w *world) serve(b *testing.B, body []byte) {
	stamp := strconv.FormatInt(w.clock.Now().Unix(), 10)
	r := httptest.NewRequest(http.MethodPost, "/slack/commands", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("X-Slack-Request-Timestamp", stamp)
	r.Header.Set("X-Slack-Signature", sign(stamp, body))
	rec := httptest.NewRecorder()
	w.app.Handler().ServeHTTP(rec, r)
	require.Contains(b, rec.Body.String(), booked)
}

// BenchmarkPage is the page of a live meeting, for a guest.
func BenchmarkPage(b *testing.B) {
	onEither(b, func(b *testing.B, make maker) {
		w := newWorld(b, make(unique("page")).address, 1, 1)
		link := meetingLink.FindString(w.types(w.person(0), w.channel(0), standup, booked).once(b))
		w.clock.run(nine)
		w.rest()
		w.clock.hurry(60)
		b.ReportAllocs()
		for b.Loop() {
			r := httptest.NewRequest(http.MethodGet, link, nil)
			r.RemoteAddr = from(int(drawn.Add(1))%4096) + ":443"
			rec := httptest.NewRecorder()
			w.app.Handler().ServeHTTP(rec, r)
			require.Equal(b, 200, rec.Code)
		}
	})
}

// BenchmarkQueue takes an announcement from claim to settled, each with a meeting and a channel of its own.
func BenchmarkQueue(b *testing.B) {
	onEither(b, func(b *testing.B, make maker) {
		m := newMould(b, make(unique("queue")))
		run := &bench{scale: scale{patience: 5 * time.Minute}, t: b}
		b.ReportAllocs()
		b.ResetTimer()
		b.StopTimer()
		due := time.Now().Truncate(time.Microsecond)
		m.pour(cast{n: b.N, first: due, pick: starting})
		b.StartTimer()
		require.False(b, run.say(m, due, b.N, &mouth{}).cut)
	})
}

// unique names a database that none was called yet: a benchmark may run several times.
func unique(name string) string { return name + strconv.FormatInt(drawn.Add(1), 10) }
