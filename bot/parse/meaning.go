package parse

import (
	"math"
	"time"
)

// A building is a span that a rule makes of its parts.
type building struct {
	*chart
	rule     *rule
	from, to int
	parts    []int
	out      span
}

// A meaning makes the value of a span; false: its parts do not fit together.
type meaning func(*building) bool

// part returns the ith part of a kind, from 0; nil where there is none.
func (b *building) part(k kind, i int) *span {
	for _, p := range b.parts {
		if p < 0 || b.spans[p].kind != k {
			continue
		}
		if i == 0 {
			return &b.spans[p]
		}
		i--
	}
	return nil
}

// number is the first number among the parts, in digits or in words; the rule's own where there is none.
func (b *building) number() int {
	for _, p := range b.parts {
		if p >= 0 {
			switch b.spans[p].kind {
			case intKind, numKind, artKind, ordKind:
				return b.spans[p].n
			}
		}
	}
	return b.arg(0)
}

func (b *building) arg(i int) int {
	if i < len(b.rule.n) {
		return b.rule.n[i]
	}
	return 0
}

var meanings map[string]meaning

func init() {
	meanings = map[string]meaning{
		"": (*building).plain, "same": (*building).same, "weak": (*building).weakly, "marked": (*building).mark, "neg": (*building).plain,
		"ordinal": (*building).ordinal, "abbreviated": (*building).abbreviated, "point": (*building).point, "half": (*building).halves,
		"of": (*building).amountOf, "minutes": (*building).minutes, "days": (*building).amountDays, "andhalf": (*building).andHalf, "join": (*building).join,
		"hm": (*building).hoursMinutes, "rest": (*building).amountRest,
		"hour": (*building).bareHour, "clock": (*building).clockOf, "fixed": (*building).fixedClock, "joint": (*building).jointClock,
		"dotted": (*building).dottedClock, "hour-h": (*building).clockH, "ampm": (*building).ampm, "word": (*building).clockWord, "words": (*building).clockWords,
		"past": (*building).past, "to": (*building).toHour, "beforehalf": (*building).beforeHalf, "oclock": (*building).oclock, "inpart": (*building).clockInPart,
		"sametime": (*building).sameTime, "approx": (*building).approximately, "before": (*building).before, "range": (*building).rangeOf, "rising": (*building).rising,
		"or": (*building).either, "zoned": (*building).zoned, "pair": (*building).pair, "twelve": (*building).twelve,
		"offset": (*building).offsetDay, "weekday": (*building).weekdayOf, "dayandpart": (*building).dayAndPart, "week": (*building).weekOf, "last": (*building).lastOf, "plus": (*building).plusDays,
		"from": (*building).fromDay, "ahead": (*building).ahead, "aheadon": (*building).aheadOn, "nth": (*building).nth, "nthnext": (*building).nthNext,
		"monthday": (*building).monthDay, "withyear": (*building).withYear, "on": (*building).onWeekday, "dayalone": (*building).dayAlone,
		"dated": (*building).dated, "parted": (*building).parted, "today-part": (*building).todayPart, "numeric2": (*building).numeric2,
		"numeric3": (*building).numeric3, "compact": (*building).compact, "several": (*building).several, "instant": (*building).instant,
		"times": (*building).openTimes, "soon": (*building).soon, "openday": (*building).openDay, "rel": (*building).relative, "length": (*building).lengthOf,
		"trailing": (*building).trailingMinutes, "end": (*building).endAt, "named": (*building).zoneNamed, "own": (*building).ownZone, "cityzone": (*building).cityZone,
		"list": (*building).list, "through": (*building).through, "single": (*building).single, "freq": (*building).freq, "everydays": (*building).everyDays,
		"onthe": (*building).repeatNth, "monthly": (*building).repeatMonthday, "interval": (*building).interval, "refine": (*building).refine,
		"until": (*building).untilDay, "untilmonth": (*building).untilMonth, "count": (*building).count, "lasting": (*building).lasting, "except": (*building).exceptDay,
		"vaguerepeat": (*building).vagueRepeat, "bounded": (*building).bounded, "ago": (*building).ago, "shift": (*building).shiftBy, "nexthour": (*building).nextHour,
		"minushalf": (*building).minusHalf,
	}
}

