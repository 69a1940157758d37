package core

import (
	"fmt"
	"strings"
	"time"
)

// aroundChange is how near to a change of the clocks a time of day alone does not say enough.
const aroundChange = 24 * time.Hour

// ClockName returns what has to stand behind a time of day in t's zone so that it names one instant: " CEST", or " UTC+3"
// where the zone has no abbreviation. It is empty unless the clocks of that zone change within a day of t or of one of the
// other instants, with which t is written, or between them. Whoever writes a time for people writes it so.
func ClockName(t time.Time, with ...time.Time) string {
	first, last := t, t
	for _, other := range with {
		if other.Before(first) {
			first = other
		}
		if other.After(last) {
			last = other
		}
	}
	if !clocksChange(first.Add(-aroundChange).In(t.Location()), last.Add(aroundChange)) {
		return ""
	}
	return " " + zoneName(t)
}

// clocksChange tells whether the offset of from's zone changes between two instants.
func clocksChange(from, to time.Time) bool {
	for {
		_, next := from.ZoneBounds()
		if next.IsZero() || next.After(to) {
			return false
		}
		_, before := from.Zone()
		if _, after := next.Zone(); after != before {
			return true
		}
		from = next
	}
}

// zoneName is the abbreviation of a zone at t. The IANA table has numbers in place of those that nobody uses: then it is
// the offset.
func zoneName(t time.Time) string {
	name, offset := t.Zone()
	if strings.Trim(name, "+-0123456789") != "" || name == "" {
		return name
	}
	sign, minutes := "+", offset/60
	if minutes < 0 {
		sign, minutes = "-", -minutes
	}
	switch {
	case minutes == 0:
		return "UTC"
	case minutes%60 == 0:
		return fmt.Sprintf("UTC%s%d", sign, minutes/60)
	}
	return fmt.Sprintf("UTC%s%d:%02d", sign, minutes/60, minutes%60)
}
