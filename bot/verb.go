package bot

import (
	"cmp"
	"context"
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// An act is what a verb of parse.Verbs does. At most one of do, to and change is set; where none is, it does nothing yet.
type act struct {
	do func(*Bot, context.Context, Command, request, *time.Location) (Card, error)
	// to does something with a meeting that is named.
	to func(*Bot, context.Context, Command, core.Meeting) (Card, error)
	// change changes such a meeting, which takes the right to deed; done says what it did.
	change func(context.Context, *core.Service, core.Actor, core.MeetingID, parse.Request) (core.Meeting, error)
	deed   core.Deed
	done   func(tongue, change) Card
	// sure asks before it is done; nil: there is no need. The button yes does it.
	sure func(t tongue, m core.Meeting, place, yes string) Card
}

// A change is what a verb has done to a meeting.
type change struct {
	before core.Meeting
	core.Meeting
	here  core.Channel // where the command was given
	place string       // what people there call where the meeting is announced
	now   time.Time
}

// acts says of each verb what it does.
func acts() map[parse.Verb]act {
	return map[parse.Verb]act{
		parse.Help:     {do: (*Bot).help},
		parse.Now:      {do: (*Bot).schedule},
		parse.New:      {do: (*Bot).schedule},
		parse.List:     {do: (*Bot).list},
		parse.Link:     {do: (*Bot).signInLink},
		parse.Timezone: {do: (*Bot).timezone},
		parse.Show:     {to: (*Bot).show},
		parse.Cancel: {deed: core.Cancelling, done: tongue.cancelledCard, sure: tongue.sureToCancel, change: func(ctx context.Context, s *core.Service, by core.Actor, m core.MeetingID, _ parse.Request) (core.Meeting, error) {
			return s.Cancel(ctx, by, m)
		}},
		parse.End: {deed: core.Ending, done: tongue.endedCard, sure: tongue.sureToEnd, change: func(ctx context.Context, s *core.Service, by core.Actor, m core.MeetingID, _ parse.Request) (core.Meeting, error) {
			return s.End(ctx, by, m)
		}},
		parse.Extend: {deed: core.Extending, done: tongue.extendedCard, change: func(ctx context.Context, s *core.Service, by core.Actor, m core.MeetingID, r parse.Request) (core.Meeting, error) {
			return s.Extend(ctx, by, m, cmp.Or(r.Duration, usualExtension))
		}},
		parse.Move: {deed: core.Moving, done: tongue.movedCard, change: func(ctx context.Context, s *core.Service, by core.Actor, m core.MeetingID, r parse.Request) (core.Meeting, error) {
			return s.Move(ctx, by, m, r.Start, r.Zone)
		}},
		parse.Rename: {deed: core.Renaming, done: tongue.renamedCard, change: func(ctx context.Context, s *core.Service, by core.Actor, m core.MeetingID, r parse.Request) (core.Meeting, error) {
			return s.Rename(ctx, by, m, r.Title)
		}},
		parse.Share: {deed: core.Sharing, done: tongue.sharedCard, change: func(ctx context.Context, s *core.Service, by core.Actor, m core.MeetingID, _ parse.Request) (core.Meeting, error) {
			return s.Share(ctx, by, by.Here, m)
		}},
	}
}

const usualExtension = 15 * time.Minute
