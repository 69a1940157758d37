package parse

import (
	"strings"
	"unicode/utf8"

	"meetbot/core"
)

const (
	maxText  = 500 // characters of a whole command
	maxTitle = core.MaxTitle
)

// clean makes one line of what was typed, or says why it cannot be read.
func clean(in Input) (string, *Error) {
	s := strings.TrimSpace(in.Text)
	if len(s) > 4*maxText || utf8.RuneCountInString(s) > maxText {
		return "", in.refuse("", because(TextTooLong, "Most", maxText), sample())
	}
	if !utf8.ValidString(s) {
		return "", in.refuse("", because(NotText), sample())
	}
	return core.CleanText(s), nil
}
