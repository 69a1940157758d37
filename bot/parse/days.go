package parse

import (
	"time"
)

// What days are said to be.

// leap is a year in which every day of a calendar exists.
const leap = 2028

func (b *building) setDay(d date) bool {
	b.out.date = d
	return true
}

func (b *building) offsetDay() bool {
	return b.setDay(date{kind: offsetDate, n: b.arg(0), part: b.arg(1)})
}

func (b *building) weekdayOf() bool {
	b.out.ambiguous = b.out.ambiguous || b.part(weekdayKind, 0).ambiguous && len(b.parts) == 1
	return b.setDay(date{kind: weekdayDate, n: b.part(weekdayKind, 0).n})
}

// weekOf is a weekday of the week that is so many ahead.
func (b *building) weekOf() bool {
	return b.setDay(date{kind: weekDate, n: b.part(weekdayKind, 0).n, civil: civil{day: b.arg(0)}})
}

func (b *building) lastOf() bool {
	return b.setDay(date{kind: lastWeekday, n: b.part(weekdayKind, 0).n})
}

// plusDays is so many days after a day.
func (b *building) plusDays() bool {
	if w := b.part(weekdayKind, 0); w != nil {
		return b.setDay(date{kind: weekdayDate, n: w.n, plus: amount{days: b.arg(0)}})
	}
	d := b.part(dayKind, 0)
	b.out.value = d.value
	b.out.date.plus.days += b.arg(0)
	return !d.either && d.date.plus == (amount{}) && d.date.part == 0
}

func (b *building) fromDay() bool {
	a, d := b.part(amountKind, 0), b.part(dayKind, 0)
	b.out.value = d.value
	b.out.date.plus = a.amount
	return a.amount.calendar() && !d.either && d.date.plus == (amount{}) && !d.weak
}

// aheadOn is a weekday of the week that is so far ahead.
func (b *building) aheadOn() bool {
	a := b.part(amountKind, 0).amount
	if a.months != 0 || a.length != 0 || a.days == 0 || a.days%7 != 0 {
		return false
	}
	return b.setDay(date{kind: weekDate, n: b.part(weekdayKind, 0).n, civil: civil{day: a.days / 7}})
}

// nth is the first monday of December.
func (b *building) nth() bool {
	o, w, m := b.part(ordKind, 0), b.part(weekdayKind, 0), b.part(monthKind, 0)
	return o.n <= 5 && b.setDay(date{kind: nthDate, nth: o.n, n: w.n, civil: civil{month: m.n}})
}

// nthNext is the first monday of the month that is so many ahead.
func (b *building) nthNext() bool {
	o, w := b.part(ordKind, 0), b.part(weekdayKind, 0)
	return o.n <= 5 && b.setDay(date{kind: nthDate, nth: o.n, n: w.n, civil: civil{day: b.arg(0)}})
}

// monthDay is a day of a month, in whichever year comes; the rule may name both.
func (b *building) monthDay() bool {
	c := civil{leap, b.arg(0), b.arg(1)}
	if m := b.part(monthKind, 0); m != nil {
		c.month, c.day = m.n, 0
		if i := b.part(intKind, 0); i != nil && i.width <= 2 {
			c.day = i.n
		} else if o := b.part(ordKind, 0); o != nil {
			c.day = o.n
		}
		if c.day < 1 {
			return false
		}
	}
	b.setDate(monthDate, c)
	return true
}

// withYear is a day of a month with the year behind it.
func (b *building) withYear() bool {
	d, y := b.part(dayKind, 0), b.part(intKind, 0)
	if d.date.kind != monthDate || d.either || d.date.swapped || y.width != 4 || y.n < 1000 || d.weak || d.date.plus != (amount{}) {
		return false
	}
	b.out.value = d.value
	b.out.fault = nil
	c := d.date.civil
	c.year = y.n
	b.setDate(fullDate, c)
	b.out.date.weekday, b.out.date.n = d.date.weekday, d.date.n
	return true
}

