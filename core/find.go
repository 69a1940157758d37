package core

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// Find returns the meeting that somebody means by ref in the workspace they are in: "#12" or "12", the meeting's link or ID, or the
// beginning of the title of one that is not over. It finds only what is there for them. What is not announced in the
// workspace is found by its link alone, and only by its moderators. Several titles that fit are an Ambiguous.
func (s *Service) Find(ctx context.Context, by Actor, ref string) (Meeting, error) {
	v, err := s.look(ctx, by)
	if err != nil {
		return Meeting{}, err
	}
	ref = strings.TrimSpace(ref)
	if n, err := strconv.Atoi(strings.TrimPrefix(ref, "#")); err == nil && n > 0 {
		return s.byNumber(ctx, v, n)
	}
	if id, ok := idIn(ref); ok {
		return s.byID(ctx, v, id)
	}
	return s.byTitle(ctx, v, ref)
}

func (s *Service) byNumber(ctx context.Context, v sight, n int) (Meeting, error) {
	found, err := s.store.Meetings(ctx, Query{Workspace: v.by.place(), Number: n, Limit: 1})
	if err == nil {
		found, err = s.thereOf(ctx, v, found)
	}
	if err != nil {
		return Meeting{}, err
	}
	if len(found) == 0 {
		return Meeting{}, refuse(NotFound, NoNumber, "Number", n)
	}
	return found[0], nil
}

// idIn returns the ID at the end of a join link, or ref itself where it has the form of one.
func idIn(ref string) (MeetingID, bool) {
	ref = strings.Trim(ref, "<>")
	if i := strings.LastIndex(ref, "/m/"); i >= 0 {
		ref = ref[i+len("/m/"):]
	}
	id := MeetingID(strings.TrimRight(ref, "/"))
	return id, len(id) == len(randomName()) && !strings.ContainsAny(string(id), " /?#")
}

func (s *Service) byID(ctx context.Context, v sight, id MeetingID) (Meeting, error) {
	m, err := s.store.Meeting(ctx, id)
	if err != nil {
		return Meeting{}, err
	}
	there, err := s.there(ctx, v, m)
	if err == nil && !there {
		err = NoSuchMeeting()
	}
	return m, err
}

// byTitle looks among the meetings of the workspace, and then among those that the asker moderates anywhere.
func (s *Service) byTitle(ctx context.Context, v sight, beginning string) (Meeting, error) {
	var fit []Meeting
	if beginning != "" {
		found, err := s.store.Meetings(ctx, Query{Workspace: v.by.place(), Title: beginning, OverAfter: s.Now(), Limit: 1000})
		if err == nil {
			fit, err = s.thereOf(ctx, v, found)
		}
		if err == nil && len(fit) == 0 {
			fit, err = s.mine(ctx, v.by, Query{Title: beginning, Limit: 1000})
		}
		if err != nil && (len(fit) == 0 || !IsCode(err, NotTold)) {
			return Meeting{}, err
		}
	}
	switch len(fit) {
	case 0:
		return Meeting{}, refuse(NotFound, NoSuchTitle)
	case 1:
		return fit[0], nil
	default:
		return Meeting{}, &Error{Code: Ambiguous, Reason: SeveralTitled, Among: fit}
	}
}

// LiveIn returns the one meeting that is live in a channel.
func (s *Service) LiveIn(ctx context.Context, c Channel) (Meeting, error) {
	now := s.Now()
	open, err := s.store.Meetings(ctx, Query{Channel: c, OverAfter: now})
	if err != nil {
		return Meeting{}, err
	}
	var live []Meeting
	for _, m := range open {
		if m.State(now) == Live {
			live = append(live, m)
		}
	}
	switch len(live) {
	case 0:
		return Meeting{}, refuse(NotFound, NoneLive)
	case 1:
		return live[0], nil
	default:
		return Meeting{}, &Error{Code: Ambiguous, Reason: SeveralLive, Among: live}
	}
}

// UpcomingIn returns the meetings of a channel that are not over, the earliest first.
func (s *Service) UpcomingIn(ctx context.Context, c Channel, limit int) ([]Meeting, error) {
	return s.store.Meetings(ctx, Query{Channel: c, OverAfter: s.Now(), Limit: limit})
}

// Mine returns the meetings that somebody moderates and that are not over, the earliest first. Of a place that they have
// left there are none. With NotTold it returns those of which it is certain.
func (s *Service) Mine(ctx context.Context, by Actor, limit int) ([]Meeting, error) {
	return s.mine(ctx, by, Query{Limit: limit})
}

// mine returns those of Mine that q asks for.
func (s *Service) mine(ctx context.Context, by Actor, q Query) ([]Meeting, error) {
	p, err := s.personOf(ctx, by)
	if IsCode(err, NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	q.Moderator, q.OverAfter = p.ID, s.Now()
	all, err := s.store.Meetings(ctx, q)
	if err != nil {
		return nil, err
	}
	return s.ofThese(ctx, by, p, all)
}

// Meeting returns a meeting by its ID, which is all that a visitor with the link has to show.
func (s *Service) Meeting(ctx context.Context, id MeetingID) (Meeting, error) {
	return s.store.Meeting(ctx, id)
}

// Person returns somebody who is known.
func (s *Service) Person(ctx context.Context, id PersonID) (Person, error) {
	return s.store.Person(ctx, id)
}

// PersonOf returns the person an identity belongs to.
func (s *Service) PersonOf(ctx context.Context, who Identity) (Person, error) {
	return s.store.PersonOf(ctx, who)
}

// Meet returns the person an identity belongs to, whom it stores where nobody knows them. A name that a request tells, or
// none, is theirs where they have none, until a platform tells a better one.
func (s *Service) Meet(ctx context.Context, who Identity, name string) (Person, error) {
	p, err := s.store.PersonOf(ctx, who)
	if name = CleanName(name); IsCode(err, NotFound) || err == nil && p.Name == "" && name != "" {
		p, err = s.store.KeepPerson(ctx, who, name, "")
	}
	if err != nil {
		return Person{}, fmt.Errorf("keep person: %w", err)
	}
	return p, nil
}

// Introduce stores what a platform tells of an identity: the name, and the zone. Either may be empty, and counts as empty
// where it shows nothing or is no zone.
func (s *Service) Introduce(ctx context.Context, who Identity, name, zone string) (Person, error) {
	return s.store.KeepPerson(Aside(ctx), who, CleanName(name), KnownZone(zone))
}
