package parse

import (
	"strings"
	"unicode/utf8"
)

// pickTitle makes the title of the words that say nothing else.
func (r *reading) pickTitle() *Error {
	gone := r.gone()
	kept := make(text, 0, len(r.words))
	for i, w := range r.words {
		if gone[i] {
			continue
		}
		if (i+1 == len(r.words) || gone[i+1]) && len(kept)+1 < len(r.words) && len(w.raw) > 1 {
			w.raw = strings.TrimSuffix(w.raw, ",")
		}
		kept = append(kept, w)
	}
	r.title = kept.quoted()
	if err := r.fieldTitle(); err != nil {
		return err
	}
	return r.in.fit(r.title)
}

// gone marks the words that are no title: those of the marks in use and what joins them to the rest.
func (r *reading) gone() []bool {
	gone := make([]bool, len(r.words))
	for i := range r.marks {
		m := &r.marks[i]
		if !m.used && m.kind != membersMark {
			continue
		}
		for k := m.from; k < m.to; k++ {
			gone[k] = true
		}
	}
	for i := range r.marks {
		m := &r.marks[i]
		if !gone[m.from] {
			continue
		}
		joins := m.kind != lengthMark && m.kind != membersMark
		for k := m.from - 1; k >= 0 && !gone[k] && (separator(r.words[k].raw) || joins && r.joins(k)); k-- {
			gone[k] = true
		}
		for k := m.to; k < len(gone) && !gone[k] && separator(r.words[k].raw); k++ {
			gone[k] = true
		}
	}
	return gone
}

func (r *reading) joins(i int) bool {
	return r.words.glue(i) || r.verb == Move && r.words.at(i) == "to"
}

// fit refuses a title that is too long.
func (in Input) fit(title string) *Error {
	if len(title) <= maxTitle || utf8.RuneCountInString(title) <= maxTitle {
		return nil
	}
	short := []rune(title)[:20]
	return in.refuse(string(short)+"…", because(TitleTooLong, "Most", maxTitle, "Length", utf8.RuneCountInString(title)), sample())
}

func hasSlash(s string) bool { return strings.Contains(s, "/") }
