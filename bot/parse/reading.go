package parse

import (
	"slices"
	"strings"
)

// none stands for no span.
const none = -1

// A reading is one way in which a text may be meant: spans that do not overlap, each in its place, and the rest is title.
type reading struct {
	*reader
	time, day, repeat, length, end, zone int   // spans, or none
	more                                 []int // the others that are used
	score                                int
	taken                                []bool // the words in use, where they are settled
	first, last                          int    // the first and the last word that is not in use, where that is settled
}

// A reader finds the readings of one text.
type reader struct {
	in     Input
	verb   Verb   // New or Move
	ref    string // Move: what names the meeting
	fields map[string]string
	*chart
	able  []int // spans that could be used, in the order of the text
	pref  langs // what the person is known to speak
	known langs // and what the text shows
	gluey []bool
	mute  []bool // what only keeps apart, and in a move what leads to its time
	timed bool   // there is a time of day that nothing has to make sure
}

func (p *parser) reader(words text, verb Verb, ref string) *reader {
	g := p.grammar
	if g == nil {
		g = grammarOf()
	}
	r := &reader{in: p.in, verb: verb, ref: ref, fields: p.fields, chart: g.read(words), pref: g.langOf(p.in.Locale)}
	if r.pref == 0 {
		r.pref = g.langOf("en")
	}
	r.known = r.pref | g.langOf("en")
	words1 := make([]bool, 2*len(words))
	r.gluey, r.mute = words1[:len(words)], words1[len(words):]
	for i, w := range words {
		r.gluey[i] = !w.lit && separator(w.raw)
		r.mute[i] = r.gluey[i]
	}
	for i := range r.spans {
		s := &r.spans[i]
		if (s.kind == glueKind || s.kind == towardKind && verb == Move) && r.whole(s) {
			for w := r.tokens[s.from].word; w <= r.tokens[s.to-1].word; w++ {
				r.gluey[w] = true
				r.mute[w] = r.mute[w] || s.kind == towardKind
			}
		}
		if top(s.kind) && r.whole(s) {
			r.able = append(r.able, i)
			r.timed = r.timed || s.kind == clockKind && !s.weak && s.fault == nil
			if !s.ambiguous && !s.weak && (s.kind == dayKind || s.kind == clockKind || s.kind == lengthKind) {
				r.known |= s.lang & onlyIf(s.lang != every)
			}
		}
	}
	slices.SortFunc(r.able, func(a, b int) int {
		if d := r.spans[a].from - r.spans[b].from; d != 0 {
			return d
		}
		return r.spans[b].to - r.spans[a].to
	})
	r.able = slices.DeleteFunc(r.able, func(i int) bool {
		return r.spans[i].ambiguous && r.spans[i].lang&r.known == 0 || verb == Move && r.fromStart(&r.spans[i])
	})
	return r
}

// fromStart tells whether what a span counts from now counts from the meeting's start in a move: "30m later".
func (r *reader) fromStart(s *span) bool {
	if s.kind == shiftKind {
		return s.weak
	}
	for k := r.lo[s.from]; k < r.hi[s.from]; k++ {
		o := &r.spans[k]
		shifts := o.kind == shiftKind && !o.weak && o.lang&s.lang != 0 && (s.kind == relKind || s.kind == dayKind || s.kind == lengthKind)
		if o.to == s.to && (shifts || o.kind == dayKind && s.kind == clockKind && s.either) { // 9/12 is a day
			return true
		}
	}
	return false
}

func onlyIf(b bool) langs {
	if b {
		return every
	}
	return 0
}

// langOf returns the language of a locale; none where it is not known.
func (g *grammar) langOf(locale string) langs {
	lang, _, _ := strings.Cut(strings.ReplaceAll(locale, "_", "-"), "-")
	if i := slices.Index(g.names, strings.ToLower(lang)); i >= 0 {
		return 1 << i
	}
	return 0
}

// top tells whether a span of a kind says something by itself.
func top(k kind) bool {
	switch k {
	case dayKind, openKind, clockKind, vagueKind, relKind, instKind, lengthKind, endKind, zoneKind, repeatKind, untilKind, exceptKind,
		nowKind, membersKind, withKind, whereKind, leadKind, notKind, shiftKind:
		return true
	}
	return false
}

// separator tells whether s only keeps apart what stands around it.
func separator(s string) bool {
	switch s {
	case "-", "–", "—", "|", ",", ":", ";", "/", "·", "@":
		return true
	}
	return false
}

