package parse

import (
	"strings"
	"time"
)

// numericDate reads 2026-12-01, 12/01/2026 (month first), 01.12.2026 (day first) and 31/12.
func (t text) numericDate(i int, m *mark) int {
	w := t[i].low
	if digits(w) == 0 || digits(w) == len(w) {
		return 0
	}
	parts, sep, n := joined(w)
	if n < 2 || n > 3 {
		return 0
	}
	var v [3]int
	for k := range n {
		if v[k] = whole(parts[k], 4); v[k] < 0 {
			return 0
		}
	}
	switch {
	case n == 2 && sep == '/' && len(parts[0]) < 3 && len(parts[1]) < 3:
		return m.monthDate(v[0], v[1])
	case n == 2 && sep == '.' && (v[0] > 24 || strings.HasSuffix(t[i].raw, ".")): // else it may be a time of day
		return m.dayFirst(v[0], v[1])
	case n == 2 && sep == '-' && v[1] > 24: // else it may be from one hour to another
		return m.dayFirst(v[1], v[0])
	case n == 3 && len(parts[0]) == 4 && len(parts[1]) < 3 && len(parts[2]) < 3:
		m.setDate(fullDate, civil{v[0], v[1], v[2]})
		return 1
	case n == 3 && len(parts[0]) < 3 && len(parts[1]) < 3 && (len(parts[2]) == 4 || len(parts[2]) == 2 && sep != '-'):
		return m.yearLast(v, sep)
	}
	return 0
}

// monthDate reads 11/12, which is a day only beside a time of day.
func (m *mark) monthDate(a, b int) int {
	c := civil{2028, a, b}
	d := civil{2028, b, a}
	if !c.exists() {
		c, d = d, c
	}
	if !c.exists() || a == 24 && b == 7 { // "24/7 support" is about no day
		return 0
	}
	m.setDate(monthDate, c)
	m.date.swapped = d.exists() && a != b
	m.weak = true
	return 1
}

// dayFirst reads 30.11. and 11-30, which are days only beside a time of day.
func (m *mark) dayFirst(day, month int) int {
	if c := (civil{2028, month, day}); c.exists() {
		m.setDate(monthDate, c)
		m.weak = true
		return 1
	}
	return 0
}

func (m *mark) yearLast(v [3]int, sep byte) int {
	if v[2] < 100 {
		v[2] += 2000
	}
	c := civil{v[2], v[0], v[1]}
	d := civil{v[2], v[1], v[0]}
	if sep == '.' || !c.exists() && d.exists() {
		m.setDate(fullDate, d)
		return 1
	}
	m.setDate(fullDate, c)
	m.date.swapped = sep != '.' && d.exists() && v[0] != v[1]
	return 1
}

// noSuchDay says so of 31 February.
func noSuchDay(k dateKind, c civil) *Why {
	if c.month < 1 || c.month > 12 {
		return because(NoSuchMonth, "Number", c.month)
	}
	if k == monthDate {
		return because(NoSuchDay, "Day", c.day, "Month", time.Month(c.month))
	}
	return because(NoSuchDayIn, "Day", c.day, "Month", time.Month(c.month), "Year", c.year)
}
