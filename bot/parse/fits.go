package parse

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// fits tells whether the time, the day and the repeat can be used together at all.
func (r *reading) fits() bool {
	t, d, p := r.span(r.time), r.span(r.day), r.span(r.repeat)
	if t != nil && d != nil && overlap(t, d) || t != nil && p != nil && overlap(t, p) || d != nil && p != nil && overlap(d, p) {
		return false
	}
	return (t == nil || r.timeFits(t, d)) && (d == nil || r.dayFits(d, t)) && (p == nil || r.repeatFits(p, t, d))
}

func (r *reading) timeFits(t, d *span) bool {
	start, end := r.edges(t)
	switch t.kind {
	case nowKind:
		return d == nil && (end || r.onlyLength(t) || start && (t.to-t.from > 1 || t.n == 1))
	case shiftKind:
		return d == nil
	case relKind, instKind:
		return d == nil || d.date == (date{}) && !d.either && d.kind == dayKind || t.kind == relKind && r.near(t, d) && d.date.part > 0
	case vagueKind:
		return (start || end) && (d == nil || r.near(t, d)) || d != nil && r.near(t, d)
	}
	return !t.weak || r.placed(t, d, start, end)
}

// onlyLength tells whether nothing but a length follows a span.
func (r *reading) onlyLength(t *span) bool {
	for _, i := range r.able {
		if s := &r.spans[i]; s.kind == lengthKind && s.from == t.to && s.to == len(r.tokens) {
			return true
		}
	}
	return false
}

// placed tells whether a loose time stands where a time stands: behind a day, or alone.
func (r *reading) placed(t, d *span, start, end bool) bool {
	first, _ := r.extent(t)
	c := t.clock
	beside := d != nil && r.near(d, t)
	if p := r.span(r.repeat); p != nil && r.near(p, t) {
		beside = true
	}
	behind := beside && (d == nil || d.from < t.from || first == 0 || r.words[first].low == "" || r.beginsPlain(first))
	switch {
	case c.noon || c.midnight:
		return start || end || beside
	case t.wordy:
		return behind || r.verb == Move && start && end
	case c.joint && t.to-t.from == 1: // 1430
		return beside && !(c.hour >= 19 && c.hour <= 20 && r.otherTime(t))
	case c.joint: // 15.30
		return beside || start && c.minute%5 == 0 && c.hour > 6 && c.hour < 21 || r.verb == Move && start && end
	case !c.bare || r.isH(t): // 15h
		return beside || r.hours(t) || c.hour > 12 && (start || end)
	}
	return behind || r.verb == Move && start && end
}

// beginsPlain tells whether only glue stands before a word.
func (r *reading) beginsPlain(w int) bool {
	for i := range w {
		if !r.gluey[i] && !r.timeAt(i) {
			return false
		}
	}
	return true
}

func (r *reader) isH(t *span) bool { return t.to-t.from == 2 && r.tokens[t.to-1].text == "h" }

// hours tells whether the person's language says 15h for a time of day.
func (r *reader) hours(t *span) bool { return t.lang != every && t.lang&r.pref != 0 }

// otherTime tells whether there is a surer time than t.
func (r *reader) otherTime(t *span) bool {
	for _, i := range r.able {
		if s := &r.spans[i]; s.kind == clockKind && !s.weak && !overlap(s, t) {
			return true
		}
	}
	return false
}

func (r *reading) dayFits(d, t *span) bool {
	if d.kind == openKind {
		start, end := r.edges(d)
		return t != nil && r.near(d, t) || t == nil && (start || end)
	}
	if t == nil {
		start, end := r.edges(d)
		return !d.weak && !d.ambiguous || r.verb == Move && start && end
	}
	beside := r.near(d, t)
	if d.weak && !beside {
		return false
	}
	return true
}

