package discord

import (
	"strings"
	"unicode"
)

// escape writes text so that Discord shows it as it stands: a backslash before a sign keeps it from meaning anything,
// see https://docs.discord.com/developers/reference#message-formatting. It escapes no more than what could mean
// something, since it is not known that every notification takes the backslashes out again.
func escape(text string) string {
	in := []rune(plain(text))
	var b strings.Builder
	for i, r := range in {
		if means(in, i) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// plain keeps text on one line and in its order.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), turns(r):
			return -1
		}
		return r
	}, text)
}

// turns tells whether r turns the text around it, so that it would be read in another order.
func turns(r rune) bool {
	return r == '\u061c' || r == '\u200e' || r == '\u200f' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// means tells whether the rune at i could mean something. What precedes and follows the text is not known.
func means(in []rune, i int) bool {
	switch in[i] {
	case '\\', '*', '_', '~', '|', '`', '<', '@', '[', ']':
		return true // emphasis, spoilers, code, mentions, links
	case '#', '-', '+', '>':
		return first(in, i) // headings, lists, quotations
	case ':':
		return !spaceAt(in, i+1) && !inTime(in, i) // addresses and the names of emoji
	case '.':
		return letterAt(in, i-1) && letterAt(in, i+1) || // invitations, such as discord.gg/x
			digitAt(in, i-1) && first(in, i-len(digitsBefore(in, i))) // numbered lists
	}
	return false
}

// first tells whether only spaces are before i.
func first(in []rune, i int) bool { return strings.TrimSpace(string(in[:i])) == "" }

// inTime tells whether the colon at i stands in a time such as 15:04; 100 and 1234 between colons are emoji.
func inTime(in []rune, i int) bool {
	return digitAt(in, i-1) && digitAt(in, i+1) && digitAt(in, i+2) && !digitAt(in, i+3)
}

func digitsBefore(in []rune, i int) []rune {
	n := i
	for digitAt(in, n-1) {
		n--
	}
	return in[n:i]
}

func digitAt(in []rune, i int) bool { return i >= 0 && i < len(in) && in[i] >= '0' && in[i] <= '9' }

func letterAt(in []rune, i int) bool { return i >= 0 && i < len(in) && unicode.IsLetter(in[i]) }

func spaceAt(in []rune, i int) bool { return i < len(in) && in[i] == ' ' }
