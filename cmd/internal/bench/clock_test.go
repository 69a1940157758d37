package bench_test

import (
	"sync"
	"time"
)

// A clock is the machine's, set to another time; it can stand still while something is made ready.
type clock struct {
	mu    sync.Mutex
	at    time.Time
	since time.Time // zero: it stands
	speed time.Duration
}

// Now implements core.Clock.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.since.IsZero() {
		return c.at
	}
	return c.at.Add(c.speed * time.Since(c.since))
}

// stand sets the clock and stops it.
func (c *clock) stand(at time.Time) { c.set(at, time.Time{}, 0) }

// run sets the clock and has it go.
func (c *clock) run(at time.Time) { c.set(at, time.Now(), 1) }

// hurry has the clock go so much faster from now on: what a minute allows is not to be what is measured.
func (c *clock) hurry(speed time.Duration) { c.set(c.Now(), time.Now(), speed) }

func (c *clock) set(at, since time.Time, speed time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at, c.since, c.speed = at.UTC(), since, speed
}
