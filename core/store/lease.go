package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"meetbot/core"
)

// Hold implements core.AccessStore: one statement decides.
func (s *Store) Hold(ctx context.Context, name, holder string, now, until time.Time) (bool, error) {
	if !core.CanName(name, holder) {
		return false, errNothing
	}
	var holders []string
	err := s.single(ctx, func(ctx context.Context, db bun.IDB) error {
		holders = nil
		return db.NewRaw(`INSERT INTO lease (name, holder, until) VALUES (?, ?, ?)
		ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
		WHERE lease.holder = excluded.holder OR lease.until <= ?
		RETURNING holder`, name, holder, micros(until), micros(now)).Scan(ctx, &holders)
	})
	if err != nil {
		return false, fmt.Errorf("hold %s: %w", name, err)
	}
	return len(holders) == 1, nil
}

// Held implements core.AccessStore.
func (s *Store) Held(ctx context.Context, name string, now time.Time) (bool, error) {
	var n int
	err := s.read.NewRaw("SELECT COUNT(*) FROM lease WHERE name = ? AND until > ?", name, micros(now)).Scan(ctx, &n)
	if err != nil {
		return false, fmt.Errorf("look whether %s is held: %w", name, err)
	}
	return n > 0, nil
}
