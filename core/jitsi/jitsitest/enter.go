package jitsitest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// entry is how a page asks to come in.
type entry struct{ Room, Token, Name string }

// welcome is what a page that came in knows of itself; the role is the server's word.
type welcome struct {
	ID        string `json:"id"`
	Key       string `json:"key"`
	Name      string `json:"name"`
	Moderator bool   `json:"moderator"`
}

// enter lets a page in, or answers 403 with the name of the error that Jitsi's page would report.
func (s *Server) enter(w http.ResponseWriter, r *http.Request) {
	var e entry
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 64<<10)).Decode(&e); err != nil || e.Room == "" {
		http.Error(w, "not understood", http.StatusBadRequest)
		return
	}
	p, problem := s.vet(e)
	if problem != "" {
		writeJSON(w, http.StatusForbidden, map[string]string{"error": problem})
		return
	}
	s.mu.Lock()
	room, m := s.admit(e.Room, p)
	out := welcome{m.ID, m.key, m.Name, m.Moderator}
	s.mu.Unlock()
	time.AfterFunc(patience, func() { s.dropUnheard(room, m) })
	writeJSON(w, http.StatusOK, out)
}

// patience is how long a page that came in may take until it listens.
const patience = 10 * time.Second

func (s *Server) dropUnheard(r *room, m *member) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !m.heard {
		s.remove(r, m, "", "")
	}
}

// vet decides who somebody is. What the page says of itself counts only where there are no tokens.
func (s *Server) vet(e entry) (p Participant, problem string) {
	if !s.tokens() {
		return Participant{Name: e.Name}, ""
	}
	c, err := s.check(e.Token)
	if err != nil {
		return Participant{}, "connection.passwordRequired"
	}
	if !c.opens(e.Room) {
		return Participant{}, "conference.connectionError.notAllowed"
	}
	p = Participant{UserID: c.user("id"), Name: c.user("name"), Moderator: c.moderates()}
	switch s.o.Roles {
	case Everybody:
		p.Moderator = true
	case Nobody:
		p.Moderator = false
	}
	return p, ""
}

// endMeeting is Prosody's muc_end_meeting. Its own answers have no body; who else answers, on Prosody, sends a page. It looks at
// the signature, the issuer, the audience and the times of a token, and not at whose it is, or for which room.
func (s *Server) endMeeting(w http.ResponseWriter, r *http.Request) {
	token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	check := s.check
	if s.o.Ends == EndsByKey {
		check = s.checkByKey
	}
	_, err := check(token)
	name, muc, _ := strings.Cut(r.FormValue("conference"), "@")
	switch {
	case s.o.Ends == EndsOff, s.o.XMPPDomain != "" && r.Host != s.o.XMPPDomain:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte("<!DOCTYPE html><title>404 Not Found</title><h1>Not Found</h1>"))
	case err != nil:
		w.WriteHeader(http.StatusUnauthorized)
	case s.o.MUCDomain != "" && muc != s.o.MUCDomain, !s.Destroy(name):
		w.WriteHeader(http.StatusNotFound)
	default:
		w.WriteHeader(http.StatusOK)
	}
}

// config is the part of config.js that says where rooms are.
func (s *Server) config(w http.ResponseWriter, _ *http.Request) {
	hosts, err := json.Marshal(map[string]any{"hosts": map[string]string{"domain": s.o.XMPPDomain, "muc": s.o.MUCDomain}})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	_, _ = fmt.Fprintf(w, "var config = %s;\n", hosts)
}

func writeJSON(w http.ResponseWriter, code int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(body)
}
