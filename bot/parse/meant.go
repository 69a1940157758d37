package parse

import (
	"regexp"
	"strings"
	"time"
)

// synonyms are other words for a verb that is done to a meeting. They count as that where the number of one follows:
// "change management friday 3pm" is a title.
var synonyms = map[string]Verb{
	"reschedule": Move, "postpone": Move, "change": Move, "delete": Cancel, "remove": Cancel, "stop": End, "finish": End,
}

// alone are other words for a verb that is typed by itself.
var alone = map[string]Verb{
	"?": Help, "-h": Help, "--help": Help, "login": Link, "signin": Link, "next": List, "today": List, "agenda": List, "meetings": List,
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

// spoken puts the verb itself in the place of another word for it.
func (p *parser) spoken() {
	verb, other := synonyms[p.words[0].low]
	if other && !p.words[0].lit && numbered(p.words) == 1 {
		p.words = append(split(string(verb)), p.words[1:]...)
	}
}

// lone returns the verb that a single word is another word for, or is likely to be mistyped for; sure tells which.
func lone(words text) (verb Verb, sure bool) {
	if len(words) != 1 || words[0].lit {
		return "", false
	}
	if verb, sure = alone[strings.ToLower(words[0].raw)]; sure {
		return verb, true
	}
	for _, e := range verbs {
		if e.Offered && !e.Named && e.Verb != New && e.Verb != Now && near(words[0].low, string(e.Verb)) {
			return e.Verb, false
		}
	}
	return "", false
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
	e.Choices = append(e.Choices, Request{Verb: Show, Ref: ref})
	if unread != nil {
		return e
	}
	r.AssumedHalf, r.OtherStart = "", time.Time{} // it is chosen
	if strings.TrimSpace(strings.Replace(r.Title, ref, "", 1)) == "" {
		e.Choices = append(e.Choices, Request{Verb: Move, Ref: ref, Start: r.Start, Duration: r.Duration, Zone: r.Zone})
		return e
	}
	e.Choices = append(e.Choices, r)
	return e
}
