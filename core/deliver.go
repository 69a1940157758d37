package core

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"
)

const maxBackoff = time.Minute

// deliver makes one claimed announcement and settles it. The end of run does not cut it short: nobody would know the
// outcome then.
func (d *Dispatcher) deliver(run context.Context, a Announcement) {
	ctx := context.WithoutCancel(run)
	m, err := d.store.MeetingAt(ctx, a.Meeting, a.Nth)
	if IsCode(err, NotFound) {
		a.State = Void
		d.settle(run, a)
		return
	}
	if err != nil {
		d.log.ErrorContext(ctx, "cannot read the meeting to announce", "meeting", a.Meeting, "error", err)
		d.put(&a, backoff(a.Attempts), err)
		d.settle(run, a)
		return
	}
	err = d.attempt(ctx, m, &a)
	if errors.Is(err, ErrLost) {
		d.log.DebugContext(ctx, "announcement overtaken before it was sent", "announcement", a.ID, "kind", a.Kind)
		return
	}
	more, err := d.follow(ctx, m, a, err)
	if err != nil {
		// It comes out the same again, and nothing is sent for that: it was refused, or may not be sent once more.
		d.log.ErrorContext(ctx, "cannot find out whom to tell", "meeting", m.ID, "error", err)
		d.put(&a, time.Second, err)
	}
	d.settle(run, a, more...)
}

// attempt says a unless it is too late for that or too early, and judges how it came out. Its error is that of saying it.
func (d *Dispatcher) attempt(ctx context.Context, m Meeting, a *Announcement) error {
	if a.Sends > 0 && !d.mayRepeat(m, *a) {
		a.State = Unsure
		return nil
	}
	if next := d.after(ctx, m, *a); !next.IsZero() {
		a.State, a.Next = Pending, next
		return nil
	}
	if d.overtaken(m, *a) {
		a.State = Skipped
		return nil
	}
	before := *a
	var err error
	if a.Ref, err = d.say(ctx, m, a); err != nil {
		a.Ref = "" // it names nothing
	}
	switch {
	case errors.Is(err, ErrLost):
		return err
	case !errors.Is(err, ErrUnknown) && err != nil:
		// Nothing was sent, so this attempt was none of those that may have been seen.
		a.Sends, a.Began = before.Sends, before.Began
	case err != nil && a.Kind.Posts() && d.remembered(*a):
		a.Sends = 1 // however often it was sent, it was one message
	}
	d.judge(m, a, err)
	return err
}

// overtaken tells whether saying a now would be wrong or of no use. A card that may stand already never is where its
// platform can tell us which it is: it must not go on saying what is no longer so.
func (d *Dispatcher) overtaken(m Meeting, a Announcement) bool {
	if a.Kind == KindCard && a.Sends > 0 && d.remembered(a) {
		return false
	}
	return overtaken(m.Occurrence, a, d.clock.Now())
}

// after returns until when an announcement waits for something else: what shows a card for what was to show it before; the
// last word for the end, where the meeting was made longer while what it follows was being sent; and what retracts a
// reminder for the start. The zero time says that there is nothing.
func (d *Dispatcher) after(ctx context.Context, m Meeting, a Announcement) time.Time {
	now := d.clock.Now()
	if a.Kind == KindOver && (m.State(now) == Upcoming || m.State(now) == Live) {
		return m.End()
	}
	if a.Kind == KindRetract && a.stands(m.Occurrence, now) {
		return m.Start
	}
	posts := a.Kind == KindCard && !edits(m.Occurrence, a)
	if posts && a.Sends > 0 || !posts && !a.keepsPace() {
		return time.Time{}
	}
	all, err := d.store.Announcements(ctx, m.ID)
	if err != nil {
		d.log.ErrorContext(ctx, "cannot tell what stands already", "meeting", m.ID, "error", err)
		return now.Add(time.Second)
	}
	if posts {
		return afterCard(a, all)
	}
	if next := lastEdit(a, all).Add(pace); next.After(now) {
		return next
	}
	return time.Time{}
}

// afterCard returns until when a card that is to be put up waits for one from before a change, which may stand in the
// channel already and is the one to be edited then.
func afterCard(a Announcement, all []Announcement) time.Time {
	for _, other := range all {
		if other.Kind == KindCard && other.sameCard(a) && other.Sends > 0 && other.State == Pending {
			return other.Next.Add(time.Millisecond)
		}
	}
	return time.Time{}
}

// lastEdit returns when the card that a edits was last brought up to date as unplanned, be it by a itself.
func lastEdit(a Announcement, all []Announcement) (last time.Time) {
	for _, other := range all {
		if other.keepsPace() && other.sameCard(a) && other.Began.After(last) {
			last = other.Began
		}
	}
	return last
}

// sayFor bounds what an attempt takes until it begins to send, and from then on: whatever hangs in it gives its slot back.
const sayFor = 2 * lease

