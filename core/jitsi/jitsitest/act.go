package jitsitest

import (
	"encoding/json"
	"net/http"
	"slices"
)

// An action is something a participant wants done. Key says who it is; the page's own word for its role counts nothing.
type action struct {
	Key     string
	Do      string
	Target  string // a participant's ID
	Subject string
	On      bool
}

// moderators lists what only moderators may do.
var moderators = []string{"kick", "mute", "mute-everyone", "grant", "subject", "end"}

// act does what somebody in a room asks for: 403 where the role does not allow it, 404 for somebody who is not there.
func (s *Server) act(w http.ResponseWriter, r *http.Request) {
	var a action
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 64<<10)).Decode(&a); err != nil {
		http.Error(w, "not understood", http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	room, m := s.find(a.Key)
	switch {
	case m == nil && (a.Do == "leave" || a.Do == "end" && a.Key != ""): // the room may have been closed meanwhile
		w.WriteHeader(http.StatusNoContent)
	case m == nil:
		http.Error(w, "not in a room", http.StatusNotFound)
	case slices.Contains(moderators, a.Do) && !m.Moderator:
		http.Error(w, "not-allowed", http.StatusForbidden)
	case !s.perform(room, m, a):
		http.Error(w, "no such action or participant", http.StatusNotFound)
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}

func (s *Server) find(key string) (*room, *member) {
	for _, r := range s.rooms {
		for _, m := range r.members {
			if key != "" && m.key == key {
				return r, m
			}
		}
	}
	return nil, nil
}

// perform does an action that is allowed, and tells whether there is such a one.
func (s *Server) perform(r *room, m *member, a action) bool {
	switch a.Do {
	case "leave":
		s.remove(r, m, "", "")
		return true
	case "microphone":
		m.Muted = !a.On
	case "camera":
		m.Camera = a.On
	case "hand":
		m.Hand = a.On
	case "subject":
		r.subject = a.Subject
	case "mute-everyone":
		for _, x := range r.members {
			x.Muted = x.Muted || x != m
		}
	case "end":
		s.destroy(r, m.Name)
		return true
	default:
		return s.performOn(r, m, a)
	}
	s.settle(r)
	return true
}

// performOn does what is done to another participant.
func (s *Server) performOn(r *room, m *member, a action) bool {
	i := slices.IndexFunc(r.members, func(x *member) bool { return x.ID == a.Target })
	if i < 0 {
		return false
	}
	target := r.members[i]
	switch a.Do {
	case "kick":
		s.remove(r, target, "kicked", m.Name)
		return true
	case "mute":
		target.Muted = true
	case "grant":
		target.Moderator = true
	default:
		return false
	}
	s.settle(r)
	return true
}
