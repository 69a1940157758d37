package core

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// askTime is how long asking a platform about somebody may take.
const askTime = time.Second

// Role returns what somebody is in a meeting. A visitor who is not signed in, or not known, is a guest. So is whoever
// called it, or hosts it, and has left every place in which it is announced since. Where a platform cannot be asked about
// that it is NotTold, and they are no more than a guest until it can.
func (s *Service) Role(ctx context.Context, m Meeting, by Actor) (Role, error) {
	if by.IsZero() {
		return Guest, nil
	}
	p, err := s.personOf(ctx, by)
	if IsCode(err, NotFound) {
		return Guest, nil
	}
	if err != nil {
		return Guest, fmt.Errorf("find person: %w", err)
	}
	if !m.Moderates(p.ID) {
		return Guest, nil
	}
	belongs, err := s.belongs(ctx, p, m, by)
	if err != nil || !belongs {
		return Guest, err
	}
	return Moderator, nil
}

// personOf returns whom somebody's identity belongs to.
func (s *Service) personOf(ctx context.Context, by Actor) (Person, error) {
	switch {
	case by.Person == nil:
		return s.store.PersonOf(ctx, by.Identity)
	case by.Person.ID == "":
		return Person{}, refuse(NotFound, "")
	default:
		return *by.Person, nil
	}
}

// resolved returns somebody with their Person, so that it is looked up once.
func (s *Service) resolved(ctx context.Context, by Actor) (Actor, error) {
	if by.IsZero() || by.Person != nil {
		return by, nil
	}
	p, err := s.store.PersonOf(ctx, by.Identity)
	by.Person = &p
	return by, ignore(err, NotFound)
}

// belongs tells whether somebody is still where a meeting is announced, as any of their identities. Where they act just
// now they are. Its error is NotTold.
func (s *Service) belongs(ctx context.Context, p Person, m Meeting, by Actor) (bool, error) {
	if by.Here != (Channel{}) && slices.Contains(m.workspaces(), by.place()) {
		return true, nil
	}
	var unknown error
	for _, who := range p.Identities {
		member, err := s.memberOfAny(ctx, who, m.workspaces())
		if member {
			return true, nil
		}
		unknown = errors.Join(unknown, err)
	}
	if unknown != nil {
		return false, notTold()
	}
	return false, nil
}

// memberOfAny tells whether an identity belongs to one of the workspaces. Its error, NotTold, says that it may.
func (s *Service) memberOfAny(ctx context.Context, who Identity, of []Workspace) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	var unknown error
	for _, w := range of {
		member, err := s.directory.Member(ctx, who, w)
		if err != nil {
			s.log.WarnContext(ctx, "cannot tell whether somebody is a member", "who", who.String(), "workspace", w.ID, "error", err)
			unknown = notTold()
		}
		if member && err == nil {
			return true, nil
		}
	}
	return false, unknown
}

// stands tells whether whoever is signed in is still of a place that we serve. Where that cannot be asked they keep their
// session: what they may do is asked at each click.
func (s *Service) stands(ctx context.Context, who Identity) bool {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	stands, err := s.directory.Stands(ctx, who)
	if err != nil {
		s.log.WarnContext(ctx, "cannot tell whether somebody is still there", "who", who.String(), "error", err)
	}
	return stands || err != nil
}

// Left ends every session of somebody of whom a platform tells that they are no longer there. It may be called twice.
func (s *Service) Left(ctx context.Context, who Identity) error {
	s.log.InfoContext(ctx, "somebody has left, and is signed out everywhere", "who", who.String())
	return s.store.EndSessions(ctx, who)
}

func notTold() error {
	return refuse(NotTold, "")
}
