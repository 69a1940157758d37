package store

import (
	"cmp"
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"slices"
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
	ctx, db := s.beneath(ctx)
	return s.onePerson(ctx, db, "p.id = (SELECT i.person_id FROM identity AS i WHERE i.platform = ? AND i.workspace = ? AND i.user_id = ?)",
		id.Platform, id.Workspace, id.UserID)
}

// Person implements core.PersonStore.
func (s *Store) Person(ctx context.Context, id core.PersonID) (core.Person, error) {
	ctx, db := s.beneath(ctx)
	return s.readPerson(ctx, db, string(id))
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
		p, err = s.readPerson(ctx, tx.Tx, row.PersonID)
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

// personColumns are those of a person with all identities.
func (s *Store) personColumns() string {
	return "p.id, p.name, p.zone, p.zone_chosen, " + s.identitiesOf("p.id")
}

// identitiesOf is a column with all identities of a person.
func (s *Store) identitiesOf(person string) string {
	return s.list("identity AS a WHERE a.person_id = "+person, "a.platform", "a.workspace", "a.user_id")
}

func scanPerson(rows *sql.Rows) (core.Person, error) {
	var r personRow
	var identities sql.RawBytes
	if err := rows.Scan(&r.ID, &r.Name, &r.Zone, &r.ZoneChosen, &identities); err != nil {
		return core.Person{}, err
	}
	return r.person(identities)
}

func (r personRow) person(identities []byte) (core.Person, error) {
	p := core.Person{ID: core.PersonID(r.ID), Name: r.Name, Zone: r.Zone, ZoneChosen: r.ZoneChosen}
	err := listed(identities, func(c []string) {
		p.Identities = append(p.Identities, core.Identity{Platform: c[0], Workspace: c[1], UserID: c[2]})
	})
	slices.SortFunc(p.Identities, func(a, b core.Identity) int {
		return cmp.Or(cmp.Compare(a.Platform, b.Platform), cmp.Compare(a.Workspace, b.Workspace), cmp.Compare(a.UserID, b.UserID))
	})
	return p, err
}

func (s *Store) onePerson(ctx context.Context, db querier, where string, args ...any) (core.Person, error) {
	p, err := findOne(ctx, s, db, scanPerson, "SELECT "+s.personColumns()+" FROM person AS p WHERE "+where, args...)
	if err != nil {
		return core.Person{}, fmt.Errorf("read person: %w", err)
	}
	return p, nil
}

func (s *Store) readPerson(ctx context.Context, db querier, id string) (core.Person, error) {
	return s.onePerson(ctx, db, "p.id = ?", id)
}
