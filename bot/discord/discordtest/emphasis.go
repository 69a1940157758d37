package discordtest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// marked is the rule of text between two equal marks.
func marked(mark string) rule {
	return func(sc scanner, s string) (string, int) {
		body, ok := strings.CutPrefix(s, mark)
		if !ok {
			return "", 0
		}
		end := closing(body, mark)
		if end <= 0 {
			return "", 0
		}
		return sc.inline(body[:end]), end + 2*len(mark)
	}
}

// closing finds the mark that ends a text, skipping what is escaped. Of a longer run of the same character the last
// ones close.
func closing(s, mark string) int {
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			i++
			continue
		}
		if strings.HasPrefix(s[i:], mark) && i > 0 {
			for i+len(mark) < len(s) && s[i+len(mark)] == mark[0] {
				i++
			}
			return i
		}
	}
	return -1
}

// star is emphasis by *, which neither begins nor ends at a space.
func star(sc scanner, s string) (string, int) {
	if s[0] != '*' || len(s) < 3 || startsWithSpace(s[1:]) {
		return "", 0
	}
	end := lone(s[1:], '*')
	if end <= 0 || unicode.IsSpace(rune(s[end])) {
		return "", 0
	}
	return sc.inline(s[1 : 1+end]), end + 2
}

// underscore is emphasis by _, which does not begin or end within a word.
func underscore(sc scanner, s string) (string, int) {
	if s[0] != '_' || sc.word {
		return "", 0
	}
	end := lone(s[1:], '_')
	if end <= 0 {
		return "", 0
	}
	after, _ := utf8.DecodeRuneInString(s[end+2:])
	if unicode.IsLetter(after) && end+2 < len(s) || unicode.IsDigit(after) {
		return "", 0
	}
	return sc.inline(s[1 : 1+end]), end + 2
}

// lone finds a mark that stands alone: doubled ones belong to something within.
func lone(s string, mark byte) int {
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case s[i] == mark && i+1 < len(s) && s[i+1] == mark:
			i++
		case s[i] == mark:
			return i
		}
	}
	return -1
}

func startsWithSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

// shortcode shows the commonest emoji names as the client does; there are thousands more.
func shortcode(_ scanner, s string) (string, int) {
	if s[0] != ':' {
		return "", 0
	}
	name, _, ok := strings.Cut(s[1:], ":")
	shown := map[string]string{
		"tada": "🎉", "smile": "😄", "warning": "⚠️", "fire": "🔥", "heart": "❤️", "thumbsup": "👍", "wave": "👋",
		"rocket": "🚀", "eyes": "👀", "bell": "🔔", "white_check_mark": "✅", "x": "❌",
	}[name]
	if !ok || shown == "" {
		return "", 0
	}
	return shown, len(name) + 2
}
