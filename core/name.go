package core

import (
	"strings"
	"unicode/utf8"
)

// maxName is how many characters of a name are kept.
const maxName = 60

// CleanName makes a name from outside fit to be shown, as CleanText does, and no longer than a name is.
func CleanName(name string) string {
	name = CleanText(name)
	if utf8.RuneCountInString(name) <= maxName {
		return name
	}
	return strings.TrimRight(string([]rune(name)[:maxName]), " \u200c\u200d")
}

// NameFrom returns the first of somebody's names that shows anything, cleaned; empty where none does.
func NameFrom(names ...string) string {
	for _, n := range names {
		if n = CleanName(n); n != "" {
			return n
		}
	}
	return ""
}
