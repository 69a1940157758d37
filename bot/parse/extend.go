package parse

import (
	"cmp"
	"time"
)

// extend reads "extend [REF] [15m]", "extend [REF] until 14:00" and "shorten [REF] to 20m".
func (p *parser) extend(rest text) (Request, *Error) {
	shorter := p.words.at(0) == shorten
	if len(rest) == 1 && !shorter && digits(rest.at(0)) == len(rest.at(0)) && whole(rest.at(0), 9) >= 0 {
		return Request{Verb: Extend}, p.minutesOrNumber(rest.at(0))
	}
	c := grammarOf().read(rest)
	s, named := c.howLong(), rest
	if s != nil {
		first, _ := c.extent(s)
		named = rest[:first]
	} else if n := whole(rest.at(len(rest)-1), 4); n > 0 && len(rest) > 1 && names(rest[0]) { // minutes
		s, named = &span{kind: longerKind, value: value{n: 1, amount: amount{length: time.Duration(n) * time.Minute}}}, rest[:len(rest)-1]
	}
	for s != nil && len(named) > 0 && c.glues(len(named)-1) {
		named = named[:len(named)-1]
	}
	req := Request{Verb: Extend, Ref: ref(named)}
	for i := range rest {
		if s == nil && lengthFault(rest.at(i)) != nil {
			return req, p.in.refuse(rest[i].raw, lengthFault(rest.at(i)), NewForm(Extend, "meeting", "#12", "by", "15m"))
		}
	}
	switch {
	case len(named) > 1 && (named[0].lit || isRef(named[0]) && digits(named[0].low) == 0):
		return req, p.in.refuse(named[1:].raw(), because(NotALength), NewForm(Extend, "meeting", ref(named[:1]), "by", "15m"))
	case s == nil && shorter:
		return req, p.in.refuse("", because(ShortenHow), NewForm(Extend, "meeting", cmp.Or(req.Ref, "#12"), "by", "to 20m"))
	case s == nil:
		return req, nil
	}
	return p.planned(req, rest[len(named):], s, shorter)
}

// glues tells whether a word only joins others.
func (c *chart) glues(w int) bool {
	for k := range c.spans {
		s := &c.spans[k]
		if first, last := c.extent(s); s.kind == glueKind && c.whole(s) && first <= w && w < last {
			return true
		}
	}
	return false
}

// shorten is the other word for extend, for the other way.
const shorten = "shorten"

// minutesOrNumber asks what a number alone is.
func (p *parser) minutesOrNumber(n string) *Error {
	e := p.in.refuse(n, because(MinutesOrNumber), NewForm(Extend, "by", n+"m"))
	if d, err := ParseDuration(n + "m"); err == nil {
		e.Choices = append(e.Choices, Request{Verb: Extend, Duration: d})
	}
	e.Choices = append(e.Choices, Request{Verb: Extend, Ref: "#" + n})
	return e
}

// howLong is the longest span at the end of some words that says how long, or until when; nil: there is none.
func (c *chart) howLong() (out *span) {
	for k := range c.spans {
		s := &c.spans[k]
		switch s.kind {
		case shiftKind, lengthKind, amountKind, endKind, longerKind, totalKind:
		default:
			continue
		}
		if c.tokens[s.from].text == "-" {
			continue
		}
		if s.kind == endKind && s.wordy && s.n > 0 || s.to != len(c.tokens) || !c.whole(s) {
			continue
		}
		if out == nil || s.from < out.from || s.from == out.from && rank(s) > rank(out) {
			out = s
		}
	}
	return out
}

// rank tells which of two spans of the same words counts.
func rank(s *span) int {
	switch s.kind {
	case totalKind:
		return 4
	case longerKind:
		return 3
	case endKind:
		return 2
	case shiftKind:
		return 1
	}
	return 0
}

