package bot

import (
	"cmp"
	"context"
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// acts says of each verb what it does.
func acts() map[parse.Verb]act {
	return map[parse.Verb]act{
		parse.Help:     {do: (*Bot).help, reads: true},
		parse.Now:      {do: (*Bot).schedule},
		parse.New:      {do: (*Bot).schedule},
		parse.Schedule: {do: (*Bot).sheet, reads: true},
		parse.List:     {do: (*Bot).list, reads: true},
		parse.Link:     {do: (*Bot).signInLink},
		parse.Timezone: {do: (*Bot).timezone},
		parse.RSVP:     {do: (*Bot).rsvp},
		parse.Agenda:   {to: (*Bot).agenda},
		parse.Show:     {to: (*Bot).show, reads: true},
		parse.Cancel: {deed: core.Cancelling, done: tongue.cancelledCard, sure: tongue.sureToCancel, change: func(ctx context.Context, s *core.Service, by core.Actor, m core.Meeting, r parse.Request) (core.Meeting, error) {
			if r.Which == parse.All {
				return s.Stop(ctx, by, m.ID)
			}
			return s.Cancel(ctx, by, m.ID)
		}},
		parse.Skip: {deed: core.Cancelling, done: tongue.skippedCard, change: func(ctx context.Context, s *core.Service, by core.Actor, m core.Meeting, _ parse.Request) (core.Meeting, error) {
			return s.Skip(ctx, by, m.ID, m.Nth)
		}},
		parse.Unskip: {deed: core.Cancelling, done: tongue.restoredCard, change: func(ctx context.Context, s *core.Service, by core.Actor, m core.Meeting, r parse.Request) (core.Meeting, error) {
			return s.Restore(ctx, by, m.ID, nthOf(m, r))
		}},
		parse.End: {deed: core.Ending, done: tongue.endedCard, sure: tongue.sureToEnd, change: func(ctx context.Context, s *core.Service, by core.Actor, m core.Meeting, _ parse.Request) (core.Meeting, error) {
			return s.End(ctx, by, m.ID)
		}},
		parse.Extend: {deed: core.Extending, done: tongue.extendedCard, change: func(ctx context.Context, s *core.Service, by core.Actor, m core.Meeting, r parse.Request) (core.Meeting, error) {
			if !r.End.IsZero() {
				return s.EndAt(ctx, by, m.ID, r.End)
			}
			return s.Extend(ctx, by, m.ID, cmp.Or(r.Duration, usualExtension))
		}},
		parse.Move: {deed: core.Moving, done: tongue.movedCard, change: func(ctx context.Context, s *core.Service, by core.Actor, m core.Meeting, r parse.Request) (core.Meeting, error) {
			if r.Which == parse.All && m.Series.Repeats() {
				return s.MoveAll(ctx, by, m.ID, r.Start, r.Duration, r.Zone)
			}
			return s.Move(ctx, by, m.ID, r.Start, r.Duration, r.Zone)
		}},
		parse.Rename: {deed: core.Renaming, done: tongue.renamedCard, change: func(ctx context.Context, s *core.Service, by core.Actor, m core.Meeting, r parse.Request) (core.Meeting, error) {
			return s.Rename(ctx, by, m.ID, r.Title)
		}},
		parse.Cohost:   {deed: core.Cohosting, done: tongue.cohostCard, change: host((*core.Service).Cohost)},
		parse.Demote:   {deed: core.Cohosting, done: tongue.demotedCard, change: host((*core.Service).Uncohost)},
		parse.HandOver: {deed: core.HandingOver, done: tongue.handedOverCard, sure: tongue.sureToHandOver, change: host((*core.Service).HandOver)},
		parse.Share: {deed: core.Sharing, done: tongue.sharedCard, change: func(ctx context.Context, s *core.Service, by core.Actor, m core.Meeting, _ parse.Request) (core.Meeting, error) {
			return s.Share(ctx, by, by.Here, m.ID)
		}},
	}
}

const usualExtension = 15 * time.Minute
