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
	if r, sure := lone(p.words); sure {
		return r, nil
	} else if r.Verb != "" {
		e := p.in.refuse(p.words.raw(), because(Mistyped, "Meant", string(r.Verb)), NewForm(r.Verb))
		e.Choices = []Request{r}
		return Request{}, e
	}
	if n := p.words[0].low; len(p.words) == 1 && digits(n) == len(n) && whole(n, 9) >= 0 {
		p.words = split("#" + n)
	}
	p.ordered()
	rest := p.words[1:]
	if verb := fixed(p.words[0]); verb != "" {
		return Request{}, p.meantAs(verb)
	}
	e, _ := EntryOf(Verb(p.words[0].low))
	if verb, _ := verbOf(p.words[0]); verb != "" {
		e, _ = EntryOf(verb)
	}
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
	if w := words.at(0); (w == "new" || w == "schedule") && len(words) > 1 && begins(words[1:]) {
		words = words[1:]
	}
	r, timed, err := p.meeting(words)
	if at := numbered(p.words); at >= 0 {
		return Request{}, p.ofMeeting(at, r, err)
	}
	if err != nil && !timed {
		p.hint(err)
	}
	if err != nil {
		return Request{}, err
	}
	return r, nil
}

// begins tells whether words begin with what says when, how long or for whom.
func begins(words text) bool {
	c := grammarOf().read(words)
	for i := range c.spans {
		if s := &c.spans[i]; s.from == 0 && top(s.kind) && s.kind != leadKind && c.whole(s) {
			return true
		}
	}
	return false
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
	r := p.reader(rest, New, "")
	best, _ := r.best()
	if t := best.span(best.time); t != nil && t.kind != nowKind && !t.weak && (t.kind != vagueKind || best.score > 12) {
		return Request{}, p.nowOrLater(r)
	}
	if x := best.worst(); best.time == none && x != nil && x.span != none && (r.spans[x.span].kind == clockKind || r.spans[x.span].kind == repeatKind) {
		return Request{}, p.nowOrLater(r)
	}
	at := &reading{reader: r, time: none, day: none, repeat: none, length: none, end: none, zone: none}
	at.fill()
	if s := at.span(at.length); s != nil && s.fault != nil {
		return Request{}, at.faulty(s)
	}
	if x := at.worst(); x != nil && x.why.Reason == TwoLengths {
		return Request{}, at.doubt(x, nil)
	}
	req := Request{Verb: New, Title: at.title()}
	for _, check := range []func() *Error{
		func() *Error { return at.fieldTitle(&req) },
		func() *Error { return p.in.fit(req.Title) },
		func() *Error { return at.lasts(&req) },
	} {
		if err := check(); err != nil {
			return Request{}, err
		}
	}
	return at.atOnce(), nil
}

// nowOrLater asks back where "now" stands before a text that has a time of its own.
func (p *parser) nowOrLater(r *reader) *Error {
	e := p.in.refuse("now", because(NowOrLater), NewForm(Now, "title", "review", "duration", "45m"))
	later, _, err := p.meeting(p.words)
	if err != nil && len(p.words) > 0 && p.words.at(0) == string(Now) && r.fields["title"] == "" {
		var again *Error
		if later, _, again = p.meeting(p.words[1:]); again != nil {
			return err
		}
	} else if err != nil {
		return err
	}
	whole := &reading{reader: r, time: none, day: none, repeat: none, length: none, end: none, zone: none}
	now := whole.atOnce()
	now.Title = cmp.Or(r.fields["title"], strings.TrimSpace(r.words.raw()))
	if p.in.fit(now.Title) == nil {
		e.Choices = append(e.Choices, now)
	}
	if later.Start.IsZero() {
		return e
	}
	later.AssumedHalf, later.OtherStart, later.OtherDay = "", time.Time{}, time.Time{} // it is chosen
	e.Choices = append(e.Choices, later)
	return e
}

// meantBy gives the zones that an abbreviation may stand for.
func meantBy(words text) []string {
	c := grammarOf().read(words)
	for i := range c.spans {
		if s := &c.spans[i]; s.kind == zoneKind && s.from == 0 && s.to == len(c.tokens) && s.zones != "" {
			return strings.Split(s.zones, ",")
		}
	}
	return nil
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
	e := p.in.refuse(typed, because(NoSuchZone), NewForm(Timezone, "zone", "Europe/Paris"))
	meant := meantBy(rest)
	if len(meant) == 0 {
		meant = nearZones(typed)
	} else {
		e.Why = *because(WhichZone)
	}
	for _, name := range meant {
		e.Choices = append(e.Choices, Request{Verb: Timezone, Zone: name})
	}
	return req, e, true
}
