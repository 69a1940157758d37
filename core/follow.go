package core

import (
	"context"
	"errors"
	"slices"
	"time"
)

// follow returns what a calls for now that it is made: an end to what it says and to the way in that it shows, or what people are told
// directly because it was refused for good, or nobody knows whether it was seen.
func (d *Dispatcher) follow(ctx context.Context, m Meeting, a Announcement, why error) ([]Announcement, error) {
	switch {
	case a.State == Sent && a.Kind.entry().passing && a.Ref != "":
		return []Announcement{retraction(m.Occurrence, a, d.clock.Now())}, nil
	case a.State == Sent && a.Kind.entry().wayIn && a.Ref != "":
		return []Announcement{over(m.Occurrence, a, a.Ref, d.clock.Now())}, nil
	case a.State == Dead && a.Kind == KindRetract && !errors.Is(why, ErrDeleted):
		// What may not be deleted is changed like a start.
		return []Announcement{over(m.Occurrence, a, a.Message(), d.clock.Now())}, nil
	case a.Kind.entry().earlier:
		return nil, nil
	case a.State != Dead && a.State != Unsure && !stuck(a, why), errors.Is(why, ErrDeleted):
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(ctx, storeTime)
	defer cancel()
	where := a.Channel
	if a.Kind.entry().to == toRoom {
		where.Platform, where.Workspace = m.Home.Platform, m.Home.ID
	}
	to, direct, err := d.elsewhere(ctx, m, where)
	if err != nil {
		return nil, err
	}
	if to == (Channel{}) || direct && (a.State == Unsure || to == a.Channel) {
		return nil, nil
	}
	next := Announcement{Meeting: m.ID, Nth: a.Nth, Revision: a.Revision, Kind: a.Kind, Channel: to, About: a.About, Due: a.Due, Next: d.clock.Now()}
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
		if k.entry().to == toPerson {
			// It stays worth saying however the meeting changes, and is told of each channel; what is said in place of a channel once.
			next.Revision, next.About = 0, a.Channel.ID
		}
		out = append(out, next)
	}
	return out, err
}

// stuck tells whether a will be tried again, and somebody is to know meanwhile that it does not get on.
func stuck(a Announcement, why error) bool {
	switch {
	case errors.Is(why, ErrClosed), errors.Is(why, ErrOpen):
		return true
	case a.Kind.entry().to == toRoom:
		return a.Attempts >= closeTries
	}
	return false
}

// over returns what ends the way in that a message of a shows.
func over(o Occurrence, a Announcement, message MessageRef, now time.Time) Announcement {
	end := Announcement{Meeting: a.Meeting, Nth: a.Nth, Revision: a.Revision, Kind: KindOver, Channel: a.Channel, About: string(message)}
	return end.until(o, now)
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

// instead lists what is said in the place of a. What is news is told once.
func (d *Dispatcher) instead(ctx context.Context, m Meeting, a Announcement, why error) (out []Kind, err error) {
	kinds := substitutes(m, a, why)
	if slices.Contains(kinds, KindStale) {
		if told, err := d.toldOfChange(ctx, m, a, why); told || err != nil {
			return nil, err
		}
	}
	for _, k := range kinds {
		first := true
		if of := k.entry().first; of != nil {
			if first, err = d.first(ctx, a, of(m, a, k)); err != nil {
				return out, err
			}
		}
		if first {
			out = append(out, k)
		}
	}
	return out, nil
}

// inWords is an error that says that a channel is being told in words of what the edit of a card could not show, and when these
// are tried next.
type inWords struct{ next time.Time }

// Error implements error.
func (*inWords) Error() string { return "it is being told in words" }

// toldOfChange tells whether the organizer hears otherwise of the change that a was to show: from the words about it, which
// were refused there too. While those are under way it fails with an inWords.
func (d *Dispatcher) toldOfChange(ctx context.Context, m Meeting, a Announcement, why error) (bool, error) {
	others, err := d.store.Announcements(ctx, a.Meeting)
	if err != nil {
		return false, err
	}
	for _, other := range others {
		state := other.State
		other.State = Dead
		if !other.sameCard(a) || !other.Due.Equal(a.Due) || !slices.Contains(substitutes(m, other, why), KindUntold) {
			continue
		}
		if state == Pending || state == Leased || state == Sending {
			return false, &inWords{other.Next}
		}
		return state == Dead, nil
	}
	return false, nil
}

// substitutes lists what there is to say in the place of a.
func substitutes(m Meeting, a Announcement, why error) []Kind {
	e := a.Kind.entry()
	if _, invited := m.Invitee(a.Channel); invited && e.to == toChannel && !e.earlier {
		return unreached(m, a)
	}
	switch {
	case a.State == Unsure && e.unheard != "":
		return []Kind{e.unheard}
	case a.State == Unsure || e.refused == nil:
		return nil
	default:
		return e.refused(m, a, why)
	}
}

// toldFor is how long nobody is told of the same again.
const toldFor = 30 * 24 * time.Hour

// first tells whether a is the first to find out about something. It may be asked again about the same.
func (d *Dispatcher) first(ctx context.Context, a Announcement, what string) (bool, error) {
	now := d.clock.Now()
	return d.store.Hold(ctx, what, a.ID, now, now.Add(toldFor))
}
