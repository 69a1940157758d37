package core

import (
	"context"
	"errors"
	"sync"
	"time"
)

// storeTime bounds one call of the store: what hangs on a connection that is dead must not hold up what is due.
const storeTime = 5 * time.Second

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

func (l *look) trouble() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.err
}
