package parse

import "strings"

// Error is a refusal that people can read. It names the part, says why, and shows one corrected example.
type Error struct {
	Part      string   // the words it is about, as typed; empty when something is missing
	Why       string   // a sentence
	Example   string   // one corrected command, whole
	Choices   []Choice // the readings, where it is to be asked back
	NeedsZone bool     // the time cannot be read without knowing the person's zone
}

// Choice is one reading of what was typed.
type Choice struct {
	Label string // for a button
	Text  string // what to type, without the command word, for this reading alone
}

// Error makes one paragraph of the refusal.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Part != "" {
		b.WriteString("“" + e.Part + "”: ")
	}
	b.WriteString(e.Why)
	if e.Example != "" {
		b.WriteString(" For example: " + e.Example)
	}
	return b.String()
}

const sample = "tomorrow 15:00 Design review for 45m"

// refuse makes an Error whose example is the command followed by text.
func (in Input) refuse(part, why, text string) *Error {
	command := in.Command
	if command == "" {
		command = "/meet"
	}
	return &Error{Part: part, Why: why, Example: strings.TrimSpace(command + " " + text)}
}
