package core

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// follow returns what a calls for now that it is made: an end to the way in that it shows, or what the organizer is told
// directly because it was refused for good, or nobody knows whether it was seen.
func (d *Dispatcher) follow(ctx context.Context, m Meeting, a Announcement, why error) []Announcement {
	if a.State == Sent && (a.Kind == KindReminder || a.Kind == KindStart) && a.Ref != "" {
		over := Announcement{Meeting: m.ID, Revision: a.Revision, Kind: KindOver, Channel: a.Channel, About: string(a.Ref)}
		return []Announcement{over.until(m, d.clock.Now())}
	}
	if a.State != Dead && a.State != Unsure || errors.Is(why, ErrDeleted) {
		return nil
	}
	organizer, err := d.store.Person(ctx, m.Organizer)
	if err != nil {
		d.log.ErrorContext(ctx, "cannot tell the organizer", "meeting", m.ID, "error", err)
		return nil
	}
	now := d.clock.Now()
	if other, direct := organizer.besides(a.Channel); direct {
		if other == a.Channel || a.State == Unsure {
			return nil
		}
		// What was tried there before is stored already, and not stored again.
		return []Announcement{{Meeting: m.ID, Revision: a.Revision, Kind: a.Kind, Channel: other, About: a.About, Due: a.Due, Next: now}}
	}
	direct, known := organizer.Direct(a.Channel.Home())
	if !known {
		return nil
	}
	var out []Announcement
	for _, k := range d.instead(ctx, m, a, why) {
		next := Announcement{Meeting: m.ID, Revision: a.Revision * revisionOf(k), Kind: k, Channel: direct, Due: a.Due, Next: now}
		if next.Revision == 0 {
			next.About = a.Channel.ID // it is told of each channel; start and end are told once
		}
		out = append(out, next)
	}
	return out
}

// instead lists what is said in the place of a. Why nothing can be said in a channel is told once.
func (d *Dispatcher) instead(ctx context.Context, m Meeting, a Announcement, why error) []Kind {
	var out []Kind
	if a.State == Unsure {
		if a.Kind == KindCard || a.Kind == KindStart { // without which people do not come
			out = d.once(ctx, m, a, KindUncertain)
		}
		return out
	}
	switch a.Kind {
	case KindEvent:
		if d.first(ctx, a, "unlisted "+a.Channel.Platform+" "+a.Channel.Workspace) {
			return []Kind{KindUnlisted}
		}
		return nil
	case KindEnd:
		return []Kind{KindEnd}
	case KindStart:
		out = append(out, KindStart)
	case KindCard, KindReminder:
	default:
		return nil
	}
	return append(out, d.once(ctx, m, a, lost(why))...)
}

// once returns k unless the organizer was told so of this channel. Once a card stands there, it is news again.
func (d *Dispatcher) once(ctx context.Context, m Meeting, a Announcement, k Kind) []Kind {
	p, _ := m.PostingIn(a.Channel)
	if !d.first(ctx, a, fmt.Sprintf("%s %s %s %s", k, m.ID, a.Channel.ID, p.Card)) {
		return nil
	}
	return []Kind{k}
}

// lost is what the organizer is told of a channel in which nothing can be said any more, or nothing could from the start.
func lost(why error) Kind {
	switch {
	case errors.Is(why, ErrVanished):
		return KindVanished
	case errors.Is(why, ErrFiltered):
		return KindFiltered
	default:
		return KindBlocked
	}
}

// toldFor is how long nobody is told of the same again.
const toldFor = 30 * 24 * time.Hour

// first tells whether a is the first to find out about something. It may be asked again about the same.
func (d *Dispatcher) first(ctx context.Context, a Announcement, what string) bool {
	now := d.clock.Now()
	first, err := d.store.Hold(ctx, what, a.ID, now, now.Add(toldFor))
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
