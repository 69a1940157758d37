package core

import (
	"context"
	"errors"
	"time"
)

// follow returns what the organizer is told directly because a was refused for good.
func (d *Dispatcher) follow(ctx context.Context, m Meeting, a Announcement, why error) []Announcement {
	if a.State != Dead {
		return nil
	}
	organizer, err := d.meetings.Person(ctx, m.Organizer)
	direct, known := organizer.Direct(a.Channel.Home())
	if err != nil || !known || direct == a.Channel {
		return nil
	}
	now := d.clock.Now()
	var out []Announcement
	for _, k := range d.instead(ctx, m, a, why) {
		out = append(out, Announcement{Meeting: m.ID, Revision: a.Revision * revisionOf(k), Kind: k, Channel: direct, Due: a.Due, Next: now})
	}
	return out
}

// instead lists what is said in the place of a. Where its card stood, the channel was lost later, which is told once.
func (d *Dispatcher) instead(ctx context.Context, m Meeting, a Announcement, why error) []Kind {
	lost := KindBlocked
	if errors.Is(why, ErrVanished) {
		lost = KindVanished
	}
	posting, _ := m.PostingIn(a.Channel)
	switch a.Kind {
	case KindCard:
		return []Kind{lost}
	case KindEvent:
		if d.first(ctx, a, "unlisted "+a.Channel.Platform+" "+a.Channel.Workspace) {
			return []Kind{KindUnlisted}
		}
	case KindReminder, KindStart:
		out := []Kind{}
		if a.Kind == KindStart {
			out = append(out, KindStart)
		}
		if posting.Card != "" && d.first(ctx, a, "lost "+string(m.ID)+" "+a.Channel.ID) {
			out = append(out, lost)
		}
		return out
	case KindEnd:
		return []Kind{KindEnd}
	}
	return nil
}

// toldFor is how long nobody is told of the same again.
const toldFor = 30 * 24 * time.Hour

// first tells whether a is the first to find out about something. It may be asked again about the same.
func (d *Dispatcher) first(ctx context.Context, a Announcement, what string) bool {
	now := d.clock.Now()
	first, err := d.leases.Hold(ctx, what, a.ID, now, now.Add(toldFor))
	if err != nil {
		d.log.ErrorContext(ctx, "cannot tell whether somebody was told already", "what", what, "error", err)
	}
	return first
}

// revisionOf is 0 for what stays worth saying however the meeting changes.
func revisionOf(k Kind) int {
	if k == KindStart || k == KindEnd {
		return 1
	}
	return 0
}
