// Package parse is the language of the /meet command: a pure function from the text that a person
// typed to the request that it stands for. It knows dates, durations, zones and the words of the
// commands, which its table of verbs names for everybody. It knows no chat, no stored meeting and no clock of its own: what exists and who may do
// what is for the caller, and so is every sentence except those in an Error.
package parse

import "time"

// Input is what was typed and what it is read against.
type Input struct {
	Text string         // what follows the command word
	Now  time.Time      // the moment at which it was typed
	Zone *time.Location // the zone in which the person's words are read; nil: not known
	// Locale is the person's, as in "en-GB": which language is tried first, and whether 9/12 is in September; empty: not known.
	Locale string
	// Meeting is the one that a move or an extension speaks of: what its words leave open stays as it is there. nil: not known.
	Meeting *Meeting
}

// A Meeting is what there is to know of one that is to be moved or extended.
type Meeting struct {
	Start    time.Time
	Duration time.Duration
	Zone     *time.Location // in which it keeps its time of day; nil: not known
}

// Request is what is wanted, understood. It is written as JSON where it has to be short; what only says how it was read is
// left out.
type Request struct {
	Verb        Verb            `json:"v,omitempty"`
	Ref         string          `json:"m,omitempty"` // what names a meeting: "#12", "12", the beginning of a title, a link or an ID
	Title       string          `json:"t,omitempty"` // New, Now, Rename; empty: the caller names the meeting
	Start       time.Time       `json:"s,omitzero"`  // New, Move: UTC, whole seconds, after Input.Now
	Duration    time.Duration   `json:"d,omitempty"` // New, Now, Move; Extend: by how much; 0: not said
	End         time.Time       `json:"e,omitzero"`  // Extend: when it is to end, also earlier; zero: not said
	Zone        string          `json:"z,omitempty"` // the zone that was typed, else the person's; empty: neither is known. Timezone: the one chosen
	MembersOnly bool            `json:"o,omitempty"`
	Agenda      string          `json:"g,omitempty"` // Agenda: what was said; Off: there is to be none; empty: it is asked for
	Scope       string          `json:"l,omitempty"` // List: "", Mine or Channel
	Before      []time.Duration `json:"-"`           // Remind: the lead times as typed
	Args        []string        `json:"x,omitempty"` // Cohost, Demote, HandOver: the mentions as typed
	Relative    bool            `json:"-"`           // Start was said relative to now ("in 10 minutes"), so no zone was needed
	AssumedHalf string          `json:"-"`           // "am" or "pm" where a bare hour from 1 to 11 was read so
	OtherStart  time.Time       `json:"-"`           // with AssumedHalf: when it is in the other half; zero where that is no future time
	OtherDay    time.Time       `json:"-"`           // when it is with the day and the month of 9/12 the other way round, where the locale decided; zero: it did not
	RefAlso     string          `json:"-"`           // Ref without the words in it that say when, where it holds such words
	Repeat      *Repeat         `json:"r,omitempty"` // New: how it repeats; nil: it does not
	Which       string          `json:"h,omitempty"` // Move, Cancel: This or All of a series; empty: not said
	Nth         *int            `json:"-"`           // of which occurrence a button of a series is; nil: it is not said
	Invited     []string        `json:"p,omitempty"` // whom the words invite, as typed: "@bob"
	Channel     string          `json:"c,omitempty"` // the channel in which it is to be announced, as typed: "#design"; empty: here
	AsMeeting   *Request        `json:"-"`           // the same words as a meeting, where a REF by title leaves that open
	MeetingErr  *Error          `json:"-"`           // why the same words, though they hold a time, cannot be a meeting
	Titled      bool            `json:"-"`           // AsMeeting or MeetingErr is likely, since titles begin so: "end of year party"
	Open        bool            `json:"-"`           // Move, Extend: it was read without Input.Meeting, and may say something else with it
	Change      string          `json:"-"`           // Move, Extend: the words that say to when or by how much, as typed
}

// Parse reads text. The error, if any, is always an *Error.
func Parse(in Input) (Request, error) {
	s, err := clean(in)
	if err != nil {
		return Request{}, err
	}
	p := parser{in: in, words: split(s)}
	r, err := p.command()
	if err != nil {
		return Request{}, err
	}
	return r, nil
}

// parser reads one text, or the fields of a form.
type parser struct {
	in      Input
	words   text
	fields  map[string]string
	grammar *grammar // nil: of all languages that there are
}
