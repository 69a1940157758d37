package core

import (
	"context"
	"fmt"
	"time"
)

// Cancel calls a meeting off before its start. Its organizer and co-hosts may, and the admins of its home.
func (s *Service) Cancel(ctx context.Context, by Actor, id MeetingID) (Meeting, error) {
	return s.change(ctx, by, id, Cancelling, func(m *Meeting, now time.Time) ([]Announcement, error) {
		switch m.State(now) {
		case Cancelled:
			return nil, refuse(WasCancelled, CancelledAlready)
		case Ended:
			return nil, refuse(HasEnded, EndedAlready)
		case Live:
			return nil, refuse(HasStarted, StartedNoCancel)
		}
		m.Cancelled = now
		if m.Series.Repeats() {
			m.Series.Except = append(m.Series.Except, m.Day)
		}
		return said(*m, KindCancelled, now), nil
	})
}

// End ends a live meeting at once. Its organizer and co-hosts may, and the admins of its home.
func (s *Service) End(ctx context.Context, by Actor, id MeetingID) (Meeting, error) {
	return s.change(ctx, by, id, Ending, func(m *Meeting, now time.Time) ([]Announcement, error) {
		if err := mustBeLive(*m, now); err != nil {
			return nil, err
		}
		m.Ended = now
		return said(*m, KindEnd, now), nil
	})
}

// Extend moves the planned end of a meeting. Its organizer and co-hosts may.
func (s *Service) Extend(ctx context.Context, by Actor, id MeetingID, d time.Duration) (Meeting, error) {
	return s.change(ctx, by, id, Extending, func(m *Meeting, now time.Time) ([]Announcement, error) {
		if err := mustNotBeOver(*m, now); err != nil {
			return nil, err
		}
		if d <= 0 {
			return nil, refuse(Invalid, NoLength)
		}
		m.Duration += d
		if err := s.checkDuration(m.Duration); err != nil {
			return nil, err
		}
		return nil, m.beforeNext()
	})
}

// EndAt moves the planned end of a meeting to an instant that is still to come, which may be earlier, too. Its organizer and
// co-hosts may.
func (s *Service) EndAt(ctx context.Context, by Actor, id MeetingID, end time.Time) (Meeting, error) {
	return s.change(ctx, by, id, Extending, func(m *Meeting, now time.Time) ([]Announcement, error) {
		if err := mustNotBeOver(*m, now); err != nil {
			return nil, err
		}
		if !end.After(now) {
			return nil, refuse(Invalid, Past)
		}
		m.Duration = end.Truncate(time.Second).Sub(m.Start)
		if err := s.checkDuration(m.Duration); err != nil {
			return nil, err
		}
		return nil, m.beforeNext()
	})
}

// Move gives a meeting that has not started a new start, and a new duration unless that is zero. Its organizer and co-hosts
// may.
func (s *Service) Move(ctx context.Context, by Actor, id MeetingID, start time.Time, lasts time.Duration, zone string) (Meeting, error) {
	return s.change(ctx, by, id, Moving, func(m *Meeting, now time.Time) ([]Announcement, error) {
		if err := mustNotBeOver(*m, now); err != nil {
			return nil, err
		}
		if m.State(now) == Live {
			return nil, refuse(HasStarted, StartedNoMove)
		}
		if !start.After(now) {
			return nil, refuse(Invalid, Past)
		}
		m.Start = start.UTC().Truncate(time.Second)
		if zone != "" {
			m.Zone = zone
		}
		if lasts != 0 {
			m.Duration = lasts
			if err := s.checkDuration(lasts); err != nil {
				return nil, err
			}
		}
		if err := m.beforeNext(); err != nil {
			return nil, err
		}
		return said(*m, KindMoved, now), nil
	})
}

// Rename gives a meeting another title. Its organizer and co-hosts may, until it is over.
func (s *Service) Rename(ctx context.Context, by Actor, id MeetingID, title string) (Meeting, error) {
	title, err := checkTitle(title)
	if err != nil {
		return Meeting{}, err
	}
	return s.amend(ctx, by, id, Renaming, func(m *Meeting, now time.Time) error {
		if err := mustNotBeOver(*m, now); err != nil {
			return err
		}
		if title == "" {
			return refuse(Invalid, NoTitle)
		}
		m.Title = title
		return nil
	})
}

// Describe says what a meeting is about, in place of what was said before; empty: nothing more. Its organizer and co-hosts may,
// until it is over.
func (s *Service) Describe(ctx context.Context, by Actor, id MeetingID, agenda string) (Meeting, error) {
	agenda, err := checkAgenda(agenda)
	if err != nil {
		return Meeting{}, err
	}
	return s.amend(ctx, by, id, Describing, func(m *Meeting, now time.Time) error {
		if err := mustNotBeOver(*m, now); err != nil {
			return err
		}
		m.Agenda = agenda
		return nil
	})
}

