package core

import (
	"context"
	"sync"
	"time"

	"meetbot/core/joint"
)

// A lane's bounds. A lease outlasts the wait for a platform's limiter and its slowest answer.
const (
	lease = 15 * time.Second
	slots = 1000 // announcements in the making at once
	batch = 250  // of these claimed at once
)

// rooms is the platform of what goes to no chat: the closing of a room.
const rooms = ""

// A lane is a platform's own way through the dispatcher, with its own claims, slots and turns at the store: a platform that
// does not answer takes nothing from another.
type lane struct {
	*Dispatcher
	platform        string
	wake            chan struct{}
	begins, settles *joint.Joint[wish]
	last            look

	mu      sync.Mutex
	looking int              // for what is due
	fences  map[string]int64 // of what is in the making, by ID: the newest with which we have claimed it
	putOff  time.Time        // until when the last of what failed is
}

func newLane(d *Dispatcher, platform string) *lane {
	l := &lane{Dispatcher: d, platform: platform, wake: make(chan struct{}, 1), fences: map[string]int64{}}
	l.begins, l.settles = joint.New(l.begin), joint.New(l.settle)
	return l
}

func (l *lane) rouse() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

func (l *lane) drive(ctx context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.wake:
		case <-timer.C:
		}
		timer.Reset(l.round(ctx))
	}
}

// round claims until nothing more can be, and returns how long nothing will be due. Where nothing is, it only looks: a claim
// writes.
func (l *lane) round(ctx context.Context) time.Duration {
	const idle = time.Minute
	// What falls due while dispatch is at work is not behind this instant, and so not overlooked.
	now := l.clock.Now()
	next, err := l.nextDue(ctx, time.Unix(0, 0))
	if err == nil && !next.IsZero() && !next.After(now) {
		if err = l.dispatch(ctx); err == nil {
			next, err = l.nextDue(ctx, now)
		}
	}
	switch {
	case err != nil && ctx.Err() == nil:
		l.log.ErrorContext(ctx, "cannot claim announcements", "platform", l.platform, "error", err)
		return time.Second
	case err != nil:
		return time.Second
	case next.IsZero():
		return idle
	}
	return min(max(next.Sub(l.clock.Now()), 0), idle)
}

// nextDue returns the first instant after t at which something is due here; the zero time: nothing is.
func (l *lane) nextDue(ctx context.Context, t time.Time) (time.Time, error) {
	limited, cancel := context.WithTimeout(ctx, storeTime)
	defer cancel()
	end := l.last.begin()
	next, err := l.store.NextDue(limited, l.platform, t)
	how := err
	if err == nil && !next.IsZero() && !next.After(l.clock.Now()) {
		how = l.last.trouble() // whether that is over, the claim that comes now tells
	}
	end(ctx, how)
	return next, err
}

// dispatch claims everything due for which there is a slot, and has it made.
func (l *lane) dispatch(ctx context.Context) error {
	l.look(1)
	defer l.look(-1)
	for {
		n := min(batch, l.free())
		if n == 0 {
			return nil // whatever is made next looks again
		}
		claimed, err := l.claim(ctx, n)
		if fresh := l.take(claimed); len(fresh) > 0 {
			l.busy.Add(len(fresh))
			go l.deliver(ctx, fresh)
		}
		if err != nil || len(claimed) < n {
			return err
		}
	}
}

func (l *lane) claim(ctx context.Context, n int) ([]Announcement, error) {
	limited, cancel := context.WithTimeout(ctx, storeTime)
	defer cancel()
	end := l.last.begin()
	now := l.clock.Now()
	claimed, err := l.store.Claim(limited, l.platform, now, now.Add(lease), n)
	end(ctx, err)
	return claimed, err
}

func (l *lane) look(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.looking += n
}

func (l *lane) free() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slots - len(l.fences)
}

// take counts claimed announcements in, and returns them without those that are in hand already, whose lease ran out
// meanwhile: whoever is at one goes on with the new lease, for nobody else knows whether it was sent.
func (l *lane) take(claimed []Announcement) (fresh []Announcement) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, a := range claimed {
		if _, ours := l.fences[a.ID]; !ours {
			fresh = append(fresh, a)
		}
		l.fences[a.ID] = a.Fence
	}
	return fresh
}

// drop counts an announcement out. Whatever comes next for its channel, or waits for a slot, is looked for at once.
func (l *lane) drop(a Announcement) {
	l.mu.Lock()
	delete(l.fences, a.ID)
	l.mu.Unlock()
	l.busy.Done()
	l.rouse()
}

// A wish is what one announcement in the making wants of the store.
type wish struct {
	attempt
	more []Announcement
}

// renew gives wishes the newest fences of their announcements.
func (l *lane) renew(all []*joint.Errand[wish]) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range all {
		e.Of.a.Fence = l.fences[e.Of.a.ID]
	}
}

// delay notes until when what failed is put off.
func (l *lane) delay(until time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if until.After(l.putOff) {
		l.putOff = until
	}
}

// idle tells whether nothing is in hand, nor put off at now because it failed.
func (l *lane) idle(now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.looking == 0 && len(l.fences) == 0 && !l.putOff.After(now)
}
