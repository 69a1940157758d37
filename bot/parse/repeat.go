package parse

import (
	"fmt"
	"math/bits"
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

// What repeats are said to be.

// mask is all weekdays among the parts.
func (b *building) mask() (m int) {
	for _, p := range b.parts {
		if p < 0 {
			continue
		}
		switch s := &b.spans[p]; s.kind {
		case weekdayKind, pluralKind:
			m |= 1 << s.n
		case setKind:
			m |= s.n
		}
	}
	return m
}

// list is weekdays one after the other; where nothing else joins them, by commas.
func (b *building) list() bool {
	a, rest := &b.spans[b.parts[0]], b.parts[len(b.parts)-1]
	b.out.n = b.mask()
	b.out.ambiguous = false
	if len(b.parts) == 2 && !b.tokens[a.to-1].comma {
		return false
	}
	return bits.OnesCount8(uint8(b.out.n)) > bits.OnesCount8(uint8(mask1(&b.spans[rest])))
}

func mask1(s *span) int {
	if s.kind == setKind {
		return s.n
	}
	return 1 << s.n
}

// through is all weekdays from one to another.
func (b *building) through() bool {
	x, y := b.part(weekdayKind, 0), b.part(weekdayKind, 1)
	for d := x.n; ; d = (d + 1) % 7 {
		b.out.n |= 1 << d
		if d == y.n {
			return x.n != y.n
		}
	}
}

func (b *building) single() bool {
	b.out.n = b.mask()
	return true
}

func (b *building) setRepeat(r Repeat) bool {
	b.out.repeat = &r
	return r.Interval >= 1 && r.Interval <= 99
}

// freq is a rule's own frequency and interval, on the weekdays that are named.
func (b *building) freq() bool {
	b.out.weak = b.arg(2) > 0
	return b.setRepeat(Repeat{Freq: Freq(b.arg(0)), Interval: b.arg(1), Weekdays: uint8(b.mask())})
}

// everyDays is every week on the days of the rule.
func (b *building) everyDays() bool {
	return b.setRepeat(Repeat{Freq: Weekly, Interval: 1, Weekdays: uint8(b.arg(0))})
}

// repeatNth is a weekday of each month.
func (b *building) repeatNth() bool {
	o := b.part(ordKind, 0)
	n := b.arg(0)
	if o != nil {
		n = o.n
	}
	return n <= 5 && n != 0 && b.setRepeat(Repeat{Freq: Monthly, Interval: max(b.arg(1), 1), Weekdays: uint8(b.mask()), Nth: n})
}

// repeatMonthday is a day of each month.
func (b *building) repeatMonthday() bool {
	n := b.number()
	o := b.part(ordKind, 0)
	if o != nil && o.width == 0 && len(b.rule.items) < 3 {
		return false // "every second counts"
	}
	return n >= 1 && n <= 31 && b.setRepeat(Repeat{Freq: Monthly, Interval: 1, Monthday: n})
}

// interval is every so many days, weeks, months.
func (b *building) interval() bool {
	n, u := b.number(), b.part(unitKind, 0)
	if len(b.rule.n) > 0 {
		n = b.arg(0)
	}
	f := map[unit]Freq{day: Daily, week: Weekly, month: Monthly, year: Yearly}[unit(u.n)]
	if f == 0 {
		b.out.fault = because(TooOften)
		return true
	}
	mask := uint8(b.mask())
	if f == Daily && mask != 0 { // "alle 14 Tage mittwochs"
		if n%7 != 0 {
			return false
		}
		f, n = Weekly, n/7
	}
	return b.setRepeat(Repeat{Freq: f, Interval: n, Weekdays: mask})
}

// refine adds weekdays, or one of the month, to a rule.
func (b *building) refine() bool {
	s := b.part(repeatKind, 0)
	if s.repeat == nil {
		return false
	}
	r := *s.repeat
	o, i := b.part(ordKind, 0), b.part(intKind, 0)
	switch m := uint8(b.mask()); {
	case o != nil && m != 0 && r.Freq == Monthly && r.Nth == 0 && r.Monthday == 0:
		r.Weekdays, r.Nth = m, o.n
	case (o != nil || i != nil) && m == 0 && r.Freq == Monthly && r.Nth == 0 && r.Monthday == 0 && b.number() > 0 && b.number() < 32:
		r.Monthday = b.number()
	case m != 0 && o == nil && r.Weekdays == 0 && r.Freq == Weekly:
		r.Weekdays = m
	default:
		return false
	}
	b.out.weak = false
	return b.setRepeat(r)
}

// untilDay is the last day.
func (b *building) untilDay() bool {
	d := b.part(dayKind, 0)
	b.out.date = d.date
	b.out.fault = d.fault
	return !d.either
}

// untilMonth is the last day of a month: that "until June" goes on in June is for people to see, who are told.
func (b *building) untilMonth() bool {
	m := b.part(monthKind, 0)
	b.out.date = date{kind: monthDate, civil: civil{leap, m.n, 1}}
	if b.arg(0) > 0 { // to the end of it
		b.out.date.plus = amount{months: 1, days: -1}
	}
	return true
}

func (b *building) count() bool {
	b.out.n = b.number()
	return b.out.n > 0 && b.out.n < 1000
}

// lasting is how long it goes on.
func (b *building) lasting() bool {
	a := b.part(amountKind, 0).amount
	b.out.amount = a
	return a.calendar() && !a.huge && (a.days > 6 || a.months > 0)
}

func (b *building) exceptDay() bool {
	d := b.part(dayKind, 0)
	b.out.date = d.date
	b.out.fault = d.fault
	return !d.either
}

// vagueRepeat repeats, but does not say how often.
func (b *building) vagueRepeat() bool {
	b.out.weak = true
	return true
}

// bounded is a rule that is too often, or not by days.
func (b *building) bounded() bool {
	b.out.fault = because(TooOften)
	return true
}
