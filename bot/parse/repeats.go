package parse

import "math/bits"

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

// untilMonth is the first day of a month, or its last where the words say its end. Which it was is told in the answer.
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
