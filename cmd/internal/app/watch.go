package app

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"meetbot/core/store"
)

// How often the database is tried, and how long that may take: what is wrong is known within their sum.
const (
	tryEvery = 4 * time.Second
	tryFor   = 4 * time.Second
)

// A watch tries the database again and again and remembers how it is, so that whoever asks causes nothing.
type watch struct {
	try   func(context.Context) error
	every time.Duration
	log   *slog.Logger

	mu    sync.Mutex
	what  string // is wrong; empty: nothing
	since time.Time
}

func newWatch(try func(context.Context) error, every time.Duration, log *slog.Logger) *watch {
	if every == 0 {
		every = tryEvery
	}
	return &watch{try: try, every: every, log: log, what: "is not tried yet"}
}

// wrong returns what is wrong with the database in words that anybody may read; empty: nothing.
func (w *watch) wrong() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.what
}

// run tries the database until ctx ends.
func (w *watch) run(ctx context.Context) {
	tick := time.NewTicker(w.every)
	defer tick.Stop()
	for {
		w.once(ctx)
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// once tries the database. One that hangs is in trouble, whether or not it heeds that the time is over; it is asked again
// when it has come back.
func (w *watch) once(ctx context.Context) {
	limited, cancel := context.WithTimeout(ctx, tryFor)
	defer cancel()
	result := make(chan error, 1)
	go func() { result <- w.try(limited) }()
	select {
	case err := <-result:
		if ctx.Err() == nil {
			w.keep(ctx, store.Diagnose(err))
		}
		return
	case <-limited.Done():
	}
	if ctx.Err() == nil {
		w.keep(ctx, store.Diagnose(context.DeadlineExceeded))
	}
	select {
	case <-result:
	case <-ctx.Done():
		select {
		case <-result:
		case <-time.After(tryFor):
		}
	}
}

// keep remembers how the database is, and logs what changes.
func (w *watch) keep(ctx context.Context, t *store.Trouble) {
	w.mu.Lock()
	defer w.mu.Unlock()
	before, first := w.what, w.since.IsZero()
	switch {
	case t == nil && before != "":
		w.what = ""
		if !first {
			w.log.InfoContext(ctx, "the database is well again", "after", time.Since(w.since).Round(time.Second).String())
		}
	case t != nil && t.What != before:
		if before == "" || first {
			w.since = time.Now()
		}
		w.what = t.What
		w.log.ErrorContext(ctx, "the database is in trouble, and nothing is sure to be stored", "trouble", t.What, "remedy", t.Remedy, "error", t.Err)
	}
}