// plain is the rule's own number.
func (b *building) plain() bool {
	b.out.n, b.out.zones = b.arg(0), ""
	return true
}

// same is the value of the only part.
func (b *building) same() bool {
	for _, p := range b.parts {
		if p >= 0 {
			b.out.value = b.spans[p].value
			return true
		}
	}
	return false
}

func (b *building) weakly() bool {
	ok := b.same()
	b.out.weak = true
	return ok
}

// mark is the part with a word that says what it is.
func (b *building) mark() bool {
	ok := b.same()
	b.out.weak, b.out.marked, b.out.ambiguous = false, true, b.rule.ambiguous
	return ok
}

// Numbers and amounts.

func (b *building) ordinal() bool {
	i := b.part(intKind, 0)
	b.out.n, b.out.width = i.n, i.width
	return i.n >= 1 && i.n <= 31 && i.width <= 2
}

// abbreviated is a number with a full stop behind it, "3."
func (b *building) abbreviated() bool {
	return b.ordinal() && b.tokens[b.to-1].dot
}

func (b *building) point() bool {
	whole, frac := b.part(intKind, 0), b.part(intKind, 1)
	b.out.n = whole.n*1000 + int(1000*float64(frac.n)/math.Pow10(frac.width))
	return whole.width < 7 && frac.width < 6
}

// halves is a number and a half, in thousandths, as every quantity is.
func (b *building) halves() bool {
	b.out.n = 500
	if i := b.part(intKind, 0); i != nil {
		b.out.n += 1000 * i.n
		return i.width < 7
	}
	return true
}

func (b *building) quantity() int {
	if q := b.part(qtyKind, 0); q != nil {
		return q.n
	}
	return 1000 * b.number()
}

func (b *building) amountOf() bool {
	u := b.part(unitKind, 0)
	q := b.quantity()
	if u.n > int(second) || q == 0 && b.part(intKind, 0) == nil {
		return false
	}
	b.out.amount.short = b.to-b.from > 1 && b.tokens[b.to-1].glued || len(b.tokens[b.to-1].text) < 4
	if b.part(artKind, 0) != nil && (unit(u.n) == second || len(b.tokens[b.to-1].text) == 1) { // "a second opinion", "a d"
		return false
	}
	return b.out.amount.add(q, unit(u.n))
}

func (b *building) minutes() bool {
	b.out.amount = amount{length: time.Duration(b.arg(0)) * time.Minute, top: minute, last: minute}
	return true
}

func (b *building) amountDays() bool {
	b.out.amount = amount{days: b.arg(0), top: week, last: week}
	return true
}

// andHalf is half a unit more: "an hour and a half", "1 and a half hours".
func (b *building) andHalf() bool {
	if a := b.part(amountKind, 0); a != nil {
		b.out.amount = a.amount
		if a.amount.last == hour {
			b.out.amount.length += 30 * time.Minute
			b.out.amount.last = minute
		}
		return a.amount.last == hour
	}
	return b.out.amount.add(b.quantity()+500, unit(b.part(unitKind, 0).n))
}

// join is two amounts, the greater first.
func (b *building) join() bool {
	x, y := b.part(amountKind, 0), b.part(amountKind, 1)
	b.out.amount = x.amount
	a := &b.out.amount
	if y.amount.top <= x.amount.last || x.amount.calendar() && !x.amount.short && b.tokens[y.from+1].text == "h" {
		return false // "dans deux semaines 10h" is at ten
	}
	a.months, a.days, a.length = a.months+y.amount.months, a.days+y.amount.days, a.length+y.amount.length
	a.last, a.huge = y.amount.last, a.huge || y.amount.huge
	return true
}

// hoursMinutes is 1h30, and 1:30 before an h.
func (b *building) hoursMinutes() bool {
	h, m := b.part(intKind, 0), b.part(intKind, 1)
	b.out.amount = amount{length: time.Duration(h.n)*time.Hour + time.Duration(m.n)*time.Minute, top: hour, last: minute, short: true}
	return h.width <= 2 && m.width == 2 && m.n < 60
}

