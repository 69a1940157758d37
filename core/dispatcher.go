package core

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"
)

// A Dispatcher makes what is due: it claims announcements, has them said, tries again what failed and drops what was
// overtaken. Several dispatchers may work on one store.
type Dispatcher struct {
	store     Store
	announcer Announcer
	provider  Provider
	turner    Turner
	clock     Clock
	log       *slog.Logger
	observe   func(Announcement, time.Duration)

	lanes []*lane
	busy  sync.WaitGroup
}

// A Turner puts the next occurrence of a series at hand; see Service.
type Turner interface {
	Turn(ctx context.Context, id MeetingID, nth int) error
}

// NewDispatcher returns a Dispatcher. It calls observe after each attempt with the announcement as it was settled, and
// with how long after its Due that was.
func NewDispatcher(store Store, announcer Announcer, provider Provider, turner Turner, clock Clock, log *slog.Logger, observe func(Announcement, time.Duration)) *Dispatcher {
	d := &Dispatcher{store: store, announcer: announcer, provider: provider, turner: turner, clock: clock, log: log, observe: observe}
	for _, platform := range append(announcer.Platforms(), rooms) {
		d.lanes = append(d.lanes, newLane(d, platform))
	}
	return d
}

// Wake has Run look for what is due. It never blocks, and once more or less changes nothing.
func (d *Dispatcher) Wake() {
	for _, l := range d.lanes {
		l.rouse()
	}
}

// Run dispatches at every Wake and whenever something falls due, until ctx ends. Then it claims nothing more, and
// returns when what it has in hand is sent.
func (d *Dispatcher) Run(ctx context.Context) {
	var all sync.WaitGroup
	for _, l := range d.lanes {
		all.Go(func() { l.drive(ctx) })
	}
	all.Wait()
	d.busy.Wait()
}

// Dispatch claims everything due and has it said, each in a goroutine of its own. It does not wait for them.
func (d *Dispatcher) Dispatch(ctx context.Context) error {
	var problems []error
	for _, l := range d.lanes {
		problems = append(problems, l.dispatch(ctx))
	}
	return errors.Join(problems...)
}

// Trouble returns why the last look for what is due failed, or that it has not come back within 5 seconds; nil where all is
// well, or nothing was looked for yet.
func (d *Dispatcher) Trouble() error {
	for _, l := range d.lanes {
		if err := l.last.trouble(); err != nil {
			return err
		}
	}
	return nil
}

// NextDue returns the first instant after now at which there is something to be made; the zero time for never.
func (d *Dispatcher) NextDue(ctx context.Context, now time.Time) (first time.Time, err error) {
	for _, l := range d.lanes {
		next, err := d.store.NextDue(ctx, l.platform, now)
		if err != nil {
			return first, err
		}
		if first.IsZero() || !next.IsZero() && next.Before(first) {
			first = next
		}
	}
	return first, nil
}

// Idle tells whether everything due is made, and nothing is in hand or failed and about to be tried again. It is for a clock
// that is about to be set.
func (d *Dispatcher) Idle(ctx context.Context) (bool, error) {
	// It looks for what is due first, so that what is claimed in between is not overlooked.
	now := d.clock.Now()
	next, err := d.NextDue(ctx, time.Unix(0, 0))
	if err != nil || !next.IsZero() && !next.After(now) {
		return false, err
	}
	for _, l := range d.lanes {
		if !l.idle(now) {
			return false, nil
		}
	}
	return true, nil
}
