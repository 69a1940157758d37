package parse

// lengthFor reads a duration that "for" announces.
func (t text) lengthFor(i int, m *mark) {
	if t[i].low != "for" || i+1 >= len(t) {
		return
	}
	if t.at(i+1) != "" && t.at(i + 1)[0] == '+' {
		t = t.without(i+1, "+")
	}
	t.lengthAt(i+1, m)
	m.weak = false
	if m.kind == noKind && i > 0 && i+2 == len(t) && whole(t.at(i+1), 3) >= 5 {
		m.set(lengthMark, i+2)
		m.fault = because(BareLength)
	}
}

// length reads a bare duration, which counts only beside a time or at either end of the text.
func (t text) length(i int, m *mark) {
	a, n := t.amount(i)
	if n > 0 && a.calendar() && (a.days != 1 || n > 1) {
		return // "2 day workshop" is a title; "1d" is a day
	}
	t.lengthAt(i, m)
}

func (t text) lengthAt(i int, m *mark) {
	a, n := t.amount(i)
	if n == 0 {
		if why := lengthFault(t.at(i)); why != nil {
			m.set(lengthMark, i+1)
			m.fault, m.weak = why, true
		}
		return
	}
	m.set(lengthMark, i+n)
	m.weak = true
	m.length, m.fault = a.duration()
	if m.fault == nil && m.length < shortest {
		m.fault = tooShort()
	}
}
