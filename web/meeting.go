package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"meetbot/bot/say"
	"meetbot/core"
)

// A meetingPage is what the page of a meeting shows. Its instants are RFC 3339 in UTC.
type meetingPage struct {
	base
	ID          core.MeetingID
	Heading     string // the title, or whose meeting it is
	State       core.State
	Role        string // "moderator", "guest" or "none"
	Starts      string
	Ends        string // the end: planned, or as it came about
	Planned     string // the end by plan
	Opens       string // for this visitor
	Closes      string
	Now         string
	When        string // in the meeting's zone, for readers without JavaScript
	Zone        string // the organizer's, for others to know; empty: it is not known
	StartsAt    string // times of day in that zone
	OpensAt     string
	EndsAt      string
	Lasts       string
	Left        string // in words: how long until the start, or since the end
	Organizer   string
	Agenda      string
	Open        bool // this visitor may enter now
	Barred      bool // members only, and the visitor is not known to be a member
	Untold      bool // their platform could not be asked about the visitor, who is a guest for now
	Platform    string
	MembersOnly bool
	Comes       bool   // this visitor may say whether they come, and read who does
	Nth         string // of the occurrence that is shown
	Repeats     string // how it repeats; empty: it does not
	Dates       string // when it takes place next
	Going       coming
	Maybe       coming
	Declined    coming
	Enforced    bool // the Jitsi server itself keeps guests from moderating
	Script      string
}

// shape implements shaped.
func (p meetingPage) shape() (meetingPage, texts) {
	t := texts{id: string(p.ID)}
	p.Link, p.Next, p.ID = strings.ReplaceAll(p.Link, t.id, idMark), strings.ReplaceAll(p.Next, t.id, idMark), idMark
	t.take(&p.Title, &p.Account, &p.Heading, &p.Starts, &p.Ends, &p.Planned, &p.Opens, &p.Closes, &p.Now, &p.When, &p.Zone,
		&p.StartsAt, &p.OpensAt, &p.EndsAt, &p.Lasts, &p.Left, &p.Organizer, &p.Agenda,
		&p.Nth, &p.Repeats, &p.Dates, &p.Going.Names, &p.Going.Pressed, &p.Maybe.Names, &p.Maybe.Pressed, &p.Declined.Names, &p.Declined.Pressed)
	return p, t
}

// meetingID reads the ID in the path; what can be none is not asked for.
func meetingID(r *http.Request) (core.MeetingID, error) {
	id, ok := core.ParseMeetingID(r.PathValue("id"))
	if !ok {
		return "", core.NoSuchMeeting()
	}
	return id, nil
}

func (s *server) meeting(w http.ResponseWriter, r *http.Request) {
	if strings.HasSuffix(r.PathValue("id"), calendarEnding) {
		s.file(w, r)
		return
	}
	id, err := meetingID(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	who, err := s.visitor(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	view, err := s.Service.View(r.Context(), id, who)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	l := s.in(r)
	out, done := buffer()
	defer done()
	if err := s.pages.meetings[l.Tag()].render(out, s.meetingPage(l, view, who)); err != nil {
		s.fail(w, r, err)
		return
	}
	s.answerPage(w, r, !who.IsZero(), out.Bytes())
}

func (s *server) meetingPage(l *say.Language, v core.View, who core.Actor) meetingPage {
	m := v.Meeting
	page := meetingPage{
		base: s.base(heading(l, m, v.Organizer), who.Identity), ID: m.ID, Heading: heading(l, m, v.Organizer), State: v.State, Role: v.Role.String(),
		Starts: stamp(m.Start), Ends: stamp(m.End()), Planned: stamp(m.PlannedEnd()), Opens: stamp(v.Opens), Closes: stamp(v.Closes), Now: stamp(v.Now),
		When: when(l, m), StartsAt: clock(l, m, m.Start), OpensAt: clock(l, m, v.Opens), EndsAt: clock(l, m, m.End()),
		Lasts: l.Left(m.End().Sub(m.Start)), Left: left(l, m, v.Now), Organizer: v.Organizer,
		Barred: v.Barred, Untold: v.Untold, Platform: platformName(who.Platform), MembersOnly: m.MembersOnly, Enforced: s.Service.Enforces().Roles,
		Script: s.ScriptURL, Nth: strconv.Itoa(m.Nth),
	}
	if m.Series.Repeats() {
		page.Repeats, page.Dates = l.Repeats(m.Series), dates(l, m, v.Now)
	}
	if !v.Barred {
		page.Agenda = m.Agenda
	}
	if !v.Own {
		page.Zone = m.Zone
	}
	page.Link = s.BaseURL + "/m/" + string(m.ID)
	page.Account, page.Next = signedInAs(l, who), "/m/"+string(m.ID)
	over := v.State == core.Ended || v.State == core.Cancelled
	page.Open = !over && !v.Barred && !v.Now.Before(v.Opens)
	if over || v.Barred {
		page.Role = "none"
	}
	if page.Comes = v.MayReply && !over; page.Comes {
		page.Going, page.Maybe, page.Declined = saidOf(l, v, core.Going), saidOf(l, v, core.Maybe), saidOf(l, v, core.Declined)
	}
	return page
}

func signedInAs(l *say.Language, who core.Actor) string {
	if who.IsZero() {
		return ""
	}
	return nameOn(l, personOf(who).Name, who.Identity)
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// left says in words how long it is until the start or the end, whichever is next, or since the end.
func left(l *say.Language, m core.Meeting, now time.Time) string {
	switch m.State(now) {
	case core.Upcoming:
		return l.Away(m.Start.Sub(now))
	case core.Live:
		return l.Left(m.End().Sub(now))
	default:
		return l.Away(now.Sub(m.End()))
	}
}
