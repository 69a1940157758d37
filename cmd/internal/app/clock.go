package app

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"meetbot/core"
)

type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }

// A commonClock is the clock of a database, as its round trips tell it: several processes go by it, because to one whose
// own clock is ahead the leases of the others would seem over.
type commonClock struct {
	own   core.Clock
	ask   func(context.Context) (time.Time, error)
	ahead atomic.Int64 // by how much the database is, in nanoseconds
}

// Now implements core.Clock.
func (c *commonClock) Now() time.Time { return c.own.Now().Add(time.Duration(c.ahead.Load())) }

// set asks for the time. The database read its clock somewhere between question and answer, so that an answer that took
// long proves little, and what it allows stays as it is. To take the middle of every answer would have all of us say
// things early after a question that had to connect first, and late after one in which the process was stopped.
func (c *commonClock) set(ctx context.Context) error {
	asked := c.own.Now()
	there, err := c.ask(ctx)
	if err != nil {
		return fmt.Errorf("ask the database for the time: %w", err)
	}
	least, most := there.Sub(c.own.Now()), there.Sub(asked)
	if ahead := time.Duration(c.ahead.Load()); ahead < least || ahead > most {
		c.ahead.Store(int64((least + most) / 2))
	}
	return nil
}

// tellTime settles the clock: the one that is given, or else the system's, or the database's where several processes
// may share that.
func (a *App) tellTime(ctx context.Context, given core.Clock) error {
	a.clock = given
	if given != nil {
		return nil
	}
	a.clock = systemClock{}
	if !a.store.Shared() {
		return nil
	}
	a.common = &commonClock{own: a.clock, ask: a.store.Now}
	a.clock = a.common
	return a.common.set(ctx)
}
