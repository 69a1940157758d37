package core

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"
)

// The dispatcher's bounds. A lease outlasts the wait for a platform's limiter and its slowest answer.
const (
	lease      = 15 * time.Second
	slots      = 128 // announcements of one platform in the making at once: more would queue for the database, where all meet
	batch      = 64
	maxBackoff = time.Minute
)

// A Dispatcher makes what is due: it claims announcements, has them said, tries again what failed and drops what was
// overtaken. Several dispatchers may work on one store.
type Dispatcher struct {
	store    DeliveryStore
	meetings interface {
		MeetingStore
		PersonStore
	}
	leases interface {
		Hold(ctx context.Context, name, holder string, now, until time.Time) (bool, error)
	}
	announcer Announcer
	provider  Provider
	clock     Clock
	log       *slog.Logger
	observe   func(Announcement, time.Duration)

	wake chan struct{}
	load load
	busy sync.WaitGroup
}

// NewDispatcher returns a Dispatcher. It calls observe after each attempt with the announcement as it was settled, and
// with how long after its Due that was.
func NewDispatcher(store Store, announcer Announcer, provider Provider, clock Clock, log *slog.Logger, observe func(Announcement, time.Duration)) *Dispatcher {
	return &Dispatcher{
		store: store, meetings: store, leases: store, announcer: announcer, provider: provider, clock: clock, log: log, observe: observe,
		wake: make(chan struct{}, 1), load: load{of: map[string]int{}},
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
	if err != nil || next.IsZero() {
		return idle
	}
	return min(max(next.Sub(d.clock.Now()), 0), idle)
}

// Dispatch claims everything due and has it said, each in a goroutine of its own. It does not wait for them.
func (d *Dispatcher) Dispatch(ctx context.Context) error {
	for {
		now := d.clock.Now()
		claimed, err := d.store.Claim(ctx, now, now.Add(lease), batch, d.load.full()...)
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
	platform := a.Channel.Platform
	d.load.add(platform, 1)
	d.busy.Add(1)
	go func() {
		// Whatever comes next for this channel, or waits for a slot, is looked for at once.
		defer func() { d.load.add(platform, -1); d.busy.Done(); d.Wake() }()
		defer d.recover(ctx, a)
		// A shutdown must not cut a request whose outcome nobody would know then.
		d.deliver(context.WithoutCancel(ctx), a)
	}()
}

func (d *Dispatcher) recover(ctx context.Context, a Announcement) {
	if p := recover(); p != nil {
		d.log.ErrorContext(ctx, "panic while announcing", "announcement", a.ID, "kind", a.Kind, "panic", p)
	}
}

// deliver makes one claimed announcement and settles it.
func (d *Dispatcher) deliver(ctx context.Context, a Announcement) {
	m, err := d.meetings.Meeting(ctx, a.Meeting)
	switch {
	case IsCode(err, NotFound):
		a.State = Void
	case err != nil:
		// The lease runs out, and the announcement is claimed again.
		d.log.ErrorContext(ctx, "cannot read the meeting to announce", "meeting", a.Meeting, "error", err)
		return
	case a.Sends > 0 && !d.mayRepeat(a):
		a.State = Unsure
	case overtaken(m, a, d.clock.Now()):
		a.State = Skipped
	default:
		err = d.attempt(ctx, m, &a)
	}
	if errors.Is(err, ErrLost) {
		d.log.DebugContext(ctx, "announcement overtaken before it was sent", "announcement", a.ID, "kind", a.Kind)
		d.settle(ctx, a)
		return
	}
	d.settle(ctx, a, d.follow(ctx, m, a, err)...)
}

// attempt says a, and judges how that came out. Its error is that of saying it.
func (d *Dispatcher) attempt(ctx context.Context, m Meeting, a *Announcement) error {
	if next := d.after(ctx, m, *a); !next.IsZero() {
		a.State, a.Next = Pending, next
		return nil
	}
	before := *a
	var err error
	a.Ref, err = d.say(ctx, m, a)
	if !errors.Is(err, ErrUnknown) && err != nil {
		// Nothing was sent, so this attempt was none of those that may have been seen.
		a.Sends, a.Began = before.Sends, before.Began
	}
	d.judge(a, err)
	return err
}

// after returns until when the card of a meeting that was changed waits for one from before the change, which may stand
// in the channel already: then it is that one which is to be edited. The zero time says that there is none.
func (d *Dispatcher) after(ctx context.Context, m Meeting, a Announcement) time.Time {
	if p, _ := m.PostingIn(a.Channel); a.Kind != KindCard || a.Revision < 2 || a.Sends > 0 || p.Card != "" {
		return time.Time{}
	}
	all, err := d.store.Announcements(ctx, m.ID)
	if err != nil {
		d.log.ErrorContext(ctx, "cannot tell whether a card stands already", "meeting", m.ID, "error", err)
	}
	for _, other := range all {
		if other.Kind == KindCard && other.Channel == a.Channel && other.Sends > 0 && other.State == Pending {
			return other.Next.Add(time.Millisecond)
		}
	}
	return time.Time{}
}

func (d *Dispatcher) say(ctx context.Context, m Meeting, a *Announcement) (MessageRef, error) {
	begin := func(ctx context.Context) error {
		now := d.clock.Now()
		if overtaken(m, *a, now) { // while it waited for the platform's limiter
			return ErrNothing
		}
		begun, err := d.store.Begin(ctx, *a, now, now.Add(lease))
		if err == nil {
			*a = begun
		}
		return err
	}
	if a.Kind != KindClose {
		return d.announcer.Announce(ctx, m, *a, begin)
	}
	if !d.provider.Enforces().Close {
		return "", ErrNothing
	}
	if err := begin(ctx); err != nil {
		return "", err
	}
	return "", d.provider.Close(ctx, m)
}

// judge decides from the outcome of an attempt what becomes of the announcement.
func (d *Dispatcher) judge(a *Announcement, err error) {
	var busy *Busy
	switch {
	case err == nil:
		a.State, a.Problem = Sent, ""
	case errors.Is(err, ErrLost):
		a.State = Void
	case errors.Is(err, ErrNothing):
		a.State = Skipped
	case errors.Is(err, ErrDeleted) && a.Kind == KindCard:
		// Somebody has changed the meeting, and so its card is put up anew.
		a.State, a.Next, a.Problem, a.Unposted = Pending, d.clock.Now(), err.Error(), true
	case errors.Is(err, ErrGone):
		a.State, a.Problem, a.Unposted = Dead, err.Error(), errors.Is(err, ErrDeleted)
	case errors.As(err, &busy):
		a.State, a.Next, a.Problem = Pending, d.clock.Now().Add(busy.After), err.Error()
	case errors.Is(err, ErrUnknown) && !d.mayRepeat(*a):
		a.State, a.Problem = Unsure, err.Error()
	default:
		d.again(a, err)
	}
}

// mayRepeat tells whether an announcement whose outcome is unknown may be made again.
func (d *Dispatcher) mayRepeat(a Announcement) bool {
	if !a.Kind.Posts() || d.clock.Now().Sub(a.Began) < d.announcer.Remembers(a.Channel) {
		return true
	}
	return a.Kind.onceMore() && a.Sends < 2
}

// again puts an announcement back with a random delay that doubles with each attempt.
func (d *Dispatcher) again(a *Announcement, err error) {
	ceiling := min(time.Second<<min(a.Attempts, 10), maxBackoff)
	a.State, a.Problem = Pending, err.Error()
	a.Next = d.clock.Now().Add(ceiling/2 + rand.N(ceiling/2))
}

func (d *Dispatcher) settle(ctx context.Context, a Announcement, more ...Announcement) {
	err := d.store.Settle(ctx, a, more...)
	if errors.Is(err, ErrLost) {
		d.log.DebugContext(ctx, "announcement was taken over", "announcement", a.ID, "kind", a.Kind)
		return
	}
	if err != nil {
		// The lease runs out, and the announcement is claimed again.
		d.log.ErrorContext(ctx, "cannot settle announcement", "announcement", a.ID, "kind", a.Kind, "error", err)
		return
	}
	level := slog.LevelDebug
	if a.State == Dead || a.State == Unsure {
		level = slog.LevelWarn
	}
	d.log.Log(ctx, level, "announcement settled", "announcement", a.ID, "meeting", a.Meeting, "kind", a.Kind, "state", a.State, "attempts", a.Attempts, "problem", a.Problem)
	d.observe(a, d.clock.Now().Sub(a.Due))
}
