package coretest

import (
	"context"
	"maps"
	"slices"
	"time"

	"meetbot/core"
)

// Claim implements core.DeliveryStore.
func (s *Store) Claim(ctx context.Context, platform string, now, until time.Time, n int) (out []core.Announcement, err error) {
	err = s.put(ctx, func() error {
		due := slices.DeleteFunc(s.heads(cut(now)), func(a core.Announcement) bool { return a.Channel.Platform != platform })
		for _, a := range due[:min(n, len(due))] {
			a.Fence++
			a.Attempts++
			a.Next = cut(until)
			if a.State != core.Sending {
				a.State = core.Leased
			}
			s.announcements[a.ID] = a
			out = append(out, a)
		}
		return nil
	})
	return out, err
}

// MeetingsOf implements core.DeliveryStore.
func (s *Store) MeetingsOf(ctx context.Context, as []core.Announcement) (out []core.Meeting, err error) {
	err = s.in(ctx, func() error {
		for _, a := range as {
			m, ok := s.meetings[a.Meeting].at(a.Nth)
			if !ok {
				m = core.Meeting{}
			}
			out = append(out, s.known(m))
		}
		return nil
	})
	return out, err
}

// heads returns what is due of that which comes first about its occurrence in its channel, the earliest first.
func (s *Store) heads(now time.Time) []core.Announcement {
	type line struct {
		meeting core.MeetingID
		nth     int
		channel core.Channel
	}
	first := map[line]core.Announcement{}
	for _, a := range s.announcements {
		l := line{a.Meeting, a.Nth, a.Channel}
		if head, ok := first[l]; Unmade(a) && (!ok || inLine(a, head) < 0) {
			first[l] = a
		}
	}
	out := slices.Collect(maps.Values(first))
	out = slices.DeleteFunc(out, func(a core.Announcement) bool { return a.Next.After(now) })
	slices.SortFunc(out, byNext)
	return out
}

// inLine orders what is to be said about one occurrence in one channel: what is out first.
func inLine(a, b core.Announcement) int {
	if a.State != core.Pending && b.State == core.Pending {
		return -1
	}
	if a.State == core.Pending && b.State != core.Pending {
		return 1
	}
	return byNext(a, b)
}

// held returns the stored form of a claimed announcement, unless it was lost.
func (s *Store) held(a core.Announcement) (core.Announcement, bool) {
	have, ok := s.announcements[a.ID]
	return have, ok && have.Fence == a.Fence && (have.State == core.Leased || have.State == core.Sending)
}

// Begin implements core.DeliveryStore.
func (s *Store) Begin(ctx context.Context, as []core.Announcement, now, until time.Time) (out []core.Announcement, err error) {
	err = s.put(ctx, func() error {
		for _, a := range as {
			have, ok := s.held(a)
			if !ok {
				continue
			}
			have.State, have.Next = core.Sending, cut(until)
			have.Sends++
			if have.Began.IsZero() {
				have.Began = cut(now)
			}
			s.announcements[a.ID] = have
			out = append(out, have)
		}
		return nil
	})
	return out, err
}

// Settle implements core.DeliveryStore.
func (s *Store) Settle(ctx context.Context, outcomes []core.Outcome) (out []string, err error) {
	err = s.put(ctx, func() error {
		for _, a := range outcomes {
			have, ok := s.held(a.Announcement)
			if !ok {
				continue
			}
			have.State, have.Next, have.Ref, have.Problem = a.State, cut(a.Next), core.MessageRef(core.Stored(string(a.Ref))), core.Stored(a.Problem)
			have.Sends, have.Began = a.Sends, cut(a.Began)
			s.announcements[a.ID] = have
			if a.Unposted || a.Kind == core.KindCard && a.State == core.Sent {
				s.keepCard(a.Announcement)
			}
			for _, next := range a.More {
				s.plan(next.Meeting, next.Revision, []core.Announcement{next})
			}
			out = append(out, a.ID)
		}
		return nil
	})
	return out, err
}

func (s *Store) keepCard(a core.Announcement) {
	m := s.meetings[a.Meeting]
	at, ok := m.at(a.Nth)
	_, posted := at.PostingIn(a.Channel)
	if _, invited := at.Invitee(a.Channel); !ok || !posted && !invited {
		return
	}
	o := at.Occurrence
	if o.Cards == nil {
		o.Cards = map[core.Channel]core.MessageRef{}
	}
	if o.Cards[a.Channel] = core.MessageRef(core.Stored(string(a.Ref))); a.Ref == "" {
		delete(o.Cards, a.Channel)
	}
	if len(o.Cards) == 0 {
		o.Cards = nil
	}
	if m.Nth == a.Nth {
		m.Occurrence = o
	} else {
		m.others = maps.Clone(m.others)
		m.others[a.Nth] = o
	}
	s.meetings[a.Meeting] = m
}

// Release implements core.DeliveryStore.
func (s *Store) Release(ctx context.Context) error {
	return s.put(ctx, func() error {
		for id, a := range s.announcements {
			if a.State == core.Leased {
				a.State, a.Next = core.Pending, a.Due
				s.announcements[id] = a
			}
		}
		return nil
	})
}

// NextDue implements core.DeliveryStore.
func (s *Store) NextDue(ctx context.Context, platform string, now time.Time) (next time.Time, err error) {
	err = s.in(ctx, func() error {
		ahead := s.announcementsWhere(byNext, func(a core.Announcement) bool {
			return Unmade(a) && a.Channel.Platform == platform && a.Next.After(cut(now))
		})
		if len(ahead) > 0 {
			next = ahead[0].Next
		}
		return nil
	})
	return next, err
}

// Announcements implements core.DeliveryStore.
func (s *Store) Announcements(ctx context.Context, id core.MeetingID) (out []core.Announcement, err error) {
	err = s.in(ctx, func() error {
		out = s.announcementsWhere(byDue, func(a core.Announcement) bool { return a.Meeting == id })
		return nil
	})
	return out, err
}
