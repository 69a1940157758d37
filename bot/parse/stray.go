package parse

import (
	"cmp"
	"strings"
	"unicode"
)

// strays finds words that nothing reads and that look like time all the same: mistyped ones, and numbers beside the time.
func (r *reading) strays() (out []trouble) {
	if r.time == none && r.day == none && r.repeat == none {
		return nil
	}
	for w := range r.words {
		if r.words[w].low == "" || r.timeAt(w) || r.gluey[w] {
			continue
		}
		beside := w > 0 && r.timeAt(w-1) || w+1 < len(r.words) && r.timeAt(w+1)
		switch fix, sure := r.mistyped(r.words[w].low); {
		case fix == "":
		case r.day == none && r.repeat == none && (sure || beside), beside && sure:
			out = append(out, trouble{why: because(NotKnown), first: w, last: w + 1, weight: 12, span: none, fix: fix})
			continue
		}
		if why := r.badLength(w); why != nil && (beside || why.Reason == BareLength || w == 0 || w+1 == len(r.words)) {
			x := trouble{why: why, first: w, last: w + 1, weight: grave, span: none}
			if why.Reason == BareLength {
				x.first, x.weight = w-1, 12
			}
			out = append(out, x)
			continue
		}
		if r.hints(w) {
			out = append(out, trouble{why: because(NotKnown), first: w, last: w + 1, weight: 12, span: none})
			continue
		}
		if r.nth(w) || r.day == none && r.repeat == none && r.plural(w) {
			out = append(out, trouble{why: because(NotKnown), first: w, last: w + 1, weight: 12, span: none})
			continue
		}
		if r.day == none && (r.monthBeside(w) || r.dayOfMonth(w)) {
			out = append(out, trouble{why: because(OpenDay), first: w, last: w + 1, weight: 12, span: none})
			continue
		}
		if beside && r.timeLike(w, w > 0 && r.timeAt(w-1)) {
			out = append(out, trouble{why: because(NotKnown), first: w, last: w + 1, weight: 12, span: none})
		}
	}
	return out
}

// hints tells whether a word belongs to the time beside it: "next" before one, "hours" behind one.
func (r *reading) hints(w int) bool {
	next := w + 1
	for next < len(r.words) && r.gluey[next] && !r.timeAt(next) {
		next++ // "antes del viernes"
	}
	before, behind := next < len(r.words) && r.timeAt(next), w > 0 && r.timeAt(w-1)
	if s := r.words[w].low; (s == "time" || s == "zeit") && w > 1 && r.timeAt(w-2) && r.time != none {
		return true // of a place that is not known
	}
	for i := range r.spans {
		s := &r.spans[i]
		if s.kind != hintKind || s.lang&r.known == 0 || r.tokens[s.from].word != w || !r.whole(s) {
			continue
		}
		if s.n == 1 && before || s.n == 2 && behind || s.n == 3 && (before || behind) || s.n == 4 {
			return true
		}
	}
	return false
}

// monthBeside tells whether a word is a month, and the time of day stands beside it.
func (r *reading) monthBeside(w int) bool {
	t := r.span(r.time)
	if t == nil || t.kind != clockKind {
		return false
	}
	first, last := r.extent(t)
	if (w != first-1 || t.marked) && w != last {
		return false
	}
	return r.months(w, r.known)
}

// months tells whether a word is a month in one of some languages.
func (r *reading) months(w int, in langs) bool {
	for i := range r.spans {
		if s := &r.spans[i]; s.kind == monthKind && r.whole(s) && s.lang&in != 0 && r.tokens[s.from].word == w {
			return true
		}
	}
	return false
}

// nth tells whether a word counts the weekday behind it: "the first monday in the new year".
func (r *reading) nth(w int) bool {
	d := r.span(r.day)
	if d == nil || d.kind != dayKind || d.date.kind != weekdayDate || r.tokens[d.from].word != w+1 {
		return false
	}
	for i := range r.spans {
		if s := &r.spans[i]; s.kind == ordKind && r.whole(s) && s.lang&r.known != 0 && r.tokens[s.from].word == w && r.tokens[s.to-1].word == w {
			return true
		}
	}
	return false
}

// plural tells whether a word is several of a weekday: "two fridays from now".
func (r *reading) plural(w int) bool {
	for i := range r.spans {
		if s := &r.spans[i]; s.kind == pluralKind && !s.ambiguous && r.whole(s) && s.lang&r.known != 0 && r.tokens[s.from].word == w {
			return w > 0 && r.tokens[s.from].text != ""
		}
	}
	return false
}

// dayOfMonth tells whether a word is a month, in whichever language, with a number beside it that nothing reads.
func (r *reading) dayOfMonth(w int) bool {
	number := func(w int) bool {
		if w < 0 || w >= len(r.words) || r.timeAt(w) {
			return false
		}
		n := whole(strings.TrimRight(r.words[w].low, "."), 2)
		return n >= 1 && n <= 31
	}
	return len(r.words[w].low) > 3 && (number(w-1) || number(w+1)) && r.months(w, every)
}

// badLength tells what is wrong with a word that is meant as a length, or with the number behind "for" that ends the text.
func (r *reading) badLength(w int) *Why {
	if n := whole(r.words[w].low, 3); n >= 5 && w > 1 && (w+1 == len(r.words) || r.timeAt(w-2)) {
		if lasting(r.words[w-1].low) {
			return because(BareLength)
		}
	}
	return lengthFault(r.words[w].low)
}

