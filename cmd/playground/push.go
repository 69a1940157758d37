package main

import (
	"context"
	"errors"
	"os"
	"time"
)

// pushTime is how long a push may take: what falls due on the way is sent as fast as the chat allows.
const pushTime = time.Minute

var (
	errRealTime = errors.New("with a real Jitsi server the clock cannot be pushed")
	errNothing  = errors.New("nothing is coming up: call a meeting first")
	errSlow     = errors.New("something is still being sent; try again in a moment")
)

// pushBy pushes the clock on by d.
func (w *world) pushBy(ctx context.Context, d time.Duration) error {
	return w.push(ctx, func(context.Context) (time.Time, error) { return w.clock.Now().Add(d), nil })
}

// pushToNext pushes the clock on to what is said or happens next.
func (w *world) pushToNext(ctx context.Context) error {
	return w.push(ctx, func(ctx context.Context) (time.Time, error) {
		next, err := w.app.Coming(ctx)
		if err == nil && next.At.IsZero() {
			err = errNothing
		}
		return next.At, err
	})
}

// push walks the clock on, from one due instant to the next, and goes on only when nothing is in hand: a leap over a
// lease would have something said twice, and a leap over a moment would leave out what belongs there.
func (w *world) push(ctx context.Context, target func(context.Context) (time.Time, error)) error {
	if w.jitsi != "" {
		return errRealTime
	}
	w.busy.Lock()
	defer w.busy.Unlock()
	// A walk that was begun is finished, also when nobody looks any more.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), pushTime)
	defer cancel()
	err := w.app.Settle(ctx)
	if err == nil {
		var end time.Time
		if end, err = target(ctx); err == nil {
			err = w.walk(ctx, end)
		}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		err = errSlow
	}
	return errors.Join(err, w.keep())
}

func (w *world) walk(ctx context.Context, end time.Time) error {
	for {
		next, err := w.app.NextDue(ctx)
		if err != nil {
			return err
		}
		last := next.IsZero() || !next.Before(end)
		if last {
			next = end
		}
		w.clock.To(next)
		if err := w.app.Settle(ctx); err != nil || last {
			return err
		}
	}
}

// keep remembers how far the clock was pushed, for as long as the data are kept.
func (w *world) keep() error {
	if w.kept == "" {
		return nil
	}
	return os.WriteFile(w.kept, []byte(w.clock.Ahead().String()), 0o600)
}

// ahead returns how far the clock was pushed when the data were made: to them, time must not run backwards.
func (w *world) ahead() time.Duration {
	if w.kept == "" || w.jitsi != "" {
		return 0
	}
	raw, err := os.ReadFile(w.kept)
	if err != nil {
		return 0
	}
	d, err := time.ParseDuration(string(raw))
	if err != nil {
		return 0
	}
	return d
}
