package parse

import "strings"

// relative reads a time counted from now: "in 20 minutes", "2 hours from now", "+15 minutes". Days
// alone make a date, which still wants a time of day.
func (t text) relative(i int, m *mark) {
	j, lead := i, false
	switch w := t[i].low; {
	case w == "in", w == "within":
		j, lead = i+1, true
		if x := t.at(j); x == "about" || x == "around" {
			j++
		}
	case strings.HasPrefix(w, "+") && t.at(i-1) != "for":
		lead, t = true, t.without(i, "+")
	}
	ago := lead && strings.HasPrefix(t.at(j), "-")
	if ago {
		t = t.without(j, "-")
	}
	a, n := t.amount(j)
	if n == 0 {
		return
	}
	to := j + n
	if lead {
		if x := t.at(to); x == "time" || x == "time's" {
			to++
		}
		m.fromHere(a, to)
	} else {
		t.fromNow(a, to, m)
	}
	if ago {
		m.fault = because(InThePast)
	}
}

// without is t with a sign taken off the word at i.
func (t text) without(i int, sign string) text {
	c := append(text(nil), t...)
	c[i].low = strings.TrimPrefix(c[i].low, sign)
	return c
}

// fromHere makes the mark of an amount from now on.
func (m *mark) fromHere(a amount, to int) {
	if a.calendar() && !a.huge {
		m.set(dateMark, to)
		m.date.plus = a
		return
	}
	m.set(relativeMark, to)
	m.days, m.length = a, a.length
	if a.huge {
		m.fault = because(TooFar)
	}
}

// fromNow reads what follows an amount that no "in" precedes.
func (t text) fromNow(a amount, i int, m *mark) {
	switch t.at(i) {
	case "later", "hence":
		m.fromHere(a, i+1)
	case "ago":
		m.fromHere(a, i+1)
		m.fault = because(InThePast)
	case "from", "after":
		if t.at(i+1) == "now" {
			m.fromHere(a, i+2)
			return
		}
		var d mark
		if !a.calendar() || i+1 >= len(t) || t[i+1].lit {
			return
		}
		if t.date(i+1, &d); d.kind == dateMark {
			*m = d
			m.date.plus = a
		}
	}
}
