package parse

import "strings"

// date is a day as people say it; which day that is depends on today.
type date struct {
	kind    dateKind
	n       int // days from today, or the weekday
	civil   civil
	plus    amount // "a week from friday"
	swapped bool   // month and day may be meant the other way round
	weekday bool   // n is the weekday that was typed beside the date
}

type dateKind int

const (
	offsetDate  dateKind = iota // so many days from today
	weekdayDate                 // the next such weekday, today included
	nextWeek                    // that weekday of next week
	lastWeekday                 // that weekday of the past
	dayDate                     // the next such day of a month, n
	monthDate                   // a day of a month, in whichever year comes
	fullDate
)

// date reads a day from the words at i.
func (t text) date(i int, m *mark) {
	w := t[i].low
	for _, read := range []func(text, int, *mark) int{
		text.nearDay, text.weekday, text.monthDay, text.dayMonth, text.numericDate,
	} {
		if n := read(t, i, m); n > 0 {
			m.set(dateMark, i+n)
			return
		}
	}
	if vague(w, t.at(i+1)) {
		m.set(vagueMark, i+2)
	}
}

// vague reads "next week" and its like: near a time of day they leave the day open.
func vague(w, next string) bool {
	switch w {
	case "next", "this", "coming":
		switch next {
		case "week", "weekend", "month", "year", "quarter", "weekday":
			return true
		}
	}
	return false
}

// nearDay reads days counted from today.
func (t text) nearDay(i int, m *mark) int {
	switch w := t[i].low; w {
	case "today", "tdy":
		m.date.n = 0
		return 1
	case "tonight", "tonite":
		m.part = "night"
		return 1
	case "tomorrow", "tmrw", "tmr", "tomorow", "tommorow", "tommorrow":
		m.date.n = 1
		return 1
	case "yesterday":
		m.date.n = -1
		return 1
	case "overmorrow":
		m.date.n = 2
		return 1
	case "the", "day":
		n := 3
		if w == "the" {
			n = 4
		}
		if t.at(i+n-3) == "day" && t.at(i+n-2) == "after" && t.at(i+n-1) == "tomorrow" {
			m.date.n = 2
			return n
		}
	case "this":
		if p := partOf(t.at(i + 1)); p != "" {
			m.part = p
			return 2
		}
	}
	return 0
}

// weekday reads "fri", "next friday", "friday of next week" and "next week friday".
func (t text) weekday(i int, m *mark) int {
	n := 1
	m.date.kind = weekdayDate
	switch t[i].low {
	case "this", "coming":
		n = 2
	case "next":
		m.date.kind, n = nextWeek, 2
		if t.at(i+1) == "week" {
			if n = 3; t.at(i+2) == "on" {
				n = 4
			}
		}
	case "last":
		m.date.kind, n = lastWeekday, 2
	}
	if m.date.n = weekdayOf(t.at(i + n - 1)); m.date.n < 0 {
		return t.weekdays(i, m)
	}
	if m.date.kind == weekdayDate && n == 1 {
		n += t.ofWeek(i+1, m)
	}
	return n
}

// weekdays refuses "mon-fri", which is no day.
func (t text) weekdays(i int, m *mark) int {
	m.date = date{}
	for _, mark := range []string{"-", "–", "/"} {
		first, last, joined := strings.Cut(t[i].low, mark)
		if joined && weekdayOf(first) >= 0 && weekdayOf(last) >= 0 {
			m.fault = because(SeveralDays)
			return 1
		}
	}
	return 0
}

// ofWeek reads "of next week" after a weekday, and the "week" of "friday week", which is the friday after the next one.
func (t text) ofWeek(i int, m *mark) int {
	if next := t.at(i + 1); t.at(i) == "week" && (next == "" || next == "at" || digits(next) > 0) {
		m.date.plus.days = 7
		return 1
	}
	n := 0
	if t.at(i) == "of" || t.at(i) == "in" {
		n = 1
	}
	if t.at(i+n+1) != "week" {
		return 0
	}
	switch t.at(i + n) {
	case "next":
		m.date.kind = nextWeek
		return n + 2
	case "this":
		return n + 2
	}
	return 0
}

// monthDay reads "dec 1st 2027" and "December 31, 2027".
func (t text) monthDay(i int, m *mark) int {
	mo := monthOf(t[i].low)
	if mo == 0 {
		return 0
	}
	d := ordinal(t.at(i + 1))
	if d < 0 || half(t.at(i+2)) {
		return 0
	}
	return 2 + t.year(i+2, civil{0, mo, d}, m)
}

// dayMonth reads "1 Dec", "the 20th of december 2027" and "1dec".
func (t text) dayMonth(i int, m *mark) int {
	n := 0
	if t[i].low == "the" {
		n = 1
	}
	w := t.at(i + n)
	if k := digits(w); k > 0 && k < 3 && monthOf(w[k:]) > 0 {
		return n + 1 + t.year(i+n+1, civil{0, monthOf(w[k:]), whole(w[:k], 2)}, m)
	}
	d := ordinal(w)
	if d < 0 {
		return 0
	}
	if t.at(i+n+1) == "of" {
		n++
	}
	mo := monthOf(t.at(i + n + 1))
	if mo == 0 {
		return t.dayAlone(i, m)
	}
	return n + 2 + t.year(i+n+2, civil{0, mo, d}, m)
}

// dayAlone reads "the 30th", which is a day only beside a time of day.
func (t text) dayAlone(i int, m *mark) int {
	n := 1
	if t[i].low == "the" {
		n = 2
	}
	w := t.at(i + n - 1)
	d := ordinal(w)
	if d < 1 || d > 31 || digits(w) == len(w) {
		return 0
	}
	m.date, m.weak = date{kind: dayDate, n: d}, true
	return n
}

// year reads the year that may follow a day, and completes the date.
func (t text) year(i int, c civil, m *mark) int {
	if y := whole(t.at(i), 4); y >= 1000 {
		c.year = y
		m.setDate(fullDate, c)
		return 1
	}
	c.year = 2028 // a leap year: 29 February exists in some year
	m.setDate(monthDate, c)
	return 0
}

func (m *mark) setDate(k dateKind, c civil) {
	m.date = date{kind: k, civil: c}
	if !c.exists() {
		m.fault = noSuchDay(k, c)
	}
}

// ordinal reads the number of a day, "1" or "1st", -1 where it is none.
func ordinal(s string) int {
	n := digits(s)
	switch s[n:] {
	case "", "st", "nd", "rd", "th":
		return whole(s[:n], 2)
	}
	return -1
}

// half tells whether s is am or pm.
func half(s string) bool {
	return s == "am" || s == "pm" || s == "a.m" || s == "p.m"
}

// partOf reads a part of the day.
func partOf(s string) string {
	switch s {
	case "morning", "afternoon", "evening", "night":
		return s
	}
	return ""
}

// joined splits a numeric date such as 12/01/2026 at its marks.
func joined(w string) (parts [3]string, mark byte, n int) {
	for _, mark := range "/.-" {
		if !strings.ContainsRune(w, mark) {
			continue
		}
		for rest := w; n < 3; n++ {
			part, after, found := strings.Cut(rest, string(mark))
			if parts[n] = part; !found {
				return parts, byte(mark), n + 1
			}
			rest = after
		}
		return parts, byte(mark), 4
	}
	return parts, 0, 0
}
