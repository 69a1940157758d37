package parse

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxText  = 500 // characters of a whole command
	maxTitle = 100 // characters of a title
	maxMarks = 8   // combining marks on one letter
)

// clean makes one line of what was typed: single spaces, nothing invisible, nothing that turns text around.
func clean(in Input) (string, *Error) {
	s := strings.TrimSpace(in.Text)
	if len(s) > 4*maxText || utf8.RuneCountInString(s) > maxText {
		why := fmt.Sprintf("That is too long to read: a command has at most %d characters.", maxText)
		return "", in.refuse("", why, sample)
	}
	if !utf8.ValidString(s) {
		return "", in.refuse("", "Some of these bytes are not text. Please type it again.", sample)
	}
	if plain(s) {
		return s, nil
	}
	return sweep(s), nil
}

// plain tells whether s is printable ASCII with single spaces, as nearly everything typed is.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || s[i] == ' ' && s[i-1] == ' ' {
			return false
		}
	}
	return true
}

func sweep(s string) string {
	var b sweeper
	b.out.Grow(len(s))
	for _, r := range s {
		b.add(r)
	}
	return b.out.String()
}

// sweeper writes runes, leaving out what must not reach a title.
type sweeper struct {
	out    strings.Builder
	space  bool // a space is due before the next visible rune
	joiner rune // a joiner is due; it counts only between two visible runes
	marks  int  // combining marks since the last letter
	flag   bool // inside the tag sequence of a flag such as Scotland's
}

func (b *sweeper) add(r rune) {
	switch {
	case blank(r):
		b.space, b.joiner, b.flag = true, 0, false
		return
	case r == '\u200c' || r == '\u200d':
		b.joiner, b.flag = r, false
		return
	case tag(r):
		if b.flag {
			b.out.WriteRune(r)
		}
		return
	case unicode.In(r, unicode.Cc, unicode.Cf):
		return
	}
	b.visible(r)
}

func (b *sweeper) visible(r rune) {
	if b.out.Len() > 0 && b.space {
		b.out.WriteByte(' ')
	} else if b.out.Len() > 0 && b.joiner != 0 {
		b.out.WriteRune(b.joiner)
	}
	b.space, b.joiner, b.flag = false, 0, r == '\U0001F3F4'
	if !unicode.In(r, unicode.Mn, unicode.Me) {
		b.marks = 0
	} else if b.marks++; b.marks > maxMarks {
		return
	}
	b.out.WriteRune(r)
}

// blank tells whether r shows as nothing but takes the place of a space.
func blank(r rune) bool {
	switch r {
	case '\u115f', '\u1160', '\u3164', '\uffa0', '\u2800':
		return true
	}
	return unicode.IsSpace(r)
}

func tag(r rune) bool { return r >= 0xE0000 && r <= 0xE007F }
