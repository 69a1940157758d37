package parse

import "strings"

// How surely a mark is the time that is meant. Of several, the surest counts.
const (
	never  = iota
	faulty // "25:00"
	likely // a bare hour in the right place
	named  // noon, midnight
	sure
)

// pickWhen finds the one mark that gives the time of day.
func (r *reading) pickWhen() *Error {
	best, several := never, false
	for i := range r.marks {
		switch s := r.sureness(i); {
		case s > best:
			best, several, r.when = s, false, &r.marks[i]
		case s == best && s > faulty:
			several = true
		}
	}
	if several {
		return r.twoTimes(best)
	}
	if r.when != nil {
		r.when.used = true
		return r.openTime()
	}
	return nil
}

// openTime asks back where a time is only the latest, "before 3pm".
func (r *reading) openTime() *Error {
	if r.when.kind != clockMark || r.words.at(r.when.from-1) != "before" {
		return nil
	}
	e := r.refuse("before "+r.typed(r.when), because(OpenTime))
	for i := range r.marks {
		if c, ok := r.only(i); ok && r.when == &r.marks[i] {
			e.Choices = []Request{c}
		}
	}
	return e
}

func (r *reading) sureness(i int) int {
	m := &r.marks[i]
	switch {
	case m.kind != clockMark && m.kind != relativeMark && m.kind != instantMark:
		return never
	case m.weak && !r.placed(i):
		return never
	case m.fault != nil:
		return faulty
	case m.weak:
		return likely
	case m.clock.noon || m.clock.midnight:
		return named
	}
	return sure
}

// placed tells whether a bare hour stands where an hour stands: behind "at", beside a date, or alone.
func (r *reading) placed(i int) bool {
	m := &r.marks[i]
	if before := r.words.at(m.from - 1); before == "at" || before == "@" || r.words[m.from].low[0] == '@' {
		return true
	}
	if i > 0 && (r.marks[i-1].kind == dateMark || r.marks[i-1].kind == partMark) && r.near(&r.marks[i-1], m) {
		return true
	}
	if i+1 < len(r.marks) {
		next := &r.marks[i+1]
		if next.kind == partMark && next.from == m.to || m.from == 0 && next.kind == dateMark && r.near(m, next) {
			return true
		}
	}
	return (m.hasTill || r.verb == Move) && m.from == 0 && m.to == len(r.words)
}

// pickDate finds the date that goes with the time of day: the one beside it, else the only one.
func (r *reading) pickDate() *Error {
	all, beside := r.dates()
	if other := r.joinedTo(beside); other != nil && r.when.kind == clockMark {
		return r.twoDates(other, beside[0])
	}
	if len(beside) > 0 {
		all = beside
	}
	switch {
	case r.when != nil && r.when.kind != clockMark:
		return r.dateBeside(beside)
	case len(all) == 0:
		return r.vagueDay()
	case len(all) == 2:
		return r.mergeDates(all[0], all[1])
	case len(all) > 2:
		return r.twoDates(all[0], all[1])
	}
	return r.takeDate(all[0])
}

// joinedTo returns a date away from the time that a word such as "or" joins to the one beside it: "mon to fri 9:30".
func (r *reading) joinedTo(beside []*mark) *mark {
	for i := range r.marks {
		o := &r.marks[i]
		if o.kind != dateMark || len(beside) != 1 || o == beside[0] {
			continue
		}
		a, b := o, beside[0]
		if a.from > b.from {
			a, b = b, a
		}
		if b.from == a.to+1 && joins(r.words[a.to].raw) {
			return o
		}
	}
	return nil
}

// joins tells whether a word between two days means both, or all from one to the other.
func joins(w string) bool {
	switch strings.ToLower(w) {
	case "or", "and", "to", "till", "until", "through", "thru", "-", "–", "&", "/", "+":
		return true
	}
	return false
}

// dates gives all dates, and those beside the time. A date such as 11/12 counts only beside it, and only
// where no other does.
func (r *reading) dates() (all, beside []*mark) {
	var weak []*mark
	for i := range r.marks {
		m := &r.marks[i]
		near := m.kind == dateMark && r.when != nil && r.near(m, r.when)
		switch {
		case m.kind != dateMark:
		case m.weak && near:
			weak = append(weak, m)
		case near:
			beside = append(beside, m)
		case !m.weak:
			all = append(all, m)
		}
	}
	if len(beside) == 0 {
		beside = weak
	}
	return all, beside
}

func (r *reading) takeDate(m *mark) *Error {
	m.used = true
	r.date = m
	if m.fault != nil {
		return r.refuse(r.typed(m), m.fault)
	}
	return nil
}

// dateBeside refuses a date beside a time that is whole without it; "today" does no harm.
func (r *reading) dateBeside(beside []*mark) *Error {
	for _, m := range beside {
		if m.date != (date{}) {
			return r.refuse(r.words[min(m.from, r.when.from):max(m.to, r.when.to)].raw(), because(DateBeside))
		}
		m.used = true
	}
	return nil
}

// mergeDates takes a weekday and the date that falls on it as one.
func (r *reading) mergeDates(a, b *mark) *Error {
	if b.date.kind == weekdayDate {
		a, b = b, a
	}
	if a.date.kind != weekdayDate || b.date.kind != monthDate && b.date.kind != fullDate {
		return r.twoDates(a, b)
	}
	a.used = true
	b.date.n, b.date.weekday = a.date.n, true
	return r.takeDate(b)
}

func (r *reading) twoDates(a, b *mark) *Error {
	if a.from > b.from {
		a, b = b, a
	}
	return r.refuse(r.typed(a)+" … "+r.typed(b), because(TwoDates))
}

// vagueDay refuses a time of day beside "next week" or the name of a month.
func (r *reading) vagueDay() *Error {
	if r.when == nil {
		return nil
	}
	for i := range r.marks {
		if m := &r.marks[i]; m.kind == vagueMark && r.near(m, r.when) {
			return r.refuse(r.typed(m), because(OpenDay))
		}
	}
	for _, i := range []int{r.when.from - 1, r.when.to} {
		if monthOf(r.words.at(i)) > 0 {
			return r.refuse(r.words[i].raw, because(OpenDay))
		}
	}
	return nil
}

// pickPart takes parts of the day that stand beside the time or the date.
func (r *reading) pickPart() *Error {
	if r.date != nil {
		r.part = r.date.part
	}
	for i := range r.marks {
		m := &r.marks[i]
		if m.kind != partMark || r.when == nil || !r.near(m, r.when) && (r.date == nil || !r.near(m, r.date)) {
			continue
		}
		m.used = true
		r.part = m.part
	}
	return nil
}

// pickZone takes the zone that is named; an abbreviation or offset counts beside the time alone.
func (r *reading) pickZone() *Error {
	for i := range r.marks {
		m := &r.marks[i]
		if m.kind != zoneMark || r.when == nil || !r.near(m, r.when) && !hasSlash(r.typed(m)) {
			continue
		}
		m.used = true
		if m.fault != nil && r.when.kind != relativeMark {
			return r.refuse(r.typed(m), m.fault)
		}
		if r.zone != nil || r.when.zone != nil {
			return r.refuse(r.typed(m), because(TwoZones))
		}
		r.zone = m
	}
	return nil
}
