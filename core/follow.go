package core

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// follow returns what a calls for now that it is made: an end to what it says and to the way in that it shows, or what people are told
// directly because it was refused for good, or nobody knows whether it was seen.
func (d *Dispatcher) follow(ctx context.Context, m Meeting, a Announcement, why error) ([]Announcement, error) {
	switch {
	case a.State == Sent && a.Kind == KindReminder && a.Ref != "":
		return []Announcement{retraction(m, a, d.clock.Now())}, nil
	case a.State == Sent && a.Kind == KindStart && a.Ref != "":
		return []Announcement{over(m, a, a.Ref, d.clock.Now())}, nil
	case a.State == Dead && a.Kind == KindRetract && !errors.Is(why, ErrDeleted):
		// What may not be deleted is changed like a start.
		return []Announcement{over(m, a, a.Message(), d.clock.Now())}, nil
	case a.Kind == KindRetract, a.Kind == KindOver:
		return nil, nil
	case a.State != Dead && a.State != Unsure && !errors.Is(why, ErrClosed), errors.Is(why, ErrDeleted):
		return nil, nil
	}
	to, direct, err := d.elsewhere(ctx, m, a.Channel)
	if err != nil {
		return nil, err
	}
	if to == (Channel{}) || direct && (a.State == Unsure || to == a.Channel) {
		return nil, nil
	}
	next := Announcement{Meeting: m.ID, Revision: a.Revision, Kind: a.Kind, Channel: to, About: a.About, Due: a.Due, Next: d.clock.Now()}
	if direct && a.State == Pending {
		return nil, nil
	}
	if direct {
		return []Announcement{next}, nil // unless it was tried there before: then it is stored already
	}
	kinds, err := d.instead(ctx, m, a, why)
	var out []Announcement
	for _, k := range kinds {
		next.Kind, next.Revision, next.About = k, a.Revision, ""
		if k != KindStart && k != KindEnd {
			// It stays worth saying however the meeting changes, and is told of each channel; start and end are told once.
			next.Revision, next.About = 0, a.Channel.ID
		}
		out = append(out, next)
	}
	return out, err
}

// over returns what ends the way in that a message of a shows.
func over(m Meeting, a Announcement, message MessageRef, now time.Time) Announcement {
	end := Announcement{Meeting: m.ID, Revision: a.Revision, Kind: KindOver, Channel: a.Channel, About: string(message)}
	return end.until(m, now)
}

// elsewhere returns where to write instead of a channel: to the organizer, or to somebody's next account where the channel
// is one of a moderator's own already. It is nowhere where the organizer is not known any more.
func (d *Dispatcher) elsewhere(ctx context.Context, m Meeting, c Channel) (to Channel, direct bool, err error) {
	for i, id := range m.Moderators() {
		p, err := d.store.Person(ctx, id)
		if IsCode(err, NotFound) {
			continue
		}
		if err != nil {
			return Channel{}, false, err
		}
		if next, direct := p.besides(c); direct {
			return next, true, nil
		}
		if i == 0 {
			to, _ = p.Direct(c.Home())
		}
	}
	return to, false, nil
}

// instead lists what is said in the place of a. Why nothing can be said in a channel is told once.
func (d *Dispatcher) instead(ctx context.Context, m Meeting, a Announcement, why error) ([]Kind, error) {
	switch {
	case a.State == Unsure && (a.Kind == KindCard || a.Kind == KindStart): // without which people do not come
		return d.once(ctx, m, a, KindUncertain)
	case a.State == Unsure:
		return nil, nil
	}
	switch a.Kind {
	case KindEvent:
		first, err := d.first(ctx, a, "unlisted "+a.Channel.Platform+" "+a.Channel.Workspace)
		if !first {
			return nil, err
		}
		return []Kind{KindUnlisted}, nil
	case KindEnd:
		return []Kind{KindEnd}, nil
	case KindStart:
		out, err := d.once(ctx, m, a, lost(why))
		return append([]Kind{KindStart}, out...), err
	case KindEdit:
		if !stale(m, a, why) {
			return nil, nil
		}
		return d.once(ctx, m, a, KindStale)
	case KindCard:
		if edits(m, a) {
			return d.once(ctx, m, a, KindStale)
		}
		return d.once(ctx, m, a, lost(why))
	case KindReminder:
		return d.once(ctx, m, a, lost(why))
	default:
		return nil, nil
	}
}

// stale tells whether nobody would hear otherwise what an edit was to say that was refused. What begins and ends where
// nothing can be written is told directly; not so where only what stands there already cannot be changed.
func stale(m Meeting, a Announcement, why error) bool {
	told := errors.Is(why, ErrGone) && !errors.Is(why, ErrFiltered)
	return !a.Due.Equal(m.Start) && !(told && a.Due.Equal(m.End()))
}

// once returns k unless the organizer was told so of this channel. Once a card stands there, it is news again.
func (d *Dispatcher) once(ctx context.Context, m Meeting, a Announcement, k Kind) ([]Kind, error) {
	p, _ := m.PostingIn(a.Channel)
	first, err := d.first(ctx, a, fmt.Sprintf("%s %s %s %s", k, m.ID, a.Channel.ID, p.Card))
	if !first {
		return nil, err
	}
	return []Kind{k}, nil
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
func (d *Dispatcher) first(ctx context.Context, a Announcement, what string) (bool, error) {
	now := d.clock.Now()
	return d.store.Hold(ctx, what, a.ID, now, now.Add(toldFor))
}
