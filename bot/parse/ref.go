package parse

import (
	"strings"
	"time"
)

// about reads the commands that name a meeting.
func (p *parser) about(verb Verb, rest text) (Request, *Error) {
	req, err := p.fit(verb, rest)
	if err == nil && certain(rest, verb) {
		return req, nil
	}
	m, timed, merr := p.meeting(p.words)
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
	case timed:
		req.MeetingErr = merr
	}
	return req, nil
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
	return names(rest[0]) && (len(rest) == 1 || verb == Extend || verb == Move || verb == Rename || verb == Cohost || verb == Remind)
}

// extend reads "extend [REF] [15m]".
func (p *parser) extend(rest text) (Request, *Error) {
	req := Request{Verb: Extend}
	if len(rest) == 1 && !strings.HasPrefix(rest.at(0), "#") && whole(rest.at(0), 9) >= 0 {
		n := rest.at(0)
		e := p.in.refuse(n, because(MinutesOrNumber), NewForm(Extend, "by", n+"m"))
		if d, err := ParseDuration(n + "m"); err == nil {
			e.Choices = append(e.Choices, Request{Verb: Extend, Duration: d})
		}
		e.Choices = append(e.Choices, Request{Verb: Extend, Ref: "#" + n})
		return req, e
	}
	for i := range rest {
		a, n := rest.amount(i)
		if i > 0 && n == 0 && i+1 == len(rest) && names(rest[0]) && whole(rest.at(i), 4) > 0 {
			a, n = amount{length: time.Duration(whole(rest.at(i), 4)) * time.Minute}, 1
		}
		if n == 0 && lengthFault(rest.at(i)) != nil {
			return req, p.in.refuse(rest[i].raw, lengthFault(rest.at(i)), NewForm(Extend, "meeting", "#12", "by", "15m"))
		}
		if n == 0 || i+n != len(rest) {
			continue
		}
		d, why := a.duration()
		if why != nil {
			return req, p.in.refuse(rest[i:].raw(), why, NewForm(Extend, "meeting", "#12", "by", "15m"))
		}
		if k := rest.at(i - 1); i > 0 && (k == "by" || k == "for") {
			i--
		}
		req.Ref, req.Duration = ref(rest[:i]), d
		return req, nil
	}
	req.Ref = ref(rest)
	return req, nil
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
	if len(words) == 0 {
		return Request{}, p.in.refuse("", because(MoveWhen), example)
	}
	req, _, err := p.reader(words, Move, typed).answer()
	return req, err
}
