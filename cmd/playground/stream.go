package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"time"

	"meetbot/bot/emulator"
)

// rest is how long the stream may be silent: a page that is gone is noticed so.
const rest = 25 * time.Second

// A feed is one page's stream of server-sent events: "world", how things stand besides the chats, and "chat", what came
// to be seen in them since. A page that comes back names where it left off.
type feed struct {
	*page
	w    http.ResponseWriter
	from []int // the first event of each chat that was not sent
}

func (p *page) events(w http.ResponseWriter, r *http.Request) {
	f := &feed{page: p, w: w, from: p.leftOff(r.Header.Get("Last-Event-ID"))}
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w)
	for {
		changes := []<-chan struct{}{p.stopped, r.Context().Done(), p.clock.Pushed(), p.told()}
		for _, c := range p.chats {
			changes = append(changes, c.Changed())
		}
		next, err := f.send(r.Context())
		if err == nil {
			err = flush.Flush()
		}
		if err != nil {
			return
		}
		switch first(changes, f.wait(next)) {
		case 0, 1: // that was all
			return
		}
	}
}

// first waits until one of several channels is closed, for some time at most, and returns which it is; -1: none.
func first(of []<-chan struct{}, most time.Duration) int {
	timer := time.NewTimer(most)
	defer timer.Stop()
	cases := []reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(timer.C)}}
	for _, c := range of {
		cases = append(cases, reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c)})
	}
	chosen, _, _ := reflect.Select(cases)
	return chosen - 1
}

// leftOff reads where a page left off; in an earlier run counts for nothing.
func (p *page) leftOff(id string) []int {
	from := make([]int, len(p.chats))
	run, rest, _ := strings.Cut(id, ":")
	marks := strings.Split(rest, ":")
	if run != p.id || len(marks) != len(from) {
		return from
	}
	for i, mark := range marks {
		from[i], _ = strconv.Atoi(mark) // what is no number is the beginning
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
	var all []seen
	for i, c := range f.chats {
		events := c.Events(f.from[i])
		f.from[i] += len(events)
		for _, e := range events {
			all = append(all, notice(c, e))
		}
	}
	if len(all) == 0 {
		return v.next, nil
	}
	return v.next, f.event("chat", all)
}

func (f *feed) event(name string, data any) error {
	text, err := json.Marshal(data)
	if err == nil {
		_, err = fmt.Fprintf(f.w, "event: %s\nid: %s\ndata: %s\n\n", name, f.mark(), text)
	}
	return err
}

// mark names what was sent so far.
func (f *feed) mark() string {
	mark := f.id
	for _, n := range f.from {
		mark += ":" + strconv.Itoa(n)
	}
	return mark
}

// seen is one event of a chat.
type seen struct {
	Chat      string             `json:"chat"`
	Kind      emulator.EventKind `json:"kind"`
	ID        string             `json:"id"`
	Channel   string             `json:"channel"`
	PrivateTo string             `json:"privateTo,omitempty"`
	ReplyTo   string             `json:"replyTo,omitempty"`
	Broadcast bool               `json:"broadcast,omitempty"`
	Edits     int                `json:"edits,omitempty"`
	At        int64              `json:"at"`
	Raw       json.RawMessage    `json:"raw"`
}

func notice(c emulator.Chat, e emulator.Event) seen {
	m := e.Message
	return seen{c.Name(), e.Kind, m.ID, m.Channel, m.PrivateTo, m.ReplyTo, m.Broadcast, m.Edits, m.At.UnixMilli(), m.Raw}
}

func (w *world) told() <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.changed
}

// tell tells every page that something changed which is neither a chat nor the clock.
func (w *world) tell() {
	w.mu.Lock()
	defer w.mu.Unlock()
	close(w.changed)
	w.changed = make(chan struct{})
}
