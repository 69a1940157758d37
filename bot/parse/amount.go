package parse

import (
	"math"
	"strings"
	"time"
)

// amount is a length of time as people say it: "1h 30m", "an hour and a half", "2 days".
type amount struct {
	months, days int           // of the calendar
	length       time.Duration // of the clock
	last         unit          // the smallest unit so far; the next one must be smaller
	huge         bool          // more than can be counted
}

// unit is a unit of time; a smaller one has a higher number.
type unit int

const (
	noUnit unit = iota
	month
	week
	day
	hour
	minute
	second
)

// unitOf knows m and M as minutes: nobody meets for months.
func unitOf(s string) unit {
	switch s {
	case "s", "sec", "secs", "second", "seconds":
		return second
	case "m", "min", "mins", "minute", "minutes":
		return minute
	case "h", "hr", "hrs", "hour", "hours":
		return hour
	case "d", "day", "days":
		return day
	case "w", "wk", "wks", "week", "weeks":
		return week
	case "month", "months":
		return month
	}
	return noUnit
}

// amount reads an amount from the words at i and tells how many it takes, 0 if there is none.
func (t text) amount(i int) (amount, int) {
	var a amount
	n := 0
	for {
		skip := 0
		if n > 0 && t.at(i+n) == "and" {
			skip = 1
		}
		b, took := a, t.term(i+n+skip, &a)
		if took == 0 {
			a = b
			break
		}
		n += skip + took
	}
	if n > 0 && a.last == hour && t.at(i+n) == "and" && t.at(i+n+1) == "a" && t.at(i+n+2) == "half" {
		a.length += 30 * time.Minute
		n += 3
	}
	return a, n
}

// term reads one number with its unit, or one word such as "1h30m", into a.
func (t text) term(i int, a *amount) int {
	if i >= len(t) || t[i].lit {
		return 0
	}
	w := t[i].low
	if w == "half" && t.at(i+1) == "an" && t.at(i+2) == "hour" {
		return a.addIf(0.5, hour, 3)
	}
	if v, rest, ok := number(w); ok {
		if rest == "" {
			return a.addIf(v, unitOf(t.at(i+1)), 2)
		}
		return a.compound(w)
	}
	if v := numeral(w); v > 0 {
		u := unitOf(t.at(i + 1))
		if u == second && v == 1 || len(t.at(i+1)) == 1 { // "a second opinion", "a d"
			return 0
		}
		return a.addIf(v, u, 2)
	}
	return 0
}

func (a *amount) addIf(v float64, u unit, words int) int {
	if !a.add(v, u) {
		return 0
	}
	return words
}

// compound reads "45m", "1h30m20s" and "1h30".
func (a *amount) compound(w string) int {
	b := *a
	for w != "" {
		v, rest, ok := number(w)
		if !ok {
			return 0
		}
		rest = strings.TrimPrefix(rest, "-") // "30-minute"
		n := letters(rest)
		u := unitOf(rest[:n])
		if n == 0 && b.last == hour {
			u = minute
		}
		if !b.add(v, u) {
			return 0
		}
		w = rest[n:]
	}
	*a = b
	return 1
}

// add is false where v units cannot follow what a holds.
func (a *amount) add(v float64, u unit) bool {
	if u <= a.last {
		return false
	}
	whole := v == math.Trunc(v)
	if u < hour && !whole {
		return false
	}
	a.last = u
	if v > 1e6 {
		a.huge = true
		return true
	}
	switch u {
	case month:
		a.months += int(v)
	case week:
		a.days += 7 * int(v)
	case day:
		a.days += int(v)
	default:
		a.length += time.Duration(math.Round(v*u.seconds())) * time.Second
	}
	return true
}

func (u unit) seconds() float64 {
	switch u {
	case hour:
		return 3600
	case minute:
		return 60
	}
	return 1
}

// calendar tells whether a counts days and longer alone.
func (a amount) calendar() bool { return a.length == 0 && (a.days > 0 || a.months > 0) }

// zero tells whether nothing is left of a.
func (a amount) zero() bool { return !a.huge && a.length == 0 && a.days == 0 && a.months == 0 }
