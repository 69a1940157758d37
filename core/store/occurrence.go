package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"meetbot/core"
)

// The occurrence at hand stands in two places: in its own rows, and where the program before occurrences keeps it, which
// may go on beside this one: in starts_at, duration, room, ended_at and cancelled_at of its meeting, and in card of the
// postings. Both programs write the latter, and this one always writes both; so what stands there was written last,
// whoever wrote it, and the occurrence at hand is read from there. Of any other that program knows nothing.
//
// To contract, a step brings the rows of occurrence and card up to date from there once more, and its program reads them
// alone: readOccurrence of each meeting, and queries and indexes by occurrence. The step after drops those columns, and
// turnTo, keepCard and the rows lose what writes them.

type occurrenceRow struct {
	bun.BaseModel `bun:"table:occurrence"`

	MeetingID   string `bun:"meeting_id,pk"`
	Nth         int    `bun:"nth,pk"`
	StartsAt    int64
	Duration    int64
	Room        string
	EndedAt     *int64
	CancelledAt *int64
	Day         string
}

type cardRow struct {
	bun.BaseModel `bun:"table:card"`

	MeetingID string `bun:"meeting_id,pk"`
	Nth       int    `bun:"nth,pk"`
	Platform  string `bun:"platform,pk"`
	Workspace string `bun:"workspace,pk"`
	Channel   string `bun:"channel,pk"`
	Message   string
}

func (r occurrenceRow) occurrence(cards []cardRow, attendees []core.Attendee) core.Occurrence {
	o := core.Occurrence{
		Nth: r.Nth, Day: core.Day(r.Day), Start: instant(r.StartsAt), Duration: time.Duration(r.Duration) * time.Microsecond, Room: r.Room,
		Ended: orZero(r.EndedAt), Cancelled: orZero(r.CancelledAt), Attendees: attendees,
	}
	for _, c := range cards {
		if o.Cards == nil {
			o.Cards = map[core.Channel]core.MessageRef{}
		}
		o.Cards[core.Channel{Platform: c.Platform, Workspace: c.Workspace, ID: c.Channel}] = core.MessageRef(c.Message)
	}
	return o
}

// at returns m with its nth occurrence; the zero Meeting where there is none.
func (s *Store) at(ctx context.Context, m core.Meeting, nth int) (core.Meeting, error) {
	if m.ID == "" || m.Nth == nth {
		return m, nil
	}
	var err error
	m.Occurrence, err = s.readOccurrence(ctx, s.read, m.ID, nth)
	if core.IsCode(err, core.NotFound) {
		return core.Meeting{}, nil
	}
	return m, err
}

func (s *Store) readOccurrence(ctx context.Context, db bun.IDB, id core.MeetingID, nth int) (core.Occurrence, error) {
	var row occurrenceRow
	if err := db.NewSelect().Model(&row).Where("meeting_id = ? AND nth = ?", string(id), nth).Scan(ctx); err != nil {
		return core.Occurrence{}, fmt.Errorf("read occurrence: %w", notFound(err))
	}
	var cards []cardRow
	if err := db.NewSelect().Model(&cards).Where("meeting_id = ? AND nth = ?", string(id), nth).Scan(ctx); err != nil {
		return core.Occurrence{}, fmt.Errorf("read cards: %w", err)
	}
	attendees, err := s.attendees(ctx, db, id, nth)
	return row.occurrence(cards, attendees), err
}

// keepOccurrence stores the occurrence of m that is at hand, but for its cards.
func (s *Store) keepOccurrence(ctx context.Context, tx bun.Tx, m core.Meeting) error {
	_, err := s.run(ctx, tx.Tx, `INSERT INTO occurrence (meeting_id, nth, starts_at, duration, room, ended_at, cancelled_at, day) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (meeting_id, nth) DO UPDATE SET starts_at = excluded.starts_at, duration = excluded.duration, room = excluded.room,
		ended_at = excluded.ended_at, cancelled_at = excluded.cancelled_at, day = excluded.day`,
		string(m.ID), m.Nth, micros(m.Start), m.Duration.Microseconds(), m.Room, orNull(m.Ended), orNull(m.Cancelled), string(m.Day))
	if err != nil {
		return fmt.Errorf("keep occurrence: %w", err)
	}
	return nil
}

