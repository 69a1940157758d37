package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"meetbot/core"
)

// waits is what the announcements of a meeting's occurrence are that nobody has in hand.
const waits = "meeting_id = ? AND nth = ? AND state = 'pending'"

// AmendMeeting implements core.MeetingStore.
func (s *Store) AmendMeeting(ctx context.Context, id core.MeetingID, fn func(*core.Meeting, []core.Announcement) ([]core.Announcement, error)) (core.Meeting, error) {
	return s.rewrite(ctx, id, waits, fn, 0, func(ctx context.Context, tx bun.Tx, _, m core.Meeting, as []core.Announcement) error {
		for _, a := range as {
			put := addAnnouncement
			if a.ID != "" {
				put = hurryAnnouncement
			}
			if err := put(ctx, tx, m, a); err != nil {
				return err
			}
		}
		return nil
	})
}

// addAnnouncement stores an announcement for certain: one that was made at the very instant is none that will be.
func addAnnouncement(ctx context.Context, tx bun.Tx, m core.Meeting, a core.Announcement) error {
	a.Meeting, a.Revision = m.ID, m.Revision
	for {
		row := toAnnouncementRow(a)
		res, err := tx.NewInsert().Model(&row).On("CONFLICT (id) DO NOTHING").Exec(ctx)
		if err != nil {
			return fmt.Errorf("add announcement: %w", err)
		}
		if n, err := res.RowsAffected(); err != nil || n > 0 {
			return err
		}
		a.Due = a.Due.Add(-time.Microsecond)
	}
}

// hurryAnnouncement has one that waits tried at its Next.
func hurryAnnouncement(ctx context.Context, tx bun.Tx, m core.Meeting, a core.Announcement) error {
	_, err := tx.NewUpdate().Model((*announcementRow)(nil)).Set("next_at = ?", micros(a.Next)).
		Where(waits+" AND id = ?", string(m.ID), m.Nth, a.ID).Exec(ctx)
	if err != nil {
		return fmt.Errorf("hurry announcement: %w", err)
	}
	return nil
}
