package core

import (
	"context"
	"slices"
)

// A Place is a channel as far as its platform has told who may look into it.
type Place struct {
	Channel
	Open bool // everybody in the workspace may, guests of the workspace apart
}

// A sight is what there is for somebody in the workspace they act in: the meetings that they moderate or are invited to, and those that
// are announced where they are or can look in. Any other does not exist for them, whatever they ask and however, and
// every verb goes through here.
type sight struct {
	by     Actor
	person Person    // without an ID: nobody knows them yet
	open   []Channel // into which they can look
}

// look finds out what somebody can see. It is asked before any meeting is looked for, and always of all channels: so how
// long an answer takes tells nothing of what there is. Where the platform cannot tell, they see no more than where they
// are.
func (s *Service) look(ctx context.Context, by Actor) (sight, error) {
	v := sight{by: by}
	p, err := s.personOf(ctx, by)
	if err != nil && !IsCode(err, NotFound) {
		return v, err
	}
	if v.person = p; err != nil {
		v.person = Person{Identities: []Identity{by.Identity}} // who may be invited, though they never said a word
	}
	places, err := s.store.Places(ctx, by.place())
	if err != nil || len(places) == 0 {
		return v, err
	}
	asked, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	if v.open, err = s.directory.Sees(asked, by.Identity, by.place(), places); err != nil {
		s.log.WarnContext(ctx, "cannot tell what somebody can see", "who", by.Identity.String(), "workspace", by.place().ID, "error", err)
	}
	return v, nil
}

// shows tells whether a meeting is announced where somebody can see it.
func (v sight) shows(m Meeting) bool {
	return slices.ContainsFunc(m.Postings, func(p Posting) bool {
		return p.Channel.Home() == v.by.place() && (p.Channel == v.by.Here || slices.Contains(v.open, p.Channel))
	})
}

// there tells whether a meeting is there for somebody.
func (s *Service) there(ctx context.Context, v sight, m Meeting) (bool, error) {
	if v.shows(m) {
		return true, nil
	}
	if !m.Moderates(v.person.ID) && !m.Invites(v.person) {
		return false, nil
	}
	return s.belongs(ctx, v.person, m, v.by)
}

// thereOf returns those of the meetings that are there for somebody.
func (s *Service) thereOf(ctx context.Context, v sight, all []Meeting) ([]Meeting, error) {
	var out []Meeting
	for _, m := range all {
		ok, err := s.there(ctx, v, m)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, m)
		}
	}
	return out, nil
}

// Told keeps what a platform has told of a channel: whether everybody in its workspace may look into it. It holds for
// what is announced there already, too.
func (s *Service) Told(ctx context.Context, p Place) error { return s.store.KeepPlace(ctx, p) }
