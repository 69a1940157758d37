package say

import (
	"strings"
	"unicode/utf8"
)

// Names lists names as far as there is room for, in characters, and counts the others. The first one is always there.
func (l *Language) Names(all []string, room int) string {
	for i, name := range all {
		if room -= utf8.RuneCountInString(name) + len(", "); room < 0 && i > 0 {
			return l.Say("person.more", "Who", strings.Join(all[:i], ", "), "N", len(all)-i)
		}
	}
	return strings.Join(all, ", ")
}
