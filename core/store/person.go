package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"meetbot/core"
)

type personRow struct {
	bun.BaseModel `bun:"table:person,alias:p"`

	ID         string `bun:"id,pk"`
	Name       string
	Zone       string
	ZoneChosen bool
}

type identityRow struct {
	bun.BaseModel `bun:"table:identity"`

	Platform  string `bun:"platform,pk"`
	Workspace string `bun:"workspace,pk"`
	UserID    string `bun:"user_id,pk"`
	PersonID  string
}

// PersonOf implements core.PersonStore.
func (s *Store) PersonOf(ctx context.Context, id core.Identity) (core.Person, error) {
	if !named(id) {
		return core.Person{}, errNothing
	}
	ctx, db := s.reader(ctx)
	row, err := readIdentity(ctx, db, id)
	if err != nil {
		return core.Person{}, err
	}
	return readPerson(ctx, db, row.PersonID)
}

// Person implements core.PersonStore.
func (s *Store) Person(ctx context.Context, id core.PersonID) (core.Person, error) {
	ctx, db := s.reader(ctx)
	return readPerson(ctx, db, string(id))
}

// KeepPerson implements core.PersonStore.
func (s *Store) KeepPerson(ctx context.Context, id core.Identity, name, zone string) (p core.Person, err error) {
	if !named(id) {
		return p, errNothing
	}
	if r := requestIn(ctx); r == nil || r.leave == nil {
		if p, err = s.PersonOf(ctx, id); err == nil && described(p, name, zone) {
			return p, nil
		}
	}
	return s.keepPerson(ctx, id, func(ctx context.Context, tx bun.Tx, person string) error {
		return describe(ctx, tx, person, name, zone)
	})
}

// keepPerson stores the person an identity belongs to, and has change change them.
func (s *Store) keepPerson(ctx context.Context, id core.Identity, change func(ctx context.Context, tx bun.Tx, person string) error) (p core.Person, err error) {
	if !named(id) {
		return p, errNothing
	}
	err = s.retry(ctx, func(ctx context.Context, tx bun.Tx) error {
		row, err := readIdentity(ctx, tx, id)
		if core.IsCode(err, core.NotFound) {
			row, err = newIdentity(ctx, tx, id)
		}
		if err != nil {
			return err
		}
		if err := change(ctx, tx, row.PersonID); err != nil {
			return err
		}
		p, err = readPerson(ctx, tx, row.PersonID)
		return err
	})
	return p, err
}

func newPersonID() string { return strings.ToLower(rand.Text()) }

func newIdentity(ctx context.Context, tx bun.Tx, id core.Identity) (identityRow, error) {
	person := personRow{ID: newPersonID()}
	if _, err := tx.NewInsert().Model(&person).Exec(ctx); err != nil {
		return identityRow{}, fmt.Errorf("insert person: %w", err)
	}
	row := identityRow{Platform: id.Platform, Workspace: id.Workspace, UserID: id.UserID, PersonID: person.ID}
	if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
		return identityRow{}, fmt.Errorf("insert identity: %w", err)
	}
	return row, nil
}

// described tells whether that is known of somebody already.
func described(p core.Person, name, zone string) bool {
	name, zone = core.Stored(name), core.Stored(zone)
	return (name == "" || name == p.Name) && (zone == "" || zone == p.Zone || p.ZoneChosen)
}

func describe(ctx context.Context, tx bun.Tx, person, name, zone string) error {
	if name == "" && zone == "" {
		return nil
	}
	_, err := tx.NewUpdate().Model((*personRow)(nil)).
		Set("name = CASE WHEN ? = '' THEN name ELSE ? END", name, name).
		Set("zone = CASE WHEN ? = '' OR zone_chosen THEN zone ELSE ? END", zone, zone).
		Where("id = ?", person).Exec(ctx)
	if err != nil {
		return fmt.Errorf("update person: %w", err)
	}
	return nil
}

func readIdentity(ctx context.Context, db bun.IDB, id core.Identity) (identityRow, error) {
	var row identityRow
	err := db.NewSelect().Model(&row).
		Where("platform = ? AND workspace = ? AND user_id = ?", id.Platform, id.Workspace, id.UserID).Scan(ctx)
	if err != nil {
		return row, fmt.Errorf("read identity: %w", notFound(err))
	}
	return row, nil
}

func readPerson(ctx context.Context, db bun.IDB, id string) (core.Person, error) {
	var row personRow
	if err := db.NewSelect().Model(&row).Where("id = ?", id).Scan(ctx); err != nil {
		return core.Person{}, fmt.Errorf("read person: %w", notFound(err))
	}
	var ids []identityRow
	err := db.NewSelect().Model(&ids).Where("person_id = ?", id).Order("platform", "workspace", "user_id").Scan(ctx)
	if err != nil {
		return core.Person{}, fmt.Errorf("read identities: %w", err)
	}
	p := core.Person{ID: core.PersonID(row.ID), Name: row.Name, Zone: row.Zone, ZoneChosen: row.ZoneChosen}
	for _, i := range ids {
		p.Identities = append(p.Identities, core.Identity{Platform: i.Platform, Workspace: i.Workspace, UserID: i.UserID})
	}
	return p, nil
}
