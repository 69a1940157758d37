package parse

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"meetbot/core"
)

// A Repeat says on which days a meeting is held again: a rule of RFC 5545 that counts days and longer.
type Repeat struct {
	Freq     Freq
	Interval int     // every so many; 1 as a rule
	Weekdays uint8   // a bit for each, Sunday first; 0: none is said
	Nth      int     // Monthly: that weekday of the month, the last is -1; 0: every one
	Monthday int     // Monthly: that day of the month; 0: none is said
	Until    civil   // the last day on which it may be; the zero value: no end is said
	Count    int     // how often in all; 0: no end is said
	Except   []civil // days on which it is not held
	span     amount  // how long it goes on, counted from the first
}

// Freq is what a Repeat counts.
type Freq int

// The frequencies.
const (
	Daily Freq = 1 + iota
	Weekly
	Monthly
	Yearly
)

var (
	freqNames = [...]string{"", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
	dayNames  = [...]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}
)

// String writes the rule as RFC 5545 does, without the days that are left out.
func (r Repeat) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "FREQ=%s", freqNames[r.Freq])
	if r.Interval > 1 {
		fmt.Fprintf(&b, ";INTERVAL=%d", r.Interval)
	}
	if r.Weekdays != 0 {
		b.WriteString(";BYDAY=")
		sep := ""
		for i := range 7 {
			if d := (i + 1) % 7; r.Weekdays>>d&1 == 1 {
				b.WriteString(sep)
				if r.Nth != 0 {
					fmt.Fprint(&b, r.Nth)
				}
				b.WriteString(dayNames[d])
				sep = ","
			}
		}
	}
	if r.Monthday != 0 {
		fmt.Fprintf(&b, ";BYMONTHDAY=%d", r.Monthday)
	}
	if r.Until != (civil{}) {
		fmt.Fprintf(&b, ";UNTIL=%04d%02d%02d", r.Until.year, r.Until.month, r.Until.day)
	}
	if r.Count > 0 {
		fmt.Fprintf(&b, ";COUNT=%d", r.Count)
	}
	return b.String()
}

// on tells whether it is held on c, where the first time is on first. It looks at no end.
func (r Repeat) on(c, first civil) bool {
	if r.Weekdays != 0 && r.Weekdays>>c.weekday()&1 == 0 {
		return false
	}
	step := max(r.Interval, 1)
	switch r.Freq {
	case Daily:
		return c.since(first)%step == 0
	case Weekly:
		if r.Weekdays == 0 && c.weekday() != first.weekday() {
			return false
		}
		return c.monday().since(first.monday())/7%step == 0
	case Monthly:
		months := (c.year-first.year)*12 + c.month - first.month
		return months%step == 0 && r.inMonth(c, first)
	default:
		return (c.year-first.year)%step == 0 && c.month == first.month && c.day == first.day
	}
}

func (r Repeat) inMonth(c, first civil) bool {
	switch {
	case r.Monthday != 0:
		return c.day == r.Monthday
	case r.Nth > 0:
		return (c.day-1)/7 == r.Nth-1
	case r.Nth < 0:
		return c.add(0, 7).month != c.month
	case r.Weekdays != 0:
		return (c.day-1)/7 == 0
	}
	return c.day == first.day
}

// without leaves out a weekday of every week; false where the rule does not say it by the week.
func (r *Repeat) without(weekday int) bool {
	const week = 1<<7 - 1
	if r.Freq == Daily && r.Interval == 1 && r.Weekdays == 0 {
		r.Freq, r.Weekdays = Weekly, week
	}
	left := r.Weekdays &^ (1 << weekday)
	if r.Freq != Weekly || left == r.Weekdays || left == 0 {
		return false
	}
	r.Weekdays = left
	return true
}

// begins is the first day, from c on, on which it can be held.
func (r Repeat) begins(c civil) civil {
	for range 400 {
		if r.on(c, c) {
			return c
		}
		c = c.add(0, 1)
	}
	return c
}

// Excluded returns the days of the rule on which it is not held.
func (r Repeat) Excluded() (out []core.Day) {
	for _, c := range r.Except {
		out = append(out, core.DayOf(asUTC(c, 0)))
	}
	return out
}

// MarshalText implements encoding.TextMarshaler, for buttons.
func (r Repeat) MarshalText() ([]byte, error) {
	text := r.String()
	for _, d := range r.Excluded() {
		text += ";EXDATE=" + string(d)
	}
	return []byte(text), nil
}

// UnmarshalText implements encoding.TextUnmarshaler: it reads what MarshalText writes.
func (r *Repeat) UnmarshalText(text []byte) error {
	var rule []string
	var except []civil
	for part := range strings.SplitSeq(string(text), ";") {
		day, ok := strings.CutPrefix(part, "EXDATE=")
		if !ok {
			rule = append(rule, part)
			continue
		}
		t, err := time.Parse(time.DateOnly, day)
		if err != nil {
			return fmt.Errorf("read a day: %w", err)
		}
		except = append(except, civilOf(t))
	}
	read, err := core.ParseRule(strings.Join(rule, ";"))
	if err != nil {
		return fmt.Errorf("read a repeat: %w", err)
	}
	*r = Repeat{Freq: Freq(slices.Index(freqNames[:], string(read.Freq))), Interval: read.Interval, Nth: read.Nth, Monthday: read.Monthday, Count: read.Count, Except: except}
	for _, d := range read.Weekdays {
		r.Weekdays |= 1 << d
	}
	if read.Until != "" {
		r.Until = civilOf(read.Until.Midnight())
	}
	return nil
}

// same tells whether both repeat alike, or neither does.
func (r *Repeat) same(other *Repeat) bool {
	if r == nil || other == nil {
		return r == other
	}
	one, _ := r.MarshalText()
	two, _ := other.MarshalText()
	return string(one) == string(two)
}

func (r Repeat) excluded(c civil) bool {
	return slices.Contains(r.Except, c)
}

// Typed is the rule in words that are read as it, and nothing else.
func (r Repeat) Typed() string {
	unit := [...]string{"", "day", "week", "month", "year"}[r.Freq]
	out := "every " + unit
	if r.Interval > 1 {
		out = fmt.Sprintf("every %d %ss", r.Interval, unit)
	}
	switch {
	case r.Monthday > 0:
		out += fmt.Sprintf(" on the %d%s", r.Monthday, suffix(r.Monthday))
	case r.Nth != 0:
		out += " on the " + [...]string{"last", "", "first", "second", "third", "fourth", "fifth"}[r.Nth+1] + " " + r.weekdays()
	case r.Weekdays != 0:
		out += " on " + r.weekdays()
	}
	if r.Until != (civil{}) {
		out += fmt.Sprintf(" until %04d-%02d-%02d", r.Until.year, r.Until.month, r.Until.day)
	}
	if r.Count > 0 {
		out += fmt.Sprintf(" %d times", r.Count)
	}
	for _, e := range r.Except {
		out += fmt.Sprintf(" except %04d-%02d-%02d", e.year, e.month, e.day)
	}
	return out
}

func suffix(n int) string {
	switch {
	case n%10 == 1 && n != 11:
		return "st"
	case n%10 == 2 && n != 12:
		return "nd"
	case n%10 == 3 && n != 13:
		return "rd"
	}
	return "th"
}

func (r Repeat) weekdays() string {
	var out []string
	for i := range 7 {
		if d := (i + 1) % 7; r.Weekdays>>d&1 == 1 {
			out = append(out, strings.ToLower(time.Weekday(d).String()[:3]))
		}
	}
	return strings.Join(out, "/")
}
