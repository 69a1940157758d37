package parse

import "time"

// kind is what a stretch of words says.
type kind int

const (
	noKind       kind = iota
	dateMark          // a day
	clockMark         // a time of day, perhaps with an end
	instantMark       // a whole instant: an offset and all
	relativeMark      // so long from now
	lengthMark        // a duration
	zoneMark          // a zone
	partMark          // a part of the day: morning, evening
	membersMark       // members only
	seriesMark        // something that repeats
	vagueMark         // a time too vague to schedule: next week
)

// mark is a stretch of words that might say when, how long or for whom. Whether it does is decided
// when all marks are known; the words of those that do not are title.
type mark struct {
	kind     kind
	from, to int  // words[from:to]
	weak     bool // counts only beside others: a bare hour, a duration without "for"
	used     bool
	fault    *Why // it is meant as a time or duration, but wrong
	date     date
	clock    clock
	till     clock // the end, where hasTill
	hasTill  bool
	length   time.Duration // of a lengthMark or relativeMark
	days     amount        // the calendar part of a relativeMark
	zone     *time.Location
	part     string // morning, afternoon, evening, night
}

// scan finds all marks, from left to right, none over another.
func (t text) scan() []mark {
	marks := make([]mark, 0, 5)
	for i := 0; i < len(t); {
		n := len(marks)
		marks = append(marks, mark{from: i})
		m := &marks[n]
		t.read(i, m)
		if m.kind == noKind && n > 0 && marks[n-1].to == i && t[i].low != "" {
			t.after(i, &marks[n-1], m)
		}
		if m.kind == noKind {
			marks = marks[:n]
			i++
			continue
		}
		m.from = i
		i = m.to
	}
	return marks
}

// read tries all that may begin at word i, the surest first.
func (t text) read(i int, m *mark) {
	if t[i].lit || t[i].low == "" {
		return
	}
	for _, read := range [...]func(text, int, *mark){
		text.members, text.series, text.relative, text.instant, text.lengthFor,
		text.date, text.length, text.zoneName, text.clock,
	} {
		if read(t, i, m); m.kind != noKind {
			return
		}
	}
}

func (m *mark) set(k kind, to int) { m.kind, m.to = k, to }

// members reads "members only".
func (t text) members(i int, m *mark) {
	switch {
	case t.at(i) == "members-only":
		m.set(membersMark, i+1)
	case t.at(i) == "members" && t.at(i+1) == "only":
		m.set(membersMark, i+2)
	}
}
