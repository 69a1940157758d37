package parse

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// title is made of the words that say nothing else.
func (r *reading) title() string {
	gone := r.gone()
	kept := make(text, 0, len(r.words))
	for i, w := range r.words {
		if gone[i] {
			continue
		}
		if (i+1 == len(r.words) || gone[i+1]) && len(kept)+1 < len(r.words) && len(w.raw) > 1 && !w.lit {
			w.raw = strings.TrimSuffix(w.raw, ",")
		}
		kept = append(kept, w)
	}
	return kept.quoted()
}

// gone marks the words that are no title: those in use and what joins them to the rest.
func (r *reading) gone() []bool {
	gone := make([]bool, len(r.words))
	r.used(func(s *span) {
		first, last := r.extent(s)
		for w := first; w < last; w++ {
			gone[w] = true
		}
	})
	r.used(func(s *span) {
		first, last := r.extent(s)
		joins := s.kind == dayKind || s.kind == clockKind || s.kind == zoneKind || s.kind == instKind || s.kind == relKind || s.kind == repeatKind || s.kind == vagueKind || s.kind == shiftKind
		for w := first - 1; w >= 0 && !gone[w] && (r.mute[w] || joins && r.gluey[w]); w-- {
			gone[w] = true
		}
		for w := last; w < len(gone) && !gone[w] && separatorAt(r.words[w]); w++ {
			gone[w] = true
		}
	})
	for w := range gone {
		before, behind := w > 0 && gone[w-1], w+1 < len(gone) && gone[w+1]
		gone[w] = gone[w] || before && behind && !r.words[w].lit && conjunction(r.words[w].low)
	}
	r.uncalled(gone)
	return gone
}

// conjunction tells whether a word joins two days or two times.
func conjunction(w string) bool {
	switch w {
	case "or", "and", "to", "till", "until", "through", "thru", "&", "+", "oder", "und", "bis", "ou", "et", "o", "y", "u", "then":
		return true
	}
	return false
}

func separatorAt(w word) bool { return !w.lit && separator(w.raw) }

// uncalled marks what stands before the title as such: "called", "about".
func (r *reading) uncalled(gone []bool) {
	w := 0
	for w < len(gone) && gone[w] {
		w++
	}
	if w == 0 || w == len(gone) || r.verb == Move {
		return
	}
	for i := range r.spans {
		s := &r.spans[i]
		if first, last := r.extent(s); s.kind == calledKind && first == w && r.whole(s) && last < len(gone) {
			for ; w < last; w++ {
				gone[w] = true
			}
			return
		}
	}
}

// fieldTitle takes the title that stands in a field of its own. Words beside the time then say nothing of it.
func (r *reading) fieldTitle(req *Request) *Error {
	title := r.fields["title"]
	if title == "" {
		return nil
	}
	if req.Title != "" {
		return r.in.refuse(req.Title, because(NotPartOfTime), NewForm("", "when", "tomorrow 15:00"))
	}
	req.Title = title
	return nil
}

// fit refuses a title that is too long.
func (in Input) fit(title string) *Error {
	if len(title) <= maxTitle || utf8.RuneCountInString(title) <= maxTitle {
		return nil
	}
	short := []rune(title)[:20]
	return in.refuse(string(short)+"…", because(TitleTooLong, "Most", maxTitle, "Length", utf8.RuneCountInString(title)), sample())
}

// Quote writes a title so that nothing in it is read as a time, a duration or a command: in quotes where
// that is needed. It is for texts that are put together rather than typed.
func Quote(title string) string {
	quotes.Lock()
	defer quotes.Unlock()
	out, known := quotes.of[title]
	if !known {
		if len(quotes.of) == mostQuotes {
			clear(quotes.of)
		}
		out = quote(title)
		quotes.of[title] = out
	}
	return out
}

// mostQuotes bounds what quotes remembers.
const mostQuotes = 1000

// quotes remembers how titles are quoted: to find out takes longer than all else that an answer with examples does.
var quotes = struct {
	sync.Mutex
	of map[string]string
}{of: map[string]string{}}