func (r *reading) repeatFits(p, t, d *span) bool {
	start, end := r.edges(p)
	if !p.weak {
		if r.setAlone(p) {
			return t != nil && r.near(p, t) || d == nil && (start || end)
		}
		return true
	}
	if t != nil && (t.kind == relKind || t.kind == nowKind) {
		return false
	}
	if d != nil && d.kind == dayKind && (d.date.kind != weekdayDate || p.repeat != nil && p.repeat.Freq == Daily) {
		if !end && !(t != nil && r.near(p, t)) || start && end && capital(r.typed(p)) {
			return false // "weekly sync tomorrow 3pm", "tomorrow 9:30 Daily" are one of them
		}
	}
	return start || end || t != nil && r.near(p, t) || d != nil && r.near(p, d)
}

// setAlone tells whether a repeat is said by its weekdays alone: "mon/fri", "mondays".
func (r *reader) setAlone(p *span) bool {
	for _, i := range r.able {
		if s := &r.spans[i]; s.from == p.from && s.to == p.to && s.kind == repeatKind && s.repeat != nil {
			for k := r.lo[s.from]; k < r.hi[s.from]; k++ {
				if r.spans[k].kind == setKind && r.spans[k].to == s.to {
					return true
				}
			}
		}
	}
	return false
}

// fill takes what else fits.
func (r *reading) fill() {
	for _, pass := range [...]func(*span) bool{r.firm, r.loose} {
		for _, i := range r.able {
			if s := &r.spans[i]; r.free(s) && pass(s) {
				r.take(i, s)
			}
		}
	}
}

func (r *reading) take(i int, s *span) {
	place := map[kind]*int{lengthKind: &r.length, endKind: &r.end, zoneKind: &r.zone}[s.kind]
	switch {
	case place == nil:
		r.more = append(r.more, i)
	case *place == none:
		*place = i
	}
}

// firm tells whether a span counts whatever stands around it.
func (r *reading) firm(s *span) bool {
	switch s.kind {
	case lengthKind:
		return r.length == none && !s.weak && !(r.repeat != none && s.amount.calendar()) && !s.amount.tooLongFor(r)
	case endKind:
		t := r.span(r.time)
		if s.date.kind == fullDate {
			return false
		}
		if t == nil && r.verb == Move && s.n == 0 {
			return r.end == none && (!s.weak || s.clock.bare)
		}
		return r.end == none && t != nil && t.kind == clockKind && !t.hasTill && !s.weak && t.from < s.from && !(s.clock.bare && !r.near(s, t) && !r.lastWord(s))
	case untilKind, exceptKind:
		return r.repeat != none && !r.has(s.kind)
	case membersKind:
		return r.verb != Move && r.isWish(s)
	case withKind, whereKind:
		return r.verb != Move
	case leadKind:
		return r.leads(s)
	case notKind:
		return r.time == none || r.near(s, r.span(r.time)) || r.day != none && r.near(s, r.span(r.day))
	}
	return false
}

func (r *reading) has(k kind) bool {
	return k != exceptKind && slices.ContainsFunc(r.more, func(i int) bool { return r.spans[i].kind == k })
}

func (a amount) tooLongFor(r *reading) bool { return a.calendar() && a.days == 0 && r.repeat != none }

func (r *reading) lastWord(s *span) bool {
	_, end := r.edges(s)
	return end
}

// isWish tells whether a word such as "private" says who may come, rather than what it is about.
func (r *reading) isWish(s *span) bool {
	if s.to-s.from > 1 {
		return true
	}
	_, end := r.edges(s)
	return end || r.besideTime(s) && !((s.ambiguous || capital(r.typed(s)) || s.lang&r.pref == 0) && r.followed(s))
}

func (r *reading) besideTime(s *span) bool {
	for _, i := range [...]int{r.time, r.day, r.length} {
		if i != none && r.near(s, &r.spans[i]) {
			return true
		}
	}
	return false
}

// leads tells whether words only lead to what is said, or thank for it.
func (r *reading) leads(s *span) bool {
	start, end := r.edges(s)
	first, last := r.extent(s)
	if r.verb == Move && r.ref == "" || s.ambiguous && !(start && end) && (!start || last < len(r.words) && !r.timeAt(last)) {
		return false
	}
	return start || end && first > 0
}

