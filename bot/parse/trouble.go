package parse

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A trouble is something in a title that looks as if it said when: with it, nothing is done unasked.
type trouble struct {
	why         *Why
	first, last int    // words[first:last]
	weight      int    // how much less the reading is worth
	span        int    // what it would be; or none
	fix         string // what it may be mistyped for
}

// grave is the weight of what is certainly not meant as title.
const grave = 24

// troubles finds what a reading leaves in the title that looks like time.
func (r *reading) troubles() (out []trouble) {
	add := func(i int, why *Why, weight int) {
		first, last := r.extent(&r.spans[i])
		if len(out) > 0 && out[len(out)-1].first <= first && last <= out[len(out)-1].last {
			if out[len(out)-1].weight < weight {
				out[len(out)-1].weight = weight
			}
			return
		}
		out = append(out, trouble{why: why, first: first, last: last, weight: weight, span: i})
	}
	for _, i := range r.able {
		s := &r.spans[i]
		if r.usedSpan(i) {
			continue
		}
		if !r.free(s) {
			if t := r.span(r.time); s.kind == lengthKind && !s.weak && t != nil && t.kind == clockKind && overlap(s, t) && !(r.length != none && overlap(s, r.span(r.length))) {
				add(i, because(WhichReading), grave)
			} else if r.cut(s) {
				add(i, because(WhichReading), 16)
			} else if s.kind == endKind && t != nil && t.kind == clockKind && !t.hasTill && s.from < t.from && t.to <= s.to && !s.weak {
				add(i, because(OpenTime), 12)
			}
			continue
		}
		if w, why := r.suspect(s); w > 0 {
			add(i, why, w)
		}
	}
	out = append(out, r.strays()...)
	return out
}

// cut tells whether only a part of a span is in use.
func (r *reading) cut(s *span) bool {
	switch s.kind {
	case clockKind, dayKind, relKind, instKind, repeatKind, vagueKind, openKind, lengthKind, notKind:
	case untilKind, exceptKind:
		if r.repeat == none {
			return false
		}
	default:
		return false
	}
	found, clocked := false, false
	r.used(func(u *span) {
		inside := s.from <= u.from && u.to <= s.to && s.to-s.from > u.to-u.from
		if s.kind == lengthKind && s.weak && u.kind == clockKind && overlap(s, u) {
			clocked = true
		}
		found = found || inside && u.kind != leadKind && (!s.weak || u.weak) && (!s.ambiguous || u.ambiguous) && (s.kind != lengthKind || u.kind == lengthKind)
	})
	return found && !clocked && !r.covered(s)
}

// covered tells whether all of a span is in use by others, of which one reaches beyond it: "lundi 7" in "lundi 7 à 10h".
func (r *reading) covered(s *span) bool {
	n, beyond := 0, false
	r.used(func(u *span) {
		if overlap(s, u) {
			n += min(s.to, u.to) - max(s.from, u.from)
			beyond = beyond || u.from < s.from || u.to > s.to
		}
	})
	return beyond && n == s.to-s.from
}

func (r *reading) usedSpan(i int) bool {
	return i == r.time || i == r.day || i == r.repeat || i == r.length || i == r.end || i == r.zone || slices.Contains(r.more, i)
}

// suspect weighs one span that is not used.
func (r *reading) suspect(s *span) (int, *Why) {
	if s.ambiguous && s.lang&r.pref == 0 {
		return 0, nil
	}
	beside := r.besideTime(s)
	switch s.kind {
	case clockKind, instKind, relKind:
		return r.suspectTime(s, beside), because(TwoTimes)
	case dayKind:
		return r.suspectDay(s, beside), because(TwoDates)
	case openKind:
		if r.time != none && beside && r.day == none {
			return grave, because(OpenDay)
		}
		if beside && !s.ambiguous {
			return 12, because(TwoDates)
		}
	case vagueKind:
		if r.time == none {
			return r.suspectVague(s), because(TwoTimes)
		}
	case lengthKind:
		switch {
		case s.fault != nil && s.weak && !beside, r.repeat != none && s.amount.calendar():
			return 0, nil
		case !s.weak, r.length != none && (beside && !r.followed(s) || s.amount.short && r.near(s, r.span(r.length))):
			return grave, because(TwoLengths)
		}
	case zoneKind:
		if t := r.span(r.time); t != nil && beside && (r.zone != none || t.zones != "" || t.loc != nil) && r.zoneFitsToo(s) {
			return grave, because(TwoZones)
		}
	case repeatKind:
		if !s.weak && !(r.setAlone(s) && !beside) && r.repeat == none {
			return grave, because(Repeating)
		}
		if !s.weak && r.repeat != none && beside {
			return grave, because(TwoRepeats)
		}
	case nowKind:
		if r.time != none && beside && !s.ambiguous && r.lastWord(s) {
			return grave, because(NowOrLater)
		}
	case untilKind:
		if _, end := r.edges(s); r.repeat != none || beside && end && s.marked {
			return grave, because(TwoDates)
		}
	case membersKind:
		return 6, because(WhoMayCome)
	}
	return 0, nil
}