// onWeekday is a date with the name of its day.
func (b *building) onWeekday() bool {
	w, d := b.part(weekdayKind, 0), b.part(dayKind, 0)
	if d.either || d.date.weekday || d.date.plus != (amount{}) || d.date.kind != monthDate && d.date.kind != fullDate && d.date.kind != dayDate {
		return false
	}
	if d.date.kind == monthDate && d.weak && b.rule.lang == every && b.tokens[d.from].text == "" {
		return false
	}
	if d.date.kind == dayDate && !b.numbered(d) {
		return false // "am ersten Montag"
	}
	b.out.value = d.value
	b.out.weak, b.out.ambiguous = false, false
	b.out.date.weekday = true
	b.out.date.n = w.n
	return true
}

// numbered tells whether digits stand in a span.
func (b *building) numbered(s *span) bool {
	for i := s.from; i < s.to; i++ {
		if b.tokens[i].n >= 0 {
			return true
		}
	}
	return false
}

// dayAlone is "the 30th", which is a day only beside a time of day.
func (b *building) dayAlone() bool {
	n := b.number()
	i := b.part(intKind, 0)
	b.out.weak = true
	if o := b.part(ordKind, 0); o != nil && o.width == 0 && b.arg(0) == 0 {
		return false // "the first", "the second"
	}
	return n >= 1 && n <= 31 && (i == nil || i.width <= 2) && b.setDay(date{kind: dayDate, civil: civil{day: n}})
}

// dated is a weekday with the number of its day: "lunes 7".
func (b *building) dated() bool {
	w, i := b.part(weekdayKind, 0), b.part(intKind, 0)
	return i.width <= 2 && i.n >= 1 && i.n <= 31 && b.setDay(date{kind: dayDate, n: w.n, weekday: true, civil: civil{day: i.n}})
}

// parted is a day with a part of it.
func (b *building) parted() bool {
	d := b.part(dayKind, 0)
	b.out.value = d.value
	b.out.date.part = b.arg(0)
	if p := b.part(partKind, 0); p != nil {
		b.out.date.part = p.n
	}
	return d.date.part == 0 && !d.either && !(d.weak && d.date.kind != dayDate)
}

// dayAndPart is a weekday and a part of it in one word.
func (b *building) dayAndPart() bool {
	return b.setDay(date{kind: weekdayDate, n: b.arg(0), part: b.arg(1)})
}

func (b *building) todayPart() bool {
	p := b.part(partKind, 0)
	return b.setDay(date{kind: offsetDate, part: p.n})
}

// numeric2 reads 31/12, 30.11. and 11-30, which are days only beside a time of day.
func (b *building) numeric2() bool {
	x, y := b.part(intKind, 0), b.part(intKind, 1)
	if x.width > 2 || y.width > 2 || x.n == 24 && y.n == 7 {
		return false
	}
	b.out.weak = true
	sep := b.tokens[b.from+1].text
	switch {
	case sep == "." && (x.n > 24 || b.tokens[b.to-1].dot || y.width == 2 && y.n <= 12): // else it may be a time of day
		return b.numericDay(y.n, x.n, false)
	case sep == "-":
		return y.n > 24 && b.numericDay(x.n, y.n, false)
	case sep == "/":
		if !(civil{leap, x.n, y.n}).exists() {
			return b.numericDay(y.n, x.n, false)
		}
		return b.numericDay(x.n, y.n, true)
	}
	return false
}

// numericDay is a day of a month; open: the two may be meant the other way round.
func (b *building) numericDay(month, day int, open bool) bool {
	c := civil{leap, month, day}
	other := civil{leap, day, month}
	if !c.exists() {
		return false
	}
	b.out.date = date{kind: monthDate, civil: c, swapped: open && other.exists() && day != month}
	return true
}

