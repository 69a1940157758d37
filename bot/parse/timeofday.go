package parse

import (
	"cmp"
	"strings"
)

// clock reads a time of day, or two of them as a span.
func (t text) clock(i int, m *mark) {
	c, rest, n, ok := t.timeOfDay(i)
	if !ok {
		return
	}
	to := i + n
	if rest != "" {
		if till, after, found := dashed(rest); found {
			m.till, m.hasTill, rest = till, true, after
			if rest == "" && half(t.at(to)) && till.half == "" {
				m.till.setHalf(t.at(to))
				to++
			}
		}
	} else {
		to += t.until(i, to, m)
	}
	if rest != "" && (c.bare || !m.suffixZone(rest)) {
		*m = mark{}
		return
	}
	m.set(clockMark, to)
	m.clock = c
	m.weak = c.bare || c.dot
	if m.hasTill && !m.till.bare && !m.till.dot && !c.dot {
		m.weak = false
	}
	m.fault = cmp.Or(m.fault, c.fault())
	if m.hasTill {
		m.fault = cmp.Or(m.fault, m.till.fault())
	}
}

// timeOfDay reads one time of day from the words at i.
func (t text) timeOfDay(i int) (c clock, rest string, n int, ok bool) {
	switch w := t.at(i); w {
	case "noon", "midday":
		return clock{hour: 12, noon: true}, "", 1, true
	case "midnight":
		return clock{hour: 24, midnight: true}, "", 1, true
	default:
		c, rest, ok = readClock(strings.TrimPrefix(w, "@"))
	}
	if !ok || rest != "" {
		return c, rest, 1, ok
	}
	switch next := t.at(i + 1); {
	case c.half != "":
	case half(next):
		c.setHalf(next)
		return c, "", 2, true
	case next == "o'clock", next == "o’clock", next == "oclock":
		return c, "", 2, true
	}
	return c, "", 1, true
}

// dashed reads the end of a span such as 14:00-15:30.
func dashed(s string) (c clock, rest string, ok bool) {
	for _, dash := range []string{"-", "–", "—"} {
		if after, found := strings.CutPrefix(s, dash); found {
			switch after {
			case "noon":
				return clock{hour: 12, noon: true}, "", true
			case "midnight":
				return clock{hour: 24, midnight: true}, "", true
			}
			return readClock(after)
		}
	}
	return c, s, false
}

// until reads the end of a span that words join, as in "3pm to 4pm".
func (t text) until(i, j int, m *mark) int {
	switch t.at(j) {
	case "to", "till", "until", "til", "through":
	case "and":
		if t.at(i-1) != "between" {
			return 0
		}
	default:
		if j >= len(t) || t[j].raw != "-" && t[j].raw != "–" && t[j].raw != "—" {
			return 0
		}
	}
	c, rest, n, ok := t.timeOfDay(j + 1)
	if !ok || rest != "" {
		return 0
	}
	m.till, m.hasTill = c, true
	return 1 + n
}
