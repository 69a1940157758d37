package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"meetbot/core"
)

const unmade = "state IN ('pending', 'leased', 'sending')"

// claimable picks what is due: first come first served, and one at a time of an occurrence in a channel, so that a card
// stands before anything refers to it, unless it waits to be tried again, and no edit overtakes another. While a row is leased or being sent its next_at is
// the end of the lease, which is when it counts as left behind; then it goes before what waited for it.
const claimable = `SELECT d.id FROM announcement AS d
	WHERE d.` + unmade + ` AND d.next_at <= ? AND d.platform NOT IN (?)
	AND NOT EXISTS (SELECT 1 FROM announcement AS e
		WHERE e.meeting_id = d.meeting_id AND e.nth = d.nth AND e.` + unmade + ` AND e.id <> d.id
		AND e.platform = d.platform AND e.workspace = d.workspace AND e.channel = d.channel
		AND (e.state <> 'pending' AND d.state = 'pending'
			OR (e.state = 'pending') = (d.state = 'pending') AND (e.next_at, e.priority, e.id) < (d.next_at, d.priority, d.id)))
	ORDER BY d.next_at, d.priority, d.id LIMIT ?`

// Claim implements core.DeliveryStore.
func (s *Store) Claim(ctx context.Context, now, until time.Time, n int, except ...string) ([]core.Announcement, error) {
	pick := "IN (" + claimable + ")"
	if s.postgres() {
		// An array is computed once, before the update; a sub-select might run again for every row.
		pick = "= ANY (ARRAY(" + claimable + s.forUpdate() + "))"
	}
	var rows []announcementRow
	// No platform has this name; a list may not be empty.
	except = append(except[:len(except):len(except)], "-")
	err := s.db.NewRaw(`UPDATE announcement SET fence = fence + 1, attempts = attempts + 1, next_at = ?,
		state = CASE state WHEN 'sending' THEN 'sending' ELSE 'leased' END
		WHERE id `+pick+` RETURNING ?`, micros(until), micros(now), bun.List(except), n, columns[announcementRow](s)).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("claim: %w", err)
	}
	return announcements(rows), nil
}

// Begin implements core.DeliveryStore. A change of the meeting has voided whatever was not being sent.
func (s *Store) Begin(ctx context.Context, a core.Announcement, now, until time.Time) (core.Announcement, error) {
	var rows []announcementRow
	err := s.db.NewRaw(`UPDATE announcement SET state = 'sending', sends = sends + 1, next_at = ?, began_at = COALESCE(began_at, ?)
		WHERE id = ? AND fence = ? AND state IN ('leased', 'sending')
		RETURNING ?`, micros(until), micros(now), a.ID, a.Fence, columns[announcementRow](s)).Scan(ctx, &rows)
	if err != nil {
		return a, fmt.Errorf("begin: %w", err)
	}
	if len(rows) == 0 {
		return a, core.ErrLost
	}
	return rows[0].announcement(), nil
}

// Settle implements core.DeliveryStore.
func (s *Store) Settle(ctx context.Context, a core.Announcement, more ...core.Announcement) error {
	return s.retry(ctx, func(ctx context.Context, tx bun.Tx) error {
		res, err := tx.NewUpdate().Model((*announcementRow)(nil)).
			Set("state = ?, next_at = ?, message = ?, problem = ?", string(a.State), micros(a.Next), string(a.Ref), a.Problem).
			Set("sends = ?, began_at = ?", a.Sends, orNull(a.Began)).
			Where("id = ? AND fence = ? AND state IN ('leased', 'sending')", a.ID, a.Fence).Exec(ctx)
		if err != nil {
			return fmt.Errorf("settle: %w", err)
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return core.ErrLost
		}
		if err := s.keepCard(ctx, tx, a); err != nil {
			return err
		}
		for _, next := range more {
			if err := insertAnnouncements(ctx, tx, core.Meeting{ID: next.Meeting, Revision: next.Revision}, []core.Announcement{next}); err != nil {
				return err
			}
		}
		return nil
	})
}

// Release implements core.DeliveryStore.
func (s *Store) Release(ctx context.Context) error {
	_, err := s.db.NewUpdate().Model((*announcementRow)(nil)).Set("state = 'pending', next_at = due_at").
		Where("state = 'leased'").Exec(ctx)
	if err != nil {
		return fmt.Errorf("release: %w", err)
	}
	return nil
}

// NextDue implements core.DeliveryStore.
func (s *Store) NextDue(ctx context.Context, now time.Time) (time.Time, error) {
	var next *int64
	err := s.read.NewRaw("SELECT MIN(next_at) FROM announcement WHERE "+unmade+" AND next_at > ?", micros(now)).Scan(ctx, &next)
	if err != nil {
		return time.Time{}, fmt.Errorf("next due: %w", err)
	}
	return orZero(next), nil
}

// Announcements implements core.DeliveryStore.
func (s *Store) Announcements(ctx context.Context, id core.MeetingID) ([]core.Announcement, error) {
	var rows []announcementRow
	err := s.read.NewSelect().Model(&rows).Where("meeting_id = ?", string(id)).Order("due_at", "priority", "id").Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read announcements: %w", err)
	}
	return announcements(rows), nil
}
