package parse

import (
	"cmp"
	"maps"
	"time"
)

// twoTimes asks which of several times is meant.
func (r *reading) twoTimes(best int) *Error {
	var first, last *mark
	var choices []Request
	for i := range r.marks {
		if r.sureness(i) != best {
			continue
		}
		if first == nil {
			first = &r.marks[i]
		}
		last = &r.marks[i]
		if c, ok := r.only(i); ok && len(choices) < 4 {
			choices = append(choices, c)
		}
	}
	e := r.refuse(r.typed(first)+" … "+r.typed(last), because(TwoTimes))
	e.Choices = choices
	return e
}

// only reads the text as if the mark at i were its only time.
func (r *reading) only(i int) (Request, bool) {
	s := &reading{in: r.in, words: r.words, fields: maps.Clone(r.fields), ref: r.ref, verb: r.verb}
	delete(s.fields, "title") // which the other times would be beside
	s.marks = append([]mark(nil), r.marks...)
	s.when = &s.marks[i]
	s.when.used = true
	for _, pick := range []func() *Error{s.pickDate, s.pickPart, s.pickZone, s.pickLength, s.pickTitle} {
		if pick() != nil {
			return Request{}, false
		}
	}
	s.title = cmp.Or(r.fields["title"], s.title)
	var req Request
	if s.resolve(&req) != nil || req.Start.IsZero() {
		return Request{}, false
	}
	return s.at(req.Start), true
}

// untimed refuses a text without a time of day.
func (r *reading) untimed() *Error {
	if r.date != nil {
		return r.dateOnly()
	}
	if e := r.inWhat(); e != nil {
		return e
	}
	if r.verb == Move {
		return r.refuse("", because(MoveUntimed))
	}
	e := r.refuse("", because(Untimed))
	e.Choices = []Request{r.atOnce()}
	return e
}

// dateOnly asks for the time of day, and offers now's where that day is counted from now.
func (r *reading) dateOnly() *Error {
	e := r.in.refuse(r.typed(r.date), because(DayOnly), r.example(r.typed(r.date)+" 15:00"))
	r.when = &mark{kind: clockMark}
	loc := r.location()
	if loc == nil || r.date.date.plus == (amount{}) {
		return e
	}
	h, m, _ := r.in.Now.In(loc).Clock()
	if t, err := r.find(&r.date.date, h*3600+m*60, loc); err == nil {
		e.Choices = r.ahead(t)
	}
	return e
}

// inWhat asks for the unit in "in 15".
func (r *reading) inWhat() *Error {
	for i := range r.words {
		if r.words[i].low != "in" || whole(r.words.at(i+1), 3) <= 0 || i+2 < len(r.words) && i > 0 {
			continue
		}
		typed := r.words[i : i+2].raw()
		s := *r
		s.title = append(append(text{}, r.words[:i]...), r.words[i+2:]...).quoted()
		e := r.in.refuse(typed, because(InWhat), s.example(typed+" minutes"))
		n := time.Duration(whole(r.words.at(i+1), 3))
		e.Choices = []Request{s.in15(n * time.Minute)}
		if n <= 24 {
			e.Choices = append(e.Choices, s.in15(n*time.Hour))
		}
		return e
	}
	return nil
}

// in15 is the reading of "in 15" with a unit.
func (r *reading) in15(d time.Duration) Request {
	r.when = &mark{kind: relativeMark}
	req := r.at(r.in.Now.Add(d).Truncate(time.Second))
	req.Relative = true
	return req
}
