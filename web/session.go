package web

import (
	"net/http"
	"net/url"
	"strings"

	"meetbot/core"
)

// cookieAge is as long as browsers keep a cookie; how long a session lasts is core's to say.
const cookieAge = 400 * 24 * 60 * 60

const sessionCookie = "meetbot"

// secret returns that of the browser's session; empty: it has none, or what is none of ours.
func (s *server) secret(r *http.Request) string {
	c, err := r.Cookie(s.cookie(sessionCookie))
	if err != nil || !core.IsSecret(c.Value) {
		return ""
	}
	return c.Value
}

// visitor returns whom the browser is signed in as, with their person; nobody is no error.
func (s *server) visitor(r *http.Request) (core.Actor, error) {
	return s.Service.SignedIn(r.Context(), s.secret(r))
}

func (s *server) setSession(w http.ResponseWriter, secret string) {
	age := cookieAge
	if secret == "" {
		age = -1
	}
	s.setCookie(w, sessionCookie, secret, age)
}

func (s *server) logout(w http.ResponseWriter, r *http.Request) {
	if secret := s.secret(r); secret != "" {
		if err := s.Service.SignOut(r.Context(), secret); err != nil {
			s.fail(w, r, err)
			return
		}
	}
	s.setSession(w, "")
	http.Redirect(w, r, localPath(r.FormValue("next")), http.StatusSeeOther)
}

// maxNext bounds the address to come back to: it has to fit into a cookie.
const maxNext = 1000

// localPath returns next if it is a path on this host and nothing else, or else the front page: a link that signs in
// must not lead on to somebody else's site.
func localPath(next string) string {
	u, err := url.Parse(next)
	plain := err == nil && u.Scheme == "" && u.Host == "" && u.User == nil
	plain = plain && len(next) <= maxNext && core.CleanText(next) == next
	if !plain || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\x00\r\n\t") {
		return "/"
	}
	return next
}
