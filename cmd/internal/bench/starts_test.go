package bench_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
)

// nine is when the meetings of a world start.
var nine = opening.Truncate(time.Hour).Add(time.Hour)

// What is typed in the worlds, and what every answer to it holds.
const (
	standup = "3pm standup for 12h" // at nine
	review  = "11pm Design review for 45m"
	later   = "tomorrow 4pm Design review for 45m"
	booked  = "/login/ticket/"
)

// call has a meeting called in each of so many channels, by one person after the other, while the clock stands.
func (w *world) call(n int, text string) {
	var all sync.WaitGroup
	for c := range connections {
		all.Go(func() {
			for i := c; i < n; i += connections {
				w.types(w.person(i), w.channel(i), text, booked).once(w.t)
			}
		})
	}
	all.Wait()
	w.rest()
}

// starts measures how late the starts are said in the channels, once all begin at one instant. Their cards are edited then
// too, which takes longer than we wait: Slack lets through fifty a minute.
func (b *bench) starts(d database) {
	w := newWorld(b.t, d.address, 100, b.scale.starts)
	defer w.close()
	w.call(w.places, standup)
	alone := w.post(w.places)
	seen := len(w.slack.Events(0))
	w.clock.run(nine.Add(-1500 * time.Millisecond))
	late, some := w.late(seen, b.patience)
	require.Empty(b.t, w.slack.Refused())
	const note = "strict emulated Slack, one workspace, rate limits of its own off"
	for name, n := range map[string]int{"p99": 99, "max": 100} {
		got := percentile(late, n)
		b.add("1,000 starts at one instant, "+name+", "+d.kind,
			figure{value: millis(got), floor: millis(percentile(alone, n)), cut: some && got >= b.patience, note: note})
	}
}

// late waits until each channel has been told of its start, or patience ends, and returns how long after nine that was. A
// channel that was not told by then counts with the patience, and some is true where there is one.
func (w *world) late(seen int, patience time.Duration) (late []time.Duration, some bool) {
	deadline := time.After(1500*time.Millisecond + patience)
	told := map[string]bool{}
	for {
		changed := w.slack.Changed()
		events := w.slack.Events(seen)
		seen += len(events)
		for _, e := range events {
			if e.Kind == emulator.Posted && !e.At.Before(nine) && !told[e.Message.Channel] {
				told[e.Message.Channel] = true
				late = append(late, e.At.Sub(nine))
			}
		}
		if len(told) == w.places {
			return late, false
		}
		select {
		case <-changed:
		case <-deadline:
			return append(late, slices.Repeat([]time.Duration{patience}, w.places-len(told))...), true
		}
	}
}

// post has as many posts sent to the emulator at once as there are channels, without a store or anything to say, and
// returns how long after the first each was answered.
func (w *world) post(n int) (took []time.Duration) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: n}}
	var all sync.WaitGroup
	var mu sync.Mutex
	began := time.Now()
	for i := range n {
		all.Go(func() {
			form := url.Values{"channel": {w.channel(i)}, "text": {"standup has started"}, "unfurl_links": {"false"}, "unfurl_media": {"false"}}
			r, err := http.NewRequest(http.MethodPost, "http://"+w.chat+"/api/chat.postMessage", strings.NewReader(form.Encode()))
			if err != nil {
				return
			}
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set("Authorization", "Bearer xoxb-test")
			res, err := client.Do(r)
			if err != nil {
				return
			}
			res.Body.Close()
			mu.Lock()
			defer mu.Unlock()
			took = append(took, time.Since(began))
		})
	}
	all.Wait()
	require.Len(w.t, took, n)
	client.CloseIdleConnections()
	return took
}

func millis(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
