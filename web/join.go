package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"meetbot/core"
)

// An entry is what the page starts Jitsi with.
type entry struct {
	Role     string         `json:"role"`
	Domain   string         `json:"domain"`
	Room     string         `json:"room"`
	JWT      string         `json:"jwt"`
	Options  map[string]any `json:"options"`
	EndsAt   string         `json:"ends_at"`   // the planned end
	ClosesAt string         `json:"closes_at"` // when the page hangs up
	Now      string         `json:"now"`
	Note     string         `json:"note,omitempty"` // what the page says above the room
	// Occurrence is that of a series to which all this belongs.
	Occurrence string `json:"occurrence"`
}

// A problem is why somebody was not let in.
type problem struct {
	Error   core.Code `json:"error"`
	Message string    `json:"message"`
	OpensAt string    `json:"opens_at,omitempty"`
}

// join lets a visitor in. The role comes from the session alone; of the form it reads nothing but a guest's name.
func (s *server) join(w http.ResponseWriter, r *http.Request) {
	id, err := meetingID(r)
	if err != nil {
		s.failJSON(w, r, err)
		return
	}
	// A form that was sent before the page's script was there: the page is where to go on.
	if strings.HasPrefix(r.Header.Get("Accept"), "text/html") {
		http.Redirect(w, r, "/m/"+string(id), http.StatusSeeOther)
		return
	}
	who, err := s.visitor(r)
	if err != nil {
		s.failJSON(w, r, err)
		return
	}
	visitor := core.Visitor{Actor: who, Name: r.PostFormValue("name")}
	e, err := s.Service.Join(r.Context(), id, visitor)
	if err != nil {
		s.failJSON(w, r, err)
		return
	}
	note := ""
	if e.Untold {
		note = s.in(r).Say("meeting.joined_untold", "Platform", platformName(who.Platform))
	}
	w.Header().Set("Vary", "Accept-Language")
	writeJSON(w, http.StatusOK, entry{
		Role: e.Role.String(), Domain: e.Domain, Room: e.Room, JWT: e.Token, Options: e.Options,
		EndsAt: stamp(e.Ends), ClosesAt: stamp(e.Closes), Now: stamp(e.Now), Note: note, Occurrence: strconv.Itoa(e.Nth),
	})
}

func (s *server) failJSON(w http.ResponseWriter, r *http.Request, err error) {
	var e *core.Error
	if !errors.As(err, &e) {
		s.Log.ErrorContext(r.Context(), "request failed", "route", r.Pattern, "error", err)
		s.writeProblem(w, r, http.StatusInternalServerError, problem{Error: "failed", Message: s.in(r).Say("failed.text")})
		return
	}
	p := problem{Error: e.Code, Message: s.in(r).Refusal(e)}
	if !e.OpensAt.IsZero() {
		p.OpensAt = stamp(e.OpensAt)
	}
	s.writeProblem(w, r, status(e.Code), p)
}

func (s *server) writeProblem(w http.ResponseWriter, r *http.Request, code int, p problem) {
	w.Header().Set("Content-Language", s.in(r).Tag())
	w.Header().Set("Vary", "Accept-Language")
	writeJSON(w, code, p)
}
