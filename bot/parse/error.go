package parse

import "fmt"

// Error is a refusal. It names the part, says why, and shows one corrected example; the words for it are the reader's.
type Error struct {
	Part string // the words it is about, as typed; empty when something is missing
	Why
	Example   Form      // one corrected command, whole, or the one field that it is about
	Choices   []Request // the readings, where it is to be asked back
	Read      *Request  // what was read, where it is understood but cannot be done
	NeedsZone bool      // the time cannot be read without knowing the person's zone
}

// Error names the refusal for the log.
func (e *Error) Error() string { return fmt.Sprintf("%q: %s %v", e.Part, e.Reason, e.Args) }

// sample is a command that shows most of what there is to say.
func sample() Form {
	return NewForm(New, "when", "tomorrow 15:00", "title", "review", "duration", "45m")
}

// refuse makes an Error with an example.
func (in Input) refuse(part string, why *Why, example Form) *Error {
	return &Error{Part: part, Why: *why, Example: example}
}