// amountRest is the minutes behind an hour, in "1 hour 15".
func (b *building) amountRest() bool {
	a, m := b.part(amountKind, 0), b.part(intKind, 0)
	b.out.amount = a.amount
	b.out.amount.length += time.Duration(m.n) * time.Minute
	b.out.amount.last = minute
	return a.amount.last == hour && m.n > 0 && m.n < 60
}

// add is false where thousandths of a unit cannot follow what a holds.
func (a *amount) add(thousandths int, u unit) bool {
	if u <= a.last || u < hour && thousandths%1000 != 0 {
		return false
	}
	if a.last = u; a.top == noUnit {
		a.top = u
	}
	if thousandths > 1e9 {
		a.huge = true
		return true
	}
	n := thousandths / 1000
	switch u {
	case year:
		a.months += 12 * n
	case month:
		a.months += n
	case week:
		a.days += 7 * n
	case day:
		a.days += n
	default:
		each := map[unit]time.Duration{hour: time.Hour, minute: time.Minute, second: time.Second}[u]
		a.length += (time.Duration(thousandths) * each / 1000).Round(time.Second)
	}
	return true
}

// calendar tells whether a counts days and longer alone.
func (a amount) calendar() bool { return a.length == 0 && (a.days > 0 || a.months > 0) }

// zero tells whether nothing is left of a.
func (a amount) zero() bool { return !a.huge && a.length == 0 && a.days == 0 && a.months == 0 }

// Times of day.

func (b *building) set(c clock) bool {
	b.out.clock = c
	b.out.fault = c.fault()
	return true
}

func (b *building) bareHour() bool {
	i := b.part(intKind, 0)
	if i.width > 2 || i.n > 24 {
		return false
	}
	if b.tokens[b.to-1].dot && b.to < len(b.tokens) && letter(b.tokens[b.to].text) && b.tokens[b.to].text != "uhr" {
		return false // "bis 18. Dezember"
	}
	b.out.weak = true
	return b.set(clock{hour: i.n, bare: true, padded: i.width == 2 && i.n < 10})
}

// clockOf is hours, minutes and perhaps seconds in digits.
func (b *building) clockOf() bool {
	h, m, s := b.part(intKind, 0), b.part(intKind, 1), b.part(intKind, 2)
	if h.width > 2 || m != nil && m.width != 2 || s != nil && s.width != 2 {
		return false
	}
	c := clock{hour: h.n, padded: h.width == 2 && h.n < 10, bare: m == nil}
	if m != nil {
		c.minute = m.n
	}
	if s != nil {
		c.second = s.n
	}
	return b.set(c)
}

func (b *building) fixedClock() bool {
	c := clock{hour: b.arg(0), minute: b.arg(1), noon: b.arg(0) == 12, midnight: b.arg(0) == 24}
	b.out.weak = true
	return b.set(c)
}

// twelve is a clock in which 12 is named: "12 noon".
func (b *building) twelve() bool { return b.fixedClock() }

// jointClock is 1430 or 0930, which counts beside a day.
func (b *building) jointClock() bool {
	i := b.part(intKind, 0)
	c := clock{hour: i.n / 100, minute: i.n % 100, padded: i.n < 1000, joint: true}
	b.out.weak, b.out.clock = true, c
	return i.width == 4 && c.fault() == nil
}

// dottedClock is 15.30, which may be any other number.
func (b *building) dottedClock() bool {
	ok := b.clockOf()
	b.out.weak, b.out.clock.joint = true, true
	return ok && b.part(intKind, 1) != nil && b.part(intKind, 0).n <= 24 && (b.out.fault == nil || b.out.clock.hour == 24)
}

// clockH is 15h, which in a language that says hours so is a time of day, and in others may be.
func (b *building) clockH() bool {
	ok := b.clockOf()
	b.out.weak = b.out.clock.bare && (b.rule.lang == every || b.out.clock.hour < 7)
	b.out.clock.bare = b.out.clock.bare && b.out.clock.hour < 7
	return ok && b.out.clock.hour < 24
}

