package core

import (
	"context"
	"fmt"
	"time"
)

// A Visitor is somebody at a meeting's page. The Actor is somebody where the browser is signed in, Name is set where it is not.
type Visitor struct {
	Actor
	Name string
}

// An Entry lets a visitor into a meeting's room.
type Entry struct {
	Admission
	Role   Role
	Untold bool      // the visitor may be more than that, which their platform could not be asked
	Ends   time.Time // the planned end
	Closes time.Time // when the room is closed
	Now    time.Time
	Nth    int // of which occurrence it is
}

// View is a meeting as a visitor sees it.
type View struct {
	Meeting   Meeting
	State     State
	Role      Role
	Barred    bool // members only, and the visitor is not known to be a member
	Untold    bool // the visitor may be more than a guest, or a member, which their platform could not be asked
	Opens     time.Time
	Closes    time.Time
	Now       time.Time
	Organizer string // their name; empty: it is not known
	Own       bool   // the visitor is the organizer
	MayReply  bool   // the visitor may say whether they come, as long as it is not over, and read who does
	RSVP      RSVP   // what they have said
}

// View returns a meeting as somebody sees it. It changes nothing.
func (s *Service) View(ctx context.Context, id MeetingID, by Actor) (View, error) {
	m, organizer, err := s.store.MeetingAndOrganizer(ctx, id)
	if err != nil {
		return View{}, err
	}
	if by, err = s.resolved(ctx, by); err != nil {
		return View{}, err
	}
	role, err := s.Role(ctx, m, by)
	untold := IsCode(err, NotTold)
	if err != nil && !untold {
		return View{}, err
	}
	barred, err := s.barred(ctx, m, by.Identity, role)
	untold = untold || err != nil
	now := s.Now()
	replies := !by.IsZero() && s.mayReply(ctx, by, m) == nil
	return View{
		Meeting: m, State: m.State(now), Role: role, Barred: barred, Untold: untold,
		Opens: s.policy.Opens(m.Occurrence, role), Closes: s.policy.Closes(m.Occurrence), Now: now, Organizer: organizer,
		Own: !by.IsZero() && by.who() == m.Organizer, MayReply: replies, RSVP: m.RSVP(by.who()),
	}, nil
}

// barred tells whether a visitor is kept out of a meeting for members, which those of every workspace are in which it
// is announced. Who is not known to be one is kept out; then the error is NotTold.
func (s *Service) barred(ctx context.Context, m Meeting, who Identity, r Role) (bool, error) {
	state := m.State(s.Now())
	if !m.MembersOnly || r == Moderator || state == Ended || state == Cancelled {
		return false, nil
	}
	if who.IsZero() {
		return true, nil
	}
	member, err := s.memberOfAny(ctx, who, m.workspaces())
	return !member, err
}

// Join lets a visitor in. Its refusals come in this order: NotFound, HasEnded or WasCancelled, MembersOnly, TooEarly,
// NameRequired.
func (s *Service) Join(ctx context.Context, id MeetingID, v Visitor) (Entry, error) {
	var err error
	if v.Actor, err = s.resolved(ctx, v.Actor); err != nil {
		return Entry{}, err
	}
	view, err := s.View(ctx, id, v.Actor)
	if err != nil {
		return Entry{}, err
	}
	if err := view.admits(); err != nil {
		return Entry{}, err
	}
	p, err := s.participant(ctx, view.Role, v)
	if err != nil {
		return Entry{}, err
	}
	admission, err := s.provider.Admit(ctx, view.Meeting, p)
	if err != nil {
		return Entry{}, fmt.Errorf("admit to %s: %w", id, err)
	}
	return Entry{admission, view.Role, view.Untold, view.Meeting.PlannedEnd(), view.Closes, view.Now, view.Meeting.Nth}, nil
}

func (v View) admits() error {
	switch {
	case v.State == Ended:
		return refuse(HasEnded, "")
	case v.State == Cancelled:
		return refuse(WasCancelled, "")
	case v.Barred && v.Untold:
		return refuse(MembersOnly, MemberUntold)
	case v.Barred:
		return refuse(MembersOnly, "")
	case v.Now.Before(v.Opens):
		e := refuse(TooEarly, "")
		if v.Untold {
			e = refuse(TooEarly, EarlyUntold)
		}
		e.OpensAt = v.Opens
		return e
	}
	return nil
}

func (s *Service) participant(ctx context.Context, r Role, v Visitor) (Participant, error) {
	if v.IsZero() {
		name := CleanName(v.Name)
		if name == "" {
			return Participant{}, refuse(NameRequired, "")
		}
		return Participant{ID: "guest:" + randomName(), Name: name, Role: Guest}, nil
	}
	p, err := s.personOf(ctx, v.Actor)
	if err != nil && !IsCode(err, NotFound) {
		return Participant{}, err
	}
	return Participant{ID: v.Identity.String(), Name: p.Name, Role: r}, nil
}
