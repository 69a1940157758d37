package coretest

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"meetbot/core"
)

// A meeting as it is stored, with the key of the request that made it, and the occurrences that are not at hand.
type meeting struct {
	core.Meeting
	request string
	others  map[int]core.Occurrence
}

// at returns the meeting with its nth occurrence.
func (m meeting) at(nth int) (core.Meeting, bool) {
	out := m.Clone()
	if nth == m.Nth {
		return out, true
	}
	o, ok := m.others[nth]
	out.Occurrence = o.Clone()
	return out, ok
}

// turnTo puts the occurrence of m at hand in the place of the one that was. Cards are kept by keepCard alone.
func (m *meeting) turnTo(was meeting) {
	there, _ := was.at(m.Nth)
	m.Cards, m.others = there.Cards, maps.Clone(was.others)
	if m.Nth == was.Nth {
		return
	}
	m.Attendees = there.Attendees
	delete(m.others, m.Nth)
	if m.others == nil {
		m.others = map[int]core.Occurrence{}
	}
	m.others[was.Nth] = was.Occurrence
}

// CreateMeeting implements core.MeetingStore.
func (s *Store) CreateMeeting(ctx context.Context, m core.Meeting, request string, as []core.Announcement, limit core.Limit) (out core.Meeting, err error) {
	if request == "" {
		request = string(m.ID)
	}
	if !nameable(m, request) {
		return out, notFound("meeting")
	}
	err = s.put(ctx, func() error {
		for _, have := range s.meetings {
			if have.Home == m.Home && have.request == request {
				out = s.known(have.Clone())
				return nil
			}
		}
		if limit.Most > 0 && s.ahead(m.Organizer, limit.Now) >= limit.Most {
			return &core.Error{Code: core.TooMany}
		}
		m := m.Clone()
		m.Revision, m.Cards, m.Attendees = 1, nil, nil
		s.keep(meeting{m, request, nil})
		s.plan(m.ID, 1, as)
		out = s.known(s.meetings[m.ID].Clone())
		return nil
	})
	return out, err
}

// ahead counts the meetings of an organizer that are not over.
func (s *Store) ahead(p core.PersonID, now time.Time) (n int) {
	for _, m := range s.meetings {
		if fits(m.Meeting, core.Query{Organizer: p, OverAfter: now}) {
			n++
		}
	}
	return n
}

// nameable tells whether a meeting, what it is posted in and the key of its request can be stored.
func nameable(m core.Meeting, request string) bool {
	ids := []string{string(m.ID), m.Home.Platform, m.Home.ID, request, string(m.Organizer)}
	for _, h := range m.Hosts {
		ids = append(ids, string(h))
	}
	for _, p := range m.Postings {
		ids = append(ids, p.Channel.Platform, p.Channel.Workspace, p.Channel.ID)
	}
	for _, a := range m.Attendees {
		ids = append(ids, string(a.Person))
	}
	for _, who := range m.Invited {
		ids = append(ids, who.Platform, who.Workspace, who.UserID)
	}
	return core.CanName(ids...)
}

// keep stores a meeting with its instants cut and every posting numbered.
func (s *Store) keep(m meeting) {
	m.Title, m.Zone = core.Stored(m.Title), core.Stored(m.Zone)
	m.Start, m.Created, m.Ended, m.Cancelled = cut(m.Start), cut(m.Created), cut(m.Ended), cut(m.Cancelled)
	slices.Sort(m.Hosts)
	for i := range m.Attendees {
		m.Attendees[i].Since = cut(m.Attendees[i].Since)
	}
	for i := range m.Postings {
		p := &m.Postings[i]
		home := p.Channel.Home()
		if p.Number == 0 {
			p.Number = m.Number(home)
		}
		if p.Number == 0 {
			s.numbers[home]++
			p.Number = s.numbers[home]
		}
	}
	s.meetings[m.ID] = m
}

// Meeting implements core.MeetingStore.
func (s *Store) Meeting(ctx context.Context, id core.MeetingID) (out core.Meeting, err error) {
	err = s.in(ctx, func() error {
		m, ok := s.meetings[id]
		if !ok {
			return core.NoSuchMeeting()
		}
		out = s.known(m.Clone())
		return nil
	})
	return out, err
}

// known has everybody who comes go by the name that they have, as far as there is such a person.
func (s *Store) known(m core.Meeting) core.Meeting {
	var out []core.Attendee
	for _, a := range m.Attendees {
		p, ok := s.people[a.Person]
		if a.Name = p.Name; ok {
			out = append(out, a)
		}
	}
	slices.SortFunc(out, core.Attendee.Compare)
	m.Attendees = out
	return m
}

// MeetingAndOrganizer implements core.MeetingStore.
func (s *Store) MeetingAndOrganizer(ctx context.Context, id core.MeetingID) (m core.Meeting, organizer string, err error) {
	if m, err = s.Meeting(ctx, id); err != nil {
		return m, "", err
	}
	err = s.in(ctx, func() error {
		organizer = s.people[m.Organizer].Name
		return nil
	})
	return m, organizer, err
}

// Meetings implements core.MeetingStore.
func (s *Store) Meetings(ctx context.Context, q core.Query) (out []core.Meeting, err error) {
	err = s.in(ctx, func() error {
		for _, m := range s.meetings {
			if fits(m.Meeting, q) {
				out = append(out, s.known(m.Clone()))
			}
		}
		return nil
	})
	slices.SortFunc(out, func(a, b core.Meeting) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID))
	})
	most := min(len(out), cmp.Or(q.Limit, 100))
	if q.Before != (core.Spot{}) {
		return out[len(out)-most:], err
	}
	return out[:most], err
}

