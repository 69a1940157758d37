package core

import (
	"context"
	"time"
)

// Share announces a meeting in a further channel, of whichever workspace its moderator is in. Sharing it where its
// card stands already changes nothing; where the card could not be put up, it is tried again.
func (s *Service) Share(ctx context.Context, by Actor, in Channel, id MeetingID) (Meeting, error) {
	if in.Home() != by.place() {
		return Meeting{}, refuse(Forbidden, "You can share a meeting only where you are.")
	}
	m, err := s.store.Meeting(ctx, id)
	if err != nil {
		return Meeting{}, err
	}
	if p, there := m.PostingIn(in); there && p.Card != "" {
		return m, s.mayChange(ctx, by, m, false)
	}
	return s.change(ctx, by, id, false, func(m *Meeting, now time.Time) ([]Kind, error) {
		if err := mustNotBeOver(*m, now); err != nil {
			return nil, err
		}
		if _, there := m.PostingIn(in); !there {
			m.Postings = append(m.Postings, Posting{Channel: in})
		}
		return nil, nil
	})
}