func mustBeLive(m Meeting, now time.Time) error {
	if m.State(now) == Upcoming {
		return refuse(NotStarted, NotStartedNoEnd)
	}
	return mustNotBeOver(m, now)
}

func mustNotBeOver(m Meeting, now time.Time) error {
	switch m.State(now) {
	case Cancelled:
		return refuse(WasCancelled, IsCancelled)
	case Ended:
		return refuse(HasEnded, EndedAlready)
	default:
		return nil
	}
}

// beforeNext refuses what would bring the occurrence at hand of a series into the next one, or behind it.
func (m Meeting) beforeNext() error {
	for _, next := range m.Series.Following(m.Day) {
		if next.Before(m.PlannedEnd()) {
			return refuse(Invalid, BeyondNext)
		}
		break
	}
	return nil
}

// change runs fn on a meeting to which by may do d, and plans anew what is to be said. What fn returns is said beside that.
// Whom fn makes a moderator come along.
func (s *Service) change(ctx context.Context, by Actor, id MeetingID, d Deed, fn func(*Meeting, time.Time) ([]Announcement, error), more ...Person) (Meeting, error) {
	m, err := s.changeable(ctx, by, id, d)
	if err != nil {
		return m, err
	}
	moderators, err := s.people(ctx, m.Moderators())
	if err != nil {
		return m, err
	}
	moderators = append(moderators, more...)
	who, err := s.personOf(ctx, by)
	if err != nil && !IsCode(err, NotFound) {
		return m, fmt.Errorf("find person: %w", err)
	}
	now := s.Now()
	changed, err := s.store.UpdateMeeting(ctx, id, func(m *Meeting, open []Announcement) ([]Announcement, error) {
		start := m.Start
		out, err := fn(m, now)
		if err != nil {
			return nil, err
		}
		out = news(*m, out, open, Change{By: who.ID, From: start})
		out = append(out, s.planFor(*m, moderators, now)...)
		return append(out, owed(*m, open, !m.Start.Equal(start), now)...), nil
	})
	if err != nil {
		return m, err
	}
	s.log.InfoContext(ctx, "meeting changed", "meeting", id, "revision", changed.Revision)
	s.changed(ctx)
	return changed, nil
}

// changeable returns a meeting to which by may do d.
func (s *Service) changeable(ctx context.Context, by Actor, id MeetingID, d Deed) (Meeting, error) {
	m, err := s.store.Meeting(ctx, id)
	if err != nil {
		return Meeting{}, err
	}
	return m, s.May(ctx, by, d, m)
}

// said returns an announcement of the given kind, due now, in every channel.
func said(m Meeting, k Kind, now time.Time) []Announcement {
	var out []Announcement
	for _, p := range m.Postings {
		// Where no card stands the move has one put up, unless that is to come later.
		if k != KindMoved || m.Card(p.Channel) != "" || m.announced().After(now) {
			out = append(out, Announcement{Meeting: m.ID, Nth: m.Nth, Kind: k, Channel: p.Channel, Due: now, Next: now})
		}
	}
	if k == KindMoved || k == KindCancelled {
		out = append(out, m.told(k, now)...)
	}
	return out
}

// owed returns those announcements that were due before the change, and are still worth making after it: a new plan
// looks ahead only. Of a meeting that has moved nothing is that told of the old start.
func owed(m Meeting, open []Announcement, moved bool, now time.Time) []Announcement {
	var out []Announcement
	for _, a := range open {
		upon := a.Kind.entry().atChange
		if upon == follows {
			out = append(out, a.until(m.Occurrence, now))
			continue
		}
		if upon == waits {
			a.Next = now // and looks anew whether its time has come
			out = append(out, a)
			continue
		}
		if upon == planned || upon == untilMoved && moved || a.Due.After(now) || overtaken(m.Occurrence, a, now) {
			continue
		}
		if a.State == Leased {
			// Its Next is the end of a lease that the change makes void.
			a.Next = now
		}
		out = append(out, a)
	}
	return out
}

// people returns those of the given people who are still known.
func (s *Service) people(ctx context.Context, ids []PersonID) ([]Person, error) {
	var out []Person
	for _, id := range ids {
		p, err := s.store.Person(ctx, id)
		if IsCode(err, NotFound) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("find person: %w", err)
		}
		out = append(out, p)
	}
	return out, nil
}

// NoSuchMeeting is the refusal for a meeting that is not there, was deleted, or is nothing to the asker.
func NoSuchMeeting() error { return refuse(NotFound, "") }
