package store

import (
	"strings"

	"github.com/uptrace/bun"

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

// narrowTitles narrows a query to the titles that may begin so. It tells whether every row that is left does.
func (s *Store) narrowTitles(sel *bun.SelectQuery, beginning string) (exact bool) {
	if beginning == "" {
		return true
	}
	pattern, exact := titlePattern(beginning)
	like := "m.title LIKE ?" // of SQLite: whatever the case of ASCII letters
	if s.postgres() {
		like = `m.title COLLATE "C" ILIKE ?` // the same, whatever the language of the database
	}
	sel.Where(like, pattern)
	return exact
}

// begun returns those rows whose titles begin so, as many as are wanted.
func begun(rows []meetingRow, beginning string, limit int) []meetingRow {
	var out []meetingRow
	for _, r := range rows {
		if len(out) < limit && (core.Meeting{Title: r.Title}).Begins(beginning) {
			out = append(out, r)
		}
	}
	return out
}
