package core

import (
	"strings"
	"unicode"
)

// maxName is how many characters of a guest's name are kept.
const maxName = 60

// cleanName makes a name a guest typed fit to be shown: one line, no characters that turn the text around them.
func cleanName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if !unicode.IsPrint(r) || unicode.Is(unicode.Bidi_Control, r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, name)
	runes := []rune(strings.Join(strings.Fields(name), " "))
	return strings.TrimSpace(string(runes[:min(len(runes), maxName)]))
}
