package store

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/uptrace/bun"
)

// patience bounds how long to wait for whatever keeps us from changing the schema.
type patience struct {
	limit time.Duration
	tell  time.Duration // how often to say what is waited for
	again time.Duration // how soon to try again
	watch time.Duration // how long to look for others behind a pooler
}

var usualPatience = patience{limit: time.Minute, tell: 5 * time.Second, again: 500 * time.Millisecond, watch: 3 * time.Second}

// schemaLock is the key of the advisory lock under which one of several processes changes the schema. Programs before
// named columns lock 0x6d656574626f74 for a session: behind a pooler that lock stays with whatever connection it was
// taken on, so it says nothing.
const schemaLock = 0x6d656574626f75

// OnWait has tell called every few seconds with what Migrate or Rollback waits for. Call it before them.
func (s *Store) OnWait(tell func(what string)) { s.onWait = tell }

// A hindrance is what keeps us from changing the schema; it may pass.
type hindrance struct{ what, remedy string }

// Error implements error.
func (h *hindrance) Error() string { return h.what + ": " + h.remedy }

var (
	anotherChanges = &hindrance{"another process changes the schema", "wait until it is done, or stop it, and try again"}
	anotherHolds   = &hindrance{"another transaction holds what is to be changed", "end it (see pg_stat_activity), and try again"}
	noAnswer       = &hindrance{"the database gives no connection", "see that it, or the pooler before it, has one to spare, and try again"}
)

// What is waited for where nothing is known to hinder it.
var (
	looking  = "it is being looked who else uses the database"
	underWay = "the schema is being changed"
)

// A change is made within a transaction, to a schema as it is then.
type change struct {
	clear func(ctx context.Context, tx bun.Tx, steps Schema, pooled bool) error // looks who is in the way; pooled: of a pooler, too
	do    func(ctx context.Context, tx bun.Tx, steps Schema) error
}

// changing makes a change in a transaction beside which nobody else changes the schema, and tries again while something
// hinders it. The lock belongs to the transaction, and so does everything that is done: a pooler may give each
// transaction another connection, and a crash leaves neither a lock nor half a step.
func (s *Store) changing(ctx context.Context, c change) error {
	end := time.Now().Add(s.patience.limit)
	var now atomic.Pointer[string]
	now.Store(&noAnswer.what)
	defer s.telling(&now)()
	pooled, err := s.pooled(ctx, end)
	if err != nil {
		return err
	}
	var last *hindrance
	for {
		err := s.tryChange(ctx, end, pooled, c, &now)
		h := hindered(err)
		if h == nil || ctx.Err() != nil {
			return err
		}
		if h == noAnswer && last != nil {
			h = last // what there was to wait for before the time was up
		}
		last = h
		if !time.Now().Before(end) {
			return fmt.Errorf("the schema cannot be changed: %w", h)
		}
		now.Store(&h.what)
		if sleep(ctx, s.patience.again) != nil {
			return err
		}
	}
}

// sleep waits that long, or returns why ctx ended before.
func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// tryChange tries once. Whoever does not get the lock gives the connection back meanwhile: a pooler may have few.
func (s *Store) tryChange(ctx context.Context, end time.Time, pooled bool, c change, now *atomic.Pointer[string]) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	late := time.AfterFunc(time.Until(end)+s.patience.again, func() { cancel(noAnswer) })
	defer late.Stop()
	err := s.db.RunInTx(ctx, committed, func(ctx context.Context, tx bun.Tx) error {
		if err := s.lockSchema(ctx, tx); err != nil {
			return err
		}
		late.Stop() // what is begun may take as long as it takes
		now.CompareAndSwap(&noAnswer.what, &looking)
		steps, err := s.schema(ctx, tx)
		if err != nil {
			return err
		}
		if err := steps.known(); err != nil {
			return err
		}
		if err := c.clear(ctx, tx, steps, pooled); err != nil {
			return err
		}
		now.Store(&underWay)
		return c.do(ctx, tx, steps)
	})
	if err != nil && errors.Is(context.Cause(ctx), noAnswer) {
		return noAnswer
	}
	return err
}

// lockSchema takes the lock or says at once that another has it. All that is set is over with the transaction.
func (s *Store) lockSchema(ctx context.Context, tx bun.Tx) error {
	if !s.postgres() {
		return nil // one writes at a time
	}
	// Whoever waits for a table makes everybody after them wait, too: better to give way and try again. A step may take
	// longer than what is usual for a statement.
	if _, err := tx.ExecContext(ctx, "SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = 0"); err != nil {
		return fmt.Errorf("lock schema: %w", err)
	}
	var mine bool
	if err := tx.NewRaw("SELECT pg_try_advisory_xact_lock(?)", schemaLock).Scan(ctx, &mine); err != nil {
		return fmt.Errorf("lock schema: %w", err)
	}
	if !mine {
		return anotherChanges
	}
	return nil
}

// hindered returns what kept err's transaction from its end and may pass; nil: err is final, or there is none.
func hindered(err error) *hindrance {
	var h *hindrance
	if errors.As(err, &h) {
		return h
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Code == "55P03" || conflict(err) {
		return anotherHolds
	}
	return nil
}

// telling says every few seconds what is waited for, until it is told to stop.
func (s *Store) telling(now *atomic.Pointer[string]) (stop func()) {
	if s.onWait == nil {
		return func() {}
	}
	done := make(chan struct{})
	go func() {
		for tick := time.Tick(s.patience.tell); ; {
			select {
			case <-tick:
				s.onWait(*now.Load())
			case <-done:
				return
			}
		}
	}()
	return func() { close(done) }
}
