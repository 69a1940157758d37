package core

import (
	"context"
	"time"
)

// Share announces a meeting in a further channel, of whichever workspace its moderator is in. Where it is announced
// already its card is brought up to date, or put up anew if it does not stand there.
func (s *Service) Share(ctx context.Context, by Actor, in Channel, id MeetingID) (Meeting, error) {
	if in.Home() != by.place() {
		return Meeting{}, refuse(Forbidden, ShareElsewhere)
	}
	return s.change(ctx, by, id, Sharing, func(m *Meeting, now time.Time) ([]Announcement, error) {
		if err := mustNotBeOver(*m, now); err != nil {
			return nil, err
		}
		if _, there := m.PostingIn(in); !there {
			m.Postings = append(m.Postings, Posting{Channel: in, Open: by.Open})
		}
		return []Announcement{{Meeting: m.ID, Nth: m.Nth, Kind: KindCard, Channel: in, Due: now, Next: now}}, nil
	})
}
