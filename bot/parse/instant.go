package parse

import (
	"cmp"
	"strings"
)

// instant reads an ISO date with a time of day in one word: 2026-12-01T09:00Z.
func (t text) instant(i int, m *mark) {
	w := t[i].low
	if len(w) < 15 || w[10] != 't' || w[4] != '-' {
		return
	}
	var d mark
	if (text{{low: w[:10]}}).numericDate(0, &d) == 0 {
		return
	}
	c, rest, ok := readClock(w[11:])
	if !ok || c.bare || c.dot || c.half != "" {
		return
	}
	if after, found := strings.CutPrefix(rest, "."); found { // parts of a second do not count
		rest = after[digits(after):]
	}
	if rest != "" && !m.suffixZone(rest) {
		*m = mark{}
		return
	}
	m.set(instantMark, i+1)
	m.date, m.clock = d.date, c
	m.fault = cmp.Or(m.fault, d.fault, c.fault())
}
