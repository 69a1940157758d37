package parse

import "cmp"

// reading is one text on its way from marks to a request.
type reading struct {
	in     Input
	words  text
	marks  []mark
	fields map[string]string // of a form, of which the words are one
	ref    string            // Move: what names the meeting
	verb   Verb              // New or Move
	when   *mark             // the time of day, or all of the time
	date   *mark
	zone   *mark
	part   string
	length *mark
	title  string
}

// meeting reads words as a meeting; timed tells whether there is a time in them at all.
func (p *parser) meeting(words text) (req Request, timed bool, err *Error) {
	return (&reading{in: p.in, words: words, marks: words.scan(), fields: p.fields, verb: New}).meeting()
}

func (r *reading) meeting() (req Request, timed bool, err *Error) {
	req = Request{Verb: r.verb}
	if err := r.repeats(); err != nil {
		return req, true, err
	}
	if err := r.pickWhen(); err != nil {
		return req, true, err
	}
	for _, pick := range []func() *Error{r.pickDate, r.pickPart, r.pickZone, r.pickLength, r.pickTitle} {
		if err := pick(); err != nil {
			return req, r.when != nil, err
		}
	}
	if r.when == nil {
		return req, false, r.untimed()
	}
	if r.when.fault != nil {
		return req, true, r.refuse(r.typed(r.when), r.when.fault)
	}
	req.Title, req.MembersOnly = r.title, r.members()
	err = r.resolve(&req)
	return req, true, err
}

// repeats refuses what would be a series.
func (r *reading) repeats() *Error {
	for i := range r.marks {
		if m := &r.marks[i]; m.kind == seriesMark {
			return r.refuse(r.typed(m), because(Repeating))
		}
	}
	return nil
}

// refuse is an Error whose example has the title in it where that is short.
func (r *reading) refuse(part string, why *Why) *Error {
	return r.in.refuse(part, why, r.example("tomorrow 15:00"))
}

func (r *reading) example(when string) Form {
	title := r.title
	if title == "" && r.verb == New || len(title) > 40 {
		title = "review"
	}
	if r.verb == Move {
		return NewForm(Move, "meeting", cmp.Or(r.ref, link(title)), "when", when)
	}
	return NewForm(New, "when", when, "title", title, "members_only", yes(r.members()))
}

// typed is the words of a mark as typed.
func (r *reading) typed(m *mark) string {
	if m.from == m.to { // it stands in a field of its own
		return r.fields["duration"]
	}
	return r.words[m.from:m.to].raw()
}

func (r *reading) members() bool {
	if r.fields["members_only"] == "true" {
		return true
	}
	for i := range r.marks {
		if r.marks[i].kind == membersMark {
			return true
		}
	}
	return false
}

// near tells whether only times and words that join them stand between two marks.
func (r *reading) near(a, b *mark) bool {
	if a.from > b.from {
		a, b = b, a
	}
	for i := a.to; i < b.from; i++ {
		if !r.words.glue(i) && !r.timeAt(i) {
			return false
		}
	}
	return true
}

// timeAt tells whether the word at i belongs to something that says when or how long.
func (r *reading) timeAt(i int) bool {
	for k := range r.marks {
		if m := &r.marks[k]; m.from <= i && i < m.to {
			return m.kind != vagueMark && !(m.kind == clockMark && m.weak && m != r.when)
		}
	}
	return false
}
