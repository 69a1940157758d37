package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"meetbot/core"
)

// CreateMeeting implements core.MeetingStore.
func (s *Store) CreateMeeting(ctx context.Context, m core.Meeting, request string, as []core.Announcement, limit core.Limit) (core.Meeting, error) {
	if request == "" {
		request = string(m.ID)
	}
	if !nameable(m, request) {
		return core.Meeting{}, errNothing
	}
	var out core.Meeting
	err := s.retry(ctx, func(ctx context.Context, tx bun.Tx) error {
		// A copy, since numbers drawn in an attempt that failed are not to be kept.
		m := m.Clone()
		m.Revision, m.Cards, m.Attendees = 1, nil, nil // it has none yet
		if err := s.lockOrganizer(ctx, tx, m, limit); err != nil {
			return err
		}
		made, err := s.create(ctx, tx, &m, request, as, limit)
		if out = m; err != nil || made {
			return err
		}
		out, err = s.oneMeeting(ctx, tx.Tx, "m.platform = ? AND m.workspace = ? AND m.request = ?", m.Home.Platform, m.Home.ID, request)
		if core.IsCode(err, core.NotFound) {
			err = &core.Error{Code: core.TooMany}
		}
		return err
	})
	return out, err
}

// create stores a new meeting, unless it is there already or is one too many: then it has stored nothing.
func (s *Store) create(ctx context.Context, tx bun.Tx, m *core.Meeting, request string, as []core.Announcement, limit core.Limit) (made bool, err error) {
	if s.postgres() && len(m.Postings) == 1 && len(m.Hosts) == 0 && len(m.Invited) == 0 && len(as) <= atOnce {
		m.Postings[0].Number, err = s.createAtOnce(ctx, tx, *m, request, rowsOf(*m, as), limit)
		return m.Postings[0].Number != 0, err
	}
	if no, err := s.tooMany(ctx, tx, *m, limit); err != nil || no {
		return false, err
	}
	r := toMeetingRow(*m, request)
	n, err := s.run(ctx, tx.Tx, "INSERT INTO meeting ("+called+") VALUES "+listing(1, r.places())+`
		ON CONFLICT (platform, workspace, request) DO NOTHING`, r.called()...)
	if err != nil {
		return false, fmt.Errorf("insert meeting: %w", err)
	}
	if n == 0 {
		return false, nil
	}
	if err := s.keepOccurrence(ctx, tx, *m); err != nil {
		return false, err
	}
	if err := s.insertMembers(ctx, tx, m); err != nil {
		return false, err
	}
	return true, s.insertRows(ctx, tx, rowsOf(*m, as))
}

// keepMembers stores the hosts and postings of a meeting, and numbers the postings that have no number yet.
func (s *Store) keepMembers(ctx context.Context, tx bun.Tx, m *core.Meeting) error {
	if _, err := tx.NewDelete().Model((*hostRow)(nil)).Where("meeting_id = ?", m.ID).Exec(ctx); err != nil {
		return fmt.Errorf("delete hosts: %w", err)
	}
	if _, err := s.run(ctx, tx.Tx, "DELETE FROM invited WHERE meeting_id = ?", string(m.ID)); err != nil {
		return fmt.Errorf("delete invited: %w", err)
	}
	return s.insertMembers(ctx, tx, m)
}

func (s *Store) insertMembers(ctx context.Context, tx bun.Tx, m *core.Meeting) error {
	for _, h := range m.Hosts {
		row := hostRow{MeetingID: string(m.ID), PersonID: string(h)}
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return fmt.Errorf("insert host: %w", err)
		}
	}
	if err := s.insertInvited(ctx, tx, *m); err != nil {
		return err
	}
	for _, i := range byHome(m.Postings) {
		if err := s.keepPosting(ctx, tx, m, i); err != nil {
			return err
		}
	}
	return nil
}

// byHome orders postings by workspace, so that two transactions that draw numbers in the same workspaces wait for each
// other instead of deadlocking.
func byHome(ps []core.Posting) []int {
	order := make([]int, len(ps))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := ps[i].Channel, ps[j].Channel
		return cmp.Or(cmp.Compare(a.Platform, b.Platform), cmp.Compare(a.Workspace, b.Workspace))
	})
	return order
}

func (s *Store) keepPosting(ctx context.Context, tx bun.Tx, m *core.Meeting, i int) error {
	p := &m.Postings[i]
	if p.Number != 0 {
		return nil
	}
	// A workspace knows a meeting by one number, in however many of its channels it is announced.
	if p.Number = m.Number(p.Channel.Home()); p.Number == 0 {
		number, err := s.nextNumber(ctx, tx, p.Channel.Home())
		if err != nil {
			return err
		}
		p.Number = number
	}
	_, err := s.run(ctx, tx.Tx, "INSERT INTO posting (meeting_id, platform, workspace, channel, place, number, card, open) VALUES (?, ?, ?, ?, ?, ?, '', ?)",
		string(m.ID), p.Channel.Platform, p.Channel.Workspace, p.Channel.ID, i, p.Number, p.Open)
	if err != nil {
		return fmt.Errorf("insert posting: %w", err)
	}
	return nil
}

func (s *Store) nextNumber(ctx context.Context, tx bun.Tx, w core.Workspace) (int, error) {
	n, err := findOne(ctx, s, tx.Tx, func(rows *sql.Rows) (n int, err error) { return n, rows.Scan(&n) }, `INSERT INTO workspace (platform, id, last_number) VALUES (?, ?, 1)
		ON CONFLICT (platform, id) DO UPDATE SET last_number = workspace.last_number + 1
		RETURNING last_number`, w.Platform, w.ID)
	if err != nil {
		return 0, fmt.Errorf("draw number: %w", err)
	}
	return n, nil
}

// over is when a meeting is over, by plan or by hand.
const over = "COALESCE(m.ended_at, m.starts_at + m.duration)"

// Forget implements core.MeetingStore.
func (s *Store) Forget(ctx context.Context, before time.Time) (int, error) {
	var n int64
	err := s.retry(ctx, func(ctx context.Context, tx bun.Tx) error {
		res, err := tx.NewDelete().Model((*meetingRow)(nil)).Where(over+" <= ?", micros(before)).Exec(ctx)
		if err != nil {
			return fmt.Errorf("delete meetings: %w", err)
		}
		if n, err = res.RowsAffected(); err != nil {
			return err
		}
		return forgetOccurrences(ctx, tx, before)
	})
	return int(n), err
}

// forgetOccurrences deletes those of series that go on, which were over and of which nothing is to be said any more.
func forgetOccurrences(ctx context.Context, tx bun.Tx, before time.Time) error {
	const old = `SELECT o.meeting_id, o.nth FROM occurrence AS o JOIN meeting AS m ON m.id = o.meeting_id
		WHERE m.rule <> '' AND o.nth < m.nth AND o.starts_at + o.duration <= ?
		AND NOT EXISTS (SELECT 1 FROM announcement AS d WHERE d.meeting_id = o.meeting_id AND d.nth = o.nth AND d.` + unmade + `)`
	for _, table := range []string{"announcement", "card", "attendee", "occurrence"} {
		if _, err := tx.NewRaw("DELETE FROM "+table+" WHERE (meeting_id, nth) IN ("+old+")", micros(before)).Exec(ctx); err != nil {
			return fmt.Errorf("delete old occurrences: %w", err)
		}
	}
	return nil
}
