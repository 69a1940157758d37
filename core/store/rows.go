package store

import (
	"database/sql"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"meetbot/core"
)

// Instants are stored as microseconds since 1970 UTC, durations as microseconds; NULL is the zero time.
func micros(t time.Time) int64 { return t.UnixMicro() }

func instant(n int64) time.Time { return time.UnixMicro(n).UTC() }

func orNull(t time.Time) *int64 {
	if t.IsZero() {
		return nil
	}
	n := micros(t)
	return &n
}

func orZero(n *int64) time.Time {
	if n == nil {
		return time.Time{}
	}
	return instant(*n)
}

type meetingRow struct {
	bun.BaseModel `bun:"table:meeting,alias:m"`

	ID          string `bun:"id,pk"`
	Platform    string
	Workspace   string
	Request     string
	Title       string
	Organizer   string
	StartsAt    int64
	Duration    int64
	Zone        string
	Room        string
	Reminders   string // JSON, durations in microseconds
	MembersOnly bool
	EndedAt     *int64
	CancelledAt *int64
	CreatedAt   int64
	Revision    int
	Nth         int // of the occurrence at hand
	Rule        string
	FirstWall   string // as wallClock writes it
	RuleZone    string
	Lasts       int64
	ExceptDays  string // one behind the other
	Day         string // of the occurrence at hand
	Agenda      string
}

// wallClock is how the clocks of a zone are written.
const wallClock = "2006-01-02T15:04:05"

type hostRow struct {
	bun.BaseModel `bun:"table:host"`

	MeetingID string `bun:"meeting_id,pk"`
	PersonID  string `bun:"person_id,pk"`
}

type postingRow struct {
	bun.BaseModel `bun:"table:posting"`

	MeetingID string `bun:"meeting_id,pk"`
	Platform  string `bun:"platform,pk"`
	Workspace string `bun:"workspace,pk"`
	Channel   string `bun:"channel,pk"`
	Place     int
	Number    int
	Card      string
	Open      bool
}

type announcementRow struct {
	bun.BaseModel `bun:"table:announcement,alias:d"`

	ID        string `bun:"id,pk"`
	MeetingID string
	Nth       int
	Revision  int
	Kind      string
	Platform  string
	Workspace string
	Channel   string
	About     string
	DueAt     int64
	NextAt    int64
	Priority  int
	State     string
	Attempts  int
	Sends     int
	Fence     int64
	BeganAt   *int64
	Message   string
	Problem   string
}

func toMeetingRow(m core.Meeting, request string) meetingRow {
	lengths := make([]int64, len(m.Reminders))
	for i, d := range m.Reminders {
		lengths[i] = d.Microseconds()
	}
	reminders, _ := json.Marshal(lengths) // numbers always encode
	return meetingRow{
		ID: string(m.ID), Platform: m.Home.Platform, Workspace: m.Home.ID, Request: request,
		Title: m.Title, Organizer: string(m.Organizer), StartsAt: micros(m.Start), Duration: m.Duration.Microseconds(),
		Zone: m.Zone, Room: m.Room, Reminders: string(reminders), MembersOnly: m.MembersOnly,
		EndedAt: orNull(m.Ended), CancelledAt: orNull(m.Cancelled), CreatedAt: micros(m.Created), Revision: m.Revision, Nth: m.Nth,
		Rule: m.Series.Rule.String(), FirstWall: wallOf(m.Series), RuleZone: m.Series.Zone, Lasts: m.Series.Lasts.Microseconds(),
		ExceptDays: daysOf(m.Series.Except), Day: string(m.Day), Agenda: m.Agenda,
	}
}

func wallOf(s core.Series) string {
	if !s.Repeats() {
		return ""
	}
	return s.First.Format(wallClock)
}

func daysOf(all []core.Day) string {
	out := make([]string, len(all))
	for i, d := range all {
		out[i] = string(d)
	}
	return strings.Join(out, " ")
}

