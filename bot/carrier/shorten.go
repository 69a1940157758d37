package carrier

import "unicode/utf8"

// Shorten cuts text to as many characters, the last of which says that more was there.
func Shorten(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}
