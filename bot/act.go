package bot

import (
	"context"
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// An act is what a verb of parse.Verbs does. At most one of do, to and change is set; where none is, it does nothing yet.
type act struct {
	do func(*Bot, context.Context, Command, request, *time.Location) (Card, error)
	// to does something with a meeting that is named.
	to func(*Bot, context.Context, Command, parse.Request, core.Meeting) (Card, error)
	// change changes such a meeting, which takes the right to deed; done says what it did.
	change func(context.Context, *core.Service, core.Actor, core.Meeting, parse.Request) (core.Meeting, error)
	deed   core.Deed
	done   func(tongue, change) Card
	// sure asks before it is done; nil: there is no need. The button yes does it.
	sure func(t tongue, m core.Meeting, place, yes string) Card
	// reads: it changes nothing, and is answered anew whenever it is asked.
	reads bool
}

// reads tells whether what is asked for changes nothing, whatever its words turn out to mean.
func (b *Bot) reads(q request) bool { return q.Ask || b.acts[q.Verb].reads && q.AsMeeting == nil }

// A change is what a verb has done to a meeting.
type change struct {
	before core.Meeting
	core.Meeting
	here  core.Channel // where the command was given
	place string       // what people there call where the meeting is announced
	now   time.Time

	asked  parse.Request
	sender core.Identity
}
