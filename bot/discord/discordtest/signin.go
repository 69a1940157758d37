package discordtest

import (
	"crypto/rand"
	"net/http"
	"strings"
	"time"

	"meetbot/bot/emulator"
)

// Signing in, see https://docs.discord.com/developers/topics/oauth2: an authorization page, the exchange of its code for
// an access token, and the question whose token it is.

// codeLife is how long a code is good for; Discord documents none, so it is the most that RFC 6749 recommends.
const codeLife = 10 * time.Minute

// accessLife is how long an access token is good for.
const accessLife = 7 * 24 * time.Hour

// signIns is what has to be known of the sign-ins under way.
type signIns struct {
	as        string // who sits before every browser; empty: a page asks
	deny      bool
	strangers []*person
	grants    map[string]*grant // by code
	tokens    map[string]*grant // by access token
}

// A grant is what a person has allowed.
type grant struct {
	person           *person
	redirect, scope  string
	challenge        string // of RFC 7636; empty: none
	until, goodUntil time.Time
	used             bool
}

// SignInAs says who sits before the browsers that come to sign in, and allows it. An empty ID has a page ask who it is,
// as it is in the beginning.
func (d *Discord) SignInAs(id string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.signIns.as = id
}

// DeclineSignIn makes the next person who is asked decline.
func (d *Discord) DeclineSignIn() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.signIns.deny = true
}

// AddStranger adds somebody who has an account but is no member of the server.
func (d *Discord) AddStranger(p emulator.Person) emulator.Person {
	d.mu.Lock()
	defer d.mu.Unlock()
	p.ID = d.idOr(p.ID)
	d.signIns.strangers = append(d.signIns.strangers, &person{Person: p})
	return p
}

// anyone finds somebody with an account, whether a member or not.
func (d *Discord) anyone(id string) *person {
	for _, p := range d.signIns.strangers {
		if p.ID == id {
			return p
		}
	}
	return d.person(id)
}

func (d *Discord) routeSignIns(mux *http.ServeMux, table []*route) {
	mux.HandleFunc("GET /oauth2/authorize", d.serveAuthorize)
	for _, prefix := range []string{"/api/v9", "/api/v10"} {
		mux.HandleFunc(prefix+"/oauth2/token", d.serveToken)
		rest := http.StripPrefix(prefix, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { d.serveREST(w, r, table) }))
		mux.HandleFunc(prefix+"/users/@me", func(w http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(r.Header.Get("Authorization"), "Bearer ") {
				d.serveOwner(w, r)
				return
			}
			rest.ServeHTTP(w, r)
		})
	}
}

// allow makes a code of what a person allows.
func (d *Discord) allow(p *person, redirect, scope, challenge string) string {
	code := rand.Text()
	if d.signIns.grants == nil {
		d.signIns.grants, d.signIns.tokens = map[string]*grant{}, map[string]*grant{}
	}
	d.signIns.grants[code] = &grant{
		person: p, redirect: redirect, scope: scope, challenge: challenge, until: d.opts.Now().Add(codeLife),
	}
	return code
}

// orderedFor takes the first fault that is meant for a request which has no place among the routes.
func (d *Discord) orderedFor(r *http.Request, name string) *emulator.Fault {
	return d.ordered(&request{route: &route{name: name}, method: r.Method, path: r.URL.Path})
}
