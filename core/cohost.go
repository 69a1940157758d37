package core

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// MaxHosts is how many co-hosts a meeting has at most.
const MaxHosts = 20

// Cohost makes somebody of the workspace in which it is asked a further moderator. Whoever moderates it may, and where its
// organizer has left, the admins of its home. Whoever is a co-host already stays one.
func (s *Service) Cohost(ctx context.Context, by Actor, id MeetingID, who Identity) (Meeting, error) {
	m, err := s.changeable(ctx, by, id, Cohosting) // before anything is stored: the platform is asked
	if err != nil {
		return m, err
	}
	asked, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	member, err := s.directory.Member(asked, who, by.place())
	if err != nil {
		return Meeting{}, notTold()
	}
	if !member {
		return Meeting{}, refuse(Invalid, NoSuchPerson)
	}
	p, err := s.Meet(ctx, who, "")
	if err != nil || slices.Contains(m.Hosts, p.ID) {
		return m, cmp.Or(err, mustNotBeOver(m, s.Now()))
	}
	return s.change(ctx, by, id, Cohosting, func(m *Meeting, now time.Time) ([]Announcement, error) {
		if err := mustNotBeOver(*m, now); err != nil {
			return nil, err
		}
		switch {
		case p.ID == m.Organizer:
			return nil, refuse(Invalid, OrganizesIt)
		case m.Moderates(p.ID):
			return nil, nil
		case len(m.Hosts) >= MaxHosts:
			return nil, refuse(Invalid, MostHosts, "N", MaxHosts)
		}
		m.Hosts = append(m.Hosts, p.ID)
		return nil, nil
	}, p)
}

// Uncohost takes somebody who is a co-host off again. Whoever may make one may.
func (s *Service) Uncohost(ctx context.Context, by Actor, id MeetingID, who Identity) (Meeting, error) {
	return s.changeHost(ctx, by, id, Cohosting, who, func(m *Meeting, p PersonID) { m.unhost(p) })
}

// HandOver makes a co-host the organizer. The organizer may, who is a co-host from then on; and where the organizer has left,
// the admins of its home.
func (s *Service) HandOver(ctx context.Context, by Actor, id MeetingID, who Identity) (Meeting, error) {
	own, err := s.personOf(ctx, by)
	if err != nil && !IsCode(err, NotFound) {
		return Meeting{}, err
	}
	return s.changeHost(ctx, by, id, HandingOver, who, func(m *Meeting, p PersonID) {
		m.unhost(p)
		if own.ID == m.Organizer {
			m.Hosts = append(m.Hosts, own.ID)
		}
		m.Organizer = p
	})
}

func (m *Meeting) unhost(p PersonID) {
	m.Hosts = slices.DeleteFunc(m.Hosts, func(h PersonID) bool { return h == p })
}

// changeHost runs fn on a meeting to which by may do d, with somebody who is one of its co-hosts.
func (s *Service) changeHost(ctx context.Context, by Actor, id MeetingID, d Deed, who Identity, fn func(*Meeting, PersonID)) (Meeting, error) {
	p, err := s.store.PersonOf(ctx, who)
	if err != nil && !IsCode(err, NotFound) {
		return Meeting{}, err
	}
	return s.change(ctx, by, id, d, func(m *Meeting, now time.Time) ([]Announcement, error) {
		if err := mustNotBeOver(*m, now); err != nil {
			return nil, err
		}
		if !slices.Contains(m.Hosts, p.ID) {
			return nil, refuse(Invalid, NoCohost)
		}
		fn(m, p.ID)
		return nil, nil
	})
}

// orphaned tells whether the organizer of a meeting is known to have left every place in which it is announced.
func (s *Service) orphaned(ctx context.Context, m Meeting) (bool, error) {
	p, err := s.store.Person(ctx, m.Organizer)
	if IsCode(err, NotFound) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	belongs, err := s.belongs(ctx, p, m, Actor{})
	return !belongs && err == nil, err
}
