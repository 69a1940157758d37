package web

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/oauth2"

	"meetbot/core"
)

// A flow is a sign-in under way. The browser that started it keeps it, sealed, so that none but that browser can end it
// and any of several processes can go on with it; the state of one that has ended well is noted in the store until it is
// too old, so that it ends so once, see RFC 9700, section 4.7. One that ends otherwise has changed nothing, and leaves no
// trace there: anybody can bring one about.
type flow struct {
	Login    string // the Login's name: a code of one platform must not count as another's
	State    string
	Nonce    string
	Verifier string // of RFC 7636; empty: none
	Next     string // where to go afterwards
	Session  string // hash of the session that the browser had; empty: it was signed out
	Join     bool   // it was started to connect an account to the person of that session
	Prove    bool   // it was started to prove, after a yes, that the account of that session is theirs
	Expires  time.Time
}

const flowCookie = "meetbot-login"

// random draws 256 bits, as many as RFC 9700 could wish for.
func random() string {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails
	return base64.RawURLEncoding.EncodeToString(raw)
}

func (s *server) newFlow(p *provider, next string) flow {
	f := flow{Login: p.Name, State: random(), Nonce: random(), Next: next, Expires: s.Service.Now().Add(answerTime)}
	if p.PKCE {
		f.Verifier = oauth2.GenerateVerifier()
	}
	return f
}

// address is where the platform asks whoever sits before the browser.
func (p *provider) address(f flow) string {
	var options []oauth2.AuthCodeOption
	if p.Issuer != "" {
		options = append(options, oauth2.SetAuthURLParam("nonce", f.Nonce))
	}
	if f.Verifier != "" {
		options = append(options, oauth2.S256ChallengeOption(f.Verifier))
	}
	return p.config.AuthCodeURL(f.State, options...)
}

// ended returns the flow that a callback ends: this browser's own, of this platform, in time and not ended before. A
// callback that is not the flow's leaves it as it is, since anybody can lead a browser to one.
func (s *server) ended(w http.ResponseWriter, r *http.Request, p *provider) (flow, *stop, error) {
	var f flow
	state := r.URL.Query().Get("state")
	ours := s.kept(r, flowCookie, &f) && f.Login == p.Name && subtle.ConstantTimeCompare([]byte(f.State), []byte(state)) == 1
	if !ours {
		return flow{Next: "/"}, &stopForeign, nil
	}
	s.drop(w, flowCookie)
	if !s.Service.Now().Before(f.Expires) {
		return f, &stopForeign, nil
	}
	why, err := once(s.Service.UsedUp(r.Context(), f.State))
	return f, why, err
}

// once turns the refusal of what was used up already into the page for it.
func once(err error) (*stop, error) {
	if core.IsCode(err, core.Used) {
		return &stopUsed, nil
	}
	return nil, err
}

// login returns how to sign in on a platform; nil: it is not set up.
func (s *server) login(platform string) *provider {
	for _, p := range s.providers {
		if p.Name == platform {
			return p
		}
	}
	return nil
}

// A link leads to a sign-in.
type link struct{ Title, Address string }

// logins are the ways to sign in and come back to a page.
func (s *server) logins(next string) []link {
	var out []link
	for _, p := range s.providers {
		out = append(out, link{p.Title, p.start(url.Values{"next": {next}})})
	}
	return out
}

func (p *provider) start(q url.Values) string { return "/login/" + p.Name + "?" + q.Encode() }
