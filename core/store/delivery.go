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

const unmade = "state IN ('pending', 'leased', 'sending')"

// claimable picks what is due: first come first served, and one at a time of an occurrence in a channel, so that a card
// stands before anything refers to it, unless it waits to be tried again, and no edit overtakes another. While a row is leased or being sent its next_at is
// the end of the lease, which is when it counts as left behind; then it goes before what waited for it. What is about one
// occurrence is few: the platform is compared so that SQLite does not look for it among all that is due there.
const claimable = `SELECT d.id FROM announcement AS d
	WHERE d.` + unmade + ` AND d.platform = ? AND d.next_at <= ?
	AND NOT EXISTS (SELECT 1 FROM announcement AS e
		WHERE e.meeting_id = d.meeting_id AND e.nth = d.nth AND e.` + unmade + ` AND e.id <> d.id
		AND e.platform || '' = d.platform AND e.workspace = d.workspace AND e.channel = d.channel
		AND (e.state <> 'pending' AND d.state = 'pending'
			OR (e.state = 'pending') = (d.state = 'pending') AND (e.next_at, e.priority, e.id) < (d.next_at, d.priority, d.id)))
	ORDER BY d.next_at, d.priority, d.id LIMIT ?`

// Claim implements core.DeliveryStore.
func (s *Store) Claim(ctx context.Context, platform string, now, until time.Time, n int) ([]core.Announcement, error) {
	pick := "IN (" + claimable + ")"
	if s.postgres() {
		// An array is computed once, before the update; a sub-select might run again for every row.
		pick = "= ANY (ARRAY(" + claimable + s.forUpdate() + "))"
	}
	var rows []announcementRow
	err := s.single(ctx, func(ctx context.Context, db bun.IDB) error {
		rows = nil
		return db.NewRaw(`UPDATE announcement SET fence = fence + 1, attempts = attempts + 1, next_at = ?,
		state = CASE state WHEN 'sending' THEN 'sending' ELSE 'leased' END
		WHERE id `+pick+` RETURNING ?`, micros(until), platform, micros(now), n, columns[announcementRow](s)).Scan(ctx, &rows)
	})
	if err != nil {
		return nil, fmt.Errorf("claim: %w", err)
	}
	slices.SortFunc(rows, func(a, b announcementRow) int {
		return cmp.Or(cmp.Compare(a.DueAt, b.DueAt), cmp.Compare(a.Priority, b.Priority), cmp.Compare(a.ID, b.ID))
	})
	return announcements(rows), nil
}

