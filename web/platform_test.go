package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"

	"meetbot/core"
	"meetbot/web"
)

// A platform is a stand-in for the ones that people sign in with. It knows everybody and asks nobody; the strict
// emulators are those of the whole service's tests.
type platform struct {
	*httptest.Server

	mu     sync.Mutex
	as     core.Identity // who sits before every browser; nobody: they decline
	name   string
	status int // of the answer to a code; 0: 200
}

func newPlatform() *platform {
	p := &platform{}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /authorize", p.authorize)
	mux.HandleFunc("POST /token", p.token)
	mux.HandleFunc("GET /me", func(w http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprint(w, strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
	})
	p.Server = httptest.NewServer(mux)
	return p
}

// sits says who signs in from now on.
func (p *platform) sits(who core.Identity, name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.as, p.name = who, name
}

// fails has codes answered with a status from now on.
func (p *platform) fails(status int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.status = status
}

func (p *platform) authorize(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	back := url.Values{"state": {r.FormValue("state")}}
	if p.as.IsZero() {
		back.Set("error", "access_denied")
	} else {
		raw, _ := json.Marshal(web.Account{Identity: p.as, Name: p.name, Handle: strings.ToLower(p.name) + ".0"})
		back.Set("code", string(raw))
	}
	http.Redirect(w, r, r.FormValue("redirect_uri")+"?"+back.Encode(), http.StatusFound)
}

func (p *platform) token(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	if p.status != 0 {
		w.WriteHeader(p.status)
	}
	_ = json.NewEncoder(w).Encode(map[string]string{"access_token": r.FormValue("code"), "token_type": "Bearer"})
}

// logins are Slack's and Discord's, and one of a platform that gives ID tokens but has forgotten to.
func (p *platform) logins() []web.Login {
	var out []web.Login
	for _, name := range []string{"slack", "discord", "forgetful"} {
		l := web.Login{
			Name: name, Title: strings.ToUpper(name[:1]) + name[1:], ClientID: "client", ClientSecret: "secret",
			AuthURL: p.URL + "/authorize", TokenURL: p.URL + "/token", UserURL: p.URL + "/me",
			Account: func(raw []byte) (a web.Account, err error) { return a, json.Unmarshal(raw, &a) },
			Serves:  func(_ context.Context, who core.Identity) (bool, error) { return who.UserID != "stranger", nil },
		}
		if name == "forgetful" {
			l.Issuer = p.URL
		}
		out = append(out, l)
	}
	return out
}
