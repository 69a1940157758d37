package core

import (
	"slices"
	"strconv"
	"time"
)

// countdown lists how long before the start a card is edited to say how long it is still.
var countdown = []time.Duration{60 * time.Minute, 30 * time.Minute, 15 * time.Minute, 10 * time.Minute, 5 * time.Minute, time.Minute}

// Step returns the time before the start at which a card was last edited when it is left still, which is no shorter than
// that until the next edit; false: the first edit is still to come.
func Step(left time.Duration) (step time.Duration, counted bool) {
	for _, before := range countdown {
		if left <= before {
			step, counted = before, true
		}
	}
	return step, counted
}

// Policy is what the operator has settled about all meetings.
type Policy struct {
	DefaultDuration time.Duration
	MaxDuration     time.Duration
	Reminders       []time.Duration // before the start, of meetings that name none
	EndingSoon      time.Duration   // before the end
	OpenEarly       time.Duration   // how long before the start moderators may enter
	Grace           time.Duration   // how long after the end the room stays
	Retention       time.Duration
	MaxUpcoming     int      // of one person
	Mirrored        []string // platforms in whose own calendars meetings appear too
}

// plan returns what is still to be said about the occurrence of m at hand from now on, were nothing said yet of what lies
// ahead. It is a pure function: the same meeting at the same time gives the same plan.
func (p Policy) plan(m Meeting, now time.Time) []Announcement { return p.planSince(m, now, now) }

// planSince is plan with what was to be said since an earlier time. What of that is too late is not said.
func (p Policy) planSince(m Meeting, since, now time.Time) []Announcement {
	pl := planner{meeting: m, since: since, now: now}
	for _, posting := range m.Postings {
		pl.card(posting)
		pl.course()
	}
	pl.invitations()
	pl.mirrors(p)
	pl.channel = Channel{}
	if end := p.Closes(m.Occurrence); m.Cancelled.IsZero() && !end.Before(now) {
		pl.add(KindClose, end)
	}
	if m.Series.Repeats() {
		if !m.Cancelled.IsZero() { // it may have been at this very instant before, and not be any more since
			pl.about = strconv.Itoa(m.Revision)
		}
		pl.add(KindTurn, m.over())
	}
	return pl.out
}

// graceOf returns how long the room stays after the end: not at all when it was ended by hand.
func (p Policy) graceOf(o Occurrence) time.Duration {
	if o.Ended.IsZero() {
		return p.Grace
	}
	return 0
}

// Closes returns when the room of o is closed and its tokens run out.
func (p Policy) Closes(o Occurrence) time.Time { return o.End().Add(p.graceOf(o)) }

// Opens returns from when on somebody of that role may enter.
func (p Policy) Opens(o Occurrence, r Role) time.Time {
	if r == Moderator {
		return o.Start.Add(-p.OpenEarly)
	}
	return o.Start
}

type planner struct {
	meeting Meeting
	since   time.Time // what was to be said before is none of the plan
	now     time.Time
	channel Channel
	about   string
	out     []Announcement
}

// card plans what brings the card in one channel up to date, or puts it up where none stands.
func (pl *planner) card(in Posting) {
	pl.channel = in.Channel
	switch up := pl.meeting.announced(); {
	case pl.meeting.Card(in.Channel) != "":
		pl.add(KindEdit, pl.now)
	case up.After(pl.since):
		pl.add(KindCard, up)
	default:
		pl.add(KindCard, pl.since)
	}
}

// course plans what the meeting's times call for in one channel.
func (pl *planner) course() {
	m := pl.meeting
	if !m.Cancelled.IsZero() {
		return
	}
	for _, before := range m.Reminders {
		pl.ahead(KindReminder, m.Start.Add(-before))
	}
	for _, before := range countdown {
		if due := m.Start.Add(-before); due.After(m.announced()) { // the card says so from the first
			pl.ahead(KindCountdown, due)
		}
	}
	// A meeting that is called for now shows as live on its card and needs no second message to say so.
	if m.Start.After(m.Created) {
		pl.ahead(KindStart, m.Start)
		pl.ahead(KindEdit, m.Start)
	}
	pl.ahead(KindEnd, m.End())
	pl.ahead(KindEdit, m.End())
}

// mirrors plans what the platforms' own calendars are told.
func (pl *planner) mirrors(p Policy) {
	m := pl.meeting
	for _, w := range p.calendars(m) {
		pl.channel = w.calendar()
		pl.add(KindEvent, pl.now)
		if !m.Cancelled.IsZero() {
			continue
		}
		pl.ahead(KindEvent, m.Start)
		pl.ahead(KindEvent, m.End())
	}
}

// calendars returns the workspaces in whose own calendars m appears. They take nothing that has begun.
func (p Policy) calendars(m Meeting) (out []Workspace) {
	for _, w := range m.workspaces() {
		if m.Start.After(m.Created) && slices.Contains(p.Mirrored, w.Platform) {
			out = append(out, w)
		}
	}
	return out
}

// ahead adds an announcement unless its moment is past.
func (pl *planner) ahead(k Kind, due time.Time) {
	if due.After(pl.since) {
		pl.add(k, due)
	}
}

func (pl *planner) add(k Kind, due time.Time) {
	pl.out = append(pl.out, Announcement{Meeting: pl.meeting.ID, Nth: pl.meeting.Nth, Kind: k, Channel: pl.channel, About: pl.about, Due: due, Next: due})
}
