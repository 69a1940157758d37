package core

import (
	"context"
	"slices"
	"sync"
	"time"
)

// MaxInvited is how many people one meeting invites: each gets messages of their own.
const MaxInvited = 25

// invitable returns those of the accounts that may be invited to a meeting called by somebody in a channel: they belong to its
// workspace, as far as the platform tells. Nobody is twice, nor invites themselves.
func (s *Service) invitable(ctx context.Context, by Actor, in Channel, who []Identity) ([]Identity, error) {
	var all []Identity
	for _, i := range who {
		if i != by.Identity && !slices.Contains(all, i) {
			all = append(all, i)
		}
	}
	if len(all) > MaxInvited {
		return nil, refuse(Invalid, MostInvited, "N", MaxInvited)
	}
	members := s.areMembers(ctx, all, in.Home())
	var out []Identity
	for n, i := range all {
		if members[n] {
			out = append(out, i)
		}
	}
	return out, nil
}

// areMembers asks all at once, since whoever invites waits for it.
func (s *Service) areMembers(ctx context.Context, who []Identity, w Workspace) []bool {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	members := make([]bool, len(who))
	var all sync.WaitGroup
	for n, i := range who {
		all.Go(func() {
			member, err := s.directory.Member(ctx, i, w)
			if err != nil {
				s.log.WarnContext(ctx, "cannot tell whether somebody can be invited", "who", i.String(), "error", err)
			}
			members[n] = member && err == nil
		})
	}
	all.Wait()
	return members
}

// Invitee returns who is invited and has a card in a channel that is theirs alone; false where it is no such channel.
func (m Meeting) Invitee(in Channel) (Identity, bool) {
	i := slices.IndexFunc(m.Invited, func(i Identity) bool { return i.direct() == in })
	if i < 0 {
		return Identity{}, false
	}
	return m.Invited[i], true
}

// Invites tells whether somebody is invited, under any of their accounts.
func (m Meeting) Invites(p Person) bool {
	return slices.ContainsFunc(p.Identities, func(i Identity) bool { return slices.Contains(m.Invited, i) })
}

// invitations plans the cards of those who are invited. They hear of its start and its end where it is announced, if they are
// there; their cards say what is so all the same.
func (pl *planner) invitations() {
	for _, who := range pl.meeting.Invited {
		pl.card(Posting{Channel: who.direct()})
		if pl.meeting.Cancelled.IsZero() {
			pl.ahead(KindEdit, pl.meeting.Start)
			pl.ahead(KindEdit, pl.meeting.End())
		}
	}
}

// told returns an announcement of the given kind, due now, to each who is invited and has a card.
func (m Meeting) told(k Kind, now time.Time) (out []Announcement) {
	for _, who := range m.Invited {
		if m.Card(who.direct()) != "" {
			out = append(out, Announcement{Meeting: m.ID, Nth: m.Nth, Kind: k, Channel: who.direct(), Due: now, Next: now})
		}
	}
	return out
}

// unreached is what the organizer is told in the place of what somebody who is invited did not get: of their card and of
// changes, since they hear of them nowhere else.
func unreached(m Meeting, a Announcement) []Kind {
	switch {
	case edits(m.Occurrence, a), a.Kind == KindEdit:
		return nil
	default:
		return []Kind{KindUnreached}
	}
}

// ofInvitee names the news that somebody did not hear of a meeting at a certain time.
func ofInvitee(m Meeting, a Announcement, k Kind) string {
	return string(k) + " " + string(m.ID) + " " + a.Channel.ID + " " + m.Start.UTC().Format(time.RFC3339)
}
