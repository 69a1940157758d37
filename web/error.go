package web

import (
	"errors"
	"net/http"

	"meetbot/bot/say"
	"meetbot/core"
)

// status is the HTTP status of a refusal.
func status(c core.Code) int {
	switch c {
	case core.NotFound:
		return http.StatusNotFound
	case core.HasEnded, core.WasCancelled, core.Used:
		return http.StatusGone
	case core.MembersOnly, core.Forbidden:
		return http.StatusForbidden
	case core.TooMany:
		return http.StatusTooManyRequests
	case core.TooEarly:
		return http.StatusConflict
	case core.NotTold:
		return http.StatusServiceUnavailable
	default:
		return http.StatusBadRequest
	}
}

type errorPage struct {
	base
	Heading string
	Message string
	Way     link // on from here, besides the front page; it may be empty
}

// fail shows a page that says what is wrong. What people may not read goes to the log, under the route's name: a path
// may hold a secret.
func (s *server) fail(w http.ResponseWriter, r *http.Request, err error) {
	l := s.in(r)
	var e *core.Error
	if !errors.As(err, &e) {
		s.Log.ErrorContext(r.Context(), "request failed", "route", r.Pattern, "error", err)
		s.problem(w, r, http.StatusInternalServerError, l.Say("failed.title"), l.Say("failed.text"), link{})
		return
	}
	s.problem(w, r, status(e.Code), refusedAs(l, e.Code), l.Refusal(e), link{})
}

// refusedAs says in a heading what is so.
func refusedAs(l *say.Language, c core.Code) string {
	switch c {
	case core.NotFound:
		return l.Say("refused_page.not_found")
	case core.Used:
		return l.Say("refused_page.used")
	case core.Forbidden, core.MembersOnly:
		return l.Say("refused_page.forbidden")
	default:
		return l.Say("refused_page.failed")
	}
}

func (s *server) problem(w http.ResponseWriter, r *http.Request, code int, heading, message string, way link) {
	s.pages.show(w, s.in(r), code, "error", errorPage{base: s.base(heading, core.Identity{}), Heading: heading, Message: message, Way: way})
}

// orMissing shows a page of ours where mux has none. A wrong method stays what mux says of it.
func (s *server) orMissing(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		var code codeWriter
		h.ServeHTTP(&code, r)
		if code.code == http.StatusNotFound {
			s.missing(w, r)
			return
		}
		h.ServeHTTP(w, r)
	})
}

// A codeWriter keeps the status of an answer and nothing else of it.
type codeWriter struct{ code int }

func (c *codeWriter) Header() http.Header         { return http.Header{} }
func (c *codeWriter) Write(b []byte) (int, error) { return len(b), nil }
func (c *codeWriter) WriteHeader(code int)        { c.code = code }

func (s *server) missing(w http.ResponseWriter, r *http.Request) {
	l := s.in(r)
	s.problem(w, r, http.StatusNotFound, l.Say("missing.title"), l.Say("missing.text"), link{})
}
