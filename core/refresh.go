package core

import (
	"context"
	"slices"
	"time"
)

// amend runs fn on a meeting to which by may do d. It is for what alters nothing of what is planned: that stays, and only
// what shows the meeting is brought up to date.
func (s *Service) amend(ctx context.Context, by Actor, id MeetingID, d Deed, fn func(*Meeting, time.Time) error) (Meeting, error) {
	m, err := s.changeable(ctx, by, id, d)
	if err != nil {
		return m, err
	}
	now := s.Now()
	amended, err := s.store.AmendMeeting(ctx, id, func(m *Meeting, waiting []Announcement) ([]Announcement, error) {
		if err := fn(m, now); err != nil {
			return nil, err
		}
		return refresh(s.policy.shown(*m, now), waiting, now), nil
	})
	if err != nil {
		return m, err
	}
	s.log.InfoContext(ctx, "meeting amended", "meeting", id)
	s.changed(ctx)
	return amended, nil
}

// shown returns what brings everything that shows m up to date: its cards, and its events in calendars.
func (p Policy) shown(m Meeting, now time.Time) []Announcement {
	pl := planner{meeting: m, since: now, now: now, about: unplanned, out: p.cards(m, now)}
	for _, who := range m.Invited {
		if m.Card(who.direct()) != "" {
			pl.card(Posting{Channel: who.direct()})
		}
	}
	pl.about = ""
	for _, w := range p.calendars(m) {
		pl.channel = w.calendar()
		pl.add(KindEvent, now)
	}
	return pl.out
}

// cards returns what brings the cards of m in channels up to date. One that is not to stand yet is put up in its time.
func (p Policy) cards(m Meeting, now time.Time) []Announcement {
	pl := planner{meeting: m, since: now, now: now, about: unplanned}
	for _, posting := range m.Postings {
		if m.Card(posting.Channel) != "" || !m.announced().After(now) {
			pl.card(posting)
		}
	}
	return pl.out
}

// unplanned is what stands in the About of a card that is brought up to date though nothing of what is planned changes.
const unplanned = "unplanned"

// keepsPace tells whether a waits for the pace of its kind. What changes the plan is shown at once.
func (a Announcement) keepsPace() bool { return a.Kind.entry().card && a.About == unplanned }

const (
	// pace is how far apart the unplanned edits of one card are. What is changed meanwhile is shown by the next one.
	pace = 2 * time.Second
	// reliance is how long after its Due one that still waits is relied on to be made at all: see fresh.
	reliance = time.Hour
)

// refresh returns what of that which shows a meeting has to be stored now. One that waits says what is so when it is sent,
// so it stands for another; it is hurried where it would wait for long.
func refresh(shown, waiting []Announcement, now time.Time) []Announcement {
	var out []Announcement
	for _, a := range shown {
		i := slices.IndexFunc(waiting, func(w Announcement) bool { return w.standsFor(a, now) })
		if i < 0 {
			out = append(out, a)
			continue
		}
		if w := waiting[i]; w.Next.After(now.Add(pace)) {
			w.Next = now
			out = append(out, w)
		}
	}
	return out
}

// standsFor tells whether a, which waits to be tried, will show what other is to show. One that is planned for later does
// not. Nor does a card that may stand already: its platform would show what it said the first time.
func (a Announcement) standsFor(other Announcement, now time.Time) bool {
	switch {
	case !a.sameCard(other), a.Due.After(now), now.Sub(a.Due) > reliance:
		return false
	case a.Kind == KindCard:
		return a.Sends == 0 && (other.Kind == KindCard || other.Kind == KindEdit)
	default:
		return a.Kind == other.Kind
	}
}
