package jitsitest

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// stream tells a page what happens in its room (server-sent events). A page that no longer listens has left.
func (s *Server) stream(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	room, m := s.find(r.URL.Query().Get("key"))
	if m != nil {
		m.heard = true
	}
	s.mu.Unlock()
	if m == nil {
		http.Error(w, "not in a room", http.StatusNotFound)
		return
	}
	defer s.gone(room, m)
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	flush := http.NewResponseController(w)
	for {
		if err := flush.Flush(); err != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-s.closed:
			return
		case n := <-m.news:
			text, err := json.Marshal(n)
			if err != nil {
				return
			}
			if _, err := fmt.Fprintf(w, "data: %s\n\n", text); err != nil {
				return
			}
		}
	}
}

func (s *Server) gone(r *room, m *member) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remove(r, m, "", "")
}
