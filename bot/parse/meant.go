package parse

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// A synonym is another word for a verb that is done to a meeting.
type synonym struct {
	verb Verb
	// titles: titles begin with it, too, as "change management" does.
	titles bool
}

var synonyms = map[string]synonym{
	"reschedule": {Move, false}, "postpone": {Move, false}, "change": {Move, true}, "delete": {Cancel, false}, "remove": {Cancel, true},
	"stop": {End, true}, "finish": {End, true}, shorten: {Extend, false},
}

// alone are other words for a verb that is typed by itself.
var alone = map[string]Request{
	"?": {Verb: Help}, "-h": {Verb: Help}, "--help": {Verb: Help}, "login": {Verb: Link}, "signin": {Verb: Link}, "sign in": {Verb: Link},
	"next": {Verb: List}, "today": {Verb: List}, "agenda": {Verb: List}, "meetings": {Verb: List}, "upcoming": {Verb: List},
	"what's next": {Verb: List}, "whats next": {Verb: List}, "what’s next": {Verb: List}, "what is next": {Verb: List}, "what's on": {Verb: List},
	"what's on today": {Verb: List}, "what's up next": {Verb: List}, "what's coming up": {Verb: List}, "my meetings": {Verb: List, Scope: Mine},
}

var numberRef = regexp.MustCompile(`^#\d{1,9}$`)

// numbered returns where the number of a meeting stands among words; -1: nowhere.
func numbered(words text) int {
	for i, w := range words {
		if !w.lit && numberRef.MatchString(w.low) {
			return i
		}
	}
	return -1
}

// verbOf returns the verb that a word is, or stands for; titles begin with it, too, where it is not the verb itself.
func verbOf(w word) (verb Verb, titles bool) {
	if w.lit {
		return "", false
	}
	if e, _ := EntryOf(Verb(w.low)); e.Named {
		return e.Verb, false
	}
	s := synonyms[w.low]
	return s.verb, s.titles
}

// ordered puts a verb and the number of a meeting to the front, where nothing that counts stands before or between them:
// "please cancel the meeting #12", "#12 cancel".
func (p *parser) ordered() {
	at := numbered(p.words)
	if at < 0 {
		return
	}
	verb := -1
	c := grammarOf().read(p.words)
	for i := 0; i < len(p.words) && (verb < 0 || i <= at); i++ {
		v, _ := verbOf(p.words[i])
		switch {
		case verb < 0 && v != "":
			verb = i
		case i != at && !c.fills(i):
			return
		}
	}
	if verb >= 0 {
		rest := slices.Clone(p.words[max(verb, at)+1:])
		p.words = append(text{p.words[verb], p.words[at]}, rest...)
	}
}

// fills tells whether a word says nothing in a command.
func (c *chart) fills(w int) bool {
	for k := range c.spans {
		s := &c.spans[k]
		if first, last := c.extent(s); (s.kind == fillerKind || s.kind == leadKind) && c.whole(s) && first <= w && w < last {
			return true
		}
	}
	return false
}

// lone returns what a text by itself is another word for, or is likely to be mistyped for; sure tells which.
func lone(words text) (r Request, sure bool) {
	if r, sure = alone[strings.TrimRight(strings.ToLower(words.raw()), "?!. ")]; !sure {
		r, sure = alone[words.raw()]
	}
	if sure || len(words) != 1 || words[0].lit {
		return r, sure
	}
	for _, e := range verbs {
		if e.Offered && !e.Named && e.Verb != New && e.Verb != Now && near(words[0].low, string(e.Verb)) {
			return Request{Verb: e.Verb}, false
		}
	}
	return Request{Verb: synonyms[words[0].low].verb}, false
}

// fixed returns the verb that the first word is likely to be mistyped for; "" where it is a word of its own.
func fixed(w word) string {
	if w.lit || ordinary[w.low] || grammarOf().words1(w.low) {
		return ""
	}
	if v, _ := verbOf(w); v != "" {
		return ""
	}
	for _, e := range verbs {
		if e.Named && near(w.low, string(e.Verb)) {
			return string(e.Verb)
		}
	}
	for s := range synonyms {
		if len(s) > 5 && near(w.low, s) {
			return s
		}
	}
	return ""
}

// ordinary are words that only look like mistyped verbs.
var ordinary = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`more love mode dove cove mole mote wove rove moves moved mover movie moose moved how shop slow snow shot shoe stow
		chow shows shown shou whow ship skin slip skit skips ski skim skid shark shape sharp shame shave hare shares shared sharer shard stare spare
		scare shore renamed renames extent extends extend cancer cancels cohosts reminds remand remain remix expend intend
		deletes deleted changed changes charge chance finished finishes removed removes remover reschedules shortens shortest`) {
		ordinary[w] = true
	}
}

// meantAs asks whether a first word is meant as a verb, and offers what the words ask for then, or the meeting that they are.
func (p *parser) meantAs(verb string) *Error {
	e := p.in.refuse(p.words[0].raw, because(Mistyped, "Meant", verb), NewForm(Verb(verb)))
	right := *p
	right.words = slices.Clone(p.words)
	right.words[0] = word{raw: verb, low: verb}
	r, err := right.command()
	switch {
	case err != nil:
		e.Choices, e.About = err.Choices, err.About
	case r.Open:
		e.About = &Request{Verb: r.Verb, Ref: r.Ref, Open: true, Change: r.Change}
	default:
		r.AsMeeting, r.MeetingErr = nil, nil // it is chosen
		e.Choices = append(e.Choices, r)
	}
	if m, _, err := p.meeting(p.words); err == nil {
		m.AssumedHalf, m.OtherStart, m.OtherDay = "", time.Time{}, time.Time{}
		e.Choices = append(e.Choices, m)
	}
	return e
}

// near tells whether a word differs from another, of four letters or more, by one letter or by two that changed places.
func near(typed, word string) bool {
	a, b := []rune(typed), []rune(word)
	if len(b) < 4 || typed == word {
		return false
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a) <= 1 && len(b) <= 1 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}

// ofMeeting asks back where a new meeting would be made of a text that names one by its number.
func (p *parser) ofMeeting(at int, r Request, unread *Error) *Error {
	ref := p.words[at].low
	e := p.in.refuse(ref, because(MeetingNamed, "Ref", ref), NewForm(Move, "meeting", ref, "when", "tomorrow 15:00"))
	e.About = &Request{Verb: Move, Ref: ref, Open: true}
	e.Choices = append(e.Choices, Request{Verb: Show, Ref: ref})
	e.NeedsZone = unread != nil && unread.NeedsZone
	rest := slices.Delete(slices.Clone(p.words), at, at+1)
	if len(rest) > 0 {
		move, err := p.moveTo(rest, ref)
		switch {
		case err == nil && !move.Start.IsZero():
			e.Choices = append(e.Choices, move)
		case err != nil && err.Reason != NotATime:
			e.Choices = append(e.Choices, err.Choices...)
		}
	}
	if unread == nil && strings.TrimSpace(strings.Replace(r.Title, ref, "", 1)) != "" {
		r.AssumedHalf, r.OtherStart, r.OtherDay = "", time.Time{}, time.Time{} // it is chosen
		e.Choices = append(e.Choices, r)
	}
	return e.few()
}