// numeric3 reads 2026-12-01, 12/01/2026 and 01.12.2026.
func (b *building) numeric3() bool {
	x, y, z := b.part(intKind, 0), b.part(intKind, 1), b.part(intKind, 2)
	sep := b.tokens[b.from+1].text
	if b.tokens[b.from+3].text != sep || y.width > 2 {
		return false
	}
	switch {
	case x.width == 4 && z.width <= 2:
		b.setDate(fullDate, civil{x.n, y.n, z.n})
		return true
	case x.width > 4 && x.n >= 10000 && z.width <= 2:
		b.out.fault = because(TooFar)
		return true
	case x.width > 2 || z.width != 4 && (z.width != 2 || sep == "-"):
		return false
	}
	if z.width == 2 {
		z = &span{value: value{n: z.n + 2000}}
	}
	c, d := civil{z.n, x.n, y.n}, civil{z.n, y.n, x.n}
	if sep == "." || !c.exists() && d.exists() {
		b.setDate(fullDate, d)
		return true
	}
	b.setDate(fullDate, c)
	b.out.date.swapped = d.exists() && x.n != y.n
	return true
}

// compact is 20261203.
func (b *building) compact() bool {
	i := b.part(intKind, 0)
	c := civil{i.n / 10000, i.n / 100 % 100, i.n % 100}
	b.out.weak = true
	if i.width != 8 || c.year < 1900 || c.year > 2200 || !c.exists() {
		return false
	}
	b.setDate(fullDate, c)
	return true
}

func (b *building) setDate(k dateKind, c civil) {
	b.out.date = date{kind: k, civil: c}
	if !c.exists() {
		b.out.fault = noSuchDay(k, c)
	}
}

// noSuchDay says so of 31 February.
func noSuchDay(k dateKind, c civil) *Why {
	if c.month < 1 || c.month > 12 {
		return because(NoSuchMonth, "Number", c.month)
	}
	if k == monthDate {
		return because(NoSuchDay, "Day", c.day, "Month", time.Month(c.month))
	}
	return because(NoSuchDayIn, "Day", c.day, "Month", time.Month(c.month), "Year", c.year)
}

// several is more than one day, which is no day to meet on: "Dec 3rd-4th".
func (b *building) several() bool {
	if d := b.part(dayKind, 0); d != nil {
		b.out.value = d.value
		b.out.width = 1
		if e := b.part(dayKind, 1); e != nil {
			if d.weak || e.weak && e.date.kind != dayDate || d.either || e.either || d.date.kind == weekdayDate && e.date.kind == weekdayDate {
				return false // a repeat
			}
			b.out.other, b.out.width = e.date, 2
		}
		if i := b.part(intKind, 0); i != nil && (i.width > 2 || i.n > 31 || i.n <= d.date.civil.day || d.date.kind != monthDate || d.weak) {
			return false
		}
		if d.date.kind != monthDate && b.part(ordKind, 0) != nil {
			return false
		}
	} else if m := b.part(monthKind, 0); m != nil {
		x, y := b.part(intKind, 0), b.part(intKind, 1)
		if x == nil || y == nil {
			x, y = b.part(ordKind, 0), b.part(ordKind, 1)
		}
		if x == nil || y == nil || x.n >= y.n || y.n > 31 || x.n < 1 {
			return false
		}
		b.out.date, b.out.width = date{kind: monthDate, civil: civil{leap, m.n, x.n}}, 1
	} else if o := b.part(ordKind, 1); o != nil {
		b.out.date = date{kind: dayDate, civil: civil{day: b.part(ordKind, 0).n}}
	}
	b.out.fault = because(SeveralDays)
	return true
}

func (b *building) instant() bool {
	d, c := b.part(dayKind, 0), b.part(clockKind, 0)
	b.out.value = c.value
	b.out.date = d.date
	b.out.fault = first(d.fault, c.fault)
	return d.date.kind == fullDate && !c.weak && !c.hasTill && !c.clock.bare
}

// moves is the width of what is another day every year, which nobody here knows: Easter.
const moves = 3

// openDay is what leaves the day open; its numbers say which days it may be: how many ahead a week or month is that it
// speaks of.
func (b *building) openDay() bool {
	b.out.n, b.out.width = b.arg(0), b.arg(1)
	return true
}

// openTimes is what leaves the time open, with the hours that it may be.
func (b *building) openTimes() bool {
	b.out.width = 0
	return len(b.rule.n) > 0 && len(b.rule.n) <= 3 && b.vague()
}

func (b *building) vague() bool {
	for k := len(b.rule.n) - 1; k >= 0; k-- {
		b.out.n = b.out.n*10000 + b.rule.n[k]
	}
	return true
}
