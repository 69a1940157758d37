package parse

import (
	"cmp"
	"slices"
)

// meeting reads words as a meeting; timed tells whether there is a time in them at all.
func (p *parser) meeting(words text) (req Request, timed bool, err *Error) {
	return p.reader(words, New, "").answer()
}

// answer is the request that the words stand for, or what has to be asked.
func (r *reader) answer() (req Request, timed bool, err *Error) {
	best, rivals := r.best()
	req = Request{Verb: r.verb}
	if err = best.asked(rivals); err == nil {
		if req, err = best.request(); err == nil {
			err = best.rivalled(req, rivals)
		}
	}
	if r.verb == Move {
		req, err = best.ofMove(req, err)
	}
	return req, best.time != none, err
}

// asked is what a reading leaves open, whatever time it comes to.
func (r *reading) asked(rivals []*reading) *Error {
	if t := r.span(r.time); t == nil && r.repeat == none && !(r.keeps() && r.day != none) {
		if x := r.worst(); x != nil && x.span != none && r.day == none && r.spans[x.span].kind != membersKind {
			return r.doubt(x, rivals)
		}
		return nil
	}
	for _, i := range []int{r.time, r.day, r.zone, r.length, r.end, r.repeat} {
		if s := r.span(i); s != nil && s.fault != nil && !(i == r.zone && r.time != none && r.spans[r.time].kind == relKind) {
			return r.faulty(s)
		}
	}
	for _, i := range r.more {
		if s := &r.spans[i]; s.kind == notKind {
			e := r.refuse(r.typed(s), because(NotThen))
			for _, k := range r.able {
				if u := &r.spans[k]; s.from < u.from && u.to <= s.to && (u.kind == dayKind || u.kind == clockKind) {
					e.Choices = append(e.Choices, r.instead(k)...)
				}
			}
			if r.time != none && r.day != none {
				e.Choices = r.choices()
			}
			return e.few()
		}
	}
	if t := r.span(r.time); t != nil && t.either {
		return r.eitherTime(t)
	}
	if d := r.span(r.day); d != nil && d.either {
		return r.eitherDay(d)
	}
	if s := r.lastDay(); s != nil {
		return r.refuse(r.typed(s), because(WhichReading))
	}
	if x := r.worst(); x != nil {
		return r.doubt(x, rivals)
	}
	return nil
}

// worst is the gravest trouble of a reading.
func (r *reading) worst() *trouble {
	all := r.troubles()
	if len(all) == 0 {
		return nil
	}
	x := slices.MaxFunc(all, func(a, b trouble) int { return cmp.Compare(a.weight, b.weight) })
	if x.weight < 6 {
		return nil
	}
	return &x
}

// faulty refuses what is meant, but wrong.
func (r *reading) faulty(s *span) *Error {
	e := r.refuse(r.typed(s), s.fault)
	switch s.fault.Reason {
	case OpenTime:
		if only := r.with(s, span{kind: clockKind, value: value{clock: s.clock, loc: s.loc, zones: s.zones, date: s.date}}); only != nil {
			e.Choices = only.choices()
		}
	case SeveralDays:
		if both := []date{s.date, s.other}; s.width > 0 {
			e.Choices = r.onDays(both[:s.width]...)
		}
	case NoSuchZone:
		e.Part = r.words[r.tokens[s.to-1].word].raw
		for _, name := range nearZones(e.Part) {
			v := s.value
			v.zones, v.loc, v.fault = name, nil, nil
			e.Choices = append(e.Choices, r.with(s, span{kind: s.kind, value: v}).choices()...)
		}
	case ZeroLength, NegativeLength, LengthTooShort, LengthTooLong, SeveralLengths, BareLength, PlainDigits, OtherDigits, NotANumber:
		e.Example = r.without(s).example("")
	}
	return e
}

// with is the reading in which a span says something else.
func (r *reading) with(s *span, as span) *reading {
	as.from, as.to, as.lang = s.from, s.to, s.lang
	c := *r
	own := *r.reader
	own.chart = &chart{}
	*own.chart = *r.chart
	own.spans = slices.Clone(r.spans)
	c.reader = &own
	for i := range own.spans {
		if &r.spans[i] == s {
			own.spans[i] = as
		}
	}
	return &c
}

// without is the reading in which a span is of no account.
func (r *reading) without(s *span) *reading {
	c := *r
	c.taken = nil
	for _, i := range []*int{&c.length, &c.end, &c.zone} {
		if *i != none && &r.spans[*i] == s {
			*i = none
		}
	}
	return &c
}
