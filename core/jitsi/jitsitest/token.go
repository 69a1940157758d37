package jitsitest

import (
	"crypto"
	"crypto/hmac"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net/http"
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
	if len(s.o.Secret) > 0 {
		return s.read(token, "HS256", s.bySecret)
	}
	return s.checkByKey(token)
}

// checkByKey reads a token that is signed with RS256.
func (s *Server) checkByKey(token string) (claims, error) { return s.read(token, "RS256", s.byKey) }

// A verifier tells whether a signature of what was signed is right.
type verifier func(kid string, signed, signature []byte) bool

func (s *Server) bySecret(_ string, signed, signature []byte) bool {
	mac := hmac.New(sha256.New, s.o.Secret)
	mac.Write(signed)
	return hmac.Equal(signature, mac.Sum(nil))
}

func (s *Server) byKey(kid string, signed, signature []byte) bool {
	sum := sha256.Sum256(signed)
	key := s.key(kid)
	return key != nil && rsa.VerifyPKCS1v15(key, crypto.SHA256, sum[:], signature) == nil
}

// key gets the public key of an ID, as Prosody does: under the ID's SHA-256.
func (s *Server) key(kid string) *rsa.PublicKey {
	s.mu.Lock()
	defer s.mu.Unlock()
	if key := s.keys[kid]; key != nil || kid == "" || s.o.Keys == "" {
		return key
	}
	res, err := http.Get(fmt.Sprintf("%s/%x.pem", s.o.Keys, sha256.Sum256([]byte(kid))))
	if err != nil {
		return nil
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	block, _ := pem.Decode(text)
	if err != nil || res.StatusCode != http.StatusOK || block == nil {
		return nil
	}
	parsed, err := x509.ParsePKIXPublicKey(block.Bytes)
	if key, ok := parsed.(*rsa.PublicKey); ok && err == nil {
		s.keys[kid] = key
	}
	return s.keys[kid]
}

// read returns the claims of a token whose signature is right.
func (s *Server) read(token, alg string, right verifier) (claims, error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return claims{}, fmt.Errorf("%w: no token", errRefused)
	}
	var header struct{ Typ, Alg, Kid string }
	raw, err := base64.RawURLEncoding.DecodeString(parts[0])
	if err != nil || json.Unmarshal(raw, &header) != nil || header.Typ != "JWT" || header.Alg != alg {
		return claims{}, fmt.Errorf("%w: not a JWT signed with %s", errRefused, alg)
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil || !right(header.Kid, []byte(parts[0]+"."+parts[1]), signature) {
		return claims{}, fmt.Errorf("%w: wrong signature", errRefused)
	}
	body, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return claims{}, fmt.Errorf("%w: body is not base64", errRefused)
	}
	var c claims
	if err := json.Unmarshal(body, &c); err != nil {
		return claims{}, fmt.Errorf("%w: a claim has the wrong type", errRefused)
	}
	return c, s.checkClaims(c)
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
