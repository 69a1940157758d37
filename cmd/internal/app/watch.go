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
	try     func(context.Context) error
	claimed func() error // how the last claim went
	every   time.Duration
	log     *slog.Logger

	mu    sync.Mutex
	tried *store.Trouble // at last, or what a claim has met since
}

func newWatch(try func(context.Context) error, claimed func() error, every time.Duration, log *slog.Logger) *watch {
	if every == 0 {
		every = tryEvery
	}
	return &watch{try: try, claimed: claimed, every: every, log: log, tried: &store.Trouble{What: "is not tried yet"}}
}

// trouble returns what is wrong with the database; nil: nothing. A claim that went wrong counts until a try goes well: the
// next claim may go well where nothing can be stored.
func (w *watch) trouble() *store.Trouble {
	w.mu.Lock()
	defer w.mu.Unlock()
	if t := store.Diagnose(w.claimed()); t != nil && w.tried == nil {
		w.tried = &store.Trouble{What: "what is due cannot be looked for: " + t.What, Remedy: t.Remedy, Err: t.Err}
	}
	return w.tried
}

// run tries the database until ctx ends, and logs what changes.
func (w *watch) run(ctx context.Context) {
	var all sync.WaitGroup
	defer all.Wait()
	w.once(ctx)
	all.Go(func() { each(ctx, w.every, func() { w.once(ctx) }) })
	var told *store.Trouble
	var since time.Time
	tell := func() {
		now := w.trouble()
		switch {
		case now != nil && (told == nil || now.What != told.What):
			if told == nil {
				since = time.Now()
			}
			w.log.ErrorContext(ctx, "the database is in trouble", "trouble", now.What, "remedy", now.Remedy, "error", now.Err)
		case now == nil && told != nil:
			w.log.InfoContext(ctx, "the database is well again", "after", time.Since(since).Round(time.Second).String())
		}
		told = now
	}
	tell()
	each(ctx, w.every/8, tell)
}

// each does something again and again until ctx ends.
func each(ctx context.Context, every time.Duration, do func()) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			do()
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
		w.keep(ctx, err)
		return
	case <-limited.Done():
		w.keep(ctx, context.DeadlineExceeded)
	}
	select {
	case <-result: //nolint:errcheck // it comes too late to tell anything
	case <-ctx.Done():
		select { // it is still at work on what is about to be closed
		case <-result: //nolint:errcheck // the same
		case <-time.After(tryFor):
		}
	}
}

// keep remembers how the database is. Who was told to stop knows nothing of that.
func (w *watch) keep(ctx context.Context, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if ctx.Err() == nil {
		w.tried = store.Diagnose(err)
	}
}
