package core

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// The dispatcher's bounds. A lease outlasts the wait for a platform's limiter and its slowest answer.
const (
	lease = 15 * time.Second
	batch = 64
)

// A Dispatcher makes what is due: it claims announcements, has them said, tries again what failed and drops what was
// overtaken. Several dispatchers may work on one store.
type Dispatcher struct {
	store     promptStore
	announcer Announcer
	provider  Provider
	clock     Clock
	log       *slog.Logger
	observe   func(Announcement, time.Duration)

	wake chan struct{}
	load load
	busy sync.WaitGroup
	last look
}

// NewDispatcher returns a Dispatcher. It calls observe after each attempt with the announcement as it was settled, and
// with how long after its Due that was.
func NewDispatcher(store Store, announcer Announcer, provider Provider, clock Clock, log *slog.Logger, observe func(Announcement, time.Duration)) *Dispatcher {
	return &Dispatcher{
		store: promptStore{store}, announcer: announcer, provider: provider, clock: clock, log: log, observe: observe,
		wake: make(chan struct{}, 1), load: newLoad(),
	}
}

// Wake has Run look for what is due. It never blocks, and once more or less changes nothing.
func (d *Dispatcher) Wake() {
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// Run dispatches at every Wake and whenever something falls due, until ctx ends. Then it claims nothing more, and
// returns when what it has in hand is sent.
func (d *Dispatcher) Run(ctx context.Context) {
	defer d.busy.Wait()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-d.wake:
		case <-timer.C:
		}
		timer.Reset(d.round(ctx))
	}
}

// round claims until nothing more can be, and returns how long nothing will be due.
func (d *Dispatcher) round(ctx context.Context) time.Duration {
	const idle = time.Minute
	// What falls due while Dispatch is at work is not behind this instant, and so not overlooked.
	now := d.clock.Now()
	if err := d.Dispatch(ctx); err != nil && ctx.Err() == nil {
		d.log.ErrorContext(ctx, "cannot claim announcements", "error", err)
		return time.Second
	}
	next, err := d.store.NextDue(ctx, now)
	switch {
	case err != nil:
		return time.Second
	case next.IsZero():
		return idle
	}
	return min(max(next.Sub(d.clock.Now()), 0), idle)
}

// Dispatch claims everything due and has it said, each in a goroutine of its own. It does not wait for them.
func (d *Dispatcher) Dispatch(ctx context.Context) error {
	for {
		claimed, err := d.claim(ctx, d.clock.Now())
		if err != nil {
			return err
		}
		for _, a := range claimed {
			d.start(ctx, a)
		}
		if len(claimed) < batch {
			return nil
		}
	}
}

func (d *Dispatcher) start(ctx context.Context, a Announcement) {
	if !d.load.take(a) {
		return
	}
	d.busy.Add(1)
	go func() {
		// Whatever comes next for this channel, or waits for a slot, is looked for at once.
		defer func() { d.load.drop(a); d.busy.Done(); d.Wake() }()
		defer d.recover(ctx, a)
		d.deliver(ctx, a)
	}()
}

func (d *Dispatcher) recover(ctx context.Context, a Announcement) {
	if p := recover(); p != nil {
		d.log.ErrorContext(ctx, "panic while announcing", "announcement", a.ID, "kind", a.Kind, "panic", p)
	}
}
