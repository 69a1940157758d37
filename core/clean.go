package core

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarks is how many marks one letter keeps. A Burmese one can carry five and a pointed Hebrew one with its accent
// four; what has more is there to run over the lines around it.
const maxMarks = 6

// maxTags is how many tags the flag of a region has, the last one included that ends them.
const maxTags = 7

// CleanText makes one line of text from outside, fit to be shown: single spaces, nothing that shows nothing, that
// controls or that turns the text around it, no broken bytes, no heaps of marks. The joiners of emoji and of Indic and
// Persian words stay. It is empty where there is nothing to see. What is clean comes back as it is.
func CleanText(s string) string {
	if plain(s) {
		return s
	}
	var b sweeper
	b.out.Grow(min(len(s), 1024))
	for _, r := range s {
		b.add(r)
	}
	return b.out.String()
}

// CleanLines is CleanText for each line. Of empty lines one may stand between others.
func CleanLines(s string) string {
	var out []string
	for line := range strings.Lines(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")) {
		line = CleanText(line)
		if line != "" || len(out) > 0 && out[len(out)-1] != "" {
			out = append(out, line)
		}
	}
	return strings.TrimSuffix(strings.Join(out, "\n"), "\n")
}

// plain tells whether s is printable ASCII with single spaces, as nearly everything typed is.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || s[i] == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			return false
		}
	}
	return true
}

// sweeper writes runes, leaving out what must not be shown.
type sweeper struct {
	out    strings.Builder
	space  bool // a space is due before the next visible rune
	joiner rune // a joiner is due; it counts only between two visible runes
	base   bool // a letter stands before, for marks to be on
	marks  int  // on that letter
	varied bool // that letter has its variation
	flag   bool // inside the tag sequence of a flag such as Scotland's
}

func (b *sweeper) add(r rune) {
	switch {
	case blank(r):
		b.space, b.joiner, b.base, b.flag = true, 0, false, false
	case r == '\u200c' || r == '\u200d':
		b.joiner, b.flag = r, false
	case r >= 0xE0000 && r <= 0xE007F: // tags
		if b.marks++; b.flag && b.marks <= maxTags {
			b.out.WriteRune(r)
		}
	case unicode.Is(unicode.Variation_Selector, r):
		if b.base && !b.varied {
			b.varied = true
			b.out.WriteRune(r)
		}
	case unseen(r):
	case unicode.In(r, unicode.Mn, unicode.Me):
		if b.marks++; b.base && b.marks <= maxMarks {
			b.visible(r)
		}
	default:
		b.marks, b.base, b.varied = 0, true, false
		b.visible(r)
	}
}

func (b *sweeper) visible(r rune) {
	if b.out.Len() > 0 && b.space {
		b.out.WriteByte(' ')
	} else if b.out.Len() > 0 && b.joiner != 0 {
		b.out.WriteRune(b.joiner)
	}
	b.space, b.joiner, b.flag = false, 0, r == '\U0001F3F4'
	b.out.WriteRune(r)
}

// blank tells whether r shows as nothing but takes the place of a space: the fillers of Hangul, Braille and music too.
func blank(r rune) bool {
	switch r {
	case '\u115f', '\u1160', '\u3164', '\uffa0', '\u2800', '\U0001D159':
		return true
	}
	return unicode.IsSpace(r)
}

// unseen tells whether r shows nothing of its own, or something else to everybody: controls, directions, what Unicode
// lets be ignored, private letters, what stands for broken bytes or objects, and what is no character at all.
func unseen(r rune) bool {
	switch {
	case r == utf8.RuneError || r == '\ufffc' || r&0xfffe == 0xfffe || r >= 0xFDD0 && r <= 0xFDEF:
		return true
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r): // the signs of Arabic numbers, which show
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point)
}
