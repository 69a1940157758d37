package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"meetbot/bot/emulator"
)

// rest is how long the stream may be silent: a page that is gone is noticed so.
const rest = 25 * time.Second

// A feed is one page's stream of server-sent events: "world", how things stand besides the chat, and "chat", what came
// to be seen since. A page that comes back names where it left off.
type feed struct {
	*page
	w    http.ResponseWriter
	from int // the first event of the chat that was not sent
}

func (p *page) events(w http.ResponseWriter, r *http.Request) {
	f := &feed{page: p, w: w, from: p.leftOff(r.Header.Get("Last-Event-ID"))}
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w)
	for {
		changed, pushed, told := p.slack.Changed(), p.clock.Pushed(), p.told()
		next, err := f.send(r.Context())
		if err == nil {
			err = flush.Flush()
		}
		if err != nil {
			return
		}
		timer := time.NewTimer(f.wait(next))
		select {
		case <-changed:
		case <-pushed:
		case <-told:
		case <-timer.C:
		case <-p.stopped:
			return
		case <-r.Context().Done():
			return
		}
		timer.Stop()
	}
}

// leftOff reads where a page left off; in an earlier run counts for nothing.
func (p *page) leftOff(id string) int {
	run, n, _ := strings.Cut(id, ":")
	from, err := strconv.Atoi(n)
	if err != nil || run != p.id {
		return 0
	}
	return from
}

// wait is how long what was sent stays true.
func (f *feed) wait(next time.Time) time.Duration {
	if next.IsZero() {
		return rest
	}
	const made = 200 * time.Millisecond // for what is due to be made
	return min(max(next.Sub(f.clock.Now()), 0)+made, rest)
}

func (f *feed) send(ctx context.Context) (time.Time, error) {
	v, err := f.view(ctx)
	if err != nil {
		return time.Time{}, err
	}
	if err := f.event("world", v); err != nil {
		return time.Time{}, err
	}
	events := f.slack.Events(f.from)
	if len(events) == 0 {
		return v.next, nil
	}
	f.from += len(events)
	seen := make([]seen, len(events))
	for i, e := range events {
		seen[i] = see(e)
	}
	return v.next, f.event("chat", seen)
}

func (f *feed) event(name string, data any) error {
	text, err := json.Marshal(data)
	if err == nil {
		_, err = fmt.Fprintf(f.w, "event: %s\nid: %s:%d\ndata: %s\n\n", name, f.id, f.from, text)
	}
	return err
}

// seen is one event of the chat.
type seen struct {
	Kind      emulator.EventKind `json:"kind"`
	ID        string             `json:"id"`
	Channel   string             `json:"channel"`
	PrivateTo string             `json:"privateTo,omitempty"`
	ReplyTo   string             `json:"replyTo,omitempty"`
	Broadcast bool               `json:"broadcast,omitempty"`
	At        int64              `json:"at"`
	Raw       json.RawMessage    `json:"raw"`
}

func see(e emulator.Event) seen {
	m := e.Message
	return seen{e.Kind, m.ID, m.Channel, m.PrivateTo, m.ReplyTo, m.Broadcast, m.At.UnixMilli(), m.Raw}
}

func (w *world) told() <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.changed
}

// tell tells every page that something changed which is neither the chat nor the clock.
func (w *world) tell() {
	w.mu.Lock()
	defer w.mu.Unlock()
	close(w.changed)
	w.changed = make(chan struct{})
}
