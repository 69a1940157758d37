// Package coretest holds a fake for every port of core, and TestStore, the contract of a store. The fakes are strict: what
// a real one may do to its caller, they do. The package knows no database and no chat.
package coretest

import (
	"sync"
	"time"
)

// A Clock is a core.Clock that stands still until it is set. Several goroutines may use it.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock returns a Clock that shows t.
func NewClock(t time.Time) *Clock { return &Clock{now: t} }

// Now implements core.Clock.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Set sets the clock, also back.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

// Advance puts the clock forward and returns what it shows then.
func (c *Clock) Advance(d time.Duration) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return c.now
}

// A Wall is a core.Clock that goes by real time, or by that of a test's bubble.
type Wall struct{}

// Now implements core.Clock.
func (Wall) Now() time.Time { return time.Now() }
