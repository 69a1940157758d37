package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"meetbot/core"
)

type ticketRow struct {
	bun.BaseModel `bun:"table:ticket"`

	Hash      string `bun:"hash,pk"`
	Platform  string
	Workspace string
	UserID    string
	ExpiresAt int64
}

func (r ticketRow) ticket() core.Ticket {
	id := core.Identity{Platform: r.Platform, Workspace: r.Workspace, UserID: r.UserID}
	return core.Ticket{Hash: r.Hash, Identity: id, Expires: instant(r.ExpiresAt)}
}

type sessionRow struct {
	bun.BaseModel `bun:"table:session"`

	Hash      string `bun:"hash,pk"`
	Platform  string
	Workspace string
	UserID    string
	VouchedAt *int64
	UsedAt    int64
}

// KeepTicket implements core.AccessStore.
func (s *Store) KeepTicket(ctx context.Context, t core.Ticket) error {
	if !core.CanName(t.Hash) || !named(t.Identity) {
		return errNothing
	}
	return s.retry(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := s.run(ctx, tx.Tx, "INSERT INTO ticket (hash, platform, workspace, user_id, expires_at) VALUES (?, ?, ?, ?, ?)",
			t.Hash, t.Identity.Platform, t.Identity.Workspace, t.Identity.UserID, micros(t.Expires))
		if err != nil {
			return fmt.Errorf("insert ticket: %w", err)
		}
		return nil
	})
}

// Ticket implements core.AccessStore.
func (s *Store) Ticket(ctx context.Context, hash string, now time.Time) (core.Ticket, error) {
	var row ticketRow
	err := s.read.NewSelect().Model(&row).Where("hash = ? AND expires_at > ?", hash, micros(now)).Scan(ctx)
	if err != nil {
		return core.Ticket{}, fmt.Errorf("read ticket: %w", notFound(err))
	}
	return row.ticket(), nil
}

// Redeem implements core.AccessStore: a used ticket is a deleted one.
func (s *Store) Redeem(ctx context.Context, ticket string, session core.Session) (core.Session, error) {
	err := s.retry(ctx, func(ctx context.Context, tx bun.Tx) error {
		var used []ticketRow
		err := tx.NewRaw("DELETE FROM ticket WHERE hash = ? AND expires_at > ? RETURNING ?",
			ticket, micros(session.LastUsed), columns[ticketRow](s)).Scan(ctx, &used)
		if err != nil {
			return fmt.Errorf("use ticket: %w", err)
		}
		if len(used) == 0 {
			return &core.Error{Code: core.NotFound}
		}
		session.Identity = used[0].ticket().Identity
		return insertSession(ctx, tx, session)
	})
	return session, err
}

// KeepSession implements core.AccessStore.
func (s *Store) KeepSession(ctx context.Context, session core.Session) error {
	return s.retry(ctx, func(ctx context.Context, tx bun.Tx) error { return insertSession(ctx, tx, session) })
}

func insertSession(ctx context.Context, db bun.IDB, s core.Session) error {
	if !core.CanName(s.Hash) || !named(s.Identity) {
		return errNothing
	}
	row := sessionRow{
		Hash: s.Hash, Platform: s.Identity.Platform, Workspace: s.Identity.Workspace, UserID: s.Identity.UserID,
		VouchedAt: orNull(s.Vouched), UsedAt: micros(s.LastUsed),
	}
	if _, err := db.NewInsert().Model(&row).Exec(ctx); err != nil {
		return fmt.Errorf("insert session: %w", err)
	}
	return nil
}

// Session implements core.AccessStore. PostgreSQL plans questions within a question faster than it plans joins.
func (s *Store) Session(ctx context.Context, hash string, after time.Time) (core.Session, error) {
	const person = "(SELECT i.person_id FROM identity AS i WHERE i.platform = s.platform AND i.workspace = s.workspace AND i.user_id = s.user_id)"
	session, err := findOne(ctx, s, s.read.DB, scanSession, "SELECT s.hash, s.platform, s.workspace, s.user_id, s.vouched_at, s.used_at, "+
		s.list("person AS p WHERE p.id = "+person, "p.id", "p.name", "p.zone", "p.zone_chosen")+", "+s.identitiesOf(person)+
		" FROM session AS s WHERE s.hash = ? AND s.used_at > ?", hash, micros(after))
	if err != nil {
		return core.Session{}, fmt.Errorf("read session: %w", err)
	}
	return session, nil
}

func scanSession(rows *sql.Rows) (core.Session, error) {
	var r sessionRow
	var p personRow
	var about, identities sql.RawBytes
	err := rows.Scan(&r.Hash, &r.Platform, &r.Workspace, &r.UserID, &r.VouchedAt, &r.UsedAt, &about, &identities)
	if err != nil {
		return core.Session{}, err
	}
	err = listed(about, func(c []string) { p = personRow{ID: c[0], Name: c[1], Zone: c[2], ZoneChosen: isTrue(c[3])} })
	person, failed := p.person(identities)
	who := core.Identity{Platform: r.Platform, Workspace: r.Workspace, UserID: r.UserID}
	return core.Session{Hash: r.Hash, Identity: who, Person: person, Vouched: orZero(r.VouchedAt), LastUsed: instant(r.UsedAt)}, errors.Join(err, failed)
}

// TouchSession implements core.AccessStore.
func (s *Store) TouchSession(ctx context.Context, hash string, at time.Time) error {
	return s.store(ctx, "touch session", func(db bun.IDB) query {
		return db.NewUpdate().Model((*sessionRow)(nil)).Set("used_at = ?", micros(at)).Where("hash = ?", hash)
	})
}

// DeleteSession implements core.AccessStore.
func (s *Store) DeleteSession(ctx context.Context, hash string) error {
	return s.store(ctx, "delete session", func(db bun.IDB) query {
		return db.NewDelete().Model((*sessionRow)(nil)).Where("hash = ?", hash)
	})
}

// EndSessions implements core.AccessStore.
func (s *Store) EndSessions(ctx context.Context, who core.Identity) error {
	const theirs = "platform = ? AND workspace = ? AND user_id = ?"
	return s.retry(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err1 := tx.NewDelete().Model((*sessionRow)(nil)).Where(theirs, who.Platform, who.Workspace, who.UserID).Exec(ctx)
		_, err2 := tx.NewDelete().Model((*feedRow)(nil)).Where(theirs, who.Platform, who.Workspace, who.UserID).Exec(ctx)
		if err := errors.Join(err1, err2); err != nil {
			return fmt.Errorf("end sessions: %w", err)
		}
		return nil
	})
}

// Sweep implements core.AccessStore.
func (s *Store) Sweep(ctx context.Context, tickets, sessions, requests time.Time) error {
	return s.retry(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err1 := tx.NewDelete().Model((*ticketRow)(nil)).Where("expires_at <= ?", micros(tickets)).Exec(ctx)
		_, err2 := tx.NewDelete().Model((*sessionRow)(nil)).Where("used_at <= ?", micros(sessions)).Exec(ctx)
		_, err3 := tx.NewRaw("DELETE FROM request WHERE made_at <= ?", micros(requests)).Exec(ctx)
		_, err4 := tx.NewRaw("DELETE FROM lease WHERE until <= ?", micros(tickets)).Exec(ctx)
		return errors.Join(err1, err2, err3, err4)
	})
}
