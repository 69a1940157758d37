package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/uptrace/bun"

	"meetbot/core"
)

// createAtOnce stores a new meeting of one posting, with all that belongs to it, in one statement of PostgreSQL, to which
// each statement is a way there and back. It returns the number that the workspace knows it by; none where the meeting is
// there already, or one too many.
func (s *Store) createAtOnce(ctx context.Context, tx bun.Tx, m core.Meeting, request string, rows []announcementRow, limit core.Limit) (number int, err error) {
	r, p := toMeetingRow(m, request), m.Postings[0]
	args := append(r.called(), limit.Most, r.Organizer, micros(limit.Now), limit.Most,
		p.Channel.Platform, p.Channel.Workspace, r.Nth, r.StartsAt, r.Duration, r.Room, r.EndedAt, r.CancelledAt, r.Day,
		p.Channel.Platform, p.Channel.Workspace, p.Channel.ID, p.Open)
	said := ""
	if len(rows) > 0 {
		said = `, said AS (INSERT INTO announcement (` + announced + `)
			SELECT v.id, made.id, v.nth, v.revision, v.kind, v.platform, v.workspace, v.channel, v.about, v.due_at, v.next_at, v.priority,
				'pending', 0, 0, 0, '', ''
			FROM made, (VALUES ` + listing(len(rows), "(?::text, ?::bigint, ?::bigint, ?::text, ?::text, ?::text, ?::text, ?::text, ?::bigint, ?::bigint, ?::bigint)") + `)
				AS v (id, nth, revision, kind, platform, workspace, channel, about, due_at, next_at, priority)
			ON CONFLICT (id) DO NOTHING)`
		for _, a := range rows {
			args = append(args, a.ID, a.Nth, a.Revision, a.Kind, a.Platform, a.Workspace, a.Channel, a.About, a.DueAt, a.NextAt, a.Priority)
		}
	}
	numbers, err := find(ctx, s, tx.Tx, func(rows *sql.Rows) (n int, err error) { return n, rows.Scan(&n) }, `WITH
		made AS (INSERT INTO meeting (`+called+`)
			SELECT ?::text, ?::text, ?::text, ?::text, ?::text, ?::text, ?::bigint, ?::bigint, ?::text, ?::text, ?::text,
				?::boolean, ?::bigint, ?::bigint, ?::bigint, ?::bigint, ?::bigint,
				?::text, ?::text, ?::text, ?::bigint, ?::text, ?::text, ?::text
			WHERE ?::bigint = 0 OR (SELECT COUNT(*) FROM meeting AS m WHERE `+ahead+`) < ?::bigint
			ON CONFLICT (platform, workspace, request) DO NOTHING RETURNING id),
		drawn AS (INSERT INTO workspace (platform, id, last_number) SELECT ?::text, ?::text, 1 FROM made
			ON CONFLICT (platform, id) DO UPDATE SET last_number = workspace.last_number + 1 RETURNING last_number),
		held AS (INSERT INTO occurrence (meeting_id, nth, starts_at, duration, room, ended_at, cancelled_at, day)
			SELECT id, ?::bigint, ?::bigint, ?::bigint, ?::text, ?::bigint, ?::bigint, ?::text FROM made),
		posted AS (INSERT INTO posting (meeting_id, platform, workspace, channel, place, number, card, open)
			SELECT made.id, ?::text, ?::text, ?::text, 0, drawn.last_number, '', ?::boolean FROM made, drawn)`+said+`
		SELECT last_number FROM drawn`, args...)
	if err != nil {
		return 0, fmt.Errorf("create meeting: %w", err)
	}
	if len(numbers) == 0 {
		return 0, nil
	}
	return numbers[0], nil
}

// The columns of a new meeting and of a new announcement, in the order in which they are stored.
const (
	called = `id, platform, workspace, request, title, organizer, starts_at, duration, zone, room, reminders,
		members_only, ended_at, cancelled_at, created_at, revision, nth, rule, first_wall, rule_zone, lasts, except_days, day, agenda`
	announced = `id, meeting_id, nth, revision, kind, platform, workspace, channel, about, due_at, next_at, priority,
		state, attempts, sends, fence, message, problem`
)

// places are as many as there are of those columns.
func (r meetingRow) places() string { return "(" + listing(len(r.called()), "?") + ")" }

// called are the columns of that name.
func (r meetingRow) called() []any {
	return []any{
		r.ID, r.Platform, r.Workspace, r.Request, r.Title, r.Organizer, r.StartsAt, r.Duration, r.Zone, r.Room, r.Reminders,
		r.MembersOnly, r.EndedAt, r.CancelledAt, r.CreatedAt, r.Revision, r.Nth,
		r.Rule, r.FirstWall, r.RuleZone, r.Lasts, r.ExceptDays, r.Day, r.Agenda,
	}
}
