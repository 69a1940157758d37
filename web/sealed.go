package web

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"time"
)

// answerTime is how long somebody may take to sign in at a platform, and to answer whether two accounts are theirs.
const answerTime = 10 * time.Minute

// cookie returns the name of one of our cookies. Where browsers reach us over https its beginning has them see to it
// that no other host and no http page sets it.
func (s *server) cookie(name string) string {
	if s.secure {
		return "__Host-" + name
	}
	return name
}

// keep has the browser keep a value that nobody can read or change, for answerTime. Any process can open it again.
func (s *server) keep(w http.ResponseWriter, name string, value any) {
	raw, _ := json.Marshal(value) // strings and times only
	sealed := base64.RawURLEncoding.EncodeToString(s.Sealer.Seal(name, raw))
	s.setCookie(w, name, sealed, int(answerTime.Seconds()))
}

// kept reads what keep has kept, and tells whether it was there and is ours.
func (s *server) kept(r *http.Request, name string, value any) bool {
	c, err := r.Cookie(s.cookie(name))
	if err != nil {
		return false
	}
	sealed, err := base64.RawURLEncoding.DecodeString(c.Value)
	if err != nil {
		return false
	}
	raw, err := s.Sealer.Open(name, sealed)
	return err == nil && json.Unmarshal(raw, value) == nil
}

func (s *server) drop(w http.ResponseWriter, name string) { s.setCookie(w, name, "", -1) }

// setCookie sets a cookie that scripts do not see, and that comes along when another site leads here, not when it posts.
func (s *server) setCookie(w http.ResponseWriter, name, value string, age int) {
	http.SetCookie(w, &http.Cookie{
		Name: s.cookie(name), Value: value, Path: "/", MaxAge: age,
		Secure: s.secure, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
}
