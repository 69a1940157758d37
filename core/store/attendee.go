package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"

	"github.com/uptrace/bun"

	"meetbot/core"
)

// attending is a column with all who have said whether they come to an occurrence.
func (s *Store) attending(meeting, nth string) string {
	return s.list("attendee AS g JOIN person AS q ON q.id = g.person_id WHERE g.meeting_id = "+meeting+" AND g.nth = "+nth, "g.person_id", "q.name", "g.rsvp", "g.since")
}

func listedAttendees(raw []byte) (out []core.Attendee, err error) {
	err = listed(raw, func(c []string) {
		since, _ := strconv.ParseInt(c[3], 10, 64) // a number, which the database has written
		out = append(out, core.Attendee{Person: core.PersonID(c[0]), Name: c[1], RSVP: core.RSVP(c[2]), Since: instant(since)})
	})
	slices.SortFunc(out, core.Attendee.Compare)
	return out, err
}

func (s *Store) attendees(ctx context.Context, db bun.IDB, id core.MeetingID, nth int) ([]core.Attendee, error) {
	var raw sql.RawBytes
	row := db.QueryRowContext(ctx, "SELECT "+s.attending("?0", "?1"), string(id), nth)
	var text sql.NullString
	if err := row.Scan(&text); err != nil {
		return nil, fmt.Errorf("read attendees: %w", err)
	}
	raw = []byte(text.String)
	return listedAttendees(raw)
}

// keepAttendees stores what is different about who comes to the occurrence at hand.
func (s *Store) keepAttendees(ctx context.Context, tx bun.Tx, was, is core.Meeting) error {
	for _, a := range is.Attendees {
		if slices.ContainsFunc(was.Attendees, func(b core.Attendee) bool { a.Name = b.Name; return a == b }) {
			continue
		}
		_, err := s.run(ctx, tx.Tx, `INSERT INTO attendee (meeting_id, nth, person_id, rsvp, since) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (meeting_id, nth, person_id) DO UPDATE SET rsvp = excluded.rsvp, since = excluded.since`,
			string(is.ID), is.Nth, string(a.Person), string(a.RSVP), micros(a.Since))
		if err != nil {
			return fmt.Errorf("keep attendee: %w", err)
		}
	}
	for _, a := range was.Attendees {
		if is.RSVP(a.Person) != "" {
			continue
		}
		if _, err := s.run(ctx, tx.Tx, "DELETE FROM attendee WHERE meeting_id = ? AND nth = ? AND person_id = ?", string(is.ID), is.Nth, string(a.Person)); err != nil {
			return fmt.Errorf("delete attendee: %w", err)
		}
	}
	return nil
}

// invitations are who is invited to a meeting, and the cards of the occurrence at hand that they have.
type invitations struct {
	who   []core.Identity
	cards []cardRow
}

// invitedTo is a column with all who are invited to a meeting, each with the card of an occurrence.
func (s *Store) invitedTo(meeting, nth string) string {
	return s.list("invited AS v LEFT JOIN card AS k ON k.meeting_id = v.meeting_id AND k.nth = "+nth+
		" AND k.platform = v.platform AND k.workspace = v.workspace AND k.channel = v.user_id WHERE v.meeting_id = "+meeting,
		"v.platform", "v.workspace", "v.user_id", "v.place", "COALESCE(k.message, '')")
}

func listedInvitations(raw []byte) (invitations, error) {
	var out invitations
	place := map[core.Identity]int{}
	err := listed(raw, func(c []string) {
		who := core.Identity{Platform: c[0], Workspace: c[1], UserID: c[2]}
		place[who], _ = strconv.Atoi(c[3])
		out.who = append(out.who, who)
		if c[4] != "" {
			out.cards = append(out.cards, cardRow{Platform: c[0], Workspace: c[1], Channel: c[2], Message: c[4]})
		}
	})
	slices.SortFunc(out.who, func(a, b core.Identity) int { return place[a] - place[b] })
	return out, err
}

func (s *Store) insertInvited(ctx context.Context, tx bun.Tx, m core.Meeting) error {
	for i, who := range m.Invited {
		_, err := s.run(ctx, tx.Tx, "INSERT INTO invited (meeting_id, platform, workspace, user_id, place) VALUES (?, ?, ?, ?, ?)",
			string(m.ID), who.Platform, who.Workspace, who.UserID, i)
		if err != nil {
			return fmt.Errorf("insert invited: %w", err)
		}
	}
	return nil
}
