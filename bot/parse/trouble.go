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
			} else if s.kind == endKind && t != nil && t.kind == clockKind && !t.hasTill && s.from < t.from && t.to <= s.to && !s.weak && !(r.verb == Move && s.n > 0) {
				add(i, r.startOrEnd(), 12)
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

// startOrEnd asks when exactly something starts of which an end was said; a move may be until then, too.
func (r *reading) startOrEnd() *Why {
	if r.verb == Move {
		return because(WhichReading)
	}
	return because(OpenTime)
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
	case shiftKind:
		if r.verb == Move && r.time != none {
			return grave, because(TwoTimes)
		}
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
		if t := r.span(r.time); s.width == moves && t != nil && t.kind == clockKind && r.day == none && r.repeat == none {
			return 12, because(OpenDay)
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
	case endKind:
		if s.date.kind == fullDate {
			return grave, because(TwoTimes)
		}
	case membersKind:
		if r.verb != Move {
			return 6, because(WhoMayCome)
		}
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