// loose takes what counts only beside a time.
func (r *reading) loose(s *span) bool {
	switch s.kind {
	case lengthKind:
		return r.length == none && s.weak && r.lengthFits(s)
	case zoneKind:
		return r.zone == none && r.zoneFits(s)
	}
	return false
}

// lengthFits tells whether a length without "for" is one: it stands beside the time, or where no other does and meetings
// usually last so long, at either end of the text.
func (r *reading) lengthFits(s *span) bool {
	if s.amount.length >= 5*time.Hour && r.alsoClock(s) {
		return false
	}
	start, end := r.edges(s)
	_, last := r.extent(s)
	titled := last < len(r.words) && !r.timeAt(last) && !separator(r.words[last].raw)
	usual := s.amount.usual()
	switch {
	case titled && r.words[last].low == "of", s.fault == nil && titled && !usual && !s.amount.short:
		return false
	case r.besideTime(s):
		return true
	}
	if titled && !s.amount.short && s.amount.length < 15*time.Minute {
		return false // "5 minute plays"
	}
	return (start || end) && (usual || s.fault != nil || end && s.amount.short)
}

// alsoClock tells whether what is a length is a time of day, too, in the person's language: "14h".
func (r *reading) alsoClock(s *span) bool {
	for k := r.lo[s.from]; k < r.hi[s.from]; k++ {
		if o := &r.spans[k]; o.kind == clockKind && o.to == s.to && r.hours(o) {
			return true
		}
	}
	return false
}

// usual tells whether meetings often last so long.
func (a amount) usual() bool {
	m := int(a.length.Minutes())
	if a.days > 0 || a.length%time.Minute != 0 {
		return false
	}
	switch m {
	case 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 75, 90, 105, 120, 150, 180, 210, 240, 300, 360, 480:
		return true
	}
	return false
}

// zoneFits tells whether a word names the zone of the time: an abbreviation does so behind it.
func (r *reading) zoneFits(s *span) bool {
	t := r.span(r.time)
	if t == nil || t.kind == nowKind || t.loc != nil || t.zones != "" {
		return false
	}
	if strings.Contains(r.typed(s), "/") {
		return true
	}
	if r.tokens[s.from].text == "-" || s.ambiguous && r.followed(s) {
		return false
	}
	first, _ := r.extent(s)
	if first == 0 || !r.timeAt(first-1) || !r.near(s, t) {
		return false
	}
	return r.shouted(s)
}

// shouted tells whether what has two letters has capital ones: "et" and "pt" are words.
func (r *reader) shouted(s *span) bool {
	raw := r.typed(s)
	return s.to-s.from > 1 || utf8.RuneCountInString(strings.Trim(raw, "(),.;:!?")) > 2 || strings.IndexFunc(raw, unicode.IsLower) < 0
}

// worth scores a reading: what it covers, how surely and how close together, less what it leaves in the title that looks
// like time.
func (r *reading) worth() int {
	score := 0
	r.used(func(s *span) {
		score += 6 + 4*(s.to-s.from)
		if s.kind == leadKind {
			score -= 4
		}
		if s.weak {
			score -= 4
		}
		if s.ambiguous {
			score -= 6
		}
		switch {
		case s.lang == every:
		case s.lang&r.pref != 0:
			score++
		case s.lang&r.known == 0:
			score -= 5
		}
		if s.fault != nil {
			score -= 6
		}
		if s.kind == dayKind && s.date.weekday {
			score += 6 // two words say the same
		}
	})
	t, d := r.span(r.time), r.span(r.day)
	if t == nil && !(r.verb == Move && d != nil) {
		score -= 6
		if r.timed {
			score -= 16
		}
	}
	if t != nil && d != nil {
		if t.kind == vagueKind {
			score -= 2
		} else if r.near(t, d) {
			score += 8
		} else if r.middle(d) {
			score -= 16
		} else if d.ambiguous {
			score -= 10
		}
	}
	for _, x := range r.troubles() {
		score -= x.weight
	}
	return score
}

// middle tells whether title stands on both sides of a span that nothing marks.
func (r *reading) middle(s *span) bool {
	start, end := r.edges(s)
	return !start && !end && !s.marked
}
