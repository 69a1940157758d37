package main

import (
	"sync"
	"time"
)

// A Clock is the time of this little world: real time, and however much it was pushed on. It never runs backwards.
type Clock struct {
	mu     sync.Mutex
	ahead  time.Duration
	pushed chan struct{} // closed at the next push
}

func newClock(ahead time.Duration) *Clock {
	return &Clock{ahead: max(ahead, 0), pushed: make(chan struct{})}
}

// Now implements core.Clock.
func (c *Clock) Now() time.Time { return time.Now().UTC().Add(c.Ahead()) }

// Ahead returns how far the clock is ahead of real time.
func (c *Clock) Ahead() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ahead
}

// To pushes the clock on to t, if that lies ahead.
func (c *Clock) To(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead = max(c.ahead, time.Until(t))
	close(c.pushed)
	c.pushed = make(chan struct{})
}

// Pushed returns a channel that is closed at the next push.
func (c *Clock) Pushed() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.pushed
}
