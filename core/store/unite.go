package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"meetbot/core"
)

// ChooseZone implements core.PersonStore.
func (s *Store) ChooseZone(ctx context.Context, id core.Identity, zone string) (core.Person, error) {
	return s.keepPerson(ctx, id, func(ctx context.Context, tx bun.Tx, person string) error {
		_, err := tx.NewUpdate().Model((*personRow)(nil)).Set("zone = ?, zone_chosen = TRUE", zone).Where("id = ?", person).Exec(ctx)
		if err != nil {
			return fmt.Errorf("choose zone: %w", err)
		}
		return nil
	})
}

// Unite implements core.PersonStore.
func (s *Store) Unite(ctx context.Context, keep, other core.PersonID) (p core.Person, err error) {
	err = s.retry(ctx, func(ctx context.Context, tx bun.Tx) error {
		if keep != other {
			if err := s.absorb(ctx, tx, string(keep), string(other)); err != nil {
				return err
			}
		}
		for _, step := range []string{
			"UPDATE identity SET person_id = ?0 WHERE person_id = ?1",
			"UPDATE meeting SET organizer = ?0 WHERE organizer = ?1",
			"INSERT INTO host (meeting_id, person_id) SELECT meeting_id, ?0 FROM host WHERE person_id = ?1 ON CONFLICT DO NOTHING",
			"DELETE FROM host WHERE person_id = ?1",
			// An organizer needs not be a co-host too.
			"DELETE FROM host WHERE person_id = ?0 AND meeting_id IN (SELECT id FROM meeting WHERE organizer = ?0)",
			// Of two answers to one occurrence the later one counts.
			`DELETE FROM attendee WHERE person_id IN (?0, ?1) AND ?0 <> ?1 AND EXISTS (SELECT 1 FROM attendee AS b
				WHERE b.meeting_id = attendee.meeting_id AND b.nth = attendee.nth AND b.person_id IN (?0, ?1)
				AND (b.since > attendee.since OR b.since = attendee.since AND b.person_id < attendee.person_id))`,
			"UPDATE attendee SET person_id = ?0 WHERE person_id = ?1",
			"DELETE FROM person WHERE id = ?1 AND id <> ?0",
		} {
			if _, err := tx.NewRaw(step, string(keep), string(other)).Exec(ctx); err != nil {
				return fmt.Errorf("unite persons: %w", err)
			}
		}
		p, err = s.readPerson(ctx, tx.Tx, string(keep))
		return err
	})
	return p, err
}

// absorb gives one person what another is called, and their zone, where that is more than what they have.
func (s *Store) absorb(ctx context.Context, tx bun.Tx, keep, other string) error {
	p, err := s.readPerson(ctx, tx.Tx, keep)
	if err != nil {
		return err
	}
	o, err := s.readPerson(ctx, tx.Tx, other)
	if core.IsCode(err, core.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	p.Absorb(o)
	row := personRow{ID: keep, Name: p.Name, Zone: p.Zone, ZoneChosen: p.ZoneChosen}
	if _, err := tx.NewUpdate().Model(&row).WherePK().Exec(ctx); err != nil {
		return fmt.Errorf("unite persons: %w", err)
	}
	return nil
}

// Separate implements core.PersonStore.
func (s *Store) Separate(ctx context.Context, id core.Identity, name string, home []core.Workspace) (p core.Person, err error) {
	if !named(id) {
		return p, errNothing
	}
	err = s.retry(ctx, func(ctx context.Context, tx bun.Tx) error {
		row, err := readIdentity(ctx, tx, id)
		if err != nil {
			return err
		}
		before, err := s.readPerson(ctx, tx.Tx, row.PersonID)
		if p = before; err != nil || len(before.Identities) < 2 {
			return err
		}
		fresh := personRow{ID: newPersonID(), Name: name, Zone: before.Zone, ZoneChosen: before.ZoneChosen}
		if _, err := tx.NewInsert().Model(&fresh).Exec(ctx); err != nil {
			return fmt.Errorf("insert person: %w", err)
		}
		_, err = tx.NewRaw("UPDATE identity SET person_id = ? WHERE platform = ? AND workspace = ? AND user_id = ?",
			fresh.ID, id.Platform, id.Workspace, id.UserID).Exec(ctx)
		if err != nil {
			return fmt.Errorf("separate identity: %w", err)
		}
		for _, w := range home {
			if err := handOver(ctx, tx, w, row.PersonID, fresh.ID); err != nil {
				return err
			}
		}
		p, err = s.readPerson(ctx, tx.Tx, fresh.ID)
		return err
	})
	return p, err
}

// handOver has one person moderate in a workspace, or on a whole platform, what another did, and come to what they did.
func handOver(ctx context.Context, tx bun.Tx, in core.Workspace, from, to string) error {
	for _, step := range []string{
		"UPDATE meeting SET organizer = ?3 WHERE organizer = ?2 AND platform = ?0 AND (?1 = '' OR workspace = ?1)",
		"UPDATE host SET person_id = ?3 WHERE person_id = ?2 AND meeting_id IN (SELECT id FROM meeting WHERE platform = ?0 AND (?1 = '' OR workspace = ?1))",
		"UPDATE attendee SET person_id = ?3 WHERE person_id = ?2 AND meeting_id IN (SELECT id FROM meeting WHERE platform = ?0 AND (?1 = '' OR workspace = ?1))",
	} {
		if _, err := tx.NewRaw(step, in.Platform, in.ID, from, to).Exec(ctx); err != nil {
			return fmt.Errorf("separate meetings: %w", err)
		}
	}
	return nil
}