// lasting tells whether a word stands before a length.
func lasting(w string) bool { return w == "for" || w == "pendant" || w == "durante" || w == "für" }

// timeLike tells whether a word beside the time has the shape of one, or is a word of time left over.
func (r *reader) timeLike(w int, behind bool) bool {
	s := r.words[w].low
	if p, sep, n := joined(s); n >= 2 && n <= 3 && allDigits(s) && !(sep == ':' && len(p[1]) != 2) {
		return len(s) >= 3 && s != "24/7"
	}
	if digits(s) == len(s) {
		return len(s) == 8
	}
	if n := digits(s); n > 0 && n <= 2 && (s[n:] == "ish" || s[n:] == "h" || s[n:] == "uhr" || s[n:] == "p" || s[n:] == "a") {
		return true
	}
	switch s {
	case "o'clock", "oclock", "ish", "uhr", "heures", "heure", "horas", "time", "noonish":
		return behind
	}
	return false
}

func allDigits(s string) bool {
	for _, c := range s {
		if !strings.ContainsRune("0123456789/.-:", c) {
			return false
		}
	}
	return true
}

// joined splits a numeric date such as 12/01/2026 at its marks.
func joined(w string) (parts [3]string, mark byte, n int) {
	for _, mark := range "/.-:" {
		if !strings.ContainsRune(w, mark) {
			continue
		}
		for rest := w; n < 3; n++ {
			part, after, found := strings.Cut(rest, string(mark))
			if parts[n] = part; part == "" {
				return parts, 0, 0
			}
			if !found {
				return parts, byte(mark), n + 1
			}
			rest = after
		}
		return parts, byte(mark), 4
	}
	return parts, 0, 0
}

// A nearWord is a word that people mistype.
type nearWord struct {
	word  string
	meant string // how it is spelled rightly
	lang  langs
}

// mayBeMistyped notes the words of days and months that are long enough to be told from others.
func (g *grammar) mayBeMistyped(r rule) {
	if len(r.items) != 1 || r.ambiguous {
		return
	}
	w := r.items[0].word
	if len(w) < 5 || r.out != dayKind && r.out != weekdayKind && r.out != monthKind && r.out != pluralKind {
		return
	}
	for len(g.near) <= len(w) {
		g.near = append(g.near, nil)
	}
	g.near[len(w)] = append(g.near[len(w)], nearWord{w, cmp.Or(r.proper, w), r.lang})
}

// plainWords are words that only look like mistyped days and months.
var plainWords = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`feier feiern feber feeder match marsh marc marco larch starch macht nacht nachts morgan morgana organ jungle june's api sundae sundry sundown
		mundane mondial monde fridge frisky fried marching marched augur augusta augustus decembrist lunch lunes' jul luna tunes lines mardis gras
		juin maid mails hiver avila avril marti martin martini martina miercol saltday satuday's heist haute heures route morge borges demand
		domain demains doming domino dominos sábana octobre octopus octet novel november's deciding junior juliet julie julien julia julian july's janus
		mario maria maris marts marty mars mare march's mayday payday heyday birthday birthdays holiday holidays workday someday doomsday midday midweek
		today's monday's tuesday's wednesday's thursday's friday's saturday's sunday's tomorrow's toddy toda todo todos manana hoys
		abroad april's aprils agosto's enero eneros febrero lundis fries friedman freida freitags samstags demo mode modi monads nomad
		heule beute leute haute geste ferien freitreppe frida sonata sonntags banana lunas lune linde tommy mornings touring
		thursby sander sunder Saunders sundance wedding weds marcia mercredi's vendre vendor vendors vendredis martian seminar septum octane`) {
		plainWords[w] = true
	}
}

// mistyped gives the word of time that another one is most likely meant as, and whether hardly anything else is; "" where
// there is none.
func (r *reader) mistyped(word string) (fix string, sure bool) {
	w := fold(word)
	if len(w) < 5 || len(w) > 14 || r.words1(w) || plainWords[w] || strings.IndexFunc(w, func(c rune) bool { return !unicode.IsLetter(c) }) >= 0 {
		return "", false
	}
	best := 3
	for n := max(len(w)-2, 5); n <= len(w)+2 && n < len(r.near); n++ {
		for _, c := range r.near[n] {
			most := 1
			if len(c.word) >= 8 && len(w) >= 7 && c.lang&r.known != 0 {
				most = 2
			}
			if c.lang&r.known == 0 && len(c.word) < 7 {
				continue
			}
			if c.word[0] != w[0] && (len(c.word) < 7 || c.word[1] != w[1]) {
				continue
			}
			if d := distance(w, c.word, most); d <= most && d < best {
				best, fix, sure = d, c.meant, len(c.word) >= 6
			}
		}
	}
	return fix, sure
}

// words1 tells whether a word is known to the languages.
func (g *grammar) words1(w string) bool { _, ok := g.words[w]; return ok }

// distance counts the letters left out, put in, changed or swapped between a and b; more than most is most+1.
func distance(a, b string, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	var rows [3][20]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		least := row[0]
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
			least = min(least, row[j+1])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
