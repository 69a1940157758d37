package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"meetbot/core"
)

// meetingColumns are those of a meeting with its hosts and postings. Whoever asks for one that is not there learns nothing
// from how long the answer takes: it is the same question.
func (s *Store) meetingColumns() string {
	return `m.id, m.platform, m.workspace, m.title, m.organizer, m.starts_at, m.duration, m.zone, m.room, m.reminders,
		m.members_only, m.ended_at, m.cancelled_at, m.created_at, m.revision, m.nth,
		m.rule, m.first_wall, m.rule_zone, m.lasts, m.except_days, m.day, m.agenda, ` +
		s.list("host AS h WHERE h.meeting_id = m.id", "h.person_id") + ", " +
		s.list("posting AS p WHERE p.meeting_id = m.id", "p.platform", "p.workspace", "p.channel", "p.place", "p.number", "p.card", "p.open") + ", " +
		s.invitedTo("m.id", "m.nth") + ", " + s.attending("m.id", "m.nth")
}

// scanMeeting reads a row of meetingColumns, and what was asked for after them.
func scanMeeting(rows *sql.Rows, more ...any) (core.Meeting, error) {
	var r meetingRow
	var hosts, postings, invited, attendees sql.RawBytes
	err := rows.Scan(append([]any{
		&r.ID, &r.Platform, &r.Workspace, &r.Title, &r.Organizer, &r.StartsAt, &r.Duration, &r.Zone, &r.Room, &r.Reminders,
		&r.MembersOnly, &r.EndedAt, &r.CancelledAt, &r.CreatedAt, &r.Revision, &r.Nth,
		&r.Rule, &r.FirstWall, &r.RuleZone, &r.Lasts, &r.ExceptDays, &r.Day, &r.Agenda, &hosts, &postings, &invited, &attendees,
	}, more...)...)
	if err != nil {
		return core.Meeting{}, err
	}
	var moderators []core.PersonID
	var places []postingRow
	named, unnamed := listedInvitations(invited)
	coming, unsaid := listedAttendees(attendees)
	err = errors.Join(unnamed, unsaid,
		listed(hosts, func(c []string) { moderators = append(moderators, core.PersonID(c[0])) }),
		listed(postings, func(c []string) { places = append(places, listedPosting(c)) }))
	slices.Sort(moderators)
	slices.SortFunc(places, func(a, b postingRow) int { return cmp.Compare(a.Place, b.Place) })
	return r.meeting(moderators, places, named, coming), err
}

func listedPosting(c []string) postingRow {
	place, _ := strconv.Atoi(c[3]) // numbers, which the database has written
	number, _ := strconv.Atoi(c[4])
	return postingRow{Platform: c[0], Workspace: c[1], Channel: c[2], Place: place, Number: number, Card: c[5], Open: isTrue(c[6])}
}

func scanMeetingAlone(rows *sql.Rows) (core.Meeting, error) { return scanMeeting(rows) }

// meetings returns those that a condition finds, in whatever order it asks for.
func (s *Store) meetings(ctx context.Context, db querier, where string, args ...any) ([]core.Meeting, error) {
	out, err := find(ctx, s, db, scanMeetingAlone, "SELECT "+s.meetingColumns()+" FROM meeting AS m WHERE "+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read meetings: %w", err)
	}
	return out, nil
}

func (s *Store) oneMeeting(ctx context.Context, db querier, where string, args ...any) (core.Meeting, error) {
	all, err := s.meetings(ctx, db, where, args...)
	if err == nil && len(all) == 0 {
		err = core.NoSuchMeeting()
	}
	if err != nil {
		return core.Meeting{}, err
	}
	return all[0], nil
}

func (s *Store) readMeeting(ctx context.Context, db querier, id core.MeetingID) (core.Meeting, error) {
	return s.oneMeeting(ctx, db, "m.id = ?", string(id))
}

// Meeting implements core.MeetingStore.
func (s *Store) Meeting(ctx context.Context, id core.MeetingID) (core.Meeting, error) {
	if !core.CanName(string(id)) {
		return core.Meeting{}, core.NoSuchMeeting()
	}
	ctx, db := s.beneath(ctx)
	return s.readMeeting(ctx, db, id)
}