func quote(title string) string {
	t := split(title)
	if len(t) == 0 {
		return ""
	}
	first, last := t[0], t[len(t)-1]
	if first.low == "" || last.low == "" || isRef(first) || strings.HasSuffix(title, ",") || conjunction(first.low) || conjunction(last.low) {
		return inQuotes(title)
	}
	probe := append(append(split("2026-01-01T00:00Z"), t...), split("for 45m")...)
	r := (&parser{in: Input{Now: time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC)}}).reader(probe, New, "")
	r.known = every // whoever reads it
	if r.says(1, 1+len(t)) {
		return inQuotes(title)
	}
	if best, _ := r.best(); best.title() != title {
		return inQuotes(title)
	}
	return title
}

// says tells whether any of some words could be more than title.
func (r *reader) says(from, to int) bool {
	for i := range r.spans {
		s := &r.spans[i]
		first, last := r.extent(s)
		if first >= to || last <= from || !r.whole(s) {
			continue
		}
		switch edge := first == from || last == to; {
		case top(s.kind), s.kind == hintKind, edge && (s.kind == calledKind || s.kind == partKind || s.kind == unitKind || s.kind == halfKind):
			return true
		}
	}
	for w := from; w < to; w++ {
		if fix, _ := r.mistyped(r.words[w].low); fix != "" || r.words[w].lit || opaque(r.words[w].raw) || strings.HasPrefix(r.words[w].raw, "#") {
			return true
		}
		if lasting(r.words[w].low) && whole(r.words.at(w+1), 3) >= 0 {
			return true
		}
		if (w == from || w+1 == to) && (r.gluey[w] || r.timeLike(w, true) || lengthFault(r.words[w].low) != nil) {
			return true
		}
	}
	return false
}

func inQuotes(title string) string {
	if !strings.Contains(title, `"`) {
		return `"` + title + `"`
	}
	return "“" + strings.NewReplacer("“", `"`, "”", `"`, "„", `"`).Replace(title) + "”"
}

// What has no certain time.

// untimed refuses a text without a time of day.
func (r *reading) untimed(req Request) *Error {
	if r.repeat != none {
		s := r.span(r.repeat)
		e := r.refuse(r.typed(s), because(DayOnly))
		e.Example = r.example(r.typed(s) + " 15:00")
		return e
	}
	if r.day != none {
		return r.dayOnly(req)
	}
	if e := r.inWhat(req); e != nil {
		return e
	}
	if r.verb == Move {
		return r.refuse("", because(MoveUntimed))
	}
	e := r.refuse("", because(Untimed))
	if r.fields["title"] != "" || r.titles() {
		e.Choices = []Request{r.atOnce()}
	}
	return e
}

// titles tells whether words could be a title: they hold a letter, and are no question.
func (r *reading) titles() bool {
	if !strings.ContainsFunc(r.title(), unicode.IsLetter) || strings.HasSuffix(r.words[len(r.words)-1].raw, "?") {
		return false
	}
	for k := range r.spans {
		if s := &r.spans[k]; s.kind == questionKind && s.from == 0 && r.whole(s) && s.lang&r.known != 0 {
			return false
		}
	}
	return true
}

// dayOnly asks for the time of day. It offers hours of the part of the day that was said, and now's where the day is
// counted from now.
func (r *reading) dayOnly(req Request) *Error {
	d := r.span(r.day)
	e := r.refuse(r.typed(d), because(DayOnly))
	e.Example = r.example(r.typed(d) + " 15:00")
	if d.fault != nil {
		e.Why = *d.fault
		e.Example = r.example("tomorrow 15:00")
		return e
	}
	if d.kind == openKind {
		e.Why = *because(OpenDay)
		return e
	}
	loc := r.in.Zone
	if loc == nil || d.either {
		return e
	}
	var hours []int
	switch {
	case d.date.part != 0:
		hours = [...][]int{nil, {9, 10, 11}, {14, 15, 16}, {18, 19, 20}, {20, 21, 22}, {12, 13}}[d.date.part]
		e.Why = *because(WhichHour)
	case d.date.plus != (amount{}):
		h, m, _ := r.in.Now.In(loc).Clock()
		if t, err := r.find(&d.date, h*3600+m*60, loc); err == nil {
			e.Choices = r.ahead(t)
		}
	}
	for _, h := range hours {
		if t, err := r.find(&d.date, h*3600, loc); err == nil {
			e.Choices = append(e.Choices, r.ahead(t)...)
		}
	}
	slices.SortStableFunc(e.Choices, func(a, b Request) int { return a.Start.Compare(b.Start) })
	return e
}

