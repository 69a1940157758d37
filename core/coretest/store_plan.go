package coretest

import (
	"cmp"
	"slices"
	"time"

	"meetbot/core"
)

// plan stores new announcements; the same thing due at the same instant once.
func (s *Store) plan(id core.MeetingID, revision int, as []core.Announcement) {
	for _, a := range as {
		fresh := planned(id, revision, a)
		if _, have := s.announcements[fresh.ID]; !have {
			s.announcements[fresh.ID] = fresh
		}
	}
}

// add stores an announcement for certain, or has one that waits tried at another time.
func (s *Store) add(id core.MeetingID, revision int, a core.Announcement) {
	if a.ID != "" {
		if have, ok := s.announcements[a.ID]; ok && have.Meeting == id && have.State == core.Pending {
			have.Next = cut(a.Next)
			s.announcements[a.ID] = have
		}
		return
	}
	fresh := planned(id, revision, a)
	for {
		if _, have := s.announcements[fresh.ID]; !have {
			break
		}
		a.Due = a.Due.Add(-time.Microsecond)
		fresh = planned(id, revision, a)
	}
	s.announcements[fresh.ID] = fresh
}

func planned(id core.MeetingID, revision int, a core.Announcement) core.Announcement {
	if a.Kind.Stays() {
		revision = 0
	}
	a = core.Announcement{
		Meeting: id, Nth: a.Nth, Revision: revision, Kind: a.Kind, Channel: a.Channel, About: a.About, Due: cut(a.Due), Next: cut(a.Next), State: core.Pending,
	}
	a.ID = core.AnnouncementID(a)
	return a
}

// waiting returns what waits to be tried of what is about the occurrence at hand.
func (s *Store) waiting(m core.Meeting) []core.Announcement {
	return s.announcementsWhere(byDue, func(a core.Announcement) bool { return about(m, a) && a.State == core.Pending })
}

func about(m core.Meeting, a core.Announcement) bool { return a.Meeting == m.ID && a.Nth == m.Nth }

// replaceable returns what a change of the occurrence at hand takes the place of.
func (s *Store) replaceable(m core.Meeting) []core.Announcement {
	return s.announcementsWhere(byDue, func(a core.Announcement) bool {
		return about(m, a) && a.Revision > 0 && a.Sends == 0 && (a.State == core.Pending || a.State == core.Leased)
	})
}

func (s *Store) void(m core.Meeting) {
	for _, a := range s.replaceable(m) {
		a.State = core.Void
		s.announcements[a.ID] = a
	}
}

func (s *Store) announcementsWhere(order func(a, b core.Announcement) int, want func(core.Announcement) bool) []core.Announcement {
	var out []core.Announcement
	for _, a := range s.announcements {
		if want(a) {
			out = append(out, a)
		}
	}
	slices.SortFunc(out, order)
	return out
}

func byDue(a, b core.Announcement) int {
	return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Kind.Priority(), b.Kind.Priority()), cmp.Compare(a.ID, b.ID))
}

func byNext(a, b core.Announcement) int {
	return cmp.Or(a.Next.Compare(b.Next), cmp.Compare(a.Kind.Priority(), b.Kind.Priority()), cmp.Compare(a.ID, b.ID))
}

// Unmade tells whether an announcement is still to be made, or being made.
func Unmade(a core.Announcement) bool {
	return a.State == core.Pending || a.State == core.Leased || a.State == core.Sending
}