// best returns the likeliest reading and those that come close.
func (r *reader) best() (*reading, []*reading) {
	times, days, repeats := []int{none}, []int{none}, []int{none}
	for _, i := range r.able {
		switch r.spans[i].kind {
		case clockKind, vagueKind, relKind, instKind, nowKind:
			times = append(times, i)
		case shiftKind:
			if r.verb == Move {
				times = append(times, i)
			}
		case dayKind, openKind:
			days = append(days, i)
		case repeatKind:
			if s := &r.spans[i]; r.verb != Move || !s.weak && !r.setAlone(s) { // "from friday to monday", "weekly sync"
				repeats = append(repeats, i)
			}
		}
	}
	if most := 12; len(r.able) > 40 { // so many are asked about anyway
		times, days, repeats = bounded(times, most/3), bounded(days, most/3), bounded(repeats, 2)
	}
	times, days, repeats = bounded(times, 12), bounded(days, 10), bounded(repeats, 5)
	taken := make([]bool, len(r.words))
	var all []*reading
	one := reading{reader: r}
	for _, t := range times {
		for _, d := range days {
			for _, p := range repeats {
				one = reading{reader: r, time: t, day: d, repeat: p, length: none, end: none, zone: none, more: one.more[:0]}
				if !one.fits() {
					continue
				}
				one.fill()
				one.settle(taken)
				one.score = one.worth()
				if len(all) == 0 || one.score > all[0].score-12 {
					c := one
					c.more, c.taken = slices.Clone(one.more), nil
					all = append(all, &c)
					for k := len(all) - 1; k > 0 && all[k].score > all[k-1].score; k-- {
						all[k], all[k-1] = all[k-1], all[k]
					}
					all = all[:min(len(all), 6)]
				}
			}
		}
	}
	for len(all) > 1 && all[len(all)-1].score <= all[0].score-12 {
		all = all[:len(all)-1]
	}
	all[0].settle(taken)
	return all[0], all[1:]
}

// settle notes the words in use, in a slice that is there already.
func (r *reading) settle(taken []bool) {
	clear(taken)
	r.used(func(s *span) {
		first, last := r.extent(s)
		for w := first; w < last; w++ {
			taken[w] = true
		}
	})
	r.taken = taken
	r.first, r.last = len(taken), none
	for w := range taken {
		if !taken[w] && !r.mute[w] {
			r.first, r.last = min(r.first, w), w
		}
	}
}

// bounded keeps the first and the last of too many.
func bounded(list []int, most int) []int {
	if len(list) <= most {
		return list
	}
	return append(list[:most/2:most/2], list[len(list)-most/2:]...)
}

// span returns a span by its index, nil for none.
func (r *reader) span(i int) *span {
	if i == none {
		return nil
	}
	return &r.spans[i]
}

// used calls f for each span in use.
func (r *reading) used(f func(*span)) {
	for _, i := range [...]int{r.time, r.day, r.repeat, r.length, r.end, r.zone} {
		if i != none {
			f(&r.spans[i])
		}
	}
	for _, i := range r.more {
		f(&r.spans[i])
	}
}

func overlap(a, b *span) bool { return a.from < b.to && b.from < a.to }

// free tells whether a span overlaps none in use.
func (r *reading) free(s *span) bool {
	ok := true
	r.used(func(o *span) { ok = ok && (o == s || !overlap(o, s)) })
	return ok
}

// near tells whether only times and words that join them stand between two spans.
func (r *reading) near(a, b *span) bool {
	if a.from > b.from {
		a, b = b, a
	}
	_, from := r.extent(a)
	to, _ := r.extent(b)
	for w := from; w < to; w++ {
		if !r.gluey[w] && !r.timeAt(w) {
			return false
		}
	}
	return true
}

// timeAt tells whether a word belongs to something in use that says when or how long.
func (r *reading) timeAt(w int) bool {
	if r.taken != nil {
		return r.taken[w]
	}
	found := false
	r.used(func(s *span) {
		first, last := r.extent(s)
		found = found || first <= w && w < last
	})
	return found
}

// edge tells whether nothing but spans in use and separators stands before a span, or after it.
func (r *reading) edges(s *span) (start, end bool) {
	first, last := r.extent(s)
	if r.taken != nil {
		return r.first >= first, r.last < last
	}
	start, end = true, true
	for w := 0; w < len(r.words); w++ {
		if w >= first && w < last || r.timeAt(w) || r.mute[w] {
			continue
		}
		if w < first {
			start = false
		} else {
			end = false
		}
	}
	return start, end
}
