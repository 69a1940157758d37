package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/uptrace/bun"

	"meetbot/core"
)

// lockOrganizer has whoever else creates a meeting for the same person wait, so that each counts what the other stores.
func (s *Store) lockOrganizer(ctx context.Context, tx bun.Tx, m core.Meeting, limit core.Limit) error {
	if limit.Most == 0 || !s.postgres() {
		return nil // SQLite has one writer at a time
	}
	// Nothing but deleting the person needs more than this lock, and their identities may be read meanwhile.
	if _, err := s.run(ctx, tx.Tx, "SELECT 1 FROM person WHERE id = ? FOR NO KEY UPDATE", string(m.Organizer)); err != nil {
		return fmt.Errorf("lock organizer: %w", err)
	}
	return nil
}

// ahead are somebody's meetings that are not over at a time.
const ahead = "m.organizer = ? AND m.cancelled_at IS NULL AND " + over + " > ?"

// tooMany tells whether the organizer of a meeting has as many others ahead as they may.
func (s *Store) tooMany(ctx context.Context, tx bun.Tx, m core.Meeting, limit core.Limit) (bool, error) {
	if limit.Most == 0 {
		return false, nil
	}
	n, err := findOne(ctx, s, tx.Tx, func(rows *sql.Rows) (n int, err error) { return n, rows.Scan(&n) },
		"SELECT COUNT(*) FROM meeting AS m WHERE "+ahead, string(m.Organizer), micros(limit.Now))
	if err != nil {
		return false, fmt.Errorf("count meetings ahead: %w", err)
	}
	return n >= limit.Most, nil
}
