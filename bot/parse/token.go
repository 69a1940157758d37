package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a number, a word of letters, or one sign: the least that shapes such as 15h30, 9/12 or 3-4pm are made of.
type token struct {
	text       string // folded: lower case, without accents
	n          int    // of a number; -1: it is none, or too long
	width      int    // digits of a number
	word       int    // the word that it is in
	start, end bool   // it begins, or ends, that word, but for signs around it
	glued      bool   // no space before it
	comma      bool   // a comma follows the word that it ends
	dot        bool   // a full stop follows it
}

// tokens cuts words into tokens. A quotation, and what names a person, a channel or an address, is one token that is no
// word of any language.
func (t text) tokens() []token {
	out := make([]token, 0, 2*len(t)+8)
	for i, w := range t {
		if w.low == "" || opaque(w.raw) {
			out = append(out, token{n: -1, word: i, start: true, end: true})
			continue
		}
		first := len(out)
		for s := w.low; s != ""; {
			n := span1(s)
			k := token{text: fold(s[:n]), n: -1, word: i, glued: len(out) > first}
			if d := digits(s[:n]); d == n {
				if k.n, k.width = whole(s[:n], 9), n; k.n < 0 {
					k.n = 999_999_999
				}
			}
			out = append(out, k)
			s = s[n:]
		}
		last := &out[len(out)-1]
		out[first].start, last.end = true, true
		tail := w.raw[len(w.raw)-trailing(w.raw):]
		last.comma, last.dot = strings.HasPrefix(tail, ",") || strings.HasPrefix(tail, ";"), strings.HasPrefix(tail, ".")
	}
	return out
}

// trailing counts the bytes of the signs that end a word and say nothing.
func trailing(raw string) int { return len(raw) - len(strings.TrimRight(raw, ",.;:!?)]")) }

// opaque tells whether nothing in a word is read: a person, a channel, an address.
func opaque(raw string) bool {
	raw = strings.TrimLeft(raw, "([")
	return person(raw) || channel(raw) || strings.Contains(raw, "://") || strings.HasPrefix(raw, "<")
}

// person tells whether a word calls somebody: @bob, or as Discord writes it, <@123>.
func person(raw string) bool {
	if strings.HasPrefix(raw, "<@") && !strings.HasPrefix(raw, "<@&") {
		return strings.HasSuffix(strings.TrimRight(raw, ",.;:!?)]"), ">")
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(raw, "@"))
	return strings.HasPrefix(raw, "@") && (unicode.IsLetter(r) || r == '_')
}

// channel tells whether a word names a channel: #design, or as Discord writes it, <#123>. #12 is a meeting.
func channel(raw string) bool {
	if strings.HasPrefix(raw, "<#") {
		return strings.HasSuffix(strings.TrimRight(raw, ",.;:!?)]"), ">")
	}
	name := strings.TrimRight(strings.TrimPrefix(raw, "#"), ",.;:!?)]")
	return strings.HasPrefix(raw, "#") && name != "" && digits(name) < len(name)
}

// span1 is the length in bytes of the token at the beginning of s.
func span1(s string) int {
	if n := digits(s); n > 0 {
		return n
	}
	n := 0
	for i, r := range s {
		inner := i > 0 && (r == '\'' || r == '’') && i+utf8.RuneLen(r) < len(s)
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && !inner {
			break
		}
		n = i + utf8.RuneLen(r)
	}
	if n == 0 {
		_, n = utf8.DecodeRuneInString(s)
	}
	return n
}

var folding = strings.NewReplacer("á", "a", "à", "a", "â", "a", "ä", "a", "ã", "a", "å", "a", "ç", "c", "é", "e", "è", "e", "ê", "e", "ë", "e",
	"í", "i", "ì", "i", "î", "i", "ï", "i", "ñ", "n", "ó", "o", "ò", "o", "ô", "o", "ö", "o", "õ", "o", "ú", "u", "ù", "u", "û", "u", "ü", "u",
	"ß", "ss", "œ", "oe", "æ", "ae", "’", "'", "–", "-", "—", "-", "−", "-")

// fold takes off what people leave away where they type fast.
func fold(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return folding.Replace(s)
		}
	}
	return s
}

// digits counts the ASCII digits at the beginning of s.
func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// whole reads s as a number of at most size digits, -1 where it is none.
func whole(s string, size int) int {
	if s == "" || len(s) > size || digits(s) != len(s) {
		return -1
	}
	v := 0
	for i := range len(s) {
		v = v*10 + int(s[i]-'0')
	}
	return v
}
