package parse

import (
	"cmp"
	"strings"
	"time"
)

// What a move leaves open stays as it is in the meeting that it speaks of.

// ofMove says which meeting a move is about, and whether it was read without knowing it.
func (r *reading) ofMove(req Request, err *Error) (Request, *Error) {
	named := cmp.Or(r.ref, link(r.title()))
	if err != nil {
		err.About = &Request{Verb: Move, Ref: named, Open: true, Change: r.change()}
		return req, err
	}
	req.Open, req.Change = r.in.Meeting == nil, r.change()
	return req, r.whichWeek(req)
}

// whichWeek asks about a weekday that is another one beside the meeting than from today on, and about today's.
func (r *reading) whichWeek(req Request) *Error {
	d := r.span(r.day)
	if r.in.Meeting == nil || r.in.Zone == nil || d == nil || d.kind != dayKind || d.date.kind != weekdayDate || d.date.plus != (amount{}) {
		return nil
	}
	day := func(t time.Time) civil { return civilOf(t.In(r.in.Zone)) }
	next, today := day(req.Start), day(r.in.Now)
	other := day(r.in.Meeting.Start).monday().add(0, (d.date.n+6)%7)
	if next == today {
		other = next.add(0, 7)
	}
	if other == next || other.before(today) {
		return nil
	}
	e := r.refuse(r.typed(d), because(OpenDay))
	for _, c := range []civil{next, other} {
		for _, at := range r.onDays(date{kind: fullDate, civil: c}) {
			if day(at.Start) == c && secondsOf(at.Start, r.in.Zone) == secondsOf(req.Start, r.in.Zone) {
				e.Choices = append(e.Choices, at)
				break
			}
		}
	}
	if len(e.Choices) < 2 {
		return nil
	}
	return e
}

// change is what a move says beside the meeting.
func (r *reading) change() string {
	if r.ref != "" {
		return r.words.raw()
	}
	gone := r.gone()
	var said text
	for i, w := range r.words {
		if gone[i] {
			said = append(said, w)
		}
	}
	return said.raw()
}

// keeps tells whether the meeting's own time of day counts, which is known.
func (r *reading) keeps() bool {
	t := r.span(r.time)
	return r.verb == Move && r.in.Meeting != nil && (t == nil || t.kind == clockKind && t.clock.same)
}

// dayOf is the day that was said; of a move, the one on which the meeting is.
func (r *reading) dayOf(loc *time.Location) *date {
	if d := r.dateOf(); d != nil || r.verb != Move || r.in.Meeting == nil {
		return d
	}
	return &date{kind: fullDate, civil: civilOf(r.in.Meeting.Start.In(loc))}
}

// moved reads a move that hangs on the meeting's own start; false where its words say all of the new one.
func (r *reading) moved(req Request, t *span) (Request, *Error, bool) {
	d := r.span(r.day)
	shift := t != nil && t.kind == shiftKind
	silent := t == nil && d == nil && r.length == none && r.end == none
	sameDay := t != nil && t.kind == clockKind && d == nil && r.repeat == none
	switch {
	case sameDay && r.in.Meeting == nil && (r.in.Zone != nil || len(r.zones()) > 0):
		return req, nil, true
	case silent, r.repeat != none, t != nil && !shift && (t.kind != clockKind || !t.clock.same):
		return req, nil, false
	case d != nil && (d.kind == openKind && r.in.Meeting == nil || d.date.part != 0):
		return req, nil, false
	case d != nil && r.in.Zone == nil:
		return req, r.noZone(), true
	case r.in.Meeting == nil:
		return req, nil, true // to be read again with its times
	case shift:
		req, err := r.shifted(req, t)
		return req, err, true
	case d != nil && d.kind == openKind:
		return req, r.openDay(req, d), true
	}
	req, err := r.kept(req)
	return req, err, true
}

func (r *reading) noZone() *Error {
	e := r.in.refuse(r.whenText(), because(ZoneUnknown), r.example("tomorrow 15:00 Europe/Paris"))
	e.NeedsZone = true
	return e
}

// kept is a start at the meeting's own time of day, or its own start where only its length is to change.
func (r *reading) kept(req Request) (Request, *Error) {
	own := r.in.Meeting
	loc := r.clocks()
	if home := cmp.Or(own.Zone, r.in.Zone); home != nil {
		req.Zone = home.String()
	}
	start := own.Start
	if r.day != none {
		var err *Error
		if start, err = r.findOne(moment{from: secondsOf(own.Start, loc)}, loc); err != nil {
			return req, r.lengthen(err, req)
		}
		if r.tooFar(start) {
			return req, r.refuse(r.whenText(), because(TooFar))
		}
	} else if s := r.span(r.length); s != nil && s.weak && r.end == none {
		return req, r.longerOrLater(req, s)
	}
	req.Start = start.UTC()
	if r.end != none {
		return req, r.keptUntil(&req)
	}
	return req, nil
}

