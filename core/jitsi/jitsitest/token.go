package jitsitest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// errRefused is why the server lets nobody in with a token.
var errRefused = errors.New("token refused")

// claims are what is read of a token. A pointer is nil where the claim is missing.
type claims struct {
	Issuer   *string  `json:"iss"`
	Audience *string  `json:"aud"` // Prosody refuses a list, and so does the decoder
	Subject  *string  `json:"sub"`
	Room     *string  `json:"room"`
	Before   *float64 `json:"nbf"`
	Expires  *float64 `json:"exp"`
	Context  struct {
		User map[string]any `json:"user"`
	} `json:"context"`
}

// check reads a token as mod_auth_token does: the signature, who made it, for whom, and when. There is no leeway.
func (s *Server) check(token string) (claims, error) {
	body, err := s.signed(token)
	if err != nil {
		return claims{}, err
	}
	var c claims
	if err := json.Unmarshal(body, &c); err != nil {
		return claims{}, fmt.Errorf("%w: a claim has the wrong type", errRefused)
	}
	return c, s.checkClaims(c)
}

// signed returns the body of a token whose signature is right.
func (s *Server) signed(token string) ([]byte, error) {
	parts := strings.Split(token, ".")
	if len(s.o.Secret) == 0 || len(parts) != 3 {
		return nil, fmt.Errorf("%w: no token", errRefused)
	}
	var header struct{ Typ, Alg string }
	raw, err := base64.RawURLEncoding.DecodeString(parts[0])
	if err != nil || json.Unmarshal(raw, &header) != nil || header.Typ != "JWT" || header.Alg != "HS256" {
		return nil, fmt.Errorf("%w: not a JWT signed with HS256", errRefused)
	}
	mac := hmac.New(sha256.New, s.o.Secret)
	mac.Write([]byte(parts[0] + "." + parts[1]))
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil || !hmac.Equal(signature, mac.Sum(nil)) {
		return nil, fmt.Errorf("%w: wrong signature", errRefused)
	}
	body, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return nil, fmt.Errorf("%w: body is not base64", errRefused)
	}
	return body, nil
}

func (s *Server) checkClaims(c claims) error {
	now := float64(s.o.Now().Unix())
	switch {
	case c.Issuer == nil || *c.Issuer != s.o.Issuer:
		return fmt.Errorf("%w: iss", errRefused)
	case c.Audience == nil || *c.Audience != s.o.Audience:
		return fmt.Errorf("%w: aud", errRefused)
	case c.Subject == nil || s.o.Subject != "" && *c.Subject != "*" && strings.ToLower(*c.Subject) != s.o.Subject:
		return fmt.Errorf("%w: sub", errRefused)
	case c.Room == nil:
		return fmt.Errorf("%w: room", errRefused)
	case c.Expires != nil && *c.Expires <= now:
		return fmt.Errorf("%w: exp", errRefused)
	case c.Before != nil && *c.Before > now:
		return fmt.Errorf("%w: nbf", errRefused)
	}
	for name, v := range c.Context.User {
		switch v.(type) {
		case string, bool:
		default:
			return fmt.Errorf("%w: context.user.%s is neither text nor a truth value", errRefused, name)
		}
	}
	return nil
}

// opens tells whether a token that was accepted is for that room. Names are compared in lower case.
func (c claims) opens(room string) bool {
	return *c.Room == "*" || strings.EqualFold(*c.Room, room)
}

// moderates tells whether token_affiliation would make the holder an owner.
func (c claims) moderates() bool {
	switch c.Context.User["moderator"] {
	case true, "true":
		return true
	}
	switch c.Context.User["affiliation"] {
	case "owner", "moderator", "teacher":
		return true
	}
	return false
}

func (c claims) user(name string) string {
	text, _ := c.Context.User[name].(string)
	return text
}
