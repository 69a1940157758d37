package parse

// Error is a refusal that people can read. It names the part, says why, and shows one corrected example.
type Error struct {
	Part      string   // the words it is about, as typed; empty when something is missing
	Why       string   // a sentence
	Example   Form     // one corrected command, whole, or the one field that it is about
	Choices   []Choice // the readings, where it is to be asked back
	NeedsZone bool     // the time cannot be read without knowing the person's zone
}

// Choice is one reading of what was typed.
type Choice struct {
	Label   string // for a button
	Request Request
}

// Error makes one paragraph of the refusal.
func (e *Error) Error() string {
	if e.Part == "" {
		return e.Why
	}
	return "“" + e.Part + "”: " + e.Why
}

// sample is a command that shows most of what there is to say.
func sample() Form {
	return NewForm(New, "when", "tomorrow 15:00", "title", "Design review", "duration", "45m")
}

// refuse makes an Error with an example.
func (in Input) refuse(part, why string, example Form) *Error {
	return &Error{Part: part, Why: why, Example: example}
}
