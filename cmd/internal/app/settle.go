package app

import (
	"context"
	"time"
)

// Settle waits until everything that is due is made and nothing is being sent. It is for a clock that is about to be
// set, or was just set.
func (a *App) Settle(ctx context.Context) error {
	for {
		a.dispatcher.Wake()
		idle, err := a.dispatcher.Idle(ctx)
		if err != nil || idle {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(25 * time.Millisecond):
		}
	}
}