// series is how the meeting repeats. A rule that only a newer program can read is none to this one.
func (r meetingRow) series() core.Series {
	rule, err := core.ParseRule(r.Rule)
	if r.Rule == "" || err != nil {
		return core.Series{}
	}
	first, _ := time.Parse(wallClock, r.FirstWall) // written by wallOf
	s := core.Series{Rule: rule, First: first, Zone: r.RuleZone, Lasts: time.Duration(r.Lasts) * time.Microsecond}
	for d := range strings.FieldsSeq(r.ExceptDays) {
		s.Except = append(s.Except, core.Day(d))
	}
	return s
}

func (r meetingRow) meeting(hosts []core.PersonID, postings []postingRow, invited invitations, attendees []core.Attendee) core.Meeting {
	m := core.Meeting{
		ID: core.MeetingID(r.ID), Home: core.Workspace{Platform: r.Platform, ID: r.Workspace},
		Title: r.Title, Agenda: r.Agenda, Organizer: core.PersonID(r.Organizer), Zone: r.Zone, MembersOnly: r.MembersOnly,
		Created: instant(r.CreatedAt), Revision: r.Revision, Hosts: hosts, Invited: invited.who, Series: r.series(),
	}
	at := occurrenceRow{Nth: r.Nth, Day: r.Day, StartsAt: r.StartsAt, Duration: r.Duration, Room: r.Room, EndedAt: r.EndedAt, CancelledAt: r.CancelledAt}
	for text := range strings.SplitSeq(strings.Trim(r.Reminders, "[]"), ",") {
		if n, err := strconv.ParseInt(text, 10, 64); err == nil { // written by toMeetingRow
			m.Reminders = append(m.Reminders, time.Duration(n)*time.Microsecond)
		}
	}
	cards := invited.cards
	for _, p := range postings {
		channel := core.Channel{Platform: p.Platform, Workspace: p.Workspace, ID: p.Channel}
		m.Postings = append(m.Postings, core.Posting{Channel: channel, Number: p.Number, Open: p.Open})
		if p.Card != "" {
			cards = append(cards, cardRow{Platform: p.Platform, Workspace: p.Workspace, Channel: p.Channel, Message: p.Card})
		}
	}
	m.Occurrence = at.occurrence(cards, attendees)
	return m
}

func toAnnouncementRow(a core.Announcement) announcementRow {
	return announcementRow{
		ID: core.AnnouncementID(a), MeetingID: string(a.Meeting), Nth: a.Nth, Revision: a.Revision, Kind: string(a.Kind),
		Platform: a.Channel.Platform, Workspace: a.Channel.Workspace, Channel: a.Channel.ID, About: a.About,
		DueAt: micros(a.Due), NextAt: micros(a.Next), Priority: a.Kind.Priority(), State: string(core.Pending),
	}
}

func (r announcementRow) announcement() core.Announcement {
	return core.Announcement{
		ID: r.ID, Meeting: core.MeetingID(r.MeetingID), Nth: r.Nth, Revision: r.Revision, Kind: core.Kind(r.Kind),
		Channel: core.Channel{Platform: r.Platform, Workspace: r.Workspace, ID: r.Channel}, About: r.About,
		Due: instant(r.DueAt), Next: instant(r.NextAt), State: core.Delivery(r.State), Attempts: r.Attempts,
		Sends: r.Sends, Began: orZero(r.BeganAt), Fence: r.Fence, Ref: core.MessageRef(r.Message), Problem: r.Problem,
	}
}

const announcementColumns = `id, meeting_id, nth, revision, kind, platform, workspace, channel, about, due_at, next_at, priority, state,
	attempts, sends, fence, began_at, message, problem`

// scanAnnouncement reads a row of announcementColumns.
func scanAnnouncement(rows *sql.Rows) (core.Announcement, error) {
	var r announcementRow
	err := rows.Scan(&r.ID, &r.MeetingID, &r.Nth, &r.Revision, &r.Kind, &r.Platform, &r.Workspace, &r.Channel, &r.About, &r.DueAt, &r.NextAt,
		&r.Priority, &r.State, &r.Attempts, &r.Sends, &r.Fence, &r.BeganAt, &r.Message, &r.Problem)
	return r.announcement(), err
}

func announcements(rows []announcementRow) []core.Announcement {
	out := make([]core.Announcement, len(rows))
	for i, r := range rows {
		out[i] = r.announcement()
	}
	return out
}
