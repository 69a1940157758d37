package web

import (
	"strings"
	"sync"
	"time"

	"meetbot/bot/say"
	"meetbot/core"
)

// zones are the time zones that were read, by name: time.LoadLocation reads its file each time. There are some hundreds.
var zones sync.Map

// zone returns the zone in which a meeting is spoken of.
func zone(m core.Meeting) *time.Location {
	if known, ok := zones.Load(m.Zone); ok {
		return known.(*time.Location) //nolint:errcheck,forcetypeassert // nothing else is in it
	}
	zone, err := time.LoadLocation(m.Zone)
	if err != nil {
		return time.UTC
	}
	zones.Store(m.Zone, zone)
	return zone
}

// when writes the time of a meeting in its own zone; scripts write it in the reader's.
func when(l *say.Language, m core.Meeting) string {
	zone := zone(m)
	start, end := m.Start.In(zone), m.PlannedEnd().In(zone)
	until := l.Clock(end)
	if start.YearDay() != end.YearDay() {
		until = l.Say("date.at", "Day", l.Day(end, start), "Time", until)
	}
	time := l.Clock(start) + core.ClockName(start, end) + "–" + until + core.ClockName(end, start)
	return l.Say("date.long_at", "Day", l.LongDay(start), "Time", time) + " (" + zone.String() + ")"
}

// dates writes when a meeting takes place next, a line each, by the clocks of its series' zone, which comes last.
func dates(l *say.Language, m core.Meeting, now time.Time) string {
	m.Zone = m.Series.Zone
	var out []string
	for _, at := range m.Dates(now, 6) {
		out = append(out, l.At(at.In(zone(m)), now))
	}
	return strings.Join(append(out, zone(m).String()), "\n")
}

// clock writes a time of day in the meeting's zone.
func clock(l *say.Language, m core.Meeting, t time.Time) string {
	t = t.In(zone(m))
	return l.Clock(t) + core.ClockName(t, m.Start, m.PlannedEnd()) + " (" + zone(m).String() + ")"
}

// heading returns what a meeting is called, also where nobody gave it a title.
func heading(l *say.Language, m core.Meeting, organizer string) string {
	switch {
	case m.Title != "":
		return m.Title
	case organizer != "":
		return l.Say("meeting.whose", "Name", organizer)
	default:
		return l.Say("meeting.untitled")
	}
}