// planned finds until when a meeting is to last.
func (p *parser) planned(req Request, said text, s *span, shorter bool) (Request, *Error) {
	req.Change = said.raw()
	d, why := s.amount.duration()
	if s.kind != endKind && why != nil {
		return req, p.in.refuse(req.Change, why, NewForm(Extend, "meeting", "#12", "by", "15m"))
	}
	more := s.kind != endKind && s.kind != totalKind
	less := more && (shorter || s.n < 0)
	if less {
		req.Change = TypedDuration(d) + " shorter"
	}
	if more && !less {
		req.Duration = d
		return req, nil
	}
	if p.in.Zone != nil {
		req.Zone = p.in.Zone.String()
	}
	m := p.in.Meeting
	if m == nil {
		req.Open = true
		return req, nil
	}
	if s.kind == totalKind && s.weak {
		return req, p.minutesOrHour(req, s)
	}
	planned := m.Start.Add(m.Duration)
	end := m.Start.Add(d)
	switch {
	case less:
		end = planned.Add(-d)
	case s.kind == endKind:
		var err *Error
		if end, err = p.endOf(req, s); err != nil {
			return req, err
		}
	}
	req.End = end.UTC()
	return req, p.endsWell(req, planned, shorter || less, s.date.kind == fullDate)
}

// minutesOrHour asks what a number alone is behind "to": "extend #12 to 20".
func (p *parser) minutesOrHour(req Request, s *span) *Error {
	e := p.in.refuse(req.Change, because(MinutesOrHour), NewForm(Extend, "meeting", cmp.Or(req.Ref, "#12"), "by", "15m"))
	n := int(s.amount.length / time.Minute)
	ends := []time.Time{p.in.Meeting.Start.Add(s.amount.length)}
	if n <= 24 && p.in.Zone != nil {
		if end, ok := nextClock(p.in.Meeting.Start, clock{hour: n, bare: true}, p.in.Zone); ok {
			ends = append(ends, end)
		}
	}
	for _, end := range ends {
		if c := req; end.After(p.in.Now) {
			c.End = end.UTC()
			e.Choices = append(e.Choices, c)
		}
	}
	return e
}

// endOf is the end that was said by the clock: the first such time after the start.
func (p *parser) endOf(req Request, s *span) (time.Time, *Error) {
	example := NewForm(Extend, "meeting", cmp.Or(req.Ref, "#12"), "by", "15m")
	if s.clock.fault() != nil {
		return time.Time{}, p.in.refuse(req.Change, s.clock.fault(), example)
	}
	loc := cmp.Or(s.loc, p.in.Zone)
	if s.loc == nil && s.zones != "" {
		all := (&reader{in: p.in}).named3(s.zones)
		if len(all) != 1 {
			return time.Time{}, p.in.refuse(req.Change, because(WhichZone), example)
		}
		loc = all[0]
	}
	if loc == nil {
		e := p.in.refuse(req.Change, because(ZoneUnknown), example)
		e.NeedsZone = true
		return time.Time{}, e
	}
	end, ok := nextClock(p.in.Meeting.Start, s.clock, loc)
	if s.date.kind == fullDate {
		all := wall(s.date.civil, s.clock.seconds(), loc)
		if ok = len(all) == 1; ok {
			end = all[0]
		}
	}
	if !ok {
		return end, p.in.refuse(req.Change, because(ClocksAtEnd), example)
	}
	return end, nil
}

// longerByMuch is how much longer a meeting is hardly ever meant to last: the end is over already, by the clock.
const longerByMuch = 8 * time.Hour

// endsWell asks back where an end is not what the word for it says, or is over. One that is said with its day is sure.
func (p *parser) endsWell(req Request, planned time.Time, shorter, sure bool) *Error {
	start, now := p.in.Meeting.Start, p.in.Now
	ask := func(why *Why, choices ...Request) *Error {
		e := p.in.refuse(req.Change, why, NewForm(Extend, "meeting", cmp.Or(req.Ref, "#12"), "by", "15m"))
		e.Choices = choices
		return e
	}
	switch {
	case !req.End.After(start):
		return ask(because(NextDay))
	case !req.End.After(now):
		return ask(because(EndIsOver), Request{Verb: End, Ref: req.Ref})
	case req.End.Sub(start) < shortest:
		return ask(tooShort())
	case req.End.Equal(planned):
		return ask(because(EndsAlready))
	case sure:
	case req.End.Before(planned) && !shorter:
		return ask(because(WouldShorten), req)
	case req.End.After(planned) && shorter:
		return ask(because(WouldLengthen), req)
	case req.End.Sub(planned) > longerByMuch:
		return ask(because(MuchLonger, "Length", req.End.Sub(start).Round(time.Minute)), req)
	}
	return nil
}