func (b *building) ampm() bool {
	c := b.part(clockKind, 0)
	h := b.arg(0)
	if x := b.part(halfKind, 0); x != nil {
		h = x.n
	}
	if c.fault != nil || c.clock.half != "" || c.hasTill || c.clock.noon || c.clock.midnight || c.clock.part != 0 || c.clock.joint && b.tokens[c.from].width > 2 || c.wordy && h == 0 {
		return false
	}
	if c.clock.hour > 12 && !b.tokens[c.to].glued {
		return false // "um 15 Uhr am Freitag"
	}
	if b.arg(0) == 1 && c.clock.bare && b.tokens[b.to-1].text == "a" { // 4a is a class
		return false
	}
	b.out.value = c.value
	b.out.weak, b.out.wordy = false, false
	b.out.clock.bare, b.out.clock.joint = false, false
	b.out.clock.half = [...]string{"", "am", "pm"}[h]
	b.out.fault = b.out.clock.fault()
	return true
}

func (b *building) clockWord() bool {
	n := b.number()
	b.out.weak, b.out.wordy = true, true
	return n >= 1 && n <= 12 && b.set(clock{hour: n, bare: true})
}

// clockWords is "eleven thirty".
func (b *building) clockWords() bool {
	h, m := b.part(numKind, 0), b.part(numKind, 1)
	b.out.weak, b.out.wordy = true, true
	return h.n >= 1 && h.n <= 12 && m.n >= 10 && m.n%5 == 0 && m.n < 60 && b.set(clock{hour: h.n, minute: m.n})
}

// past is so many minutes after the hour.
func (b *building) past() bool { return b.around(b.minutesOf()) }

// toHour is so many minutes before it.
func (b *building) toHour() bool { return b.around(-b.minutesOf()) }

// minutesOf are the minutes that a rule names, or its first number.
func (b *building) minutesOf() int {
	if len(b.rule.n) > 0 {
		return b.arg(0)
	}
	return b.number()
}

// beforeHalf is "fünf vor halb vier".
func (b *building) beforeHalf() bool { return b.around(b.arg(0) - b.number()) }

// minusHalf is "fünf nach halb vier": so much after half an hour before.
func (b *building) minusHalf() bool { return b.around(b.arg(0) + b.number()) }

func (b *building) around(minutes int) bool {
	c := b.part(clockKind, 0)
	b.out.value = c.value
	if !c.clock.bare || c.clock.minute != 0 || c.clock.half != "" && minutes < 0 || c.hasTill || c.clock.hour > 24 || minutes >= 60 || minutes <= -60 {
		return c.clock.half != "" && c.clock.minute == 0 && !c.hasTill && b.shifted(minutes)
	}
	at := c.clock.hour*60 + minutes
	if at < 60 && c.clock.hour == 1 {
		at += 12 * 60
	}
	b.out.clock = clock{hour: at / 60, minute: at % 60, part: c.clock.part}
	b.out.weak, b.out.wordy = false, false
	if b.out.clock.hour <= 12 && c.clock.hour <= 12 { // as loose as a bare hour, and read like one
		b.out.clock.bare = true
	}
	return true
}

// shifted moves a clock with am or pm.
func (b *building) shifted(minutes int) bool {
	c := b.part(clockKind, 0).clock
	at := (c.seconds()/60 + minutes + 24*60) % (24 * 60)
	b.out.clock = clock{hour: at / 60, minute: at % 60}
	b.out.clock.half = "am"
	if at >= 12*60 {
		b.out.clock.half = "pm"
	}
	if b.out.clock.hour %= 12; b.out.clock.hour == 0 {
		b.out.clock.hour = 12
	}
	b.out.weak, b.out.wordy = false, false
	return true
}

// oclock is an hour that "o'clock" or "Uhr" makes sure.
func (b *building) oclock() bool {
	c := b.part(clockKind, 0)
	b.out.value = c.value
	b.out.weak, b.out.wordy = false, false
	if m := b.part(intKind, 0); m != nil { // "15 Uhr 30"
		if !c.clock.bare || m.width > 2 || m.n > 59 {
			return false
		}
		b.out.clock.minute, b.out.clock.bare = m.n, false
		return b.out.clock.hour > 12 || b.rule.lang != every
	}
	return c.clock.half == "" && !c.clock.noon && !c.clock.midnight && !(c.clock.joint && c.to-c.from == 1)
}

