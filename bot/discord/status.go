package discord

import (
	"sync"
	"time"
)

// status is what Status tells.
type status struct {
	mu   sync.Mutex
	text string
}

const (
	ok      = "ok"
	standby = "standby"
)

func (s *status) set(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text = text
}

func (s *status) get() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text
}

// timing holds the times by which we live with Discord. Only tests have others than the usual.
type timing struct {
	defers time.Duration // after which an answer that is not ready is promised instead; Discord gives up after 3 s
	late   time.Duration // after which Discord may have given up on an interaction by the time it comes
	try    time.Duration // for one attempt to make the first answer
	work   time.Duration // for a whole answer, promised or not
	hello  time.Duration // for the gateway's first word
	open   time.Duration // for a gateway session to begin
	slack  time.Duration // how much later than a heartbeat its acknowledgement may come
	steady time.Duration // after which a connection counts as good, and the next break as a new one
	again  time.Duration // between the first two attempts to connect; it doubles
	seldom time.Duration // between two attempts at most
	renew  time.Duration // between two renewals of the lease
	held   time.Duration // how long the lease is good for
	look   time.Duration // between two looks whether the lease has become free
}

var usual = timing{
	defers: 2 * time.Second, late: 2 * time.Second, try: 900 * time.Millisecond, work: 10 * time.Second,
	hello: 2500 * time.Millisecond, open: 5 * time.Second, slack: 1500 * time.Millisecond, steady: 2 * time.Second, again: time.Second, seldom: 4 * time.Second,
	renew: 5 * time.Second, held: 18 * time.Second, look: 2 * time.Second,
}