// vagueTime asks when exactly, with what it is most likely to be.
func (r *reading) vagueTime(req Request, s *span) *Error {
	e := r.refuse(r.typed(s), because(WhichHour))
	if s.width > 0 {
		e.Choices = r.soon(s)
		return e.few()
	}
	loc := r.in.Zone
	if loc == nil {
		e.NeedsZone = true
		return e
	}
	for n := s.n; n > 0; n /= 10000 {
		seconds := n % 10000 / 100 * 3600
		seconds += n % 100 * 60
		if t, err := r.find(r.dayOf(loc), seconds, loc); err == nil {
			e.Choices = append(e.Choices, r.ahead(t)...)
		}
	}
	return e.few()
}

// soon is what "soon" may mean.
func (r *reading) soon(s *span) (out []Request) {
	now := r.in.Now.Truncate(time.Second)
	each := time.Duration(s.n) * time.Minute
	if s.width == 2 {
		return r.ahead(now.Truncate(time.Hour).Add(time.Hour), now.Add(time.Hour))
	}
	for n := range 3 {
		req := r.at(now.Add(time.Duration(n+1) * each))
		req.Relative = true
		out = append(out, req)
	}
	return out
}

// openDay asks on which day, with those that are meant most often.
func (r *reading) openDay(req Request, s *span) *Error {
	e := r.refuse(r.typed(s), because(OpenDay))
	if r.in.Zone == nil {
		e.NeedsZone = true
		return e
	}
	today := civilOf(r.in.Now.In(r.in.Zone))
	var days []civil
	switch monday := today.monday().add(0, 7*s.width); s.n {
	case 1:
		if r.keeps() { // as it is, in that week
			days = append(days, monday.add(0, (int(r.in.Meeting.Start.In(r.in.Zone).Weekday())+6)%7))
		}
		days = append(days, monday, monday.add(0, 1), monday.add(0, 2), monday.add(0, 3), monday.add(0, 4))
	case 2:
		days = []civil{monday.add(0, 5), monday.add(0, 6)}
	case 3:
		last := civil{today.year, today.month, 1}.addMonths(1+s.width).add(0, -1)
		days = []civil{nthOf(civil{last.year, last.month, 1}, -1, 5), last}
	case 5:
		days = []civil{today.add(0, s.width), today.add(0, s.width+1), today.add(0, s.width+2)}
	}
	for _, c := range days {
		e.Choices = append(e.Choices, r.with(s, span{kind: dayKind, value: value{date: date{kind: fullDate, civil: c}}}).choices()...)
	}
	return e.few()
}

// inWhat asks for the unit in "in 15".
func (r *reading) inWhat(req Request) *Error {
	for i := range r.words {
		n := time.Duration(whole(r.words.at(i+1), 3))
		if w := r.words[i].low; w != "in" && w != "dans" && w != "en" || n <= 0 || i+2 < len(r.words) && i > 0 {
			continue
		}
		typed := r.words[i : i+2].raw()
		rest := append(append(text{}, r.words[:i]...), r.words[i+2:]...)
		e := r.in.refuse(typed, because(InWhat), NewForm(New, "when", typed+" minutes", "title", cmp.Or(r.fields["title"], rest.quoted(), "review")))
		units := []time.Duration{time.Minute, time.Hour}
		if n > 24 {
			units = units[:1]
		}
		for _, u := range units {
			c := r.at(r.in.Now.Add(n * u).Truncate(time.Second))
			c.Relative = true
			if r.verb == New && r.fields["title"] == "" {
				c.Title = rest.quoted()
			}
			e.Choices = append(e.Choices, c)
		}
		return e
	}
	return nil
}
