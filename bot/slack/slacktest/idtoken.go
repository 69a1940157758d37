package slacktest

import (
	"crypto"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"maps"
	"math/big"
	"net/http"
	"strings"
	"time"

	"meetbot/bot/emulator"
)

// The issuer's address in the names of claims stays Slack's own, whatever the issuer's address is.
const claimed = "https://slack.com/"

// profile is what Slack tells of who has signed in.
func (s *Slack) profile(p *emulator.Person, team string) map[string]any {
	return map[string]any{
		"sub": p.ID, claimed + "user_id": p.ID, claimed + "team_id": team, "name": p.Name, "given_name": p.Name,
		"locale": "en-US", "picture": s.base + "/avatar/" + p.ID + ".png",
	}
}

// idToken makes the ID token of a grant, or what an ordered fault makes of it. Slack's are good for 5 minutes.
func (s *Slack) idToken(g *grant) string {
	now := s.o.Now()
	claims := s.profile(g.person, s.o.Team)
	maps.Copy(claims, map[string]any{
		"iss": s.base, "aud": s.o.ClientID, "nonce": g.nonce, "iat": now.Unix(), "exp": now.Add(5 * time.Minute).Unix(),
		"auth_time": now.Unix(), "at_hash": "unused",
	})
	if s.spoiled(Altered) != "" {
		parts := strings.Split(s.signed(claims, s.signIns.key()), ".")
		claims[claimed+"user_id"] = "U9999"
		return parts[0] + "." + packed(claims) + "." + parts[2]
	}
	s.falsify(claims, now)
	switch s.spoiled(WrongKey, UnknownKey, WrongSecret, WrongKind, Unsigned) {
	case WrongKey:
		return s.signed(claims, s.signIns.other())
	case UnknownKey:
		return jwt(header("RS256", "nobody's"), claims, rs256(s.signIns.other()))
	case WrongSecret:
		return jwt(header("HS256", s.signIns.keyID), claims, hs256([]byte(s.o.ClientSecret)))
	case WrongKind:
		return jwt(header("HS256", s.signIns.keyID), claims, hs256(must(x509.MarshalPKIXPublicKey(s.signIns.key().Public()))))
	case Unsigned:
		return jwt(header("none", s.signIns.keyID), claims, func(string) []byte { return nil })
	}
	return s.signed(claims, s.signIns.key())
}

// falsify does to claims what was ordered.
func (s *Slack) falsify(claims map[string]any, now time.Time) {
	const another = "9999999999.9999999999"
	for fault, change := range map[SignInFault]map[string]any{
		WrongAudience:  {"aud": another},
		SharedAudience: {"aud": []string{another, s.o.ClientID}},
		NoAudience:     {"aud": nil},
		WrongNonce:     {"nonce": "of another sign-in"},
		NoNonce:        {"nonce": nil},
		WrongIssuer:    {"iss": "https://slack.example"},
		Expired:        {"iat": now.Add(-10 * time.Minute).Unix(), "exp": now.Add(-5 * time.Minute).Unix()},
		NoExpiry:       {"exp": nil},
		FromTheFuture:  {"iat": now.Add(10 * time.Minute).Unix(), "exp": now.Add(15 * time.Minute).Unix()},
		NoTeam:         {claimed + "team_id": nil},
		OtherTeam:      {claimed + "team_id": "T9999"},
	} {
		if s.spoiled(fault) != "" {
			maps.Copy(claims, change)
		}
	}
	maps.DeleteFunc(claims, func(_ string, value any) bool { return value == nil })
}

// signed makes a JWT of claims, signed by a key that goes for the published one.
func (s *Slack) signed(claims map[string]any, key *rsa.PrivateKey) string {
	return jwt(header("RS256", s.signIns.keyID), claims, rs256(key))
}

func header(algorithm, key string) map[string]any {
	return map[string]any{"alg": algorithm, "typ": "JWT", "kid": key}
}

// jwt makes a JWT (RFC 7519).
func jwt(header, claims map[string]any, sign func(text string) []byte) string {
	text := packed(header) + "." + packed(claims)
	return text + "." + base64.RawURLEncoding.EncodeToString(sign(text))
}

// rs256 signs as RFC 7518, section 3.3, has it.
func rs256(key *rsa.PrivateKey) func(string) []byte {
	return func(text string) []byte {
		sum := sha256.Sum256([]byte(text))
		return must(rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:]))
	}
}

// hs256 signs as RFC 7518, section 3.2, has it.
func hs256(secret []byte) func(string) []byte {
	return func(text string) []byte {
		mac := hmac.New(sha256.New, secret)
		mac.Write([]byte(text))
		return mac.Sum(nil)
	}
}

func packed(v map[string]any) string {
	return base64.RawURLEncoding.EncodeToString(must(json.Marshal(v)))
}

// serveKeys publishes the key, as RFC 7517 has it.
func (s *Slack) serveKeys(*http.Request, []byte, string) (answer, args) {
	public := s.signIns.key().PublicKey
	return answer{status: http.StatusOK, body: map[string]any{"keys": []any{map[string]any{
		"kty": "RSA", "use": "sig", "alg": "RS256", "kid": s.signIns.keyID, "n": base64.RawURLEncoding.EncodeToString(public.N.Bytes()),
		"e": base64.RawURLEncoding.EncodeToString(big.NewInt(int64(public.E)).Bytes()),
	}}}}, nil
}

// serveDiscovery tells where everything is, see https://openid.net/specs/openid-connect-discovery-1_0.html.
func (s *Slack) serveDiscovery(*http.Request, []byte, string) (answer, args) {
	return answer{status: http.StatusOK, body: map[string]any{
		"issuer": s.base, "authorization_endpoint": s.base + "/openid/connect/authorize",
		"token_endpoint": s.base + "/api/openid.connect.token", "userinfo_endpoint": s.base + "/api/openid.connect.userInfo",
		"jwks_uri": s.base + "/openid/connect/keys", "scopes_supported": []string{"openid", "profile", "email"},
		"response_types_supported": []string{"code"}, "response_modes_supported": []string{"form_post"},
		"grant_types_supported": []string{"authorization_code"}, "subject_types_supported": []string{"public"},
		"id_token_signing_alg_values_supported": []string{"RS256"},
		"token_endpoint_auth_methods_supported": []string{"client_secret_post", "client_secret_basic"},
		"claims_supported":                      []string{"sub", "auth_time", "iss"}, "claims_parameter_supported": false,
		"request_parameter_supported": false, "request_uri_parameter_supported": true,
	}}, nil
}
