package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"meetbot/core"
)

// A changer is what UpdateMeeting and AmendMeeting are given.
type changer = func(*core.Meeting, []core.Announcement) ([]core.Announcement, error)

// UpdateMeeting implements core.MeetingStore. The revision decides between two that change a meeting at once.
func (s *Store) UpdateMeeting(ctx context.Context, id core.MeetingID, fn func(*core.Meeting, []core.Announcement) ([]core.Announcement, error)) (core.Meeting, error) {
	return s.rewrite(ctx, id, replaceable, fn, 1, func(ctx context.Context, tx bun.Tx, was, m core.Meeting, as []core.Announcement) error {
		if m.Nth <= was.Nth {
			if err := voidOpen(ctx, tx, was); err != nil {
				return err
			}
		}
		return s.insertAnnouncements(ctx, tx, m, as)
	})
}

// A keeper stores the announcements that a changer returned, which has made a meeting of what it was.
type keeper = func(ctx context.Context, tx bun.Tx, was, is core.Meeting, as []core.Announcement) error

// rewrite runs fn on a meeting and on those announcements of the occurrence at hand that are picked, stores what fn leaves
// of the meeting as so many revisions later, and has keep store the announcements that fn returns.
func (s *Store) rewrite(ctx context.Context, id core.MeetingID, pick string, fn changer, later int, keep keeper) (core.Meeting, error) {
	if !core.CanName(string(id)) {
		return core.Meeting{}, core.NoSuchMeeting()
	}
	var out core.Meeting
	err := s.retry(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.lockMeetings(ctx, tx, []core.MeetingID{id}); err != nil {
			return err
		}
		m, err := s.readMeeting(ctx, tx.Tx, id)
		if err != nil {
			return err
		}
		was := m.Clone()
		picked, err := s.holdAnnouncements(ctx, tx, m, pick)
		if err != nil {
			return err
		}
		as, err := fn(&m, picked)
		if err != nil {
			return err
		}
		if !nameable(m, "") {
			return errNothing
		}
		if err := writeMeeting(ctx, tx, &m, later); err != nil {
			return err
		}
		if err := s.keepMembers(ctx, tx, &m); err != nil {
			return err
		}
		if err := s.keepAtHand(ctx, tx, was, &m); err != nil {
			return err
		}
		out = m
		return keep(ctx, tx, was, m, as)
	})
	return out, err
}

// lockMeetings keeps others from changing who moderates meetings meanwhile, which is written back as it is read here, and
// which of their occurrences is at hand. It comes before all else that a transaction locks, and takes them in one order.
func (s *Store) lockMeetings(ctx context.Context, tx bun.Tx, ids []core.MeetingID) error {
	if !s.postgres() || len(ids) == 0 {
		return nil // one writes at a time
	}
	if _, err := tx.ExecContext(ctx, "SELECT 1 FROM meeting WHERE id IN (?) ORDER BY id FOR UPDATE", bun.List(ids)); err != nil {
		return fmt.Errorf("lock meetings: %w", err)
	}
	return nil
}

func writeMeeting(ctx context.Context, tx bun.Tx, m *core.Meeting, later int) error {
	read := m.Revision
	m.Revision += later
	row := toMeetingRow(*m, "")
	res, err := tx.NewUpdate().Model(&row).ExcludeColumn("id", "platform", "workspace", "request", "created_at").
		Where("id = ? AND revision = ?", row.ID, read).Exec(ctx)
	if err != nil {
		return fmt.Errorf("update meeting: %w", err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errStale
	}
	return nil
}

// replaceable is what a change of a meeting's occurrence takes the place of. What is being sent is past that, and what may have been
// seen already keeps its ID, by which a platform knows it again; what holds for any revision stays.
const replaceable = "meeting_id = ? AND nth = ? AND state IN ('pending', 'leased') AND revision > 0 AND sends = 0"

// holdAnnouncements reads the announcements that a change goes by, and holds them until the change is stored: what began to
// be sent in between would be planned, and said, a second time, or be sent as the meeting was before.
func (s *Store) holdAnnouncements(ctx context.Context, tx bun.Tx, m core.Meeting, pick string) ([]core.Announcement, error) {
	var rows []announcementRow
	sel := tx.NewSelect().Model(&rows).Where(pick, string(m.ID), m.Nth).
		Order("due_at", "priority", "id")
	if s.postgres() {
		sel = sel.For("UPDATE")
	}
	if err := sel.Scan(ctx); err != nil {
		return nil, fmt.Errorf("read announcements: %w", err)
	}
	return announcements(rows), nil
}

// voidOpen ends what was planned for the occurrence as it was.
func voidOpen(ctx context.Context, tx bun.Tx, m core.Meeting) error {
	_, err := tx.NewUpdate().Model((*announcementRow)(nil)).Set("state = 'void'").
		Where(replaceable, string(m.ID), m.Nth).Exec(ctx)
	if err != nil {
		return fmt.Errorf("void announcements: %w", err)
	}
	return nil
}

// insertAnnouncements stores what is to be said about a meeting as it is now.
func (s *Store) insertAnnouncements(ctx context.Context, tx bun.Tx, m core.Meeting, as []core.Announcement) error {
	return s.insertRows(ctx, tx, rowsOf(m, as))
}

func rowsOf(m core.Meeting, as []core.Announcement) []announcementRow {
	rows := make([]announcementRow, len(as))
	for i, a := range as {
		if a.Meeting, a.Revision = m.ID, m.Revision; a.Kind.Stays() {
			a.Revision = 0
		}
		rows[i] = toAnnouncementRow(a)
	}
	return rows
}

// atOnce is how many announcements one statement stores: a plan has about so many, and each number of them is prepared apart.
const atOnce = 16

func (s *Store) insertRows(ctx context.Context, tx bun.Tx, rows []announcementRow) error {
	for some := range slices.Chunk(rows, atOnce) {
		var args []any
		for _, r := range some {
			args = append(args, r.ID, r.MeetingID, r.Nth, r.Revision, r.Kind, r.Platform, r.Workspace, r.Channel, r.About, r.DueAt, r.NextAt, r.Priority)
		}
		// The same thing due at the same instant is said once.
		_, err := s.run(ctx, tx.Tx, "INSERT INTO announcement ("+announced+") VALUES "+listing(len(some), "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', 0, 0, 0, '', '')")+" ON CONFLICT (id) DO NOTHING", args...)
		if err != nil {
			return fmt.Errorf("insert announcements: %w", err)
		}
	}
	return nil
}