// MeetingsOf implements core.DeliveryStore.
func (s *Store) MeetingsOf(ctx context.Context, as []core.Announcement) ([]core.Meeting, error) {
	ids := make([]string, len(as))
	for i, a := range as {
		ids[i] = string(a.Meeting)
	}
	// However many there are, it is written out: prepared it would be another one for each number of them.
	all, err := s.meetings(ctx, s.read.DB, s.read.QueryGen().FormatQuery("m.id IN (?)", bun.List(ids)))
	if err != nil {
		return nil, err
	}
	by := map[core.MeetingID]core.Meeting{}
	for _, m := range all {
		by[m.ID] = m
	}
	out := make([]core.Meeting, len(as))
	for i, a := range as {
		if out[i], err = s.at(ctx, by[a.Meeting], a.Nth); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// held are claimed announcements with what they are held by, as a table v of a statement.
type held struct {
	Key  string
	Mark int64
}

// stillHeld finds the rows that are: by their IDs alone. PostgreSQL, which knows only how many were in hand a while ago, would
// take them for so few that it looks through v for each, and SQLite would go by the mark, which many share.
const stillHeld = " FROM v WHERE id IN (?) AND id = key AND NOT mark <> CASE WHEN state IN ('leased', 'sending') THEN fence END"

// Begin implements core.DeliveryStore. A change of the meeting has voided whatever was not being sent.
func (s *Store) Begin(ctx context.Context, as []core.Announcement, now, until time.Time) ([]core.Announcement, error) {
	claims, ids := make([]held, len(as)), make([]string, len(as))
	for i, a := range as {
		claims[i], ids[i] = held{a.ID, a.Fence}, a.ID
	}
	var rows []announcementRow
	err := s.single(ctx, func(ctx context.Context, db bun.IDB) error {
		rows = nil
		return db.NewRaw(`WITH v (key, mark) AS (?) UPDATE announcement SET state = 'sending', sends = sends + 1, next_at = ?,
		began_at = COALESCE(began_at, ?)`+stillHeld+" RETURNING ?",
			s.db.NewValues(&claims), micros(until), micros(now), bun.List(ids), columns[announcementRow](s)).Scan(ctx, &rows)
	})
	if err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	return announcements(rows), nil
}

// An outcomeRow is what Settle stores of an announcement.
type outcomeRow struct {
	Key   string
	Mark  int64
	Now   string
	Next  int64
	Ref   string
	Why   string
	Times int
	First *int64
}

// Settle implements core.DeliveryStore.
func (s *Store) Settle(ctx context.Context, outcomes []core.Outcome) (kept []string, err error) {
	if len(outcomes) == 0 {
		return nil, nil // PostgreSQL takes no list of nothing
	}
	rows, ids := make([]outcomeRow, len(outcomes)), make([]string, len(outcomes))
	for i, a := range outcomes {
		ids[i] = a.ID
		rows[i] = outcomeRow{a.ID, a.Fence, string(a.State), micros(a.Next), string(a.Ref), a.Problem, a.Sends, orNull(a.Began)}
	}
	return kept, s.retry(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.lockMeetings(ctx, tx, touched(outcomes)); err != nil {
			return err
		}
		kept = nil
		err := tx.NewRaw(`WITH v (key, mark, now, next, ref, why, times, first) AS (?) UPDATE announcement
			SET state = now, next_at = next, message = ref, problem = why, sends = times, began_at = first`+stillHeld+" RETURNING id",
			s.db.NewValues(&rows), bun.List(ids)).Scan(ctx, &kept)
		if err != nil {
			return fmt.Errorf("settle: %w", err)
		}
		held := map[string]bool{}
		for _, id := range kept {
			held[id] = true
		}
		var more []announcementRow
		for _, a := range outcomes {
			if !held[a.ID] {
				continue
			}
			if err := keepCard(ctx, tx, a.Announcement); err != nil {
				return err
			}
			for _, next := range a.More {
				more = append(more, toAnnouncementRow(next))
			}
		}
		return s.insertRows(ctx, tx, more)
	})
}

// touched lists the meetings of which more is stored than how something came out.
func touched(outcomes []core.Outcome) (ids []core.MeetingID) {
	for _, a := range outcomes {
		if showsCard(a.Announcement) || len(a.More) > 0 {
			ids = append(ids, a.Meeting)
		}
	}
	return ids
}

// Release implements core.DeliveryStore.
func (s *Store) Release(ctx context.Context) error {
	return s.store(ctx, "release", func(db bun.IDB) query {
		return db.NewUpdate().Model((*announcementRow)(nil)).Set("state = 'pending', next_at = due_at").Where("state = 'leased'")
	})
}

// NextDue implements core.DeliveryStore.
func (s *Store) NextDue(ctx context.Context, platform string, now time.Time) (time.Time, error) {
	next, err := findOne(ctx, s, s.read.DB, func(rows *sql.Rows) (next *int64, err error) { return next, rows.Scan(&next) },
		"SELECT MIN(next_at) FROM announcement WHERE "+unmade+" AND platform = ? AND next_at > ?", platform, micros(now))
	if err != nil {
		return time.Time{}, fmt.Errorf("next due: %w", err)
	}
	return orZero(next), nil
}

// Announcements implements core.DeliveryStore.
func (s *Store) Announcements(ctx context.Context, id core.MeetingID) ([]core.Announcement, error) {
	all, err := find(ctx, s, s.read.DB, scanAnnouncement,
		"SELECT "+announcementColumns+" FROM announcement WHERE meeting_id = ? ORDER BY due_at, priority, id", string(id))
	if err != nil {
		return nil, fmt.Errorf("read announcements: %w", err)
	}
	return all, nil
}
