// Package parse is the language of the /meet command: a pure function from the text that a person
// typed to the request that it stands for. It knows dates, durations, zones and the words of the
// commands. It knows no chat, no stored meeting and no clock of its own: what exists and who may do
// what is for the caller, and so is every sentence except those in an Error.
package parse

import "time"

// Input is what was typed and what it is read against.
type Input struct {
	Text    string         // what follows the command word
	Now     time.Time      // the moment at which it was typed
	Zone    *time.Location // the zone in which the person's words are read; nil: not known
	Command string         // how the command is called here, for examples in errors; empty: "/meet"
}

// Verb is what a person wants done.
type Verb string

// The verbs, named after the words that people type.
const (
	Help     Verb = "help"
	Now      Verb = "now"
	New      Verb = "new"
	Schedule Verb = "schedule"
	List     Verb = "list"
	Show     Verb = "show"
	Move     Verb = "move"
	Rename   Verb = "rename"
	Extend   Verb = "extend"
	End      Verb = "end"
	Cancel   Verb = "cancel"
	Skip     Verb = "skip"
	Cohost   Verb = "cohost"
	Share    Verb = "share"
	Remind   Verb = "remind"
	Timezone Verb = "timezone"
	Link     Verb = "link"
	Forget   Verb = "forget"
)

// Request is text understood.
type Request struct {
	Verb        Verb
	Title       string        // New, Now, Rename; empty: the caller names the meeting
	Start       time.Time     // New, Move: UTC, whole seconds, after Input.Now
	Duration    time.Duration // New, Now, Move, Extend; 0: not said
	Zone        string        // the zone that was typed, else the person's; empty: neither is known
	Relative    bool          // Start was said relative to now ("in 10 minutes"), so no zone was needed
	AssumedHalf string        // "am" or "pm" where a bare hour from 1 to 11 was read so
	Other       string        // with AssumedHalf: the whole text with the other half spelled out; empty where that is no future time
	MembersOnly bool
	Ref         string          // what was typed as REF: "#12", "12", the beginning of a title, or a link
	RefAlso     string          // Ref without the words in it that say when, where it holds such words
	Scope       string          // List: "", "mine" or "channel"
	Before      []time.Duration // Remind: the lead times as typed
	Args        []string        // Cohost: the mentions as typed; Timezone: the zone's IANA name
	AsMeeting   *Request        // the same words as a meeting, where a REF by title leaves that open
	MeetingErr  *Error          // why the same words, though they hold a time, cannot be a meeting
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

// parser reads one text.
type parser struct {
	in    Input
	words text
}
