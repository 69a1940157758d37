package core

import (
	"context"
	"slices"
	"time"
)

// repeats has a meeting that is about to be made repeat as a request says.
func (s *Service) repeats(m *Meeting, r Request) error {
	if r.Rule == "" {
		return nil
	}
	rule, err := ParseRule(r.Rule)
	zone, unknown := time.LoadLocation(r.Zone)
	if err != nil || unknown != nil || r.Zone == "" {
		return refuse(Invalid, NoRule)
	}
	local := m.Start.In(zone)
	m.Day = DayOf(local)
	m.Series = Series{
		Rule: rule, First: time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), local.Second(), 0, time.UTC),
		Zone: r.Zone, Lasts: m.Duration, Except: slices.Clone(r.Except),
	}
	if !m.Series.has(m.Day) {
		return refuse(Invalid, NoRule)
	}
	return m.fits()
}

// someDates is how many times ahead are looked at for two that overlap.
const someDates = 20

// fits refuses a series of which one would go on when the next begins.
func (m Meeting) fits() error {
	end, n := m.PlannedEnd(), 0
	for _, start := range m.Series.Following(m.Day) {
		if start.Before(end) {
			return refuse(Invalid, Overlaps)
		}
		end = start.Add(m.Series.Lasts)
		if n++; n == someDates {
			break
		}
	}
	return nil
}

// Skip calls off the occurrence of a series at hand, if it is the nth: the next comes after it, and the meeting goes on. Its
// organizer and co-hosts may, and the admins of its home.
func (s *Service) Skip(ctx context.Context, by Actor, id MeetingID, nth int) (Meeting, error) {
	return s.change(ctx, by, id, Cancelling, func(m *Meeting, now time.Time) ([]Announcement, error) {
		switch {
		case !m.Series.Repeats():
			return nil, refuse(Invalid, NoSeries)
		case m.Nth != nth:
			return nil, refuse(Invalid, AnotherAtHand)
		}
		if err := mustNotBeOver(*m, now); err != nil {
			return nil, err
		}
		if m.State(now) == Live {
			return nil, refuse(HasStarted, StartedNoSkip)
		}
		if _, more := m.following(now); !more {
			return nil, refuse(Invalid, LastOfSeries)
		}
		m.Cancelled = now
		m.Series.Except = append(m.Series.Except, m.Day)
		return said(*m, KindCancelled, now), nil
	})
}

// Restore has the nth occurrence of a series, which was skipped, take place after all, as long as its start is ahead. Whoever
// may skip it may do so.
func (s *Service) Restore(ctx context.Context, by Actor, id MeetingID, nth int) (Meeting, error) {
	was, err := s.store.MeetingsOf(ctx, []Announcement{{Meeting: id, Nth: nth}})
	if err != nil {
		return Meeting{}, err
	}
	return s.change(ctx, by, id, Cancelling, func(m *Meeting, now time.Time) ([]Announcement, error) {
		turned := m.Nth != nth
		if turned {
			if m.Nth < nth || m.State(now) != Upcoming || was[0].ID == "" {
				return nil, refuse(Invalid, NotSkipped)
			}
			m.Occurrence = was[0].Occurrence
		}
		i := slices.Index(m.Series.Except, m.Day)
		switch {
		case m.Cancelled.IsZero(), i < 0 && !turned: // the whole series may be over
			return nil, refuse(Invalid, NotSkipped)
		case !m.Start.After(now):
			return nil, refuse(Invalid, Past)
		}
		m.Cancelled = time.Time{}
		if i >= 0 {
			m.Series.Except = slices.Delete(m.Series.Except, i, i+1)
		}
		return said(*m, KindRestored, now), nil
	})
}

