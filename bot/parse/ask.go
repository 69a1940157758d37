package parse

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
)

// choices is the request that a reading stands for, or what it could be, as something to choose.
func (r *reading) choices() []Request {
	if title := r.fields["title"]; title != "" { // the words of the others are beside this one
		own := *r.reader
		own.fields = maps.Clone(own.fields)
		delete(own.fields, "title")
		c := *r
		c.reader = &own
		all := c.choices()
		for i := range all {
			all[i].Title = title
		}
		return all
	}
	req, err := r.request()
	switch {
	case err == nil && (req.Verb == Now || !req.Start.IsZero()):
		req.AssumedHalf, req.OtherStart, req.OtherDay = "", time.Time{}, time.Time{}
		return []Request{req}
	case err != nil:
		return err.Choices
	}
	return nil
}

// eitherTime asks which of two times is meant.
func (r *reading) eitherTime(t *span) *Error {
	e := r.refuse(r.typed(t), because(TwoTimes))
	for _, c := range []clock{t.clock, t.till} {
		if c.half == "" && t.till.half != "" {
			c, _ = settle(c, &t.till, 0)
		}
		v := t.value
		v.clock, v.either, v.till = c, false, clock{}
		e.Choices = append(e.Choices, r.with(t, span{kind: clockKind, value: v}).choices()...)
	}
	return e.few()
}

// eitherDay asks which of two days is meant.
func (r *reading) eitherDay(d *span) *Error {
	e := r.refuse(r.typed(d), because(TwoDates))
	e.Choices = r.onDays(d.date, d.other)
	return e.few()
}

// onDays is what is wanted on each of some days.
func (r *reading) onDays(days ...date) (out []Request) {
	if r.day == none {
		return nil
	}
	d := r.span(r.day)
	if t := r.span(r.time); t == nil && !r.keeps() || t != nil && t.kind == instKind {
		return nil
	}
	for _, o := range days {
		out = append(out, r.with(d, span{kind: dayKind, value: value{date: o}}).choices()...)
	}
	return out
}

// few keeps what can be told apart, four at most.
func (e *Error) few() *Error {
	var out []Request
	for _, c := range e.Choices {
		if !slices.ContainsFunc(out, func(o Request) bool {
			return o.Verb == c.Verb && o.Start.Equal(c.Start) && o.Duration == c.Duration && o.Repeat.same(c.Repeat) && o.Title == c.Title && o.Ref == c.Ref
		}) && len(out) < 4 {
			out = append(out, c)
		}
	}
	e.Choices = out
	return e
}

// doubt asks about what is left in the title and looks like time.
func (r *reading) doubt(x *trouble, rivals []*reading) *Error {
	typed := r.words[x.first:x.last].raw()
	why := x.why
	e := r.refuse(typed, why)
	switch {
	case x.fix != "":
		e.Why = *because(Mistyped, "Meant", x.fix)
		fixed := slices.Clone(r.words)
		fixed[x.first] = word{raw: x.fix, low: x.fix}
		p := &parser{in: r.in, fields: r.fields}
		if best, _ := p.reader(fixed, r.verb, r.ref).best(); best.worst() == nil && best.timeAt(x.first) {
			e.Choices = append(e.Choices, best.choices()...)
		}
	case why.Reason == Repeating:
	case x.span != none:
		if why.Reason != TwoLengths && why.Reason != TwoZones {
			e.Choices = append(e.Choices, r.instead(x.span)...)
		}
		if u := r.span(r.time); u != nil && why.Reason != WhoMayCome {
			e.Part = r.both(&r.spans[x.span])
		}
	}
	if why.Reason == BareLength {
		for _, c := range r.choices() {
			n := whole(r.words[x.first+1].low, 3)
			c.Title = strings.Join(strings.Fields(strings.Replace(c.Title, typed, "", 1)), " ")
			c.Duration = time.Duration(n) * time.Minute
			e.Choices = append(e.Choices, c)
		}
	}
	if !refusing(why.Reason) {
		c := *r
		if x.span != none && r.drops(r.span(x.span)) {
			c.more, c.taken = append(slices.Clone(r.more), x.span), nil
		}
		e.Choices = append(e.Choices, c.choices()...)
	}
	if e.Reason != Mistyped {
		slices.SortStableFunc(e.Choices, func(a, b Request) int { return a.Start.Compare(b.Start) })
	}
	return e.few()
}

// refusing tells whether there is nothing to choose from.
func refusing(r Reason) bool {
	switch r {
	case OpenDay, PlainDigits, OtherDigits, NotANumber, SeveralLengths, NegativeLength, TwoLengths, TwoZones:
		return true
	}
	return false
}

// both names two spans that are at odds.
func (r *reading) both(s *span) string {
	for _, i := range []int{r.time, r.day, r.length, r.zone} {
		o := r.span(i)
		if o == nil || !rivalKinds(o.kind, s.kind) {
			continue
		}
		if o.from > s.from {
			o, s = s, o
		}
		return r.typed(o) + " … " + r.typed(s)
	}
	return r.typed(s)
}

// drops tells whether a day or a time that is not chosen beside another is no title either.
func (r *reading) drops(s *span) bool {
	return (s.kind == dayKind || s.kind == clockKind) && !s.weak && r.besideTime(s)
}

