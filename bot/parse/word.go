package parse

import "strings"

// word is one word as typed, or a whole quotation, in which nothing is read.
type word struct {
	raw string // as typed
	low string // in lower case, without punctuation around it; empty for a quotation
	lit bool   // a quotation
}

type text []word

// split cuts cleaned text into words and quotations.
func split(s string) text {
	t := make(text, 0, 16)
	for s != "" {
		n := quotation(s)
		lit := n > 0
		if !lit {
			n = strings.IndexByte(s, ' ')
		}
		if n < 0 {
			n = len(s)
		}
		w := word{raw: s[:n], lit: lit}
		if !lit {
			w.low = bare(w.raw)
		}
		t = append(t, w)
		s = strings.TrimPrefix(s[n:], " ")
	}
	return t
}

// quotation gives the length of the quotation at the beginning of s, or 0.
func quotation(s string) int {
	closing := ""
	open := `"`
	switch {
	case strings.HasPrefix(s, `"`):
		closing = `"`
	case strings.HasPrefix(s, "“"), strings.HasPrefix(s, "„"):
		open, closing = "“", "”"
	default:
		return 0
	}
	for from := len(open); ; {
		i := strings.Index(s[from:], closing)
		if i < 0 {
			return 0
		}
		from += i + len(closing)
		if from == len(s) || s[from] == ' ' {
			return from
		}
		if s[from:] == "," || strings.HasPrefix(s[from:], ", ") {
			return from + 1
		}
	}
}

// unquote takes the quotes off a word that is a quotation.
func (w word) unquote() string {
	if !w.lit {
		return w.raw
	}
	s := strings.TrimSuffix(w.raw, ",")
	if inner, ok := strings.CutPrefix(s, `"`); ok {
		return strings.TrimSpace(strings.TrimSuffix(inner, `"`))
	}
	return strings.TrimSpace(strings.TrimSuffix(s[len("“"):], "”"))
}

func bare(raw string) string {
	return strings.ToLower(strings.TrimRight(strings.TrimLeft(raw, "(["), ",.;:!?)]"))
}

// at gives the word at i in lower case, or "" beyond either end.
func (t text) at(i int) string {
	if i < 0 || i >= len(t) {
		return ""
	}
	return t[i].low
}

// raw joins words as they were typed.
func (t text) raw() string {
	switch len(t) {
	case 0:
		return ""
	case 1:
		return t[0].raw
	}
	var b strings.Builder
	for i, w := range t {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.raw)
	}
	return b.String()
}

// quoted is raw without the quotes around a single quotation.
func (t text) quoted() string {
	if len(t) == 1 {
		return t[0].unquote()
	}
	return t.raw()
}
