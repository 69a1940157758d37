package carrier

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Turns are what a platform lets through at a rate.
type Turns struct {
	*rate.Limiter
	mu   sync.Mutex
	last time.Time // of those that were sent away, when the last one's turn comes
}

// NewTurns returns Turns of so many a second, and at first of a burst.
func NewTurns(limit rate.Limit, burst int) *Turns {
	return &Turns{Limiter: rate.NewLimiter(limit, burst)}
}

// Later returns when to come again for somebody who would have had to wait for delay and is sent away instead: after all who
// were before. It keeps no turn for them, so that meanwhile nobody waits for one that is not taken.
func (t *Turns) Later(delay time.Duration) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := time.Now()
	each := time.Duration(float64(time.Second) / float64(t.Limit()))
	if t.last = t.last.Add(each); t.last.Before(now.Add(delay)) {
		t.last = now.Add(delay)
	}
	return t.last.Sub(now)
}