func fits(m core.Meeting, q core.Query) bool {
	_, inChannel := m.PostingIn(q.Channel)
	number := m.Number(q.Workspace)
	switch {
	case q.Channel != core.Channel{} && !inChannel,
		q.Workspace != core.Workspace{} && (number == 0 || q.Number != 0 && number != q.Number),
		q.After != core.Spot{} && m.Spot().Compare(q.After) <= 0,
		q.Before != core.Spot{} && m.Spot().Compare(q.Before) >= 0,
		!m.Begins(q.Title),
		q.Organizer != "" && m.Organizer != q.Organizer,
		q.Moderator != "" && !m.Moderates(q.Moderator),
		!q.OverAfter.IsZero() && (!m.Cancelled.IsZero() || !m.End().After(q.OverAfter)):
		return false
	}
	return true
}

// UpdateMeeting implements core.MeetingStore.
func (s *Store) UpdateMeeting(ctx context.Context, id core.MeetingID, fn func(*core.Meeting, []core.Announcement) ([]core.Announcement, error)) (core.Meeting, error) {
	return s.rewrite(ctx, id, s.replaceable, fn, func(was core.Meeting, m *core.Meeting, as []core.Announcement) {
		m.Revision++
		if m.Nth <= was.Nth {
			s.void(was)
		}
		s.plan(id, m.Revision, as)
	})
}

// AmendMeeting implements core.MeetingStore.
func (s *Store) AmendMeeting(ctx context.Context, id core.MeetingID, fn func(*core.Meeting, []core.Announcement) ([]core.Announcement, error)) (core.Meeting, error) {
	return s.rewrite(ctx, id, s.waiting, fn, func(_ core.Meeting, m *core.Meeting, as []core.Announcement) {
		for _, a := range as {
			s.add(id, m.Revision, a)
		}
	})
}

// rewrite runs fn on a meeting and on those announcements of the occurrence at hand that are picked, and stores what fn
// leaves of it.
func (s *Store) rewrite(ctx context.Context, id core.MeetingID, pick func(core.Meeting) []core.Announcement, fn func(*core.Meeting, []core.Announcement) ([]core.Announcement, error), keep func(was core.Meeting, m *core.Meeting, as []core.Announcement)) (out core.Meeting, err error) {
	err = s.put(ctx, func() error {
		have, ok := s.meetings[id]
		if !ok {
			return core.NoSuchMeeting()
		}
		var m core.Meeting
		var as []core.Announcement
		for range 2 {
			m = s.known(have.Clone())
			if as, err = fn(&m, pick(have.Meeting)); err != nil {
				return err
			}
		}
		if !nameable(m, "") {
			return notFound("meeting")
		}
		m.Revision = have.Revision
		keep(have.Meeting, &m, as)
		now := meeting{m.Clone(), have.request, nil}
		now.turnTo(have)
		s.keep(now)
		out = s.known(s.meetings[id].Clone())
		return nil
	})
	return out, err
}

// Places implements core.MeetingStore.
func (s *Store) Places(ctx context.Context, w core.Workspace) (out []core.Place, err error) {
	err = s.in(ctx, func() error {
		open := map[core.Channel]bool{}
		for _, m := range s.meetings {
			for _, p := range m.Postings {
				if was, known := open[p.Channel]; p.Channel.Home() == w {
					open[p.Channel] = p.Open && (was || !known)
				}
			}
		}
		for c, o := range open {
			out = append(out, core.Place{Channel: c, Open: o})
		}
		return nil
	})
	slices.SortFunc(out, func(a, b core.Place) int { return cmp.Compare(a.ID, b.ID) })
	return out, err
}

// KeepPlace implements core.MeetingStore.
func (s *Store) KeepPlace(ctx context.Context, p core.Place) error {
	return s.put(ctx, func() error {
		for _, m := range s.meetings {
			for i := range m.Postings {
				if m.Postings[i].Channel == p.Channel {
					m.Postings[i].Open = p.Open
				}
			}
		}
		return nil
	})
}

// Forget implements core.MeetingStore.
func (s *Store) Forget(ctx context.Context, over time.Time) (n int, err error) {
	err = s.put(ctx, func() error {
		for id, m := range s.meetings {
			if m.End().After(over) {
				s.forgetOccurrences(m, over)
				continue
			}
			n++
			delete(s.meetings, id)
			for key, a := range s.announcements {
				if a.Meeting == id {
					delete(s.announcements, key)
				}
			}
		}
		return nil
	})
	return n, err
}

// forgetOccurrences deletes those that were over before the one at hand of a series, and of which nothing is to be said.
func (s *Store) forgetOccurrences(m meeting, over time.Time) {
	if !m.Series.Repeats() {
		return
	}
	m.others = maps.Clone(m.others)
	for nth, o := range m.others {
		of := s.announcementsWhere(byDue, func(a core.Announcement) bool { return a.Meeting == m.ID && a.Nth == nth })
		if nth > m.Nth || o.PlannedEnd().After(over) || slices.ContainsFunc(of, Unmade) {
			continue
		}
		delete(m.others, nth)
		for _, a := range of {
			delete(s.announcements, a.ID)
		}
	}
	s.meetings[m.ID] = m
}
