package web

import (
	"errors"
	"net/http"

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
	var e *core.Error
	if !errors.As(err, &e) {
		s.Log.ErrorContext(r.Context(), "request failed", "route", r.Pattern, "error", err)
		s.problem(w, http.StatusInternalServerError, "That did not work", "Something is wrong on our side. Please try again in a moment.", link{})
		return
	}
	heading := map[core.Code]string{core.NotFound: "Nothing here", core.Used: "This link is used up"}[e.Code]
	if heading == "" {
		heading = "That is not possible"
	}
	s.problem(w, status(e.Code), heading, e.Message, link{})
}

func (s *server) problem(w http.ResponseWriter, code int, heading, message string, way link) {
	s.pages.show(w, code, "error", errorPage{base: s.base(heading, core.Identity{}), Heading: heading, Message: message, Way: way})
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

func (s *server) missing(w http.ResponseWriter, _ *http.Request) {
	s.problem(w, http.StatusNotFound, "Nothing here", "There is no such page. A meeting's link is in the chat it was called in.", link{})
}