func (d *Dispatcher) say(ctx context.Context, m Meeting, a *Announcement) (MessageRef, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	overdue := time.AfterFunc(sayFor, cancel)
	defer overdue.Stop()
	begin := func(ctx context.Context) error {
		err := d.begin(ctx, m, a)
		overdue.Reset(sayFor)
		return err
	}
	if a.Kind.entry().to != toRoom {
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

// begin commits that a is about to be sent, unless that is no longer right: it may have waited for its platform.
func (d *Dispatcher) begin(ctx context.Context, m Meeting, a *Announcement) error {
	done, err := d.load.turn(ctx, a.Channel.Platform)
	if err != nil {
		return err
	}
	defer done()
	switch {
	case a.Sends > 0 && !d.mayRepeat(m, *a):
		return fmt.Errorf("%w, and it is too late to send it once more", ErrUnknown)
	case d.overtaken(m, *a):
		return ErrNothing
	}
	a.Fence = d.load.fence(*a)
	now := d.clock.Now()
	begun, err := d.store.Begin(ctx, *a, now, now.Add(lease))
	if err == nil {
		*a = begun
	}
	return err
}

// judge decides from the outcome of an attempt what becomes of the announcement.
func (d *Dispatcher) judge(m Meeting, a *Announcement, err error) {
	var busy *Busy
	switch {
	case err == nil:
		a.State, a.Problem = Sent, ""
	case errors.Is(err, ErrNothing):
		a.State = Skipped
	case errors.Is(err, ErrDeleted) && a.Kind == KindCard:
		// Somebody has changed the meeting, and so its card is put up anew.
		d.put(a, 0, err)
		a.Unposted = true
	case errors.Is(err, ErrGone):
		a.State, a.Problem, a.Unposted = Dead, err.Error(), errors.Is(err, ErrDeleted) && !a.Kind.entry().earlier
	case errors.Is(err, ErrClosed):
		d.put(a, closedFor, err)
	case errors.As(err, &busy):
		d.put(a, busy.After, err)
	case errors.Is(err, ErrUnknown) && !d.mayRepeat(m, *a):
		a.State, a.Problem = Unsure, err.Error()
	default:
		d.put(a, backoff(a.Attempts), err)
	}
}

// closedFor is how long where somebody closed a place is left alone.
const closedFor = 15 * time.Minute

// put puts an announcement back for a while.
func (d *Dispatcher) put(a *Announcement, wait time.Duration, why error) {
	a.State, a.Next, a.Problem = Pending, d.clock.Now().Add(wait), why.Error()
}

// backoff is a random delay that doubles with each attempt.
func backoff(attempts int) time.Duration {
	ceiling := min(time.Second<<min(attempts, 10), maxBackoff)
	return ceiling/2 + rand.N(ceiling/2)
}

// mayRepeat tells whether an announcement whose outcome is unknown may be made again.
func (d *Dispatcher) mayRepeat(m Meeting, a Announcement) bool {
	if !a.Kind.Posts() || edits(m.Occurrence, a) || d.remembered(a) {
		return true
	}
	return a.Kind.entry().again && a.Sends < 2
}

// remembered tells whether the platform still knows a again, so that it is seen once however often it is sent.
func (d *Dispatcher) remembered(a Announcement) bool {
	return d.clock.Now().Sub(a.Began) < d.announcer.Remembers(a.Channel)
}

// edits tells whether a is a card that stands already.
func edits(o Occurrence, a Announcement) bool {
	return a.Kind == KindCard && o.Card(a.Channel) != ""
}

func (d *Dispatcher) settle(run context.Context, a Announcement, more ...Announcement) {
	err := d.keep(run, a, more)
	if errors.Is(err, ErrLost) {
		d.log.DebugContext(run, "announcement was taken over", "announcement", a.ID, "kind", a.Kind)
		return
	}
	if err != nil {
		// The lease runs out, and the announcement is claimed again.
		d.log.ErrorContext(run, "cannot settle announcement", "announcement", a.ID, "kind", a.Kind, "error", err)
		return
	}
	level := slog.LevelDebug
	if a.State == Dead || a.State == Unsure {
		level = slog.LevelWarn
	}
	d.log.Log(run, level, "announcement settled", "announcement", a.ID, "meeting", a.Meeting, "kind", a.Kind, "state", a.State, "attempts", a.Attempts, "problem", a.Problem)
	d.observe(a, d.clock.Now().Sub(a.promised()))
}

// How long a database that fails is asked to keep how an announcement came out: nobody else knows whether it was sent.
// Whoever stops the process does not wait for that.
const (
	keepFor    = 15 * time.Minute
	keepAtStop = 5 * time.Second
	keepEvery  = 200 * time.Millisecond
	keepSeldom = 2 * time.Second
)

// keep stores how a came out, again and again while the database fails.
func (d *Dispatcher) keep(run context.Context, a Announcement, more []Announcement) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(run), keepFor)
	defer cancel()
	defer context.AfterFunc(run, func() { time.AfterFunc(keepAtStop, cancel) })()
	missed := false
	for pause := keepEvery; ; pause = min(2*pause, keepSeldom) {
		err := d.kept(ctx, a, more)
		if err == nil || missed && errors.Is(err, ErrLost) {
			return err
		}
		// One that is lost may have been claimed by ourselves just now.
		missed = errors.Is(err, ErrLost)
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause):
		}
	}
}

func (d *Dispatcher) kept(ctx context.Context, a Announcement, more []Announcement) error {
	done, err := d.load.turn(ctx, a.Channel.Platform)
	if err != nil {
		return err
	}
	defer done()
	a.Fence = d.load.fence(a)
	return d.store.Settle(ctx, a, more...)
}