// MeetingAndOrganizer implements core.MeetingStore.
func (s *Store) MeetingAndOrganizer(ctx context.Context, id core.MeetingID) (core.Meeting, string, error) {
	if !core.CanName(string(id)) {
		return core.Meeting{}, "", core.NoSuchMeeting()
	}
	var name string
	ctx, db := s.beneath(ctx)
	m, err := findOne(ctx, s, db, func(rows *sql.Rows) (core.Meeting, error) { return scanMeeting(rows, &name) },
		"SELECT "+s.meetingColumns()+", COALESCE((SELECT o.name FROM person AS o WHERE o.id = m.organizer), '') FROM meeting AS m WHERE m.id = ?", string(id))
	switch {
	case core.IsCode(err, core.NotFound):
		return core.Meeting{}, "", core.NoSuchMeeting()
	case err != nil:
		return core.Meeting{}, "", fmt.Errorf("read meeting: %w", err)
	}
	return m, name, nil
}

// Meetings implements core.MeetingStore.
func (s *Store) Meetings(ctx context.Context, q core.Query) ([]core.Meeting, error) {
	limit := cmp.Or(q.Limit, 100)
	c := s.narrowed(q)
	order := " ORDER BY m.starts_at, m.id"
	if q.Before != (core.Spot{}) {
		order = " ORDER BY m.starts_at DESC, m.id DESC"
	}
	if !c.open {
		order += " LIMIT ?"
		c.args = append(c.args, limit)
	}
	ctx, db := s.beneath(ctx)
	all, err := s.meetings(ctx, db, strings.Join(c.texts, " AND ")+order, c.args...)
	if err != nil {
		return nil, err
	}
	if q.Before != (core.Spot{}) {
		slices.Reverse(all)
	}
	return begun(all, q.Title, limit), nil
}

// A narrowing is what a query asks for. One that is open finds more than the query wants.
type narrowing struct {
	texts []string
	args  []any
	open  bool
}

func (c *narrowing) add(text string, args ...any) {
	c.texts, c.args = append(c.texts, text), append(c.args, args...)
}

func (s *Store) narrowed(q core.Query) *narrowing {
	c := &narrowing{}
	if q.Title != "" {
		pattern, exact := titlePattern(q.Title)
		c.add(s.titled(), pattern)
		c.open = !exact
	}
	if q.Channel != (core.Channel{}) {
		c.add("m.id IN (SELECT meeting_id FROM posting WHERE platform = ? AND workspace = ? AND channel = ?)", q.Channel.Platform, q.Channel.Workspace, q.Channel.ID)
	}
	if q.Workspace != (core.Workspace{}) && q.Number != 0 {
		c.add("m.id IN (SELECT meeting_id FROM posting WHERE platform = ? AND workspace = ? AND number = ?)", q.Workspace.Platform, q.Workspace.ID, q.Number)
	} else if q.Workspace != (core.Workspace{}) {
		c.add("m.id IN (SELECT meeting_id FROM posting WHERE platform = ? AND workspace = ?)", q.Workspace.Platform, q.Workspace.ID)
	}
	if q.Organizer != "" {
		c.add("m.organizer = ?", string(q.Organizer))
	}
	if q.Moderator != "" {
		// With OR in place of UNION PostgreSQL looks through all meetings.
		c.add("m.id IN (SELECT o.id FROM meeting AS o WHERE o.organizer = ? UNION SELECT h.meeting_id FROM host AS h WHERE h.person_id = ?)", string(q.Moderator), string(q.Moderator))
	}
	if !q.OverAfter.IsZero() {
		c.add("m.cancelled_at IS NULL AND "+over+" > ?", micros(q.OverAfter))
	}
	if q.After != (core.Spot{}) {
		c.add("(m.starts_at, m.id) > (?, ?)", micros(q.After.Start), string(q.After.ID))
	}
	if q.Before != (core.Spot{}) {
		c.add("(m.starts_at, m.id) < (?, ?)", micros(q.Before.Start), string(q.Before.ID))
	}
	if len(c.texts) == 0 {
		c.add("1 = 1")
	}
	return c
}
