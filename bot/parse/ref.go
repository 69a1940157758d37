package parse

import (
	"cmp"
	"strings"
)

// about reads the commands that name a meeting.
func (p *parser) about(verb Verb, rest text) (Request, *Error) {
	req, err := p.fit(verb, rest)
	if err == nil && certain(rest, verb) {
		return req, nil
	}
	m, timed, merr := p.meeting(p.words)
	switch {
	case err != nil && p.in.Meeting != nil:
		return Request{}, err // it is about this one
	case err != nil && err.About != nil && err.About.Ref != "" && merr == nil && !names(rest[0]):
		req, err = *err.About, nil
	}
	switch {
	case err != nil && len(rest) > 0 && names(rest[0]):
		return Request{}, err
	case err != nil && merr == nil:
		return m, nil // the words fit a meeting alone
	case err != nil && timed && verb != Move:
		return Request{}, merr
	case err != nil:
		return Request{}, err
	case merr == nil:
		req.also(m, p.words[0].raw)
		req.Titled = req.AsMeeting != nil && p.titled(rest)
	case timed:
		req.MeetingErr, req.Titled = merr, p.titled(rest)
	}
	return req, nil
}

// titled tells whether titles begin as the text does.
func (p *parser) titled(rest text) bool {
	_, titles := verbOf(p.words[0])
	return titles || goesOn(rest.at(0))
}

// goesOn tells whether a word behind a verb makes it the beginning of a title: "end of year", "show and tell".
func goesOn(w string) bool {
	switch w {
	case "of", "and", "&", "or", "for", "in", "off", "on", "to", "with":
		return true
	}
	return false
}

// also adds the reading as a meeting, unless the command's word would be all of its title.
func (r *Request) also(m Request, verb string) {
	rest, ok := strings.CutPrefix(m.Title, verb+" ")
	if !ok {
		return
	}
	if rest != r.Ref && r.Verb != Move {
		r.RefAlso = rest
	}
	if r.Verb != Move || !strings.HasSuffix(rest, " to") {
		r.AsMeeting = &m
	}
}

// fit reads the rest as the command wants it.
func (p *parser) fit(verb Verb, rest text) (Request, *Error) {
	switch verb {
	case Extend:
		return p.extend(rest)
	case Move:
		return p.move(rest)
	case Rename:
		return p.rename(rest)
	case Agenda:
		return p.agenda(rest)
	case Cohost:
		return p.cohost(rest)
	case Remind:
		return p.remind(rest)
	}
	return Request{Verb: verb, Ref: ref(rest)}, nil
}

// ref is what was typed to name a meeting.
func ref(words text) string { return link(words.quoted()) }

// link takes off what Slack puts around a link: <https://host/m/id|label>.
func link(s string) string {
	inner, ok := strings.CutPrefix(s, "<http")
	if !ok || !strings.HasSuffix(inner, ">") {
		return s
	}
	inner, _, _ = strings.Cut(strings.TrimSuffix(inner, ">"), "|")
	return "http" + inner
}

// isRef tells whether a word can only name a meeting: a number or a link.
func isRef(w word) bool {
	if w.lit {
		return false
	}
	if whole(strings.TrimPrefix(w.low, "#"), 9) >= 0 {
		return true
	}
	l := strings.ToLower(link(w.raw))
	return strings.HasPrefix(l, "https://") || strings.HasPrefix(l, "http://")
}

// names tells whether a word can only name a meeting where a command stands before it: a title in quotes can, too.
func names(w word) bool { return w.lit || isRef(w) }

// certain tells whether no new meeting can be meant: the command stands alone, or with a word that names one.
func certain(rest text, verb Verb) bool {
	if len(rest) == 0 {
		return true
	}
	return names(rest[0]) && (len(rest) == 1 || verb == Extend || verb == Move || verb == Rename || verb == Agenda || verb == Cohost || verb == Remind)
}

// move reads "move REF <when>".
func (p *parser) move(rest text) (Request, *Error) {
	if len(rest) > 0 && names(rest[0]) {
		return p.moveTo(rest[1:], ref(rest[:1]))
	}
	return p.moveTo(rest, "")
}

// moveTo reads when a meeting is to be. Where nothing names it yet, the title in the words does.
func (p *parser) moveTo(words text, typed string) (Request, *Error) {
	example := NewForm(Move, "meeting", typed, "when", "tomorrow 15:00")
	which, words := cutWhich(words)
	if which = cmp.Or(p.fields["which"], which); which != This && which != All {
		which = ""
	}
	if len(words) == 0 {
		return Request{}, p.in.refuse("", because(MoveWhen), example)
	}
	req, _, err := p.reader(words, Move, typed).answer()
	req.Which = which
	if err != nil {
		err.of(which)
	}
	return req, err
}

// of says of all that may be meant which of a series it is.
func (e *Error) of(which string) {
	if e.About != nil {
		e.About.Which = which
	}
	for i := range e.Choices {
		e.Choices[i].Which = which
	}
}

// whichWords are the words behind a move that say which of a series it is.
var whichWords = map[string]string{
	"this": This, "this one": This, "only this": This, "only this one": This, "just this": This, "just this one": This, "this time": This,
	"all": All, "all of them": All, "every one": All, "the whole series": All, "all from here on": All, "from here on": All, "from now on": All,
}

// cutWhich takes from the end of words which of a series they are about.
func cutWhich(words text) (which string, rest text) {
	for n := min(4, len(words)); n > 0; n-- {
		end := words[len(words)-n:]
		if which, ok := whichWords[strings.ToLower(end.raw())]; ok && !end[0].lit {
			return which, words[:len(words)-n]
		}
	}
	return "", words
}
