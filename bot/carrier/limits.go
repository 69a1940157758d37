package carrier

import (
	"context"
	"errors"
	"maps"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"meetbot/core"
)

const (
	// longestWait is how long a request waits here; for longer it goes back into the queue, where others pass.
	longestWait = 3 * time.Second
	maxKinds    = 10_000
)

// Limits keep an adapter from asking more of a platform than it allows: so much of each kind in a time, and nothing of a kind
// for as long as the platform said. What a kind is, such as posts to one channel, is the adapter's to say.
type Limits struct {
	mu    sync.Mutex
	turns map[string]*Turns
	pause map[string]time.Time // until when a kind is not wanted, by the platform's own word
}

// A Rate is how much of a kind goes out: Burst at once, and one more each time Every has passed.
type Rate struct {
	Every time.Duration
	Burst int
}

// NewLimits returns Limits of which nothing is used up.
func NewLimits() *Limits {
	return &Limits{turns: map[string]*Turns{}, pause: map[string]time.Time{}}
}

// Begin waits until a request of a kind may go out, and calls begin then. It returns a *core.Busy where that takes too long.
// What does not begin is given back, so that nothing else waits for it.
func (l *Limits) Begin(ctx context.Context, kind string, r Rate, begin func(context.Context) error) error {
	turns, pause := l.of(kind, r)
	turn := turns.Reserve()
	delay := max(turn.Delay(), pause)
	if delay > longestWait {
		turn.Cancel()
		return &core.Busy{After: turns.Later(delay)}
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
		turn.Cancel()
		return ctx.Err()
	}
	err := begin(ctx)
	if err != nil {
		turns.AllowN(time.Now(), -1) // a turn that has come cannot be cancelled, but taking less than nothing gives it back
	}
	return err
}

// Heed remembers for how long the platform wants to hear nothing more of a kind, if err says so, and returns err.
func (l *Limits) Heed(kind string, err error) error {
	var busy *core.Busy
	if errors.As(err, &busy) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.pause[kind] = time.Now().Add(busy.After)
	}
	return err
}

func (l *Limits) of(kind string, r Rate) (turns *Turns, pause time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if pause = time.Until(l.pause[kind]); pause <= 0 {
		delete(l.pause, kind)
	}
	if _, ok := l.turns[kind]; !ok {
		if len(l.turns) >= maxKinds { // what is full again is as good as forgotten
			maps.DeleteFunc(l.turns, func(_ string, t *Turns) bool { return t.Tokens() >= float64(t.Burst()) })
		}
		l.turns[kind] = NewTurns(rate.Every(r.Every), r.Burst)
	}
	return l.turns[kind], pause
}
