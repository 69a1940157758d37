package slacktest

import (
	"crypto/rand"
	"crypto/rsa"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"meetbot/bot/emulator"
)

// Sign in with Slack, see https://docs.slack.dev/authentication/sign-in-with-slack: an authorization page, the exchange
// of its code for an ID token, and the keys by which such tokens are checked.

// codeLife is how long a code is good for, see https://docs.slack.dev/authentication/installing-with-oauth.
const codeLife = 10 * time.Minute

// A SignInFault is something that is wrong with a sign-in.
type SignInFault string

// The faults that can be ordered with [Slack.SpoilSignIn].
const (
	WrongAudience  SignInFault = "the ID token is for another app"
	SharedAudience SignInFault = "the ID token is for another app too"
	NoAudience     SignInFault = "the ID token is for nobody"
	WrongNonce     SignInFault = "the ID token is of another sign-in"
	NoNonce        SignInFault = "the ID token is of no sign-in"
	WrongIssuer    SignInFault = "the ID token is from elsewhere"
	WrongKey       SignInFault = "the ID token is signed with a key that is not published"
	UnknownKey     SignInFault = "the ID token names a key that is not published"
	WrongSecret    SignInFault = "the ID token is signed with the secret of the app"
	WrongKind      SignInFault = "the ID token is signed with the published key, taken for a secret"
	Unsigned       SignInFault = "the ID token is not signed"
	Altered        SignInFault = "the ID token was changed after it was signed"
	Expired        SignInFault = "the ID token has expired"
	NoExpiry       SignInFault = "the ID token never expires"
	FromTheFuture  SignInFault = "the ID token was issued in the future"
	NoToken        SignInFault = "there is no ID token"
	NoTeam         SignInFault = "the person is of no workspace"
	OtherTeam      SignInFault = "the person is of another workspace"
	Denied         SignInFault = "the person declines"
)

// signIns is what has to be known of the sign-ins under way.
type signIns struct {
	as         string // who sits before every browser; empty: a page asks
	fault      SignInFault
	grants     map[string]*grant           // by code
	tokens     map[string]*emulator.Person // by access token
	key, other func() *rsa.PrivateKey
	keyID      string
}

// A grant is what a person has allowed.
type grant struct {
	person                 *emulator.Person
	redirect, scope, nonce string
	until                  time.Time
	used                   bool
}

func newSignIns() signIns {
	return signIns{
		grants: map[string]*grant{}, tokens: map[string]*emulator.Person{}, key: sync.OnceValue(draw), other: sync.OnceValue(draw),
		keyID: "slacktest-1",
	}
}

// draw draws a key. It is not called before one is needed: that takes time, and most who want a chat need none.
func draw() *rsa.PrivateKey { return must(rsa.GenerateKey(rand.Reader, 2048)) }

// RotateKeys puts a new key, by a new name, in the place of the one that is published.
func (s *Slack) RotateKeys() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.signIns.key, s.signIns.keyID = sync.OnceValue(draw), "slacktest-"+rand.Text()
}

// SignInAs says who sits before the browsers that come to sign in, and allows it. An empty ID has a page ask who it is,
// as it is in the beginning.
func (s *Slack) SignInAs(person string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.signIns.as = person
}

// SpoilSignIn orders a fault for the next sign-in.
func (s *Slack) SpoilSignIn(f SignInFault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.signIns.fault = f
}

// spoiled takes an ordered fault, if it is one of those.
func (s *Slack) spoiled(among ...SignInFault) SignInFault {
	f := s.signIns.fault
	if !slices.Contains(among, f) {
		return ""
	}
	s.signIns.fault = ""
	return f
}

func (s *Slack) routeSignIns(mux *http.ServeMux) {
	mux.HandleFunc("GET /openid/connect/authorize", s.serveAuthorize)
	for pattern, serve := range map[string]struct {
		name string // to order faults by
		do   handler
	}{
		"GET /openid/connect/keys":              {"keys", s.serveKeys},
		"GET /.well-known/openid-configuration": {"openid-configuration", s.serveDiscovery},
		"/api/openid.connect.token":             {"openid.connect.token", s.serveToken},
		"/api/openid.connect.userInfo":          {"openid.connect.userInfo", s.serveUserInfo},
	} {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { s.serve(w, r, serve.name, serve.do) })
	}
}

// serveToken answers openid.connect.token.
func (s *Slack) serveToken(r *http.Request, body []byte, name string) (answer, args) {
	given, bad := decode(r, body)
	var out map[string]any
	if bad == nil {
		out, bad = s.trade(r, given)
	}
	delete(given, "client_secret")
	delete(given, "code")
	if bad != nil {
		return s.refusedAnswer(name, bad), given
	}
	return answer{status: http.StatusOK, body: out}, given
}

// trade exchanges a code, once.
func (s *Slack) trade(r *http.Request, given args) (map[string]any, *refusal) {
	id, secret, basic := r.BasicAuth()
	if !basic {
		id, secret = given.str("client_id"), given.str("client_secret")
	}
	g := s.signIns.grants[given.str("code")]
	switch {
	case r.Method != http.MethodPost || r.URL.RawQuery != "":
		return nil, refuse("invalid_arguments", "a secret does not belong in an address")
	case id != s.o.ClientID:
		return nil, refuse("invalid_client_id")
	case secret != s.o.ClientSecret:
		return nil, refuse("bad_client_secret")
	case given.str("grant_type") != "" && given.str("grant_type") != "authorization_code":
		return nil, refuse("invalid_grant_type")
	case g == nil:
		return nil, &refusal{code: "invalid_code", state: true} // a browser may bring any
	case g.used:
		return nil, refuse("code_already_used")
	case !s.o.Now().Before(g.until):
		return nil, state("code_expired")
	case given.str("redirect_uri") != g.redirect:
		return nil, refuse("bad_redirect_uri")
	}
	g.used = true
	token := "xoxp-" + rand.Text()
	s.signIns.tokens[token] = g.person
	out := map[string]any{"ok": true, "access_token": token, "token_type": "Bearer", "scope": strings.ReplaceAll(g.scope, " ", ",")}
	if s.spoiled(NoToken) == "" {
		out["id_token"] = s.idToken(g)
	}
	return out, nil
}

// serveUserInfo answers openid.connect.userInfo.
func (s *Slack) serveUserInfo(r *http.Request, body []byte, name string) (answer, args) {
	given, _ := decode(r, body)
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if token == "" {
		token = given.str("token")
	}
	delete(given, "token")
	p := s.signIns.tokens[token]
	if p == nil {
		return s.refusedAnswer(name, refuse("invalid_auth")), given
	}
	out := s.profile(p, s.o.Team)
	out["ok"] = true
	return answer{status: http.StatusOK, body: out}, given
}
