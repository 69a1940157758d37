package core

import (
	"slices"
	"time"
)

// summaryLead is how long before the start the organizer is told who comes.
const summaryLead = 5 * time.Minute

// summary returns what tells the organizer, directly and once, who comes: where anybody has said so, and while there is time.
func summary(m Meeting, organizer Person, now time.Time) []Announcement {
	due := m.Start.Add(-summaryLead)
	to, known := organizer.Direct(m.Home)
	if len(m.Attendees) == 0 || !known || !due.After(now) || !m.Cancelled.IsZero() {
		return nil
	}
	return []Announcement{{Meeting: m.ID, Nth: m.Nth, Kind: KindSummary, Channel: to, Due: due, Next: due}}
}

// summaryOnce is summary unless one waits already: every answer but the first finds one.
func summaryOnce(m Meeting, organizer Person, waiting []Announcement, now time.Time) []Announcement {
	if slices.ContainsFunc(waiting, func(a Announcement) bool { return a.Kind == KindSummary }) {
		return nil
	}
	return summary(m, organizer, now)
}
