package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"meetbot/core"
)

// A Login is a way to sign in that a chat platform offers: OpenID Connect where Issuer is set, or else OAuth 2.0 and a
// question whose token it is.
type Login struct {
	Name         string // the platform, as identities and our addresses name it: /login/NAME
	Title        string // the platform, as people name it
	Command      string // what people type there before their words, "/meet"
	ClientID     string
	ClientSecret string
	AuthURL      string
	TokenURL     string
	Scopes       []string
	PKCE         bool   // the platform takes a challenge from clients that have a secret
	Issuer       string // of ID tokens; its keys are found through /.well-known/openid-configuration
	UserURL      string // without Issuer: tells whose an access token is
	UserAgent    string // empty: Go's own

	// Account reads the claims of an ID token, or the answer of UserURL, and cleans what it takes of them. It returns
	// ErrNobody where an ID has not the platform's form.
	Account func(raw []byte) (Account, error)
	// Serves tells whether somebody is of a workspace that the bot is in, or known to it.
	Serves func(context.Context, core.Identity) (bool, error)
}

// ErrNobody says that a platform names somebody by what is none of its IDs.
var ErrNobody = errors.New("no account has such an ID")

// An Account is somebody as the platform tells who they are.
type Account struct {
	core.Identity
	Name   string // as it is shown; others may have the same
	Handle string // the platform's own, which nobody else has; empty: there is none
}

// A provider is a Login at work.
type provider struct {
	Login
	config oauth2.Config
	client *http.Client
	now    func() time.Time

	mu       sync.Mutex
	verifier *oidc.IDTokenVerifier // nil until the issuer has told where its keys are
}

func (s *server) provider(l Login) *provider {
	return &provider{
		Login: l, client: s.caller(l.UserAgent), now: s.Service.Now,
		config: oauth2.Config{
			ClientID: l.ClientID, ClientSecret: l.ClientSecret, Scopes: l.Scopes, RedirectURL: s.BaseURL + "/login/" + l.Name + "/callback",
			// Said outright: trying out both styles would use the code up.
			Endpoint: oauth2.Endpoint{AuthURL: l.AuthURL, TokenURL: l.TokenURL, AuthStyle: oauth2.AuthStyleInParams},
		},
	}
}

const (
	askTime   = 8 * time.Second
	maxAnswer = 1 << 20
)

// caller returns a client that waits for nobody for long, reads no more than it has to, and is led nowhere else.
func (s *server) caller(agent string) *http.Client {
	transport := http.DefaultTransport
	if s.Client != nil && s.Client.Transport != nil {
		transport = s.Client.Transport
	}
	return &http.Client{
		Transport: cautious{transport, agent}, Timeout: askTime,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

type cautious struct {
	http.RoundTripper
	agent string
}

// RoundTrip implements http.RoundTripper.
func (c cautious) RoundTrip(r *http.Request) (*http.Response, error) {
	if c.agent != "" {
		r = r.Clone(r.Context())
		r.Header.Set("User-Agent", c.agent)
	}
	res, err := c.RoundTripper.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	res.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(res.Body, maxAnswer), res.Body}
	return res, nil
}
