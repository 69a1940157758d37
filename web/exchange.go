package web

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// account asks the platform whom a code stands for. The tokens that it gets for it are looked at once and kept nowhere.
func (p *provider) account(ctx context.Context, code string, f flow) (Account, error) {
	ctx = oidc.ClientContext(ctx, p.client)
	var options []oauth2.AuthCodeOption
	if f.Verifier != "" {
		options = append(options, oauth2.VerifierOption(f.Verifier))
	}
	token, err := p.config.Exchange(ctx, code, options...)
	if err != nil {
		return Account{}, fmt.Errorf("exchange code: %w", withoutSecrets(err))
	}
	read := p.user
	if p.Issuer != "" {
		read = p.claims
	}
	raw, err := read(ctx, token, f)
	if err != nil {
		return Account{}, err
	}
	return p.Account(raw)
}

// plainCode is an error code of RFC 6749, section 5.2, or of Slack's.
var plainCode = regexp.MustCompile(`^[a-z_]{1,40}$`)

// withoutSecrets leaves out what the platform answered: it may hold a token.
func withoutSecrets(err error) error {
	var refused *oauth2.RetrieveError
	if !errors.As(err, &refused) {
		return err
	}
	return refusedError{refused.Response.StatusCode, plain(refused.ErrorCode)}
}

// plain returns an error code that may stand in the log.
func plain(code string) string {
	if plainCode.MatchString(code) {
		return code
	}
	return "no code"
}

// A refusedError is a platform's no.
type refusedError struct {
	status int
	code   string
}

// Error implements error.
func (e refusedError) Error() string {
	return fmt.Sprintf("refused with status %d: %s", e.status, e.code)
}

// troubles are the codes by which a platform says that it cannot do its work just now, whatever the status: those of RFC
// 6749, section 4.1.2.1, and those that Slack lists for every method.
var troubles = []string{
	"server_error", "temporarily_unavailable", "internal_error", "fatal_error", "service_unavailable", "ratelimited", "request_timeout",
}

// final tells whether the no is about what was asked, and not about how the platform is doing.
func (e refusedError) final() bool {
	asked := e.status == http.StatusOK || e.status >= 400 && e.status < 500 && e.status != http.StatusTooManyRequests
	return asked && !slices.Contains(troubles, e.code)
}

// An unsoundError is an ID token that does not hold.
type unsoundError struct{ error }

// errForeign is an ID token that holds, of another sign-in: the browser has brought somebody else's code.
var errForeign = errors.New("ID token: it was made for another sign-in")

// clockSkew is how far a platform's clock may be ahead of ours; Slack's requests are let in with as much.
const clockSkew = 5 * time.Minute

// claims returns what the ID token says, once its signature, issuer, audience, time and nonce hold, see
// https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation.
func (p *provider) claims(ctx context.Context, token *oauth2.Token, f flow) ([]byte, error) {
	given, ok := token.Extra("id_token").(string)
	if !ok {
		return nil, unsoundError{errors.New("the answer holds no ID token")}
	}
	verifier, err := p.discovered(ctx)
	if err != nil {
		return nil, err
	}
	id, err := verifier.Verify(ctx, given)
	switch {
	case err != nil:
		return nil, unsoundError{fmt.Errorf("ID token: %w", err)}
	case len(id.Audience) != 1:
		return nil, unsoundError{errors.New("ID token: it is for others too")}
	case id.IssuedAt.After(p.now().Add(clockSkew)):
		return nil, unsoundError{errors.New("ID token: it is from the future")}
	case subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(f.Nonce)) != 1:
		return nil, errForeign
	}
	var raw json.RawMessage
	err = id.Claims(&raw)
	return raw, err
}

// discovered asks the issuer where its keys are, unless it has told. The keys themselves are asked for anew whenever a
// token is signed with one that is not known.
func (p *provider) discovered(ctx context.Context) (*oidc.IDTokenVerifier, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.verifier != nil {
		return p.verifier, nil
	}
	found, err := oidc.NewProvider(ctx, p.Issuer)
	if err != nil {
		return nil, fmt.Errorf("ask %s where its keys are: %w", p.Issuer, err)
	}
	p.verifier = found.VerifierContext(context.WithoutCancel(ctx), &oidc.Config{
		ClientID: p.ClientID, SupportedSigningAlgs: []string{oidc.RS256}, Now: p.now,
	})
	return p.verifier, nil
}

// user asks whose an access token is. It is one that we got for our own code: one that a browser brings proves nothing.
func (p *provider) user(ctx context.Context, token *oauth2.Token, _ flow) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, p.UserURL, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "Bearer "+token.AccessToken)
	res, err := p.client.Do(r)
	if err != nil {
		return nil, fmt.Errorf("ask whose token it is: %w", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("ask whose token it is: %w", refusedError{res.StatusCode, plain("")})
	}
	return io.ReadAll(res.Body)
}
