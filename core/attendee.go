package core

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"
)

// An RSVP is what somebody has said about coming to an occurrence.
type RSVP string

// What people say.
const (
	Going    RSVP = "going"
	Maybe    RSVP = "maybe"
	Declined RSVP = "declined"
)

// RSVPs returns all that people can say.
func RSVPs() []RSVP { return []RSVP{Going, Maybe, Declined} }

// An Attendee is somebody who has said whether they come.
type Attendee struct {
	Person PersonID
	Name   string // as Person has it; read along, and stored there
	RSVP   RSVP
	Since  time.Time // when they said so
}

// RSVP returns what somebody has said about coming; empty: nothing.
func (o Occurrence) RSVP(p PersonID) RSVP {
	for _, a := range o.Attendees {
		if a.Person == p {
			return a.RSVP
		}
	}
	return ""
}

// Said returns those who have said so, in the order in which they did.
func (o Occurrence) Said(r RSVP) (out []Attendee) {
	for _, a := range o.Attendees {
		if a.RSVP == r {
			out = append(out, a)
		}
	}
	return out
}

// reply has somebody say whether they come.
func (o *Occurrence) reply(p Person, r RSVP, now time.Time) {
	o.Attendees = slices.DeleteFunc(slices.Clone(o.Attendees), func(a Attendee) bool { return a.Person == p.ID })
	o.Attendees = append(o.Attendees, Attendee{Person: p.ID, Name: p.Name, RSVP: r, Since: now})
	slices.SortFunc(o.Attendees, Attendee.Compare)
}

// Compare orders those who have said whether they come by when they did.
func (a Attendee) Compare(b Attendee) int {
	return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.Person, b.Person))
}

// A Reply is what somebody says about coming.
type Reply struct {
	RSVP   RSVP
	Nth    int    // of which occurrence they say it
	Caller string // what the request calls them; see Meet
}

// Reply keeps whether somebody comes. One person has one answer to an occurrence, under whichever account they give it, and
// may change it until that is over. Its refusals have the codes NotFound, Forbidden, MembersOnly, HasEnded and WasCancelled.
func (s *Service) Reply(ctx context.Context, by Actor, id MeetingID, r Reply) (Meeting, error) {
	m, err := s.store.Meeting(ctx, id)
	if err != nil {
		return m, err
	}
	if err := s.mayReply(ctx, by, m); err != nil {
		return m, err
	}
	now := s.Now()
	if err := r.check(m, now); err != nil {
		return m, err
	}
	p, err := s.Meet(ctx, by.Identity, r.Caller)
	if err != nil || m.RSVP(p.ID) == r.RSVP {
		return m, err
	}
	var organizer Person
	if len(m.Attendees) == 0 { // whoever answers next finds planned what the organizer is told
		if organizer, err = s.store.Person(ctx, m.Organizer); ignore(err, NotFound) != nil {
			return m, fmt.Errorf("find organizer: %w", err)
		}
	}
	m, err = s.store.AmendMeeting(ctx, id, func(m *Meeting, waiting []Announcement) ([]Announcement, error) {
		if err := r.check(*m, now); err != nil {
			return nil, err
		}
		m.reply(p, r.RSVP, now)
		return append(refresh(s.policy.cards(*m, now), waiting, now), summaryOnce(*m, organizer, waiting, now)...), nil
	})
	if err != nil {
		return m, err
	}
	s.log.InfoContext(ctx, "somebody has said whether they come", "meeting", id, "rsvp", r.RSVP)
	s.changed(ctx)
	return m, nil
}

// check tells whether it can be said of m now. A card of an occurrence that is not at hand any more is of one that is over.
func (r Reply) check(m Meeting, now time.Time) error {
	if !slices.Contains(RSVPs(), r.RSVP) {
		return refuse(Invalid, NoRSVP)
	}
	if r.Nth != m.Nth {
		return refuse(HasEnded, EndedAlready)
	}
	return mustNotBeOver(m, now)
}

// mayReply is nil where somebody may say whether they come: whoever moderates the meeting or sees it where they are, and on
// a page, to which anybody may have the link, whoever belongs to where it is announced. Of a meeting for members they have to
// be one. NotTold says that it could not be found out.
func (s *Service) mayReply(ctx context.Context, by Actor, m Meeting) error {
	if by.IsZero() {
		return refuse(Forbidden, ReplySignedOut)
	}
	if by.Here == (Channel{}) {
		return s.mayReplyOnPage(ctx, by, m)
	}
	v, err := s.look(ctx, by)
	if err != nil {
		return err
	}
	if there, err := s.there(ctx, v, m); err != nil || !there {
		return cmp.Or(err, NoSuchMeeting())
	}
	role, err := s.Role(ctx, m, by)
	if err != nil {
		return err
	}
	if barred, err := s.barred(ctx, m, by.Identity, role); err != nil || barred {
		return cmp.Or(err, error(refuse(MembersOnly, "")))
	}
	return nil
}

func (s *Service) mayReplyOnPage(ctx context.Context, by Actor, m Meeting) error {
	p, err := s.personOf(ctx, by)
	if err != nil && !IsCode(err, NotFound) {
		return err
	}
	belongs, err := s.belongs(ctx, p, m, by)
	if err == nil && !belongs {
		err = refuse(Forbidden, ReplyStranger)
	}
	return err
}