// keptUntil finds the length that an end makes. Where no day is said, it may be the new start, too: "postpone #12 until 5pm".
func (r *reading) keptUntil(req *Request) *Error {
	s := r.span(r.end)
	loc := cmp.Or(r.in.Zone, r.clocks())
	end, ok := nextClock(req.Start, s.clock, loc)
	switch {
	case !ok:
		return r.refuse(r.typed(s), because(ClocksAtEnd))
	case req.Duration != 0 && req.Duration != end.Sub(req.Start):
		return r.refuse(r.typed(s), because(TwoLengths))
	}
	req.Duration = end.Sub(req.Start)
	if r.day != none {
		return nil
	}
	e := r.refuse(r.typed(s), because(WhichReading))
	e.Choices = append(r.with(s, span{kind: endKind, value: s.value}).ahead(end), *req)
	e.Choices[0].Duration = 0
	return e
}

// clocks are those by which the meeting keeps its time of day: its own, unless whoever moves it calls its day, or today,
// by another date.
func (r *reading) clocks() *time.Location {
	home, here := r.in.Meeting.Zone, r.in.Zone
	if home == nil || here == nil {
		return cmp.Or(home, here, time.UTC)
	}
	for _, t := range []time.Time{r.in.Meeting.Start, r.in.Now} {
		if civilOf(t.In(home)) != civilOf(t.In(here)) {
			return here
		}
	}
	return home
}

func secondsOf(t time.Time, loc *time.Location) int {
	h, m, s := t.In(loc).Clock()
	return h*3600 + m*60 + s
}

// longerOrLater asks about a length alone: "move #12 30m".
func (r *reading) longerOrLater(req Request, s *span) *Error {
	e := r.refuse(r.typed(s), because(LongerOrLater))
	later, lasting := req, req
	later.Start, later.Duration = r.in.Meeting.Start.Add(req.Duration).UTC(), 0
	lasting.Start = r.in.Meeting.Start.UTC()
	for _, c := range []Request{later, lasting} {
		if c.Start.After(r.in.Now) {
			e.Choices = append(e.Choices, c)
		}
	}
	return e
}

// shifted counts from the meeting's own start: days and longer by the calendar, where the meeting is; hours and shorter to
// the second.
func (r *reading) shifted(req Request, t *span) (Request, *Error) {
	own := r.in.Meeting
	loc := cmp.Or(own.Zone, r.in.Zone)
	if loc == nil {
		if t.amount.days > 0 || t.amount.months > 0 {
			return req, r.noZone()
		}
		loc = time.UTC
	} else {
		req.Zone = loc.String()
	}
	if t.n == 0 {
		e := r.refuse(r.typed(t), because(EarlierOrLater))
		for _, sign := range []int{-1, 1} {
			if start, err := r.shift(t, sign, loc); err == nil {
				c := req
				c.Start = start.UTC()
				e.Choices = append(e.Choices, c)
			}
		}
		return req, e
	}
	start, err := r.shift(t, t.n, loc)
	if err != nil {
		return req, r.lengthen(err, req)
	}
	req.Start = start.UTC()
	return req, nil
}

// shift is the meeting's start, so much later or earlier.
func (r *reading) shift(t *span, sign int, loc *time.Location) (time.Time, *Error) {
	a, start := t.amount, r.in.Meeting.Start
	if a.huge {
		return start, r.refuse(r.typed(t), because(TooFar))
	}
	if a.days > 0 || a.months > 0 {
		c := civilOf(start.In(loc)).addMonths(sign*a.months).add(0, sign*a.days)
		switch all := wall(c, secondsOf(start, loc), loc); len(all) {
		case 0:
			return start, r.ask(shifts(c, secondsOf(start, loc), loc), because(SkippedThen))
		case 1:
			start = all[0]
		default:
			return start, r.ask(all, because(TwiceThen))
		}
	}
	start = start.Add(time.Duration(sign) * a.length)
	switch {
	case r.tooFar(start):
		return start, r.refuse(r.typed(t), because(TooFar))
	case !start.After(r.in.Now):
		e := r.refuse(r.typed(t), because(Over, "Ago", r.in.Now.Sub(start)))
		if later, err := r.shift(t, 1, loc); sign < 0 && err == nil {
			e.Choices = r.ahead(later)
		}
		return start, e
	}
	return start, nil
}

// fromOwn asks about a range that begins when the meeting does: "from 3pm to 4pm" may say from when to when it is moved.
func (r *reading) fromOwn(req Request, t *span) *Error {
	own := r.in.Meeting
	if r.verb != Move || own == nil || r.day != none || !t.hasTill || !req.Start.Equal(own.Start) || strings.ContainsAny(r.typed(t), "-–—") {
		return nil
	}
	e := r.refuse(r.typed(t), because(WhichReading))
	e.Choices = append(r.ahead(req.Start.Add(req.Duration)), req)
	return e
}

// nextClock is the first instant after another at which the clocks show c, in whichever half of the day where c says none;
// false where they show it twice or not at all.
func nextClock(after time.Time, c clock, loc *time.Location) (time.Time, bool) {
	if c.part != 0 && c.half == "" && c.hour >= 1 && c.hour <= 12 && !c.noon && !c.midnight {
		c = c.inPart(c.part)
	}
	local := after.In(loc)
	from := secondsOf(after, loc)
	length := (c.seconds() - from + 2*daySeconds) % daySeconds
	if c.open() {
		if other := (length + noonSeconds) % daySeconds; other > 0 && (length == 0 || other < length) {
			length = other
		}
	}
	if length == 0 {
		length = daySeconds
	}
	at := wall(civilOf(local), from+length, loc)
	if len(at) != 1 || !at[0].After(after) {
		return after, false
	}
	return at[0], true
}
