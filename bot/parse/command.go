package parse

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// command tells what is wanted. A word is a command only where the rest fits it; any other text is a meeting.
func (p *parser) command() (Request, *Error) {
	if len(p.words) == 0 {
		return Request{Verb: Help}, nil
	}
	if e := p.wholly(); e.Verb != "" {
		return Request{Verb: e.Verb}, nil
	}
	rest := p.words[1:]
	e, _ := EntryOf(Verb(p.words[0].low))
	switch e.Verb {
	case Now:
		return p.now(rest)
	case Help, Link, Schedule:
		if len(rest) == 0 {
			return Request{Verb: e.Verb}, nil
		}
	case List:
		if scope := rest.at(0); len(rest) == 0 || len(rest) == 1 && (scope == Mine || scope == Channel) {
			return Request{Verb: List, Scope: scope}, nil
		}
	case Timezone:
		if r, err, ok := p.timezone(rest); ok {
			return r, err
		}
	}
	if e.Named {
		return p.about(e.Verb, rest)
	}
	return p.schedule()
}

// wholly returns the verb that is typed just so; the zero entry: none.
func (p *parser) wholly() Entry {
	for _, e := range verbs {
		for _, typed := range e.Typed {
			if slices.EqualFunc(p.words, split(typed), func(a, b word) bool { return a.low == b.low && !a.lit }) {
				return e
			}
		}
	}
	return Entry{}
}

// schedule reads the whole text as a meeting; "new" and "schedule" may stand before it.
func (p *parser) schedule() (Request, *Error) {
	words := p.words
	if w := words.at(0); (w == "new" || w == "schedule") && len(words) > 1 {
		var m mark
		if words[1:].read(0, &m); m.kind != noKind {
			words = words[1:]
		}
	}
	r, timed, err := p.meeting(words)
	if err != nil && !timed {
		p.hint(err)
	}
	if err != nil {
		return Request{}, err
	}
	return r, nil
}

// hint shows how a command is typed where one was begun.
func (p *parser) hint(e *Error) {
	switch Verb(p.words[0].low) {
	case List:
		e.Example = NewForm(List, "scope", Mine)
	case Forget:
		e.Example = NewForm(Forget)
	case Timezone:
		e.Example = NewForm(Timezone, "zone", "Europe/Paris")
	default:
		return
	}
	e.Why = *because(OtherCommand)
}

// now starts a meeting at once.
func (p *parser) now(rest text) (Request, *Error) {
	r := &reading{in: p.in, words: rest, marks: rest.scan(), verb: New, fields: p.fields}
	for i := range r.marks {
		if s := r.sureness(i); s == sure {
			return Request{}, p.nowOrLater(r)
		}
	}
	if err := r.pickLength(); err != nil {
		return Request{}, err
	}
	if err := r.pickTitle(); err != nil {
		return Request{}, err
	}
	return r.atOnce(), nil
}

// nowOrLater asks back where "now" stands before a text that has a time of its own.
func (p *parser) nowOrLater(r *reading) *Error {
	e := p.in.refuse("now", because(NowOrLater), NewForm(Now, "title", "review", "duration", "45m"))
	later, _, err := p.meeting(p.words)
	if err != nil {
		return err
	}
	whole := *r
	whole.title = cmp.Or(r.fields["title"], strings.TrimSpace(r.words.raw()))
	if p.in.fit(whole.title) == nil {
		e.Choices = append(e.Choices, whole.atOnce())
	}
	if later.Start.IsZero() {
		return e
	}
	later.AssumedHalf, later.Other, later.OtherStart = "", "", time.Time{} // it is chosen
	e.Choices = append(e.Choices, later)
	return e
}

// timezone shows or sets the zone; ok is false where the text is something else.
func (p *parser) timezone(rest text) (req Request, err *Error, ok bool) {
	req = Request{Verb: Timezone}
	if len(rest) == 0 {
		return req, nil, true
	}
	if rest.at(0) == "to" {
		rest = rest[1:]
	}
	typed := rest.raw()
	name := canonical(typed)
	if name == "" {
		name = city(typed)
	}
	if w := strings.ToUpper(typed); name == "" && (w == "GMT" || w == "Z") {
		name = "UTC"
	}
	if name != "" {
		req.Zone = name
		return req, nil, true
	}
	if len(rest) != 1 {
		return req, nil, false
	}
	why := because(NoSuchZone)
	if meant := abbreviation(typed); meant != "" {
		why = because(VagueZone, "Meant", strings.Split(meant, " or "))
	}
	return req, p.in.refuse(typed, why, NewForm(Timezone, "zone", "Europe/Paris")), true
}
