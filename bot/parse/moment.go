package parse

import (
	"cmp"
	"time"
)

// till is the end of the time, as part of a span or in words of its own.
func (r *reading) till(t *span) *clock {
	switch {
	case t.hasTill:
		return &t.till
	case r.end != none:
		return &r.spans[r.end].clock
	}
	return nil
}

// part is the part of the day that was said.
func (r *reading) part() int {
	if d := r.span(r.day); d != nil && d.kind == dayKind {
		return d.date.part
	}
	return 0
}

// moment settles which half of the day is meant.
func (r *reading) moment(t *span, loc *time.Location) (moment, *Error) {
	c, till, part := t.clock, r.till(t), r.part()
	if why := contradicts(c, cmp.Or(c.part, part)); why != nil {
		return moment{}, r.refuse(r.typed(t), why)
	}
	if c.same {
		h, m, _ := r.in.Now.In(loc).Clock()
		c = clock{hour: h, minute: m, padded: true}
	}
	var m moment
	settled, assumed := settle(c, till, part)
	m.assumed = assumed
	m.from = settled.seconds()
	if h := m.from / 3600; assumed == "" && c.open() && part == 0 && settled.half == "" && t.kind != instKind && (h < 7 || h >= 22) && (till == nil || till.half == "") {
		m.night = true
	}
	if cmp.Or(c.part, part) == night && settled.half == "am" && c.hour < 5 && r.day != none {
		m.from += daySeconds // tonight at 1 is after midnight
	}
	if till != nil {
		length, err := r.until(m, settled, *till, t)
		if err != nil {
			return m, err
		}
		m.length = length
	}
	return m, nil
}

// open tells whether what was assumed falls into the night where the person is.
func (m moment) open(r *reading, start time.Time) bool {
	if m.assumed == "" || r.in.Zone == nil {
		return false
	}
	h := start.In(r.in.Zone).Hour()
	return h < 7 || h >= 22
}

// nightly asks whether a time without am or pm is meant at night.
func (r *reading) nightly(req Request, m moment, loc *time.Location) *Error {
	e := r.refuse(r.whenText(), because(AtNight))
	first := req
	m.from = (m.from + noonSeconds) % daySeconds
	m.night, m.assumed = false, ""
	if start, err := r.findOne(m, loc); err == nil && !start.UTC().Equal(first.Start) {
		other := req
		other.Start = start.UTC()
		if r.finish(&other, m, start, loc) == nil {
			e.Choices = append(e.Choices, other)
		}
	}
	e.Choices = append(e.Choices, first)
	return e
}

// until is how long a span lasts: to the first such time after its start.
func (r *reading) until(m moment, start, t clock, at *span) (int, *Error) {
	if p := cmp.Or(t.part, at.clock.part, r.part()); p != 0 && t.half == "" && t.hour <= 12 && !t.noon && !t.midnight && !t.padded {
		t = t.inPart(p)
	}
	first := after(m.from, t.seconds())
	if first == 0 {
		return 0, r.refuse(r.typed(at), because(EndsAtStart))
	}
	if !t.open() {
		return first, nil
	}
	second := after(m.from, t.seconds()+noonSeconds)
	switch {
	case second == 0 || first < second:
		return first, nil
	case t.bare || start.half != "" || start.noon:
		return second, nil
	case m.from%daySeconds+second >= daySeconds: // "22:00-6:00": the other half comes later still
		return first, nil
	case m.night: // which half is meant is asked anyway
		return second, nil
	}
	e := r.refuse(r.typed(at), because(WhichEnd))
	for _, n := range []int{first, second} {
		v := at.value
		v.hasTill, v.till = false, clock{}
		only := r.with(at, span{kind: at.kind, value: v})
		only.end = none
		for _, c := range only.choices() {
			c.Duration = time.Duration(n) * time.Second
			e.Choices = append(e.Choices, c)
		}
	}
	return 0, e
}

// spanLength checks the length of a span against any other that was said.
func (r *reading) spanLength(req *Request, m moment, t *span) *Error {
	if m.length == 0 {
		return nil
	}
	d := time.Duration(m.length) * time.Second
	switch {
	case d < shortest:
		return r.refuse(r.typed(t), tooShort())
	case m.from+m.length > daySeconds && d > 18*time.Hour:
		return r.refuse(r.typed(t), because(NextDay))
	case req.Duration != 0 && req.Duration != d:
		e := r.refuse(r.typed(t)+" … "+cmp.Or(r.lengthText(), r.fields["duration"]), because(TwoLengths))
		return e
	}
	req.Duration = d
	return nil
}

