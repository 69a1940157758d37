package core

import (
	"context"
	"time"
)

// over returns when the occurrence is over as it is planned now: it ended, or was called off.
func (o Occurrence) over() time.Time {
	if !o.Cancelled.IsZero() {
		return o.Cancelled
	}
	return o.End()
}

// Next returns when the meeting takes place after the occurrence at hand; false: never.
func (m Meeting) Next(now time.Time) (time.Time, bool) {
	o, ok := m.following(now)
	return o.Start, ok
}

// following returns the occurrence of a series that comes after the one at hand: of those that are not over, the first. So
// one that nobody was there to announce is left out.
func (m Meeting) following(now time.Time) (Occurrence, bool) {
	for d, start := range m.Series.Following(m.Day) {
		o := Occurrence{Nth: m.Nth + d.since(m.Day), Day: d, Start: start, Duration: m.Series.Lasts}
		if o.State(now) != Ended {
			return o, true
		}
	}
	return Occurrence{}, false
}

// Dates returns when a meeting takes place from now on, so many times at most.
func (m Meeting) Dates(now time.Time, most int) (out []time.Time) {
	if s := m.State(now); s == Upcoming || s == Live {
		out = append(out, m.Start)
	}
	for _, start := range m.Series.Following(m.Day) {
		if len(out) == most {
			break
		}
		if start.Add(m.Series.Lasts).After(now) {
			out = append(out, start)
		}
	}
	return out
}

// announced returns when the card of the occurrence is put up: of the first at once, and of any other an hour before its
// start, or as it is reminded of.
func (m Meeting) announced() time.Time {
	if m.Nth == 0 || !m.Series.Repeats() {
		return m.Created
	}
	before := time.Hour
	for _, lead := range m.Reminders {
		before = max(before, lead)
	}
	return m.Start.Add(-before)
}

// Turn puts the next occurrence of a series at hand once the nth is over, and plans what is to be said about it. It may be
// called again, at any time and by several at once: it is ErrNothing where there is nothing to turn to, or it was done
// already.
func (s *Service) Turn(ctx context.Context, id MeetingID, nth int) error {
	m, err := s.store.Meeting(ctx, id)
	if err != nil {
		return err
	}
	moderators, err := s.people(ctx, m.Moderators())
	if err != nil {
		return err
	}
	now := s.Now()
	m, err = s.store.UpdateMeeting(ctx, id, func(m *Meeting, _ []Announcement) ([]Announcement, error) {
		since := m.over()
		next, more := m.following(now)
		switch {
		case m.Nth != nth || !more:
			return nil, ErrNothing
		case since.After(now):
			return nil, &Busy{After: since.Sub(now)}
		}
		m.Occurrence = next
		m.Room = randomName()
		m.Series = m.Series.from(DayOf(now.AddDate(0, 0, -2)))
		return s.planSince(*m, moderators, since, now), nil
	})
	if err != nil {
		return err
	}
	s.log.InfoContext(ctx, "the next of a series is at hand", "meeting", id, "start", m.Start)
	s.changed(ctx)
	return nil
}

// from returns the series without the exceptions that lie behind a day.
func (s Series) from(d Day) Series {
	s = s.Clone()
	var ahead []Day
	for _, e := range s.Except {
		if e > d {
			ahead = append(ahead, e)
		}
	}
	s.Except = ahead
	return s
}