func (r *reading) zoneFitsToo(s *span) bool {
	first, _ := r.extent(s)
	return strings.Contains(r.typed(s), "/") || first > 0 && r.timeAt(first-1) && r.shouted(s)
}

func (r *reading) suspectVague(s *span) int {
	start, end := r.edges(s)
	if (start || end) && !s.ambiguous {
		return 8
	}
	return 0
}

// followed tells whether title follows a span at once.
func (r *reading) followed(s *span) bool {
	_, last := r.extent(s)
	return last < len(r.words) && !r.timeAt(last) && !separator(r.words[last].raw)
}

func (r *reading) suspectTime(s *span, beside bool) int {
	t := r.span(r.time)
	c := s.clock
	named := s.kind == clockKind && (c.noon || c.midnight)
	start, end := r.edges(s)
	switch {
	case s.kind == clockKind && s.wordy:
		return 0
	case named && (t != nil || !start && !end):
		if beside && end {
			return grave
		}
		return 0
	case s.weak && s.hasTill && beside && t != nil && !r.followed(s):
		return grave
	case s.weak && s.either && beside && !strings.Contains(r.typed(s), "/"):
		return grave
	case s.weak && (t == nil || t.kind != clockKind || !beside):
		return 0
	case s.weak:
		if c.joint && s.to-s.from > 1 && beside && !r.followed(s) {
			return grave
		}
		return 0
	case c.half == "" && !s.marked && !s.hasTill && c.part == 0 && t != nil && !beside && c.minute%5 != 0 && s.kind == clockKind:
		return 0 // John 3:16
	case s.marked && c.bare && t != nil && !beside && (r.followed(s) || !start && !end):
		return 0 // Meet at 5 Guys
	case s.fault != nil && s.fault.Reason == OpenTime && t != nil && !beside:
		return 0
	}
	return grave
}

func (r *reading) suspectDay(s *span, beside bool) int {
	d := r.span(r.day)
	switch {
	case d == nil && r.time != none && r.spans[r.time].kind == relKind:
		if beside && !s.weak {
			return grave
		}
		return 0
	case s.fault != nil && s.fault.Reason == SeveralDays && r.time != none:
		return grave
	case s.weak && s.date.kind == dayDate:
		return r.suspectNumber(s, beside)
	case s.weak:
		if beside {
			return grave
		}
		return 0
	case d == nil && r.repeat != none:
		if beside && !s.ambiguous {
			return grave
		}
		return 0
	case d == nil && r.time == none:
		return 0
	case d == nil && beside && !s.ambiguous:
		return grave
	case d == nil:
		return 4
	case d.date.kind == s.date.kind && d.date.n == s.date.n && d.date.civil == s.date.civil && d.date.kind == weekdayDate:
		return 0 // sunday roast sunday
	case beside && r.named(s):
		return 0 // Taco Tuesday wed
	case beside || r.joined(s, d):
		return grave
	}
	return 0
}

// suspectNumber weighs "the 3rd" in a title.
func (r *reading) suspectNumber(s *span, beside bool) int {
	if beside && !r.followed(s) && r.day != none {
		return grave
	}
	return 0
}

// named tells whether a day behind a word with a capital letter is part of a name, as in Taco Tuesday.
func (r *reading) named(s *span) bool {
	first, last := r.extent(s)
	if first == 0 || last-first != 1 || r.timeAt(first-1) || r.gluey[first-1] {
		return false
	}
	return capital(r.words[first].raw) && capital(r.words[first-1].raw)
}

func capital(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(c)
}

// joined tells whether a word such as "or" joins two days.
func (r *reading) joined(a, b *span) bool {
	if a.from > b.from {
		a, b = b, a
	}
	_, end := r.extent(a)
	next, _ := r.extent(b)
	if next != end+1 {
		return false
	}
	return conjunction(r.words[end].low) || separator(r.words[end].raw)
}

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
		if r.day == none && r.monthBeside(w) {
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
	before, behind := w+1 < len(r.words) && r.timeAt(w+1), w > 0 && r.timeAt(w-1)
	if r.words[w].low == "time" && w > 1 && r.timeAt(w-2) && r.time != none {
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
	for i := range r.spans {
		if s := &r.spans[i]; s.kind == monthKind && r.whole(s) && s.lang&r.known != 0 && r.tokens[s.from].word == w {
			return true
		}
	}
	return false
}

// badLength tells what is wrong with a word that is meant as a length, or with the number behind "for" that ends the text.
func (r *reading) badLength(w int) *Why {
	if n := whole(r.words[w].low, 3); n >= 5 && w > 1 && (w+1 == len(r.words) || r.timeAt(w-2)) {
		switch r.words[w-1].low {
		case "for", "pendant", "durante", "für":
			return because(BareLength)
		}
	}
	return lengthFault(r.words[w].low)
}

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
	word string
	lang langs
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
	g.near[len(w)] = append(g.near[len(w)], nearWord{w, r.lang})
}

// plainWords are words that only look like mistyped days and months.
var plainWords = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`match marsh marc marco larch starch macht nacht nachts morgan morgana organ jungle june's api sundae sundry sundown
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
				best, fix, sure = d, c.word, len(c.word) >= 6
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