func (r *reading) lengthText() string {
	if s := r.span(r.length); s != nil {
		return r.typed(s)
	}
	return ""
}

// finish checks the start, and measures a span between its two instants: the clocks may change within.
func (r *reading) finish(req *Request, m moment, start time.Time, loc *time.Location) *Error {
	if r.tooFar(start) {
		return r.refuse(r.whenText(), because(TooFar))
	}
	if m.length == 0 {
		return nil
	}
	local := start.In(loc)
	h, mi, sec := local.Clock()
	ends := wall(civilOf(local), h*3600+mi*60+sec+m.length, loc)
	if len(ends) != 1 || !ends[0].After(start) {
		e := r.refuse(r.typed(r.span(r.time)), because(ClocksAtEnd))
		req := *req
		req.Start = start.UTC()
		e.Choices = []Request{req}
		return e
	}
	req.Duration = ends[0].Sub(start)
	return nil
}

// findOne finds the one instant that is meant, or asks back where there are two.
func (r *reading) findOne(m moment, loc *time.Location) (time.Time, *Error) {
	t, d := r.span(r.time), r.dayOf(loc)
	if d != nil && d.swapped {
		return r.dayOrMonth(d, m, loc)
	}
	if t != nil && t.clock.midnight && d != nil && (d.kind != offsetDate || d.n != 0 || d.plus != amount{}) && d.part != night {
		return r.eitherOf(d, 0, d, m.from, loc, because(WhichMidnight))
	}
	return r.find(d, m.from, loc)
}

// dayOrMonth reads 9/12 as people write it where they come from, or asks.
func (r *reading) dayOrMonth(d *date, m moment, loc *time.Location) (time.Time, *Error) {
	one, other := *d, *d
	one.swapped, other.swapped = false, false
	other.civil.month, other.civil.day = d.civil.day, d.civil.month
	if d.weekday { // the weekday beside it tells
		today := civilOf(r.in.Now.In(loc))
		_, first := r.fitting(&one, one.days(today))
		_, second := r.fitting(&other, other.days(today))
		switch {
		case first == nil && second != nil:
			return r.find(&one, m.from, loc)
		case second == nil && first != nil:
			return r.find(&other, m.from, loc)
		case first != nil:
			e := r.refuse(r.whenText(), because(OtherWeekday, "Weekday", time.Weekday(one.days(today)[0].weekday())))
			if len(first.Args) == 2 {
				e.Why = first.Why
			}
			one.weekday, other.weekday = false, false
			e.Choices = r.onDays(one, other, date{kind: weekdayDate, n: d.n})
			return time.Time{}, e.few()
		}
	}
	first, open := monthFirst(r.in.Locale)
	if !first {
		one, other = other, one
	}
	if !open {
		t, err := r.find(&one, m.from, loc)
		if err == nil && t.Sub(r.in.Now) < 200*24*time.Hour || err != nil && len(err.Choices) > 1 {
			return t, err
		}
	}
	return r.eitherOf(&one, m.from, &other, m.from, loc, because(DayOrMonth))
}

// otherDay is the same time of day with the day and the month the other way round, where only the person's locale tells which
// is which; zero where that is no time to come.
func (r *reading) otherDay(m moment, start time.Time, loc *time.Location) time.Time {
	d := r.dateOf()
	if d == nil || !d.swapped || d.weekday {
		return time.Time{}
	}
	for _, c := range []civil{d.civil, {d.civil.year, d.civil.day, d.civil.month}} {
		one := *d
		one.civil, one.swapped = c, false
		if at, err := r.find(&one, m.from, loc); err == nil && !at.Equal(start) && !r.tooFar(at) {
			return at.UTC()
		}
	}
	return time.Time{}
}

func (r *reading) dateOf() *date {
	if t := r.span(r.time); t != nil && t.kind == instKind {
		return &t.date
	}
	if d := r.span(r.day); d != nil && d.kind == dayKind {
		return &d.date
	}
	return nil
}

// eitherOf takes the reading that is still to come, and asks back where both are.
func (r *reading) eitherOf(a *date, from int, b *date, till int, loc *time.Location, why *Why) (time.Time, *Error) {
	t, err := r.find(a, from, loc)
	u, other := r.find(b, till, loc)
	switch {
	case err != nil && other != nil:
		return t, err
	case err != nil || r.tooFar(t):
		return u, nil
	case other != nil || r.tooFar(u):
		return t, nil
	}
	e := r.refuse(r.whenText(), why)
	e.Choices = r.ahead(t, u)
	return t, e
}
