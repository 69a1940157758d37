package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/uptrace/bun"
)

// aloneOnFile holds the SQLite file as Exclusive does, until it is released, unless we hold it anyway. On PostgreSQL it
// does nothing.
func (s *Store) aloneOnFile() (release func(), err error) {
	if s.Shared() || s.lock != nil {
		return func() {}, nil
	}
	lock, err := lockFile(s.file + ".lock")
	if err != nil {
		return nil, fmt.Errorf("another process serves %s: stop it, and try again", s.file)
	}
	return lock.release, nil
}

// alone refuses while another process serves a PostgreSQL database. Until the transaction is over none begins to: each
// says so in the table of leases first.
func (s *Store) alone(ctx context.Context, tx bun.Tx, _ Schema, pooled bool) error {
	if !s.postgres() {
		return nil
	}
	if there, err := s.hasTable(ctx, tx, "lease"); err != nil || !there {
		return err
	}
	if _, err := tx.ExecContext(ctx, "LOCK TABLE lease IN SHARE MODE"); err != nil {
		return fmt.Errorf("lock leases: %w", err)
	}
	now, err := databaseTime(ctx, tx)
	if err != nil {
		return err
	}
	n, err := serving(ctx, tx, now)
	if err != nil {
		return err
	}
	if n > 0 {
		return fmt.Errorf("other processes serve this database (%d): stop them, and try again; one that crashed counts for half a minute", n)
	}
	var h *hindrance
	if err := s.noneNameless(ctx, tx, pooled); !errors.As(err, &h) {
		return err
	}
	return errors.New(h.Error()) // to wait for it is for Migrate
}
