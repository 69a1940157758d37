package web

import (
	"fmt"
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"

	"meetbot/core"
)

// addEntry writes a meeting into a calendar: one that repeats by its rule, from the occurrence at hand on, by the clocks of its
// own zone. What lies behind that one is left out: it may have been moved or skipped, which the rule does not know.
func (s *server) addEntry(c *ics.Calendar, e calendarEntry, now time.Time) {
	if _, more := e.Next(now); !more {
		c.AddVEvent(s.event(e, now))
		return
	}
	left := e.Series.Since(e.Day)
	addZone(c, left.Zone, left.First, now)
	first := e
	first.Cancelled = time.Time{} // of the one at hand alone
	v := s.described(first, now)
	onClocks(v, ics.ComponentPropertyDtStart, left, e.Day)
	v.SetProperty(ics.ComponentPropertyDuration, lasting(left.Lasts))
	v.AddRrule(rruleOf(left))
	for _, d := range left.Except {
		onClocks(v, ics.ComponentPropertyExdate, left, d)
	}
	if !e.Cancelled.IsZero() && !slices.Contains(left.Except, e.Day) {
		onClocks(v, ics.ComponentPropertyExdate, left, e.Day)
	}
	c.AddVEvent(v)
	if e.Cancelled.IsZero() && (!e.Start.Equal(left.At(e.Day)) || e.Duration != left.Lasts) {
		moved := s.event(e, now)
		moved.SetEndAt(e.PlannedEnd())
		onClocks(moved, ics.ComponentPropertyRecurrenceId, left, e.Day)
		c.AddVEvent(moved)
	}
}

// onClocks adds a property with when a series starts on a day, by the clocks of its zone.
func onClocks(v *ics.VEvent, p ics.ComponentProperty, s core.Series, d core.Day) {
	v.AddProperty(p, s.Wall(d).Format(wallTime), ics.WithTZID(s.Zone))
}

const wallTime = "20060102T150405" // as RFC 5545 writes what clocks show (3.3.5)

// lasting writes a length of time in whole seconds (RFC 5545, 3.3.6).
func lasting(d time.Duration) string { return fmt.Sprintf("PT%dS", int(d.Seconds())) }

// rruleOf writes the rule of a series. Beside a start in a zone its end has to be an instant in UTC (RFC 5545, 3.3.10).
func rruleOf(s core.Series) string {
	rule, until := s.Rule, s.Rule.Until
	rule.Until = ""
	if until == "" {
		return rule.String()
	}
	return rule.String() + ";UNTIL=" + basic(s.At(until))
}

// zonesKnown is for how many years a calendar is told of the changes of clocks that are known today.
const zonesKnown = 10

// addZone describes a zone, unless the calendar has it already: each change of its clocks from before the first start until some
// years from now. There is no rule that says more, since the table of zones has none (RFC 5545, 3.6.5).
func addZone(c *ics.Calendar, name string, first, now time.Time) {
	for _, z := range c.Timezones() {
		if z.GetProperty(ics.ComponentPropertyTzid).Value == name {
			return
		}
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		zone = time.UTC
	}
	z := c.AddTimezone(name)
	at := first.AddDate(-1, 0, 0).In(zone)
	_, before := at.Zone()
	observe(z, at, before)
	for last := now.AddDate(zonesKnown, 0, 0); ; {
		_, next := at.ZoneBounds()
		if next.IsZero() || next.After(last) {
			return
		}
		observe(z, next, before)
		at = next
		_, before = at.Zone()
	}
}

// observe adds what clocks show from an instant on, which they came to from another offset, in seconds east of UTC.
func observe(z *ics.VTimezone, from time.Time, before int) {
	kind := "STANDARD"
	if from.IsDST() {
		kind = "DAYLIGHT"
	}
	name, after := from.Zone()
	o := &ics.GeneralComponent{Token: kind}
	o.SetProperty(ics.ComponentPropertyDtStart, from.UTC().Add(time.Duration(before)*time.Second).Format(wallTime))
	o.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), offset(before))
	o.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), offset(after))
	o.SetProperty(ics.ComponentProperty(ics.PropertyTzname), name)
	z.Components = append(z.Components, o)
}

// offset writes seconds east of UTC, "+0530".
func offset(seconds int) string {
	sign := "+"
	if seconds < 0 {
		sign, seconds = "-", -seconds
	}
	out := fmt.Sprintf("%s%02d%02d", sign, seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		out += fmt.Sprintf("%02d", seconds%60)
	}
	return out
}
