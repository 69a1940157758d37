package parse

// pickLength finds how long the meeting lasts.
func (r *reading) pickLength() *Error {
	announced := false
	for i := range r.marks {
		if m := &r.marks[i]; m.kind == lengthMark && !m.weak {
			announced = true
		}
	}
	for i := range r.marks {
		m := &r.marks[i]
		if m.kind != lengthMark || m.weak && !r.beside(m, announced) {
			continue
		}
		m.used = true
		if m.fault != nil {
			return r.in.refuse(r.typed(m), m.fault, sample())
		}
		if r.length != nil && r.length.length != m.length {
			return r.twoLengths(r.length, m)
		}
		r.length = m
	}
	return r.fieldLength()
}

// beside tells whether a bare duration stands beside the time, or, where no other is announced, at
// either end of the text.
func (r *reading) beside(m *mark, announced bool) bool {
	if r.when != nil && r.near(m, r.when) {
		return true
	}
	first, last := m.from == 0, m.to == len(r.words)
	for i := range r.marks {
		if o := &r.marks[i]; o.kind == membersMark || o.kind == lengthMark {
			first = first || o.from == 0 && o.to == m.from
			last = last || o.to == len(r.words) && o.from == m.to
		}
	}
	return !announced && (first || last)
}

func (r *reading) twoLengths(a, b *mark) *Error {
	return r.refuse(r.typed(a)+" … "+r.typed(b), because(TwoLengths))
}
