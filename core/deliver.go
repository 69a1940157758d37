package core

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"time"
)

const maxBackoff = time.Minute

// deliver makes one claimed announcement and settles it.
func (d *Dispatcher) deliver(ctx context.Context, a Announcement) {
	m, err := d.store.Meeting(ctx, a.Meeting)
	switch {
	case IsCode(err, NotFound):
		a.State = Void
	case err != nil:
		d.log.ErrorContext(ctx, "cannot read the meeting to announce", "meeting", a.Meeting, "error", err)
		d.put(&a, d.clock.Now().Add(time.Second), err)
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
	if now := d.clock.Now(); a.Kind == KindOver && (m.State(now) == Upcoming || m.State(now) == Live) {
		// The meeting was made longer while what this follows was being sent.
		a.State, a.Next = Pending, m.End()
		return nil
	}
	before := *a
	var err error
	if a.Ref, err = d.say(ctx, m, a); err != nil {
		a.Ref = "" // it names nothing
	}
	if !errors.Is(err, ErrUnknown) && err != nil {
		// Nothing was sent, so this attempt was none of those that may have been seen.
		a.Sends, a.Began = before.Sends, before.Began
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
	return overtaken(m, a, d.clock.Now())
}

// after returns until when the card of a meeting that was changed waits for one from before the change, which may stand
// in the channel already: then it is that one which is to be edited. The zero time says that there is none.
func (d *Dispatcher) after(ctx context.Context, m Meeting, a Announcement) time.Time {
	if a.Kind != KindCard || a.Revision < 2 || a.Sends > 0 || edits(m, a) {
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

// sayFor bounds one attempt with all its waiting: whatever hangs in it gives its slot back.
const sayFor = 2 * lease

func (d *Dispatcher) say(ctx context.Context, m Meeting, a *Announcement) (MessageRef, error) {
	ctx, cancel := context.WithTimeout(ctx, sayFor)
	defer cancel()
	begin := func(ctx context.Context) error {
		defer d.load.turn(a.Channel.Platform)()
		if d.overtaken(m, *a) { // while it waited for the platform's limiter
			return ErrNothing
		}
		now := d.clock.Now()
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
func (d *Dispatcher) judge(m Meeting, a *Announcement, err error) {
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
		d.put(a, d.clock.Now(), err)
		a.Unposted = true
	case errors.Is(err, ErrGone):
		a.State, a.Problem, a.Unposted = Dead, err.Error(), errors.Is(err, ErrDeleted) && a.Kind != KindOver
	case errors.As(err, &busy):
		d.put(a, d.clock.Now().Add(busy.After), err)
	case errors.Is(err, ErrUnknown) && !d.mayRepeat(m, *a):
		a.State, a.Problem = Unsure, err.Error()
	default:
		d.put(a, d.clock.Now().Add(backoff(a.Attempts)), err)
	}
}

// put puts an announcement back until then.
func (d *Dispatcher) put(a *Announcement, next time.Time, why error) {
	a.State, a.Next, a.Problem = Pending, next, why.Error()
}

// backoff is a random delay that doubles with each attempt.
func backoff(attempts int) time.Duration {
	ceiling := min(time.Second<<min(attempts, 10), maxBackoff)
	return ceiling/2 + rand.N(ceiling/2)
}

// mayRepeat tells whether an announcement whose outcome is unknown may be made again.
func (d *Dispatcher) mayRepeat(m Meeting, a Announcement) bool {
	if !a.Kind.Posts() || edits(m, a) || d.remembered(a) {
		return true
	}
	return a.Kind.onceMore() && a.Sends < 2
}

// remembered tells whether the platform still knows a again, so that it is seen once however often it is sent.
func (d *Dispatcher) remembered(a Announcement) bool {
	return d.clock.Now().Sub(a.Began) < d.announcer.Remembers(a.Channel)
}

// edits tells whether a is a card that stands already.
func edits(m Meeting, a Announcement) bool {
	p, _ := m.PostingIn(a.Channel)
	return a.Kind == KindCard && p.Card != ""
}

func (d *Dispatcher) settle(ctx context.Context, a Announcement, more ...Announcement) {
	err := d.keep(ctx, a, more)
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

// keepFor is how long a database that fails is asked to keep how an announcement came out, and keepEvery how often. It is
// asked more often than Run tries to claim: whoever claimed it next would not know that it was sent.
const (
	keepFor   = time.Minute
	keepEvery = 200 * time.Millisecond
)

// keep stores how a came out, again and again while the database fails.
func (d *Dispatcher) keep(ctx context.Context, a Announcement, more []Announcement) error {
	ctx, cancel := context.WithTimeout(ctx, keepFor)
	defer cancel()
	for {
		done := d.load.turn(a.Channel.Platform)
		err := d.store.Settle(ctx, a, more...)
		done()
		if err == nil || errors.Is(err, ErrLost) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(keepEvery):
		}
	}
}
