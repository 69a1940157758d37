package core

import (
	"context"
	"fmt"
)

// A Deed is something that people do to a meeting.
type Deed string

// The deeds.
const (
	Cancelling Deed = "cancel"
	Ending     Deed = "end"
	Extending  Deed = "extend"
	Moving     Deed = "move"
	Renaming   Deed = "rename"
	Describing Deed = "agenda"
	Sharing    Deed = "share"

	Cohosting   Deed = "cohost"
	HandingOver Deed = "hand_over"
)

// Admins tells whether the admins of a meeting's home may do it, who may be no moderators of the meeting: always, or once its
// organizer has left.
func (d Deed) Admins() bool { return d == Cancelling || d == Ending || d.orphaned() }

// orphaned tells whether the admins may do it only once the organizer has left.
func (d Deed) orphaned() bool { return d == Cohosting || d == HandingOver }

// May is nil where somebody may do d to a meeting, and does nothing. Its organizer and co-hosts may, but for handing it over,
// which is the organizer's; and cancel and end it the admins of its home may, too. It is Forbidden to others, and NotFound to those for whom there is no such meeting.
// NotTold says that it could not be found out.
func (s *Service) May(ctx context.Context, by Actor, d Deed, m Meeting) error {
	role, err := s.Role(ctx, m, by)
	if err != nil {
		return err
	}
	if role == Moderator {
		p, err := s.personOf(ctx, by)
		if d != HandingOver || err != nil || p.ID == m.Organizer {
			return err
		}
	}
	// Who does not see it is not even told that there is such a meeting, be they an admin.
	v, err := s.look(ctx, by)
	if err != nil {
		return err
	}
	there, err := s.there(ctx, v, m)
	switch {
	case err != nil:
		return err
	case !there:
		return NoSuchMeeting()
	case d.Admins() && by.Admin && by.place() == m.Home:
		if orphaned, err := s.orphaned(ctx, m); err != nil || orphaned || !d.orphaned() {
			return err
		}
	}
	return s.notTheirs(ctx, d, m)
}

// notTheirs is the refusal to somebody who does not moderate a meeting. It names the organizer, whom they can ask.
func (s *Service) notTheirs(ctx context.Context, d Deed, m Meeting) error {
	p, err := s.store.Person(ctx, m.Organizer)
	if err != nil && !IsCode(err, NotFound) {
		return fmt.Errorf("find organizer: %w", err)
	}
	hosts := len(m.Hosts) > 0 && d != HandingOver
	switch {
	case p.Name != "" && hosts:
		return refuse(Forbidden, OnlyNamedHosts, "Name", p.Name)
	case p.Name != "":
		return refuse(Forbidden, OnlyNamed, "Name", p.Name)
	case hosts:
		return refuse(Forbidden, OnlyHosts)
	default:
		return refuse(Forbidden, OnlyOrganizer)
	}
}
