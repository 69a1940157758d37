package parse

import (
	"fmt"
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
		why := fmt.Sprintf("That is too long to read: a command has at most %d characters.", maxText)
		return "", in.refuse("", why, sample())
	}
	if !utf8.ValidString(s) {
		return "", in.refuse("", "Some of these bytes are not text. Please type it again.", sample())
	}
	return core.CleanText(s), nil
}
