package parse

import (
	"cmp"
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
		"minushalf": (*building).minusHalf, "minutesby": (*building).shiftMinutes, "unclear": (*building).unclear, "severallengths": (*building).severalLengths, "total": (*building).totalOf,
		"moreof": (*building).moreOf, "endinst": (*building).endAtInstant, "shiftof": (*building).shiftOf, "earlier": (*building).earlier,
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
	a := b.part(amountKind, 0)
	m := cmp.Or(b.part(intKind, 0), b.part(numKind, 0))
	b.out.amount = a.amount
	b.out.amount.length += time.Duration(m.n) * time.Minute
	b.out.amount.last = minute
	return a.amount.last == hour && m.n > 0 && m.n < 60 && (m.kind == intKind || m.n >= 5)
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

// severalLengths is a length between two.
func (b *building) severalLengths() bool {
	b.out.fault = because(SeveralLengths)
	b.out.weak = b.rule.ambiguous
	return true
}

// unclear is a length that nobody can tell.
func (b *building) unclear() bool {
	b.out.fault = because(NotALength)
	return true
}

func (b *building) endAt() bool {
	c := b.part(clockKind, 0)
	b.out.value = c.value
	b.out.weak, b.out.n = c.wordy, b.arg(0)
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
