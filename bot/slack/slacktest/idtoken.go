package slacktest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"math/big"
	"net/http"
	"time"

	"meetbot/bot/emulator"
)

// The issuer's address in the names of claims stays Slack's own, whatever the issuer's address is.
const claimed = "https://slack.com/"

// keyID names the published key.
const keyID = "slacktest-1"

// profile is what Slack tells of who has signed in.
func (s *Slack) profile(p *emulator.Person, team string) map[string]any {
	return map[string]any{
		"sub": p.ID, claimed + "user_id": p.ID, claimed + "team_id": team, "name": p.Name, "given_name": p.Name,
		"locale": "en-US", "picture": s.base + "/avatar/" + p.ID + ".png",
	}
}

// idToken makes the ID token of a grant, or what an ordered fault makes of it. Slack's are good for 5 minutes.
func (s *Slack) idToken(g *grant) string {
	now, team := s.o.Now(), s.o.Team
	fault := s.spoiled(WrongAudience, WrongNonce, WrongIssuer, WrongKey, Unsigned, Expired, OtherTeam)
	if fault == OtherTeam {
		team = "T9999"
	}
	claims := s.profile(g.person, team)
	maps.Copy(claims, map[string]any{
		"iss": s.base, "aud": s.o.ClientID, "nonce": g.nonce, "iat": now.Unix(), "exp": now.Add(5 * time.Minute).Unix(),
		"auth_time": now.Unix(), "at_hash": "unused",
	})
	switch fault {
	case WrongAudience:
		claims["aud"] = "9999999999.9999999999"
	case WrongNonce:
		claims["nonce"] = "of another sign-in"
	case WrongIssuer:
		claims["iss"] = "https://slack.example"
	case Expired:
		claims["iat"], claims["exp"] = now.Add(-10*time.Minute).Unix(), now.Add(-5*time.Minute).Unix()
	case WrongKey:
		return signed(claims, s.signIns.other())
	case Unsigned:
		return packed(map[string]any{"alg": "none", "typ": "JWT"}) + "." + packed(claims) + "."
	}
	return signed(claims, s.signIns.key())
}

// signed makes a JWT of claims (RFC 7519), signed by RS256 (RFC 7518, section 3.3).
func signed(claims map[string]any, key *rsa.PrivateKey) string {
	text := packed(map[string]any{"alg": "RS256", "typ": "JWT", "kid": keyID}) + "." + packed(claims)
	sum := sha256.Sum256([]byte(text))
	signature := must(rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:]))
	return text + "." + base64.RawURLEncoding.EncodeToString(signature)
}

func packed(v map[string]any) string {
	return base64.RawURLEncoding.EncodeToString(must(json.Marshal(v)))
}

// serveKeys publishes the key, as RFC 7517 has it.
func (s *Slack) serveKeys(w http.ResponseWriter, _ *http.Request) {
	public := s.signIns.key().PublicKey
	writeObject(w, map[string]any{"keys": []any{map[string]any{
		"kty": "RSA", "use": "sig", "alg": "RS256", "kid": keyID, "n": base64.RawURLEncoding.EncodeToString(public.N.Bytes()),
		"e": base64.RawURLEncoding.EncodeToString(big.NewInt(int64(public.E)).Bytes()),
	}}})
}

// serveDiscovery tells where everything is, see https://openid.net/specs/openid-connect-discovery-1_0.html.
func (s *Slack) serveDiscovery(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	base := s.base
	s.mu.Unlock()
	writeObject(w, map[string]any{
		"issuer": base, "authorization_endpoint": base + "/openid/connect/authorize",
		"token_endpoint": base + "/api/openid.connect.token", "userinfo_endpoint": base + "/api/openid.connect.userInfo",
		"jwks_uri": base + "/openid/connect/keys", "scopes_supported": []string{"openid", "profile", "email"},
		"response_types_supported": []string{"code"}, "response_modes_supported": []string{"form_post"},
		"grant_types_supported": []string{"authorization_code"}, "subject_types_supported": []string{"public"},
		"id_token_signing_alg_values_supported": []string{"RS256"},
		"token_endpoint_auth_methods_supported": []string{"client_secret_post", "client_secret_basic"},
		"claims_supported":                      []string{"sub", "auth_time", "iss"}, "claims_parameter_supported": false,
		"request_parameter_supported": false, "request_uri_parameter_supported": true,
	})
}

func writeObject(w http.ResponseWriter, v map[string]any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write(must(json.Marshal(v)))
}
