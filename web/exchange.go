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
	code := "no code"
	if plainCode.MatchString(refused.ErrorCode) {
		code = refused.ErrorCode
	}
	return refusedError{refused.Response.StatusCode, code}
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

// claims returns what the ID token says, once its signature, issuer, audience, time and nonce hold, see
// https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation.
func (p *provider) claims(ctx context.Context, token *oauth2.Token, f flow) ([]byte, error) {
	given, ok := token.Extra("id_token").(string)
	if !ok {
		return nil, errors.New("the answer holds no ID token")
	}
	verifier, err := p.discovered(ctx)
	if err != nil {
		return nil, err
	}
	id, err := verifier.Verify(ctx, given)
	if err != nil {
		return nil, fmt.Errorf("ID token: %w", err)
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(f.Nonce)) != 1 {
		return nil, errors.New("ID token: it was made for another sign-in")
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
		return nil, fmt.Errorf("ask whose token it is: %w", refusedError{res.StatusCode, "no code"})
	}
	return io.ReadAll(res.Body)
}
