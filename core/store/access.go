package store

import (
	"context"
	"encoding/base64"
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

type requestRow struct {
	bun.BaseModel `bun:"table:request"`

	ID     string `bun:"id,pk"`
	MadeAt int64
	Until  int64
	Answer *string // base64
}

// KeepTicket implements core.AccessStore.
func (s *Store) KeepTicket(ctx context.Context, t core.Ticket) error {
	if !core.CanName(t.Hash) || !named(t.Identity) {
		return errNothing
	}
	row := ticketRow{
		Hash: t.Hash, Platform: t.Identity.Platform, Workspace: t.Identity.Workspace, UserID: t.Identity.UserID,
		ExpiresAt: micros(t.Expires),
	}
	if _, err := s.db.NewInsert().Model(&row).Exec(ctx); err != nil {
		return fmt.Errorf("insert ticket: %w", err)
	}
	return nil
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
	return insertSession(ctx, s.db, session)
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

// Session implements core.AccessStore.
func (s *Store) Session(ctx context.Context, hash string, after time.Time) (core.Session, error) {
	var row sessionRow
	err := s.read.NewSelect().Model(&row).Where("hash = ? AND used_at > ?", hash, micros(after)).Scan(ctx)
	if err != nil {
		return core.Session{}, fmt.Errorf("read session: %w", notFound(err))
	}
	id := core.Identity{Platform: row.Platform, Workspace: row.Workspace, UserID: row.UserID}
	return core.Session{Hash: row.Hash, Identity: id, Vouched: orZero(row.VouchedAt), LastUsed: instant(row.UsedAt)}, nil
}

// TouchSession implements core.AccessStore.
func (s *Store) TouchSession(ctx context.Context, hash string, at time.Time) error {
	_, err := s.db.NewUpdate().Model((*sessionRow)(nil)).Set("used_at = ?", micros(at)).Where("hash = ?", hash).Exec(ctx)
	return err
}

// DeleteSession implements core.AccessStore.
func (s *Store) DeleteSession(ctx context.Context, hash string) error {
	_, err := s.db.NewDelete().Model((*sessionRow)(nil)).Where("hash = ?", hash).Exec(ctx)
	return err
}

// EndSessions implements core.AccessStore.
func (s *Store) EndSessions(ctx context.Context, who core.Identity) error {
	_, err := s.db.NewDelete().Model((*sessionRow)(nil)).
		Where("platform = ? AND workspace = ? AND user_id = ?", who.Platform, who.Workspace, who.UserID).Exec(ctx)
	if err != nil {
		return fmt.Errorf("end sessions: %w", err)
	}
	return nil
}

// Reserve implements core.AccessStore.
func (s *Store) Reserve(ctx context.Context, request string, now, until time.Time) (answer []byte, mine bool, err error) {
	if !core.CanName(request) {
		return nil, false, errNothing
	}
	// One statement decides who answers: whoever inserts the row, or takes over one that was left unanswered.
	var ids []string
	err = s.db.NewRaw(`INSERT INTO request (id, made_at, until) VALUES (?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET until = excluded.until WHERE request.answer IS NULL AND request.until <= ?
		RETURNING id`, request, micros(now), micros(until), micros(now)).Scan(ctx, &ids)
	if err != nil {
		return nil, false, fmt.Errorf("reserve: %w", err)
	}
	if len(ids) == 1 {
		return nil, true, nil
	}
	var row requestRow
	err = s.read.NewSelect().Model(&row).Where("id = ?", request).Scan(ctx)
	if err != nil || row.Answer == nil {
		return nil, false, err
	}
	answer, err = base64.StdEncoding.DecodeString(*row.Answer)
	return answer, false, err
}

// Answer implements core.AccessStore.
func (s *Store) Answer(ctx context.Context, request string, answer []byte) error {
	_, err := s.db.NewUpdate().Model((*requestRow)(nil)).Set("answer = ?", base64.StdEncoding.EncodeToString(answer)).
		Where("id = ? AND answer IS NULL", request).Exec(ctx)
	return err
}

// Sweep implements core.AccessStore.
func (s *Store) Sweep(ctx context.Context, tickets, sessions, requests time.Time) error {
	_, err1 := s.db.NewDelete().Model((*ticketRow)(nil)).Where("expires_at <= ?", micros(tickets)).Exec(ctx)
	_, err2 := s.db.NewDelete().Model((*sessionRow)(nil)).Where("used_at <= ?", micros(sessions)).Exec(ctx)
	_, err3 := s.db.NewDelete().Model((*requestRow)(nil)).Where("made_at <= ?", micros(requests)).Exec(ctx)
	_, err4 := s.db.NewRaw("DELETE FROM lease WHERE until <= ?", micros(tickets)).Exec(ctx)
	return errors.Join(err1, err2, err3, err4)
}
