package discord

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"

	"meetbot/bot/carrier"
	"meetbot/core"
)

// What Discord lets through, see https://docs.discord.com/developers/topics/rate-limits: 50 requests a second in all,
// and in each bucket as many as the headers of its answers say.
const (
	perSecond = 40 // with the burst never more than 50 in any second
	burst     = 10
	// longestWait is how long an announcement waits here; for longer it goes back into the queue, where others pass.
	longestWait = 3 * time.Second
	maxBuckets  = 10_000
)

// limits keep us from asking more of Discord than it allows.
type limits struct {
	all *carrier.Turns

	mu      sync.Mutex
	buckets map[string]*bucket
	halted  time.Time // until when Discord takes nothing at all
}

// A bucket is what Discord told last of one of its limits.
type bucket struct {
	most  int           // in a window; 0: not known yet, so that one request at a time goes out
	left  int           // in this one
	ends  time.Time     // of this one
	out   int           // requests on their way
	moved chan struct{} // closed when an answer comes
}

func newLimits() *limits {
	return &limits{all: carrier.NewTurns(perSecond, burst), buckets: map[string]*bucket{}}
}

// take waits until a request may go out; it returns a *core.Busy where that takes too long. After it comes either heed
// or give.
func (l *limits) take(ctx context.Context, key string) error {
	deadline := time.Now().Add(longestWait)
	for {
		delay, moved := l.try(key)
		if delay == 0 {
			return l.inAll(ctx, key, deadline)
		}
		left := time.Until(deadline)
		if moved == nil && delay > left || left <= 0 {
			return &core.Busy{After: delay}
		}
		if err := wait(ctx, min(delay, left), moved); err != nil {
			return err
		}
	}
}

// inAll waits for a turn among all requests.
func (l *limits) inAll(ctx context.Context, key string, deadline time.Time) error {
	turn := l.all.Reserve()
	delay := turn.Delay()
	var err error
	if delay <= time.Until(deadline) || delay == 0 {
		err = wait(ctx, delay, nil)
	} else {
		err = &core.Busy{After: l.all.Later(delay)}
	}
	if err != nil {
		turn.Cancel()
		l.give(key)
	}
	return err
}

// try counts a request in, or says how long to wait; moved is not nil where it may be less.
func (l *limits) try(key string) (delay time.Duration, moved <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if now.Before(l.halted) {
		return l.halted.Sub(now), nil
	}
	b := l.bucket(key, now)
	fresh := !now.Before(b.ends)
	if fresh {
		b.left = b.most - b.out
	}
	switch {
	case b.left > 0, fresh && b.out == 0:
		b.left--
		b.out++
		return 0, nil
	case fresh:
		return longestWait, b.moved
	default:
		return b.ends.Sub(now), nil
	}
}

func (l *limits) bucket(key string, now time.Time) *bucket {
	if b, ok := l.buckets[key]; ok {
		return b
	}
	if len(l.buckets) >= maxBuckets {
		for k, b := range l.buckets {
			if b.out == 0 && now.After(b.ends) {
				delete(l.buckets, k)
			}
		}
	}
	b := &bucket{moved: make(chan struct{})}
	l.buckets[key] = b
	return b
}

// give returns what was taken for a request that did not go out.
func (l *limits) give(key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if b := l.buckets[key]; b != nil {
		b.left++
		b.back()
	}
}

// heed takes over what an answer tells. header is nil where none came.
func (l *limits) heed(key string, header http.Header, refused *refusal) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if refused != nil {
		l.halted = later(l.halted, now.Add(refused.halt()))
	}
	b := l.buckets[key]
	if b == nil {
		return
	}
	b.read(header, now)
	if refused != nil && refused.status == http.StatusTooManyRequests && !refused.global {
		b.left, b.ends = 0, later(b.ends, now.Add(refused.wait()))
	}
	b.back()
}

// halt is for how long an answer forbids every request. A refused token is not tried again and again: ten thousand
// refusals in ten minutes have our address banned.
func (r *refusal) halt() time.Duration {
	switch {
	case r.foreign && (r.status == http.StatusForbidden || r.status == http.StatusTooManyRequests):
		return max(r.retry, longPause)
	case r.global:
		return r.wait()
	case r.refusesToken():
		return pause
	}
	return 0
}

func (b *bucket) read(h http.Header, now time.Time) {
	most, err1 := strconv.Atoi(h.Get("X-RateLimit-Limit"))
	left, err2 := strconv.Atoi(h.Get("X-RateLimit-Remaining"))
	if err1 != nil || err2 != nil {
		return
	}
	// Others on their way may not be counted in it yet.
	b.most, b.left = most, max(left-b.out+1, 0)
	b.ends = now.Add(inSeconds(h.Get("X-RateLimit-Reset-After")) + 10*time.Millisecond)
}

func (b *bucket) back() {
	b.out--
	close(b.moved)
	b.moved = make(chan struct{})
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func wait(ctx context.Context, d time.Duration, moved <-chan struct{}) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-moved:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}
