package store

import (
	"cmp"
	"context"
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
		m.Revision = 1
		if err := s.lockOrganizer(ctx, tx, m, limit); err != nil {
			return err
		}
		// What is refused has stored nothing: see Once.
		if no, err := tooMany(ctx, tx, m, limit); err != nil || no {
			if err == nil {
				out, err = s.byRequest(ctx, tx.Tx, m.Home, request)
			}
			if core.IsCode(err, core.NotFound) {
				err = &core.Error{Code: core.TooMany}
			}
			return err
		}
		row := toMeetingRow(m, request)
		res, err := tx.NewInsert().Model(&row).On("CONFLICT (platform, workspace, request) DO NOTHING").Exec(ctx)
		if err != nil {
			return fmt.Errorf("insert meeting: %w", err)
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			out, err = s.byRequest(ctx, tx.Tx, m.Home, request)
			return err
		}
		m.Cards = nil // it has none yet
		if err := keepOccurrence(ctx, tx, m); err != nil {
			return err
		}
		if err := s.keepMembers(ctx, tx, &m); err != nil {
			return err
		}
		out = m
		return insertAnnouncements(ctx, tx, m, as)
	})
	return out, err
}

func (s *Store) byRequest(ctx context.Context, db querier, home core.Workspace, request string) (core.Meeting, error) {
	return s.oneMeeting(ctx, db, "m.platform = ? AND m.workspace = ? AND m.request = ?", home.Platform, home.ID, request)
}

// keepMembers stores the hosts and postings of a meeting, and numbers the postings that have no number yet.
func (s *Store) keepMembers(ctx context.Context, tx bun.Tx, m *core.Meeting) error {
	if _, err := tx.NewDelete().Model((*hostRow)(nil)).Where("meeting_id = ?", m.ID).Exec(ctx); err != nil {
		return fmt.Errorf("delete hosts: %w", err)
	}
	for _, h := range m.Hosts {
		row := hostRow{MeetingID: string(m.ID), PersonID: string(h)}
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return fmt.Errorf("insert host: %w", err)
		}
	}
	for _, i := range byHome(m.Postings) {
		if err := keepPosting(ctx, tx, m, i); err != nil {
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

func keepPosting(ctx context.Context, tx bun.Tx, m *core.Meeting, i int) error {
	p := &m.Postings[i]
	if p.Number != 0 {
		return nil
	}
	// A workspace knows a meeting by one number, in however many of its channels it is announced.
	if p.Number = m.Number(p.Channel.Home()); p.Number == 0 {
		number, err := nextNumber(ctx, tx, p.Channel.Home())
		if err != nil {
			return err
		}
		p.Number = number
	}
	row := postingRow{
		MeetingID: string(m.ID), Platform: p.Channel.Platform, Workspace: p.Channel.Workspace, Channel: p.Channel.ID,
		Place: i, Number: p.Number, Open: p.Open,
	}
	if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
		return fmt.Errorf("insert posting: %w", err)
	}
	return nil
}

func nextNumber(ctx context.Context, tx bun.Tx, w core.Workspace) (n int, err error) {
	err = tx.NewRaw(`INSERT INTO workspace (platform, id, last_number) VALUES (?, ?, 1)
		ON CONFLICT (platform, id) DO UPDATE SET last_number = workspace.last_number + 1
		RETURNING last_number`, w.Platform, w.ID).Scan(ctx, &n)
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
		n, err = res.RowsAffected()
		return err
	})
	return int(n), err
}
