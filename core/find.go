package core

import (
	"context"
	"strconv"
	"strings"
)

// Find returns the meeting that somebody means by ref in the workspace they are in: "#12" or "12", the meeting's link or ID, or the
// beginning of the title of one that is not over. What is not announced in the workspace is found by its link alone,
// and only by its moderators. Several titles that fit are an Ambiguous.
func (s *Service) Find(ctx context.Context, by Actor, ref string) (Meeting, error) {
	ref = strings.TrimSpace(ref)
	if n, err := strconv.Atoi(strings.TrimPrefix(ref, "#")); err == nil && n > 0 {
		return s.byNumber(ctx, by.place(), n)
	}
	if id, ok := idIn(ref); ok {
		return s.byID(ctx, by, id)
	}
	return s.byTitle(ctx, by, ref)
}

func (s *Service) byNumber(ctx context.Context, w Workspace, n int) (Meeting, error) {
	found, err := s.store.Meetings(ctx, Query{Workspace: w, Number: n, Limit: 1})
	if err != nil {
		return Meeting{}, err
	}
	if len(found) == 0 {
		return Meeting{}, refuse(NotFound, "There is no meeting #%d here.", n)
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

func (s *Service) byID(ctx context.Context, by Actor, id MeetingID) (Meeting, error) {
	m, err := s.store.Meeting(ctx, id)
	if err != nil {
		return Meeting{}, err
	}
	role, err := s.Role(ctx, m, by.Identity)
	if err != nil {
		return Meeting{}, err
	}
	if role == Guest && !m.AnnouncedIn(by.place()) {
		return Meeting{}, NoSuchMeeting()
	}
	return m, nil
}

// byTitle looks among the meetings of the workspace, and then among those that the asker moderates anywhere.
func (s *Service) byTitle(ctx context.Context, by Actor, beginning string) (Meeting, error) {
	open, err := s.store.Meetings(ctx, Query{Workspace: by.place(), OverAfter: s.Now(), Limit: 1000})
	if err != nil {
		return Meeting{}, err
	}
	fit := beginningWith(open, beginning)
	if len(fit) == 0 {
		mine, err := s.Mine(ctx, by.Identity, 1000)
		if err != nil {
			return Meeting{}, err
		}
		fit = beginningWith(mine, beginning)
	}
	switch len(fit) {
	case 0:
		return Meeting{}, refuse(NotFound, "No meeting ahead here begins with those words.")
	case 1:
		return fit[0], nil
	default:
		return Meeting{}, &Error{Code: Ambiguous, Message: "Several meetings begin with those words.", Among: fit}
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
		return Meeting{}, refuse(NotFound, "No meeting is on in this channel.")
	case 1:
		return live[0], nil
	default:
		return Meeting{}, &Error{Code: Ambiguous, Message: "Several meetings are on in this channel.", Among: live}
	}
}

// UpcomingIn returns the meetings of a channel that are not over, the earliest first.
func (s *Service) UpcomingIn(ctx context.Context, c Channel, limit int) ([]Meeting, error) {
	return s.store.Meetings(ctx, Query{Channel: c, OverAfter: s.Now(), Limit: limit})
}

// Mine returns the meetings that somebody moderates and that are not over, the earliest first.
func (s *Service) Mine(ctx context.Context, who Identity, limit int) ([]Meeting, error) {
	p, err := s.store.PersonOf(ctx, who)
	if IsCode(err, NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return s.store.Meetings(ctx, Query{Moderator: p.ID, OverAfter: s.Now(), Limit: limit})
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

// Introduce stores what a platform tells of an identity: the name, and the zone. Either may be empty, and counts as empty
// where it shows nothing or is no zone.
func (s *Service) Introduce(ctx context.Context, who Identity, name, zone string) (Person, error) {
	return s.store.KeepPerson(ctx, who, CleanName(name), KnownZone(zone))
}

func beginningWith(meetings []Meeting, beginning string) []Meeting {
	beginning = strings.ToLower(beginning)
	var fit []Meeting
	for _, m := range meetings {
		if beginning != "" && strings.HasPrefix(strings.ToLower(m.Title), beginning) {
			fit = append(fit, m)
		}
	}
	return fit
}
