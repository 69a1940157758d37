package parse

import "strings"

// command tells what is wanted. A word is a command only where the rest fits it; any other text is a meeting.
func (p *parser) command() (Request, *Error) {
	if len(p.words) == 0 {
		return Request{Verb: Help}, nil
	}
	rest := p.words[1:]
	switch verb := Verb(p.words[0].low); verb {
	case Now:
		return p.now(rest)
	case Help, Link, Schedule:
		if len(rest) == 0 {
			return Request{Verb: verb}, nil
		}
	case "forget_me", Forget:
		if len(rest) == 0 && verb != Forget || len(rest) == 1 && rest.at(0) == "me" {
			return Request{Verb: Forget}, nil
		}
	case List:
		if scope := rest.at(0); len(rest) == 0 || len(rest) == 1 && (scope == "mine" || scope == "channel") {
			return Request{Verb: List, Scope: scope}, nil
		}
	case Timezone:
		if r, err, ok := p.timezone(rest); ok {
			return r, err
		}
	case Show, Cancel, End, Skip, Share, Extend, Move, Rename, Cohost, Remind:
		return p.about(verb, rest)
	}
	return p.schedule()
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
	r, timed, err := p.meeting(words, New, "")
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
	usage := ""
	switch Verb(p.words[0].low) {
	case List:
		usage = "list mine"
	case Forget:
		usage = "forget me"
	case Timezone:
		usage = "timezone Europe/Paris"
	}
	if usage != "" {
		e.Why = "There is no time in this, so it is no meeting, and the command is typed in another way."
		e.Example = p.in.refuse("", "", usage).Example
	}
}

// now starts a meeting at once.
func (p *parser) now(rest text) (Request, *Error) {
	r := &reading{in: p.in, words: rest, marks: rest.scan(), verb: New}
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
	req := Request{Verb: Now, Title: r.title, MembersOnly: r.members()}
	if r.length != nil {
		req.Duration = r.length.length
	}
	if p.in.Zone != nil {
		req.Zone = p.in.Zone.String()
	}
	return req, nil
}

// nowOrLater asks back where "now" stands before a text that has a time of its own.
func (p *parser) nowOrLater(r *reading) *Error {
	e := p.in.refuse("now", "This says now and another time. Which one is it?", "now Design review for 45m")
	later, _, err := p.meeting(p.words, New, "")
	if err != nil {
		return err
	}
	whole := *r
	whole.title = strings.TrimSpace(r.words.raw())
	if p.in.fit(whole.title) == nil {
		e.Choices = append(e.Choices, Choice{Label: "Start it now", Text: whole.spell("now")})
	}
	if later.Start.IsZero() {
		return e
	}
	s := &reading{in: p.in, words: p.words, verb: New, title: later.Title, marks: r.marks}
	if later.Duration > 0 {
		s.length = &mark{length: later.Duration}
	}
	loc := p.in.Zone
	if loc == nil {
		loc = later.Start.Location()
	}
	e.Choices = append(e.Choices, s.choice(later.Start, loc))
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
		req.Args = []string{name}
		return req, nil, true
	}
	if len(rest) != 1 {
		return req, nil, false
	}
	why := "I do not know that zone. Zones are named after a continent and a city."
	if meant := abbreviation(typed); meant != "" {
		why = "That abbreviation is used for more than one zone, or says nothing about summer time. Did you mean " + meant + "?"
	}
	return req, p.in.refuse(typed, why, "timezone Europe/Paris"), true
}
