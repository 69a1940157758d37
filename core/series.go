package core

import (
	"iter"
	"slices"
	"time"
)

// A Series is how a meeting repeats: on the days of a rule, at the time that the clocks of a zone show. The zero value is a
// meeting that takes place once.
type Series struct {
	Rule  Rule
	First time.Time     // the first day and the time, as the clocks of Zone show them, written in UTC
	Zone  string        // IANA name
	Lasts time.Duration // how long each is planned to last
	// Except are days of the rule on which it does not take place.
	Except []Day
}

// Repeats tells whether there is more than one occurrence at all.
func (s Series) Repeats() bool { return s.Rule.Freq != "" }

// Clone returns a copy that shares nothing with s.
func (s Series) Clone() Series {
	s.Rule.Weekdays, s.Except = slices.Clone(s.Rule.Weekdays), slices.Clone(s.Except)
	return s
}

// location is the zone of the series. One that is no longer known, which no version of the IANA table has done yet, is UTC.
func (s Series) location() *time.Location {
	zone, err := time.LoadLocation(s.Zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// At returns when it starts on a day, see instantOf.
func (s Series) At(d Day) time.Time {
	return instantOf(s.Wall(d), s.location())
}

// Wall returns what the clocks of Zone show, on a day, when it is to start, written in UTC.
func (s Series) Wall(d Day) time.Time {
	return d.Midnight().Add(s.First.Sub(DayOf(s.First).Midnight()))
}

// Since returns the series from one of its days on.
func (s Series) Since(d Day) Series {
	left := s.Clone()
	left.First = s.Wall(d)
	if s.Rule.Count > 0 {
		left.Rule.Count = s.Rule.Count - s.before(d)
	}
	return left.from(Day(d.Midnight().AddDate(0, 0, -1).Format(time.DateOnly)))
}

// Following returns the days after one, on which it takes place, and when it starts then, the earliest first.
func (s Series) Following(after Day) iter.Seq2[Day, time.Time] {
	return func(yield func(Day, time.Time) bool) {
		if !s.Repeats() {
			return
		}
		rule, err := s.Rule.from(DayOf(s.First))
		if err != nil {
			return // it was read when it was made
		}
		var last time.Time
		if after != "" {
			last = s.At(after)
		}
		next := rule.Iterator()
		for t, more := next(); more; t, more = next() {
			d := DayOf(t)
			if d <= after || slices.Contains(s.Except, d) {
				continue
			}
			// Where a zone left out a whole day, it starts once and not twice at the same instant.
			at := s.At(d)
			if !at.After(last) {
				continue
			}
			if last = at; !yield(d, at) {
				return
			}
		}
	}
}

// has tells whether d is a day of the rule, be it excepted or not.
func (s Series) has(d Day) bool {
	s.Except = nil
	for found := range s.Following(Day(d.Midnight().AddDate(0, 0, -1).Format(time.DateOnly))) {
		return found == d
	}
	return false
}

// before counts the days of the rule before one.
func (s Series) before(d Day) (n int) {
	s.Except = nil
	for found := range s.Following("") {
		if found >= d {
			break
		}
		n++
	}
	return n
}

// instantOf returns when the clocks of a zone show what is written in UTC. A time that they skip counts by the clocks from
// before, so that it is as much later as they are put forward; of one that they show twice it is the first. RFC 5545 (3.3.5) has
// both so.
func instantOf(wall time.Time, zone *time.Location) time.Time {
	near := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, zone)
	from, to := near.ZoneBounds()
	at := []time.Time{near}
	if !from.IsZero() {
		at = append(at, from.Add(-time.Second))
	}
	if !to.IsZero() {
		at = append(at, to)
	}
	var first time.Time
	for _, t := range at {
		// What the clocks show with the offset that is in force at t.
		_, offset := t.Zone()
		candidate := wall.Add(-time.Duration(offset) * time.Second)
		if shown := candidate.In(zone).Format(time.DateTime); shown == wall.Format(time.DateTime) && (first.IsZero() || candidate.Before(first)) {
			first = candidate
		}
	}
	if !first.IsZero() {
		return first
	}
	for _, change := range []time.Time{from, to} {
		_, before := change.Add(-time.Second).In(zone).Zone()
		_, after := change.In(zone).Zone()
		shown := change.UTC().Add(time.Duration(before) * time.Second) // when the clocks are put forward
		if !change.IsZero() && !wall.Before(shown) && wall.Before(shown.Add(time.Duration(after-before)*time.Second)) {
			return wall.Add(-time.Duration(before) * time.Second)
		}
	}
	return near.UTC()
}

// AtChanges tells whether the time of day of the series is ever one that the clocks skip, or show twice, on some day of the
// year after one.
func (s Series) AtChanges(after time.Time) bool {
	zone := s.location()
	t := after.In(zone)
	for end := after.AddDate(1, 0, 0); ; {
		_, change := t.ZoneBounds()
		if change.IsZero() || change.After(end) {
			return false
		}
		_, before := change.Add(-time.Second).In(zone).Zone()
		_, then := change.In(zone).Zone()
		// Between these two the clocks show what comes twice, or not at all.
		one, other := change.UTC().Add(time.Duration(before)*time.Second), change.UTC().Add(time.Duration(then)*time.Second)
		if other.Before(one) {
			one, other = other, one
		}
		wall := DayOf(one).Midnight().Add(s.First.Sub(DayOf(s.First).Midnight()))
		for _, w := range []time.Time{wall, wall.AddDate(0, 0, 1)} {
			if !w.Before(one) && w.Before(other) {
				return true
			}
		}
		t = change
	}
}