// rivalKinds tells whether a reading has room for one of two kinds only.
func rivalKinds(a, b kind) bool {
	class := func(k kind) int {
		switch k {
		case clockKind, relKind, instKind, vagueKind, nowKind, shiftKind:
			return 1
		case dayKind, openKind:
			return 2
		}
		return 10 + int(k)
	}
	return class(a) == class(b)
}

// instead is the likeliest reading that has a span in it which r leaves out.
func (r *reading) instead(i int) []Request {
	s := &r.spans[i]
	var best *reading
	others := []int{none}
	for _, k := range r.able {
		if o := r.spans[k].kind; o != s.kind && (o == clockKind || o == dayKind) {
			others = append(others, k)
		}
	}
	for _, k := range bounded(others, 8) {
		c := reading{reader: r.reader, time: r.time, day: r.day, repeat: r.repeat, length: none, end: none, zone: none}
		switch s.kind {
		case clockKind:
			c.time, c.day = i, k
		case relKind, instKind, vagueKind, nowKind, shiftKind:
			c.time, c.day = i, none
		case dayKind, openKind:
			if c.day = i; k != none {
				c.time = k
			}
		case membersKind:
			c.more = append(c.more, i)
		case endKind:
			if r.verb != Move {
				return nil
			}
			c.time, c.day, c.end = none, r.day, i
		default:
			return nil
		}
		if t, d := c.span(c.time), c.span(c.day); t != nil && d != nil && overlap(t, d) {
			continue
		}
		c.fill()
		for _, u := range [...]int{r.time, r.day} {
			if o := r.span(u); o != nil && u != c.day && u != c.time && rivalKinds(o.kind, s.kind) && r.drops(o) && c.free(o) {
				c.more = append(c.more, u)
			}
		}
		c.settle(make([]bool, len(r.words)))
		if c.score = c.worth(); best == nil || c.score > best.score {
			best = &c
		}
	}
	if best == nil {
		return nil
	}
	return best.choices()
}

// rivalled asks where another reading comes close and means something else.
func (r *reading) rivalled(req Request, rivals []*reading) *Error {
	var others []Request
	for _, o := range rivals {
		if within(r.span(r.repeat), o.span(o.repeat)) || o.score < r.score-5 || o.time == none && o.repeat == none || o.vague() && !r.vague() {
			continue
		}
		for _, c := range o.choices() {
			if !c.Start.Equal(req.Start) || c.Verb != req.Verb || c.Duration != req.Duration || !c.Repeat.same(req.Repeat) || c.Ref != req.Ref {
				others = append(others, c)
			}
		}
	}
	if len(others) == 0 {
		return nil
	}
	part := ""
	r.used(func(s *span) {
		if s.ambiguous && part == "" {
			part = r.typed(s)
		}
	})
	for _, o := range rivals {
		o.used(func(s *span) {
			if s.ambiguous && part == "" && s.kind != leadKind {
				part = r.typed(s)
			}
		})
	}
	if part == "" {
		part = r.whenText()
	}
	e := r.refuse(part, because(WhichReading))
	e.Choices = append(r.choices(), others...)
	if e.few(); len(e.Choices) < 2 {
		return nil
	}
	return e
}

// within tells whether a repeat says more than another, whose words are among its own: "every month on the first" beside "every
// month".
func within(whole, part *span) bool {
	return whole != nil && part != nil && whole.from <= part.from && part.to <= whole.to && part.to-part.from < whole.to-whole.from
}

func (r *reading) vague() bool { return r.time != none && r.spans[r.time].kind == vagueKind }

// refuse is an Error whose example is the command as typed, put right.
func (r *reading) refuse(part string, why *Why) *Error {
	return r.in.refuse(part, why, r.example(""))
}

// example is the whole command with a time that is read.
func (r *reading) example(when string) Form {
	when = cmp.Or(when, "tomorrow 15:00")
	title := cmp.Or(r.fields["title"], r.title())
	if r.verb == Move {
		return NewForm(Move, "meeting", cmp.Or(r.ref, link(r.title())), "when", when)
	}
	if title == "" || len([]rune(title)) > maxTitle || r.fields["title"] == "" && r.worst() != nil {
		title = "review"
	}
	length := ""
	if s := r.span(r.length); s != nil && s.fault == nil && !s.amount.calendar() && s.amount.length > 0 {
		length = TypedDuration(s.amount.length)
	}
	return NewForm(New, "when", when, "title", title, "duration", length, "members_only", yes(r.members()))
}

func (r *reading) members() bool {
	return r.fields["members_only"] == "true" || slices.ContainsFunc(r.more, func(i int) bool { return r.spans[i].kind == membersKind })
}

// whenText is the day and the time as typed.
func (r *reading) whenText() string {
	t, d := r.span(r.time), r.span(r.day)
	switch {
	case t == nil && d == nil:
		return ""
	case t == nil:
		return r.typed(d)
	case d == nil:
		return r.typed(t)
	case d.from < t.from:
		return r.typed(d) + " " + r.typed(t)
	}
	return r.typed(t) + " " + r.typed(d)
}
