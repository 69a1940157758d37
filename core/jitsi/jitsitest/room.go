package jitsitest

import (
	"crypto/rand"
	"maps"
	"slices"
	"strings"
)

// A Participant is somebody in a room.
type Participant struct {
	ID        string `json:"id"`
	UserID    string `json:"-"` // context.user.id of the token
	Name      string `json:"name"`
	Moderator bool   `json:"moderator"`
	Muted     bool   `json:"muted"`
	Camera    bool   `json:"camera"`
	Hand      bool   `json:"hand"`
}

// A room is there as long as somebody is in it.
type room struct {
	name    string
	subject string
	members []*member // in the order they came
}

// A member is a participant with the line to the page.
type member struct {
	Participant
	key   string // known to the member's page alone
	news  chan news
	heard bool // the page listens
}

// News is something that a page is told.
type news struct {
	Kind    string        `json:"kind"` // "room", "kicked", "destroyed"
	By      string        `json:"by,omitempty"`
	Subject string        `json:"subject,omitempty"`
	People  []Participant `json:"people,omitempty"`
}

// Rooms returns the names of the rooms that somebody is in.
func (s *Server) Rooms() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(maps.Keys(s.rooms))
}

// Participants returns who is in a room, in the order they came.
func (s *Server) Participants(name string) []Participant {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.rooms[strings.ToLower(name)]; r != nil {
		return r.people()
	}
	return nil
}

// Destroy ends a room for everybody in it, and tells whether there was one.
func (s *Server) Destroy(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.rooms[strings.ToLower(name)]
	if r == nil {
		return false
	}
	s.destroy(r, "")
	return true
}

func (r *room) people() []Participant {
	var out []Participant
	for _, m := range r.members {
		out = append(out, m.Participant)
	}
	return out
}

// admit puts somebody into a room. The caller holds the lock.
func (s *Server) admit(name string, p Participant) (*room, *member) {
	name = strings.ToLower(name)
	r := s.rooms[name]
	if r == nil {
		r = &room{name: name}
		s.rooms[name] = r
	}
	p.ID, p.Muted = strings.ToLower(rand.Text()[:8]), true
	m := &member{Participant: p, key: rand.Text(), news: make(chan news, 64)}
	r.members = append(r.members, m)
	s.settle(r)
	return r, m
}

// settle gives a room without tokens a moderator where it has none, and tells everybody how things are.
func (s *Server) settle(r *room) {
	if len(r.members) == 0 {
		// A page may leave late, when others have opened a room of the same name.
		if s.rooms[r.name] == r {
			delete(s.rooms, r.name)
		}
		return
	}
	moderated := slices.ContainsFunc(r.members, func(m *member) bool { return m.Moderator })
	if !s.tokens() && !moderated {
		r.members[0].Moderator = true
	}
	r.tell(news{Kind: "room", Subject: r.subject, People: r.people()})
}

func (r *room) tell(n news) {
	for _, m := range r.members {
		m.tell(n)
	}
}

// tell drops what a page that does not listen has no room for: it is about to be dropped itself.
func (m *member) tell(n news) {
	select {
	case m.news <- n:
	default:
	}
}

// remove takes somebody out of a room, after a last word. The caller holds the lock.
func (s *Server) remove(r *room, m *member, last, by string) {
	if !slices.Contains(r.members, m) {
		return
	}
	if last != "" {
		m.tell(news{Kind: last, By: by})
	}
	r.members = slices.DeleteFunc(r.members, func(x *member) bool { return x == m })
	s.settle(r)
}

func (s *Server) destroy(r *room, by string) {
	r.tell(news{Kind: "destroyed", By: by})
	r.members = nil
	s.settle(r)
}
