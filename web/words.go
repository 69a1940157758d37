package web

import (
	"fmt"
	"strings"
	"time"

	"meetbot/core"
)

// words writes a length of time as people say it: "2 days 3 h", "45 min", "20 s".
func words(d time.Duration) string {
	if d < 0 {
		d = 0
	}
	units := []struct {
		size time.Duration
		name string
	}{{24 * time.Hour, "days"}, {time.Hour, "h"}, {time.Minute, "min"}, {time.Second, "s"}}
	var out []string
	for _, u := range units {
		n := d / u.size
		d -= n * u.size
		if n == 1 && u.name == "days" {
			out = append(out, "1 day")
		} else if n > 0 {
			out = append(out, fmt.Sprintf("%d %s", n, u.name))
		}
	}
	if len(out) == 0 {
		return "0 s"
	}
	return strings.Join(out[:min(len(out), 2)], " ")
}

// zone returns the zone in which a meeting is spoken of.
func zone(m core.Meeting) *time.Location {
	zone, err := time.LoadLocation(m.Zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// when writes the time of a meeting in its own zone; scripts write it in the reader's.
func when(m core.Meeting) string {
	zone := zone(m)
	start, end := m.Start.In(zone), m.PlannedEnd().In(zone)
	from, until := start.Format("Monday 2 January 2006, 15:04"), end.Format("15:04")
	if start.YearDay() != end.YearDay() {
		until = end.Format("Mon 2 Jan 15:04")
	}
	return fmt.Sprintf("%s%s–%s%s (%s)", from, core.ClockName(start, end), until, core.ClockName(end, start), zone)
}

// clock writes a time of day in the meeting's zone.
func clock(m core.Meeting, t time.Time) string {
	t = t.In(zone(m))
	return fmt.Sprintf("%s%s (%s)", t.Format("15:04"), core.ClockName(t, m.Start, m.PlannedEnd()), zone(m))
}

// heading returns what a meeting is called, also where nobody gave it a title.
func heading(m core.Meeting, organizer core.Person) string {
	switch {
	case m.Title != "":
		return m.Title
	case organizer.Name != "":
		return organizer.Name + "'s meeting"
	default:
		return "Meeting"
	}
}
