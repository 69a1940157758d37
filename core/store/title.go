package store

import (
	"strings"

	"meetbot/core"
)

// longestPattern is how many characters of a title's beginning the database looks at.
const longestPattern = 100

// titlePattern returns a pattern of LIKE that fits every title beginning so, and whether it fits no other. A database
// knows the case of ASCII letters alone for certain, and only of some is no other letter the capital: Go takes the sign of
// the kelvin for one of k, and the dotted İ for one of i. Whatever else stands there is any character.
func titlePattern(beginning string) (pattern string, exact bool) {
	var b strings.Builder
	exact = true
	for n, r := range []rune(strings.ToLower(beginning)) {
		if n == longestPattern {
			exact = false
			break
		}
		if r < ' ' || r > '~' || strings.ContainsRune(`ik%_\`, r) {
			r, exact = '_', false
		}
		b.WriteRune(r)
	}
	return b.String() + "%", exact
}

// titled is the condition that a title fits a pattern.
func (s *Store) titled() string {
	if s.postgres() {
		return `m.title COLLATE "C" ILIKE ?` // as LIKE of SQLite, whatever the language of the database
	}
	return "m.title LIKE ?" // of SQLite: whatever the case of ASCII letters
}

// begun returns those meetings whose titles begin so, as many as are wanted.
func begun(all []core.Meeting, beginning string, limit int) []core.Meeting {
	var out []core.Meeting
	for _, m := range all {
		if len(out) < limit && m.Begins(beginning) {
			out = append(out, m)
		}
	}
	return out
}
