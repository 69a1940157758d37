package coretest

import (
	"cmp"
	"slices"

	"meetbot/core"
)

// plan stores new announcements; the same thing due at the same instant once.
func (s *Store) plan(id core.MeetingID, revision int, as []core.Announcement) {
	for _, a := range as {
		fresh := core.Announcement{
			Meeting: id, Revision: revision, Kind: a.Kind, Channel: a.Channel, About: a.About, Due: cut(a.Due), Next: cut(a.Next), State: core.Pending,
		}
		fresh.ID = core.AnnouncementID(fresh)
		if _, have := s.announcements[fresh.ID]; !have {
			s.announcements[fresh.ID] = fresh
		}
	}
}

// replaceable returns what a change of the meeting takes the place of.
func (s *Store) replaceable(id core.MeetingID) []core.Announcement {
	return s.announcementsWhere(byDue, func(a core.Announcement) bool {
		return a.Meeting == id && a.Revision > 0 && a.Sends == 0 && (a.State == core.Pending || a.State == core.Leased)
	})
}

func (s *Store) void(id core.MeetingID) {
	for _, a := range s.replaceable(id) {
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