// clockInPart is a clock, or a span of them, in a part of the day.
func (b *building) clockInPart() bool {
	c := b.part(clockKind, 0)
	b.out.value = c.value
	b.out.clock.part = b.arg(0)
	if p := b.part(partKind, 0); p != nil {
		b.out.clock.part = p.n
	}
	b.out.weak, b.out.wordy = false, false
	return c.clock.part == 0 && !c.clock.noon && !c.clock.joint && !c.either
}

func (b *building) sameTime() bool {
	b.out.clock = clock{same: true}
	return true
}

func (b *building) approximately() bool {
	ok := b.same()
	b.out.clock.approx = true
	b.out.weak = b.out.weak && !b.out.wordy && b.out.clock.joint
	return ok && !b.out.hasTill && !b.out.wordy
}

// before is a time that is only the latest, or the earliest.
func (b *building) before() bool {
	c := b.part(clockKind, 0)
	b.out.value = c.value
	b.out.weak, b.out.fault = false, because(OpenTime)
	return !c.hasTill && !c.wordy
}

// rangeOf is from one time of day to another.
func (b *building) rangeOf() bool {
	c, t := b.part(clockKind, 0), b.part(clockKind, 1)
	if c.hasTill || t.hasTill || c.either || t.either || t.marked || t.clock.same || c.clock.same || c.tillZone != "" || t.tillZone != "" {
		return false
	}
	b.out.value = c.value
	b.out.till, b.out.hasTill = t.clock, true
	b.out.fault = first(c.fault, t.fault)
	b.out.zones, b.out.loc = c.zones, c.loc
	if t.zones != "" || t.loc != nil {
		b.out.zones, b.out.loc = t.zones, t.loc
	}
	if t.clock.part != 0 && c.clock.part == 0 && c.clock.half == "" {
		b.out.clock.part = t.clock.part
	}
	b.out.wordy = c.wordy && t.wordy && b.arg(0) == 0
	loose := c.weak && t.weak && !b.twentyFour(c, t)
	b.out.weak = b.arg(0) == 0 && (loose || c.wordy || c.clock.joint && t.clock.bare)
	return true
}

// rising is a range in a language in which what joins it joins a day and its time, too: "le 12 à 10h" is none.
func (b *building) rising() bool {
	c, t := b.part(clockKind, 0), b.part(clockKind, 1)
	return !(c.clock.bare && !t.clock.bare && c.clock.hour > t.clock.hour) && b.rangeOf()
}

// twentyFour tells whether two bare hours can only be hours: 14-15.
func (b *building) twentyFour(c, t *span) bool {
	return c.clock.bare && t.clock.bare && c.clock.hour > 12 && t.clock.hour > c.clock.hour && t.clock.hour <= 24
}

func first(whys ...*Why) *Why {
	for _, w := range whys {
		if w != nil {
			return w
		}
	}
	return nil
}

// either is one of two days, or of two times of day.
func (b *building) either() bool {
	if c := b.part(clockKind, 0); c != nil {
		t := b.part(clockKind, 1)
		b.out.value = c.value
		b.out.till, b.out.either = t.clock, true
		b.out.weak = c.weak && t.weak
		return (c.zones == "" || t.zones == "") && !c.hasTill && !t.hasTill && !c.either && !t.either && !(c.wordy && t.wordy)
	}
	d, e := b.part(dayKind, 0), b.part(dayKind, 1)
	b.out.value = d.value
	b.out.other, b.out.either = e.date, true
	b.out.weak = d.weak && e.weak
	return !d.either && !e.either && !(d.weak && d.date.kind == monthDate && e.weak)
}

