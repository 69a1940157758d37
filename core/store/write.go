package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/uptrace/bun"

	"meetbot/core/joint"
)

// Everything is stored through retry: in a transaction of its own on PostgreSQL, and on SQLite, which has one writer at a
// time, in one that whoever waits shares. Each has a savepoint there, so that what fails takes nothing else with it; and
// nobody is answered before all of it is committed.

// A turn is somebody's in a transaction that several share.
type turn struct {
	ctx context.Context
	tx  chan bun.Tx // handed over when the turn has come
	end chan error  // how it went; what failed is taken back
}

// committed is what our statements are written for, whatever the operator has made the default: each sees what was committed
// before it.
var committed = &sql.TxOptions{Isolation: sql.LevelReadCommitted}

// errUnfinished ends the turn of somebody who panicked in it.
var errUnfinished = errors.New("not finished")

// enter begins a transaction, or waits for a turn in one. Whoever gets it has to leave, with what has failed if anything
// has; that returns once all is committed, or why it is not.
func (s *Store) enter(ctx context.Context) (tx bun.Tx, leave func(failed error) error, err error) {
	if s.postgres() {
		tx, err = s.db.BeginTx(ctx, committed)
		return tx, func(failed error) error {
			if failed != nil {
				_ = tx.Rollback() // a connection that is lost has taken it back
				return failed
			}
			return tx.Commit()
		}, err
	}
	t := &turn{ctx, make(chan bun.Tx), make(chan error, 1)}
	e := s.writer.Put(t)
	select {
	case tx = <-t.tx:
		return tx, func(failed error) error {
			t.end <- failed
			<-e.Done() // what is in the transaction by now is committed or not, whoever still waits
			if failed == nil {
				return e.Err
			}
			return failed
		}, nil
	case <-e.Done():
	case <-ctx.Done():
	}
	return tx, nil, s.writer.Wait(ctx, e)
}

// together gives each its turn in one transaction of SQLite, and commits it.
func (s *Store) together(all []*joint.Errand[*turn]) {
	tx, err := s.db.BeginTx(context.Background(), nil)
	kept := 0
	for _, e := range all {
		if err != nil {
			break
		}
		if e.Err, err = give(tx, e.Of, len(all) == 1); e.Err == nil {
			kept++
		}
	}
	switch {
	case err == nil && kept > 0:
		err = tx.Commit()
	case tx.Tx != nil:
		_ = tx.Rollback() // of what failed SQLite may have taken back everything itself
	}
	for _, e := range all {
		if e.Err == nil {
			e.Err = err
		}
	}
}

// give has somebody take their turn, and takes back what fails. A fault is one of the whole transaction, which SQLite may
// have taken back by itself, when the disk is full, say: then there are no savepoints in it any more.
func give(tx bun.Tx, t *turn, alone bool) (failed, fault error) {
	point := func(what string) error {
		if alone {
			return nil // in whose place the transaction is taken back
		}
		_, err := tx.Tx.ExecContext(context.Background(), what)
		return err
	}
	if err := point("SAVEPOINT turn"); err != nil {
		return err, err
	}
	select {
	case t.tx <- tx:
		failed = <-t.end
	case <-t.ctx.Done():
		failed = t.ctx.Err()
	}
	if failed != nil {
		if err := point("ROLLBACK TO turn"); err != nil {
			return failed, err
		}
	}
	return failed, point("RELEASE turn")
}

// retry runs fn in a transaction, again while others get in its way. Within Once it is the one of that request.
func (s *Store) retry(ctx context.Context, fn func(context.Context, bun.Tx) error) error {
	if r := requestIn(ctx); r != nil {
		return r.write(ctx, fn)
	}
	return again(ctx, func() error { return s.transact(ctx, fn) })
}

func (s *Store) transact(ctx context.Context, fn func(context.Context, bun.Tx) error) error {
	tx, leave, err := s.enter(ctx)
	if err != nil {
		return err
	}
	err = errUnfinished
	defer func() {
		if errors.Is(err, errUnfinished) {
			_ = leave(err)
		}
	}()
	if err = fn(s.unbroken(ctx), tx); err != nil {
		return leave(err)
	}
	return leave(nil)
}

// unbroken returns ctx for statements that store something. On SQLite it never ends: to break one off would take back what
// others share.
func (s *Store) unbroken(ctx context.Context) context.Context {
	if s.postgres() {
		return ctx
	}
	return context.WithoutCancel(ctx)
}

// A query is what bun is about to send.
type query interface {
	Exec(ctx context.Context, dest ...any) (sql.Result, error)
}

// store sends one that stores something.
func (s *Store) store(ctx context.Context, act string, of func(bun.IDB) query) error {
	return s.single(ctx, func(ctx context.Context, db bun.IDB) error {
		if _, err := of(db).Exec(ctx); err != nil {
			return fmt.Errorf("%s: %w", act, err)
		}
		return nil
	})
}

// single is retry for a single statement, which is a transaction by itself.
func (s *Store) single(ctx context.Context, fn func(context.Context, bun.IDB) error) error {
	if s.postgres() && requestIn(ctx) == nil {
		return again(ctx, func() error { return fn(ctx, s.db) })
	}
	return s.retry(ctx, func(ctx context.Context, tx bun.Tx) error { return fn(ctx, tx) })
}

// again runs fn until nobody gets in its way.
func again(ctx context.Context, fn func() error) error {
	for attempt := 0; ; attempt++ {
		err := fn()
		if err == nil || !conflict(err) || attempt == 20 {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(rand.N(time.Millisecond << min(attempt, 6))):
		}
	}
}
