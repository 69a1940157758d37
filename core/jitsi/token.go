package jitsi

import (
	"time"

	"github.com/golang-jwt/jwt/v5"

	"meetbot/core"
)

// skew is how far the server's clock may be behind ours: Prosody allows a token none.
const skew = 10 * time.Second

// jaasIssuer is who makes the tokens of every customer of JaaS, by its documentation.
const jaasIssuer = "chat"

// Claims are what Prosody's token_verification reads, see https://github.com/jitsi/lib-jitsi-meet/blob/master/doc/tokens.md,
// and JaaS beyond that, see https://developer.8x8.com/jaas/docs/api-keys-jwt. Prosody refuses an audience that is a list, as
// the library's own claims would write it.
type claims struct {
	Issuer   string `json:"iss"`
	Audience string `json:"aud"`
	Subject  string `json:"sub"`
	Room     string `json:"room,omitempty"`
	Before   int64  `json:"nbf"`
	Expires  int64  `json:"exp"`
	Admin    bool   `json:"admin,omitempty"`   // ourselves, at JaaS
	Context  *about `json:"context,omitempty"` // nil: of nobody, but of ourselves
}

type about struct {
	User     user              `json:"user"`
	Features map[string]string `json:"features,omitempty"` // JaaS wants each named; Prosody gives what is usual without them
}

type user struct {
	ID        string `json:"id"`
	Name      string `json:"name,omitempty"`
	Moderator any    `json:"moderator"` // a truth value, at JaaS as text
	// Affiliation is what token_affiliation reads; a moderator need not wait in a lobby either.
	Affiliation string `json:"affiliation,omitempty"`
	LobbyBypass bool   `json:"lobby_bypass,omitempty"`
}

// token makes a token that opens one room, from now until the room is closed.
func (j *Jitsi) token(m core.Meeting, p core.Participant) (string, error) {
	now := j.clock.Now()
	c := claims{
		Issuer: j.o.AppID, Audience: j.o.Audience, Subject: j.o.Subject, Room: m.Room,
		Before: now.Add(-skew).Unix(), Expires: j.closes(m.Occurrence).Unix(), Context: &about{User: user{ID: p.ID, Name: p.Name}},
	}
	moderates := p.Role == core.Moderator
	u := &c.Context.User
	if j.o.Mode == JaaS {
		c.Issuer, c.Context.Features, u.Moderator = jaasIssuer, features(moderates), text(moderates)
		return j.sign(c)
	}
	u.Moderator, u.Affiliation, u.LobbyBypass = moderates, "member", moderates
	if moderates {
		u.Affiliation = "owner"
	}
	return j.sign(c)
}

// features are what somebody may use at JaaS: what moderators have buttons for, they may.
func features(moderates bool) map[string]string {
	return map[string]string{
		"recording": text(moderates), "livestreaming": text(moderates), "file-upload": text(moderates),
		"transcription": text(false), "inbound-call": text(false), "outbound-call": text(false),
		"sip-inbound-call": text(false), "sip-outbound-call": text(false),
	}
}

func text(is bool) string {
	if is {
		return "true"
	}
	return "false"
}

// sign signs what people enter with: by the secret that we share with the server, or else by our key.
func (j *Jitsi) sign(c claims) (string, error) {
	if len(j.o.Secret) > 0 && j.o.Mode != JaaS {
		return j.signHMAC(c)
	}
	return j.signRSA(c)
}

func (j *Jitsi) signHMAC(c claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString(j.o.Secret)
}

func (j *Jitsi) signRSA(c claims) (string, error) {
	t := jwt.NewWithClaims(jwt.SigningMethodRS256, c)
	t.Header["kid"] = j.o.KeyID
	return t.SignedString(j.o.Key)
}

// The methods that make claims a jwt.Claims; the library asks them when it checks a token, which we leave to Prosody.

func (c claims) GetIssuer() (string, error)  { return c.Issuer, nil }
func (c claims) GetSubject() (string, error) { return c.Subject, nil }

func (c claims) GetAudience() (jwt.ClaimStrings, error) { return jwt.ClaimStrings{c.Audience}, nil }
func (c claims) GetIssuedAt() (*jwt.NumericDate, error) { return nil, nil } //nolint:nilnil // the library's own form of "none"

func (c claims) GetNotBefore() (*jwt.NumericDate, error) {
	return jwt.NewNumericDate(time.Unix(c.Before, 0)), nil
}

func (c claims) GetExpirationTime() (*jwt.NumericDate, error) {
	return jwt.NewNumericDate(time.Unix(c.Expires, 0)), nil
}
