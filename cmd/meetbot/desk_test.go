//go:build unix

package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"
)

// A desk is where processes post: in front of an emulated chat. It answers a post some time after it has taken effect, as
// a network does, and keeps which process has posted what.
type desk struct {
	chat http.Handler
	// busy names, to whoever waits for that, a process that has a post on its way which nobody saw before: who aimed at
	// every further attempt too would keep a start from being said until its meeting is over.
	busy chan int

	mu   sync.Mutex
	sent map[string]*sending // by the ID that the chat gave the message
}

// A sending is a message as its process posted it.
type sending struct {
	process  int
	arrived  time.Time
	answered time.Time // or given up
}

func newDesk(chat http.Handler) *desk {
	return &desk{chat: chat, busy: make(chan int), sent: map[string]*sending{}}
}

// of is the chat as one process meets it.
func (d *desk) of(process int) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "/messages") && !strings.HasSuffix(r.URL.Path, "/chat.postMessage") || r.Method != http.MethodPost {
			d.chat.ServeHTTP(w, r)
			return
		}
		s := &sending{process: process, arrived: time.Now()}
		answer := httptest.NewRecorder()
		d.chat.ServeHTTP(answer, r)
		if d.keep(answer.Body.Bytes(), s) {
			select {
			case d.busy <- process:
			default:
			}
		}
		select {
		case <-time.After(onItsWay):
		case <-r.Context().Done():
		}
		for k, v := range answer.Header() {
			w.Header()[k] = v
		}
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes())
		d.mu.Lock()
		defer d.mu.Unlock()
		s.answered = time.Now()
	})
}

// keep keeps the first sending of each message: what the chat knew again was shown then. It tells whether this is it.
func (d *desk) keep(answer []byte, s *sending) bool {
	var message struct{ ID, TS string }
	if json.Unmarshal(answer, &message) != nil || message.ID+message.TS == "" {
		return false
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.sent[message.ID+message.TS] != nil {
		return false
	}
	d.sent[message.ID+message.TS] = s
	return true
}

// sending returns how a message was posted.
func (d *desk) sending(id string) sending {
	d.mu.Lock()
	defer d.mu.Unlock()
	if s := d.sent[id]; s != nil {
		return *s
	}
	return sending{}
}
