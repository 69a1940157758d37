package core

import (
	"context"
	"errors"
	"sync"
	"time"
)

// errHanging says that what was asked of the store has not come back.
var errHanging = errors.New("the store has not answered")

// A look remembers how the last look for what is due went. One that hangs counts as gone wrong.
type look struct {
	mu  sync.Mutex
	err error
}

// begin is called before the store is asked, and what it returns with how that came out.
func (l *look) begin() (end func(run context.Context, err error)) {
	over := false
	overdue := time.AfterFunc(storeTime, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if !over {
			l.err = errHanging
		}
	})
	return func(run context.Context, err error) {
		overdue.Stop()
		l.mu.Lock()
		defer l.mu.Unlock()
		over = true
		if err == nil || run.Err() == nil { // else we were told to stop
			l.err = err
		}
	}
}

// Trouble returns why the last look for what is due failed, or that it has not come back within 5 seconds; nil where all is
// well, or nothing was looked for yet.
func (d *Dispatcher) Trouble() error {
	d.last.mu.Lock()
	defer d.last.mu.Unlock()
	return d.last.err
}

// claim asks the store for what is due.
func (d *Dispatcher) claim(ctx context.Context, now time.Time) ([]Announcement, error) {
	end := d.last.begin()
	claimed, err := d.store.Claim(ctx, now, now.Add(lease), batch, d.load.full()...)
	end(ctx, err)
	return claimed, err
}
