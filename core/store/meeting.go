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
				out, err = byRequest(ctx, tx, m.Home, request)
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
			out, err = byRequest(ctx, tx, m.Home, request)
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

func byRequest(ctx context.Context, tx bun.IDB, home core.Workspace, request string) (core.Meeting, error) {
	var row meetingRow
	err := tx.NewSelect().Model(&row).
		Where("platform = ? AND workspace = ? AND request = ?", home.Platform, home.ID, request).Scan(ctx)
	if err != nil {
		return core.Meeting{}, fmt.Errorf("read meeting by request: %w", notFound(err))
	}
	return whole(ctx, tx, row)
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

// Meeting implements core.MeetingStore.
func (s *Store) Meeting(ctx context.Context, id core.MeetingID) (core.Meeting, error) {
	if !core.CanName(string(id)) {
		return core.Meeting{}, core.NoSuchMeeting()
	}
	ctx, db := s.reader(ctx)
	return readMeeting(ctx, db, id)
}

func readMeeting(ctx context.Context, db bun.IDB, id core.MeetingID) (core.Meeting, error) {
	var row meetingRow
	if err := db.NewSelect().Model(&row).Where("id = ?", string(id)).Scan(ctx); err != nil {
		if err := notFound(err); !core.IsCode(err, core.NotFound) {
			return core.Meeting{}, fmt.Errorf("read meeting: %w", err)
		}
		if _, err := wholes(ctx, db, nil); err != nil {
			return core.Meeting{}, err
		}
		return core.Meeting{}, core.NoSuchMeeting()
	}
	return whole(ctx, db, row)
}

func whole(ctx context.Context, db bun.IDB, row meetingRow) (core.Meeting, error) {
	all, err := wholes(ctx, db, []meetingRow{row})
	if err != nil {
		return core.Meeting{}, err
	}
	return all[0], nil
}

// wholes adds hosts and postings to meeting rows, with two queries however many there are. Where there is none it asks
// all the same: from how long an answer takes nobody learns whether there is a meeting that they cannot see.
func wholes(ctx context.Context, db bun.IDB, rows []meetingRow) ([]core.Meeting, error) {
	ids := make([]string, max(len(rows), 1))
	for i, r := range rows {
		ids[i] = r.ID
	}
	var hosts []hostRow
	if err := db.NewSelect().Model(&hosts).Where("meeting_id IN (?)", bun.List(ids)).Order("person_id").Scan(ctx); err != nil {
		return nil, fmt.Errorf("read hosts: %w", err)
	}
	var postings []postingRow
	if err := db.NewSelect().Model(&postings).Where("meeting_id IN (?)", bun.List(ids)).Order("place").Scan(ctx); err != nil {
		return nil, fmt.Errorf("read postings: %w", err)
	}
	hostsOf, postingsOf := map[string][]hostRow{}, map[string][]postingRow{}
	for _, h := range hosts {
		hostsOf[h.MeetingID] = append(hostsOf[h.MeetingID], h)
	}
	for _, p := range postings {
		postingsOf[p.MeetingID] = append(postingsOf[p.MeetingID], p)
	}
	out := make([]core.Meeting, len(rows))
	for i, r := range rows {
		out[i] = r.meeting(hostsOf[r.ID], postingsOf[r.ID])
	}
	return out, nil
}

// over is when a meeting is over, by plan or by hand.
const over = "COALESCE(m.ended_at, m.starts_at + m.duration)"

// Meetings implements core.MeetingStore.
func (s *Store) Meetings(ctx context.Context, q core.Query) ([]core.Meeting, error) {
	var rows []meetingRow
	limit := cmp.Or(q.Limit, 100)
	ctx, db := s.reader(ctx)
	sel := db.NewSelect().Model(&rows)
	if s.narrowTitles(sel, q.Title) {
		sel = sel.Limit(int64(limit))
	}
	if q.Channel != (core.Channel{}) {
		sel = sel.Where("m.id IN (SELECT meeting_id FROM posting WHERE platform = ? AND workspace = ? AND channel = ?)",
			q.Channel.Platform, q.Channel.Workspace, q.Channel.ID)
	}
	if q.Workspace != (core.Workspace{}) {
		sel = sel.Where("m.id IN (SELECT meeting_id FROM posting WHERE platform = ? AND workspace = ? AND (? = 0 OR number = ?))",
			q.Workspace.Platform, q.Workspace.ID, q.Number, q.Number)
	}
	if q.Organizer != "" {
		sel = sel.Where("m.organizer = ?", string(q.Organizer))
	}
	if q.Moderator != "" {
		sel = sel.Where("(m.organizer = ? OR m.id IN (SELECT meeting_id FROM host WHERE person_id = ?))",
			string(q.Moderator), string(q.Moderator))
	}
	if !q.OverAfter.IsZero() {
		sel = sel.Where("m.cancelled_at IS NULL AND "+over+" > ?", micros(q.OverAfter))
	}
	if q.After != (core.Spot{}) {
		sel = sel.Where("(m.starts_at, m.id) > (?, ?)", micros(q.After.Start), string(q.After.ID))
	}
	order := "m.starts_at, m.id"
	if q.Before != (core.Spot{}) {
		sel = sel.Where("(m.starts_at, m.id) < (?, ?)", micros(q.Before.Start), string(q.Before.ID))
		order = "m.starts_at DESC, m.id DESC"
	}
	if err := sel.OrderExpr(order).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read meetings: %w", err)
	}
	if q.Before != (core.Spot{}) {
		slices.Reverse(rows)
	}
	return wholes(ctx, db, begun(rows, q.Title, limit))
}

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