// zoned is a time with a zone behind it.
func (b *building) zoned() bool {
	c, z := b.part(clockKind, 0), b.part(zoneKind, 0)
	if c == nil {
		c = b.part(instKind, 0)
	}
	b.out.value = c.value
	b.out.loc, b.out.zones = z.loc, z.zones
	b.out.fault = first(c.fault, z.fault)
	if c.kind == clockKind && b.tokens[z.from].text == "-" {
		return false
	}
	if z.n == ownZone {
		b.out.zones = ""
	}
	b.out.ambiguous = b.out.ambiguous || z.ambiguous
	glued := len(b.rule.items) > 1 && b.rule.items[1].glued
	if c.weak && (!c.clock.bare || c.wordy) && !c.clock.noon && !c.clock.midnight {
		return false
	}
	if c.weak && c.clock.bare && !c.hasTill {
		return false
	}
	if c.clock.bare && glued && c.clock.half == "" {
		return false
	}
	b.out.weak = c.weak && c.clock.bare
	return c.loc == nil && c.zones == "" && !c.either
}

// pair is the same moment by two clocks, or two moments: 3pm ET / 12pm PT.
func (b *building) pair() bool {
	c, d := b.part(clockKind, 0), b.part(clockKind, 1)
	b.out.value = c.value
	b.out.till, b.out.tillZone = d.clock, d.zones
	return c.zones != "" && d.zones != "" && !c.hasTill && !d.hasTill && c.tillZone == "" && d.tillZone == ""
}

// fault tells what is wrong with c, or nil.
func (c clock) fault() *Why {
	switch {
	case c.midnight, c.same:
		return nil
	case c.second == 60 && c.minute < 60:
		return because(LeapSecond)
	case c.half != "" && (c.hour == 0 || c.hour > 12):
		return because(NoSuchHour, "Hour", c.hour, "Half", c.half)
	case c.hour > 23 && !(c.hour == 24 && c.minute == 0 && c.second == 0 && c.bare), c.minute > 59, c.second > 59:
		return because(NoSuchTime)
	}
	return nil
}

// Lengths, and times from now.

func (b *building) relative() bool {
	a := b.part(amountKind, 0).amount
	b.out.amount = a
	if a.huge {
		b.out.fault = because(TooFar)
	}
	if b.arg(0) < 0 {
		b.out.fault = because(InThePast)
	}
	return !a.calendar() || a.huge || b.arg(0) < 0
}

// ahead is so many days from today.
func (b *building) ahead() bool {
	a := b.part(amountKind, 0).amount
	b.out.date.plus = a
	return a.calendar() && !a.huge
}

// ago is a day in the past.
func (b *building) ago() bool {
	a := b.part(amountKind, 0).amount
	b.out.date = date{kind: offsetDate, n: -a.days - 30*a.months}
	return a.calendar()
}

func (b *building) lengthOf() bool {
	a := b.part(amountKind, 0).amount
	b.out.amount = a
	b.out.weak = b.arg(0) > 0
	if b.out.weak && a.calendar() && (a.days != 1 || !a.short || b.to-b.from != 2 || !b.tokens[b.to-1].glued) {
		return false // "2 day workshop" is a title; "1d" is a day
	}
	if b.rule.ambiguous && b.tokens[b.to-1].text == "h" {
		return false // "de 14h" begins at two
	}
	_, b.out.fault = a.duration()
	if b.out.fault == nil && a.length < shortest && !a.calendar() {
		b.out.fault = tooShort()
	}
	return true
}

// trailingMinutes is "for 1 hour 15" and, where only minutes can be meant, the like.
func (b *building) trailingMinutes() bool {
	return b.amountRest() && b.tokens[b.from].text != ""
}

func (b *building) endAt() bool {
	c := b.part(clockKind, 0)
	b.out.value = c.value
	b.out.weak = c.wordy
	return !c.hasTill && !c.either
}

func (b *building) soon() bool {
	b.out.n = b.arg(0)
	b.out.weak = true
	b.out.width = 1
	return true
}

func (b *building) nextHour() bool {
	b.out.width = 2
	return true
}

func (b *building) shiftBy() bool {
	b.out.amount = b.part(amountKind, 0).amount
	b.out.n = b.arg(0)
	return !b.out.amount.zero()
}

// Zones.

// ownZone marks the zone of whoever types.
const ownZone = 1

func (b *building) zoneNamed() bool {
	b.out.zones = b.rule.text
	return b.out.zones != ""
}

func (b *building) ownZone() bool {
	b.out.n = ownZone
	return true
}

func (b *building) cityZone() bool {
	b.out.zones = b.part(cityKind, 0).zones
	return true
}