// Stop ends a series: the occurrence at hand is called off where it has not begun, and no other follows. Its organizer and
// co-hosts may, and the admins of its home.
func (s *Service) Stop(ctx context.Context, by Actor, id MeetingID) (Meeting, error) {
	return s.change(ctx, by, id, Cancelling, func(m *Meeting, now time.Time) ([]Announcement, error) {
		_, more := m.following(now)
		switch state := m.State(now); {
		case !m.Series.Repeats():
			return nil, refuse(Invalid, NoSeries)
		case !more && state == Cancelled:
			return nil, refuse(WasCancelled, CancelledAlready)
		case !more && state == Ended:
			return nil, refuse(HasEnded, EndedAlready)
		case !more && state == Live:
			return nil, refuse(HasStarted, StartedNoCancel)
		case state == Upcoming:
			m.Cancelled = now
		}
		m.Series.Rule.Until, m.Series.Rule.Count = m.Day, 0
		return all(said(*m, KindCancelled, now)), nil
	})
}

// all says of announcements that they are of a series and not of one occurrence.
func all(as []Announcement) []Announcement {
	for i := range as {
		as[i].About = Change{All: true}.about()
	}
	return as
}

// MoveAll gives a series a new time from the occurrence at hand on, which has not started, and another day where the start is
// on one; and a new duration unless that is zero. Of the exceptions those stay that are still days of it. Its organizer and
// co-hosts may.
func (s *Service) MoveAll(ctx context.Context, by Actor, id MeetingID, start time.Time, lasts time.Duration, zone string) (Meeting, error) {
	return s.change(ctx, by, id, Moving, func(m *Meeting, now time.Time) ([]Announcement, error) {
		if !m.Series.Repeats() {
			return nil, refuse(Invalid, NoSeries)
		}
		if err := mustNotBeOver(*m, now); err != nil {
			return nil, err
		}
		if m.State(now) == Live {
			return nil, refuse(HasStarted, StartedNoMove)
		}
		if !start.After(now) {
			return nil, refuse(Invalid, Past)
		}
		if lasts != 0 {
			m.Duration, m.Series.Lasts = lasts, lasts
			if err := s.checkDuration(lasts); err != nil {
				return nil, err
			}
		}
		if err := m.moveAll(start.UTC().Truncate(time.Second), zone); err != nil {
			return nil, err
		}
		return all(said(*m, KindMoved, now)), nil
	})
}

func (m *Meeting) moveAll(start time.Time, zone string) error {
	s := m.Series.Clone()
	if zone != "" {
		s.Zone, m.Zone = zone, zone
	}
	local := start.In(s.location())
	to := DayOf(local)
	if to == DayOf(m.Start.In(s.location())) {
		to = m.Day // it was moved by itself before, or only its time is another
	}
	held := s.before(m.Day)
	var err error
	if s.Rule, err = s.Rule.shifted(m.Day, to); err != nil {
		return err
	}
	if s.Rule.Count > 0 {
		s.Rule.Count -= held
	}
	s.First = to.Midnight().Add(time.Duration(local.Hour())*time.Hour + time.Duration(local.Minute())*time.Minute + time.Duration(local.Second())*time.Second)
	if !s.has(to) {
		return refuse(Invalid, AfterSeries)
	}
	s.Except = slices.DeleteFunc(s.Except, func(d Day) bool { return d <= to || !s.has(d) })
	m.Start, m.Day, m.Series = start, to, s
	return m.fits()
}

// shifted returns the rule by which days are as far from those of r as one is from another. Where that is not clear it is
// refused.
func (r Rule) shifted(from, to Day) (Rule, error) {
	if from == to {
		return r, nil
	}
	at := to.Midnight()
	switch {
	case len(r.Weekdays) > 1:
		return r, refuse(Invalid, SeveralWeekdays)
	case len(r.Weekdays) == 1:
		r.Weekdays = []time.Weekday{at.Weekday()}
	}
	if r.Monthday != 0 {
		r.Monthday = at.Day()
	}
	last := at.AddDate(0, 0, 7).Month() != at.Month()
	if r.Nth > 0 || r.Nth < 0 && !last {
		r.Nth = (at.Day()-1)/7 + 1
	}
	return r, nil
}

// Lost returns the days of before on which it was not to take place, and that are no days of m any more.
func (m Meeting) Lost(before Meeting) (out []Day) {
	for _, d := range before.Series.Except {
		if d > before.Day && !slices.Contains(m.Series.Except, d) {
			out = append(out, d)
		}
	}
	return out
}