// keepAtHand stores which occurrence of m is at hand now, and that one.
func (s *Store) keepAtHand(ctx context.Context, tx bun.Tx, was core.Meeting, m *core.Meeting) error {
	m.Cards = was.Cards
	if m.Nth != was.Nth {
		if err := s.turnTo(ctx, tx, was, m); err != nil {
			return err
		}
	} else if err := s.keepAttendees(ctx, tx, was, *m); err != nil {
		return err
	}
	return s.keepOccurrence(ctx, tx, *m)
}

// turnTo puts the occurrence of m at hand in the place of the one that was, of which the program before may have been the
// last to write.
func (s *Store) turnTo(ctx context.Context, tx bun.Tx, was core.Meeting, m *core.Meeting) error {
	if err := s.keepOccurrence(ctx, tx, was); err != nil {
		return err
	}
	for _, step := range []string{
		// Of whoever is invited a posting knows nothing, and their card stays.
		`DELETE FROM card WHERE meeting_id = ?0 AND nth = ?1 AND EXISTS (SELECT 1 FROM posting AS p WHERE p.meeting_id = card.meeting_id
			AND p.platform = card.platform AND p.workspace = card.workspace AND p.channel = card.channel)`,
		`INSERT INTO card (meeting_id, nth, platform, workspace, channel, message)
			SELECT meeting_id, ?1, platform, workspace, channel, card FROM posting WHERE meeting_id = ?0 AND card <> ''`,
		`UPDATE posting SET card = COALESCE((SELECT c.message FROM card AS c WHERE c.meeting_id = posting.meeting_id AND c.nth = ?2
			AND c.platform = posting.platform AND c.workspace = posting.workspace AND c.channel = posting.channel), '') WHERE meeting_id = ?0`,
	} {
		if _, err := tx.NewRaw(step, string(m.ID), was.Nth, m.Nth).Exec(ctx); err != nil {
			return fmt.Errorf("turn to occurrence: %w", err)
		}
	}
	there, err := s.readOccurrence(ctx, tx, m.ID, m.Nth)
	if err != nil && !core.IsCode(err, core.NotFound) {
		return err
	}
	m.Cards, m.Attendees = there.Cards, there.Attendees
	return nil
}

// showsCard tells whether with a the card of its occurrence in a channel is another, or none.
func showsCard(a core.Announcement) bool {
	return a.Unposted || a.Kind == core.KindCard && a.State == core.Sent
}

// keepCard stores the card of an occurrence in a channel, or that there is none any more.
func keepCard(ctx context.Context, tx bun.Tx, a core.Announcement) error {
	if !showsCard(a) {
		return nil
	}
	const (
		here = "meeting_id = ?0 AND platform = ?2 AND workspace = ?3 AND channel = ?4"
		put  = `INSERT INTO card (meeting_id, nth, platform, workspace, channel, message)
			SELECT m.id, ?1, ?2, ?3, ?4, ?5 FROM meeting AS m WHERE m.id = ?0 AND (EXISTS (SELECT 1 FROM posting WHERE ` + here + `)
				OR EXISTS (SELECT 1 FROM invited WHERE meeting_id = ?0 AND platform = ?2 AND workspace = ?3 AND user_id = ?4))
			ON CONFLICT (meeting_id, nth, platform, workspace, channel) DO UPDATE SET message = excluded.message`
		take = "DELETE FROM card WHERE nth = ?1 AND " + here
		show = "UPDATE posting SET card = ?5 WHERE " + here + " AND (SELECT m.nth FROM meeting AS m WHERE m.id = posting.meeting_id) = ?1"
	)
	keep := put
	if a.Ref == "" {
		keep = take
	}
	for _, step := range []string{keep, show} {
		_, err := tx.NewRaw(step, string(a.Meeting), a.Nth, a.Channel.Platform, a.Channel.Workspace, a.Channel.ID, string(a.Ref)).Exec(ctx)
		if err != nil {
			return fmt.Errorf("keep card: %w", err)
		}
	}
	return nil
}
