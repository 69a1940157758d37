package store

import (
	"context"
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
	if _, err := tx.ExecContext(ctx, "SELECT 1 FROM person WHERE id = ? FOR NO KEY UPDATE", string(m.Organizer)); err != nil {
		return fmt.Errorf("lock organizer: %w", err)
	}
	return nil
}

// tooMany tells whether the organizer of a meeting has as many others ahead as they may.
func tooMany(ctx context.Context, tx bun.Tx, m core.Meeting, limit core.Limit) (bool, error) {
	if limit.Most == 0 {
		return false, nil
	}
	n, err := tx.NewSelect().Model((*meetingRow)(nil)).
		Where("m.organizer = ? AND m.id <> ?", string(m.Organizer), string(m.ID)).
		Where("m.cancelled_at IS NULL AND "+over+" > ?", micros(limit.Now)).Count(ctx)
	if err != nil {
		return false, fmt.Errorf("count meetings ahead: %w", err)
	}
	return int(n) >= limit.Most, nil
}
