package jitsi

import (
	"time"

	"github.com/golang-jwt/jwt/v5"

	"meetbot/core"
)

// skew is how far the server's clock may be behind ours: Prosody allows a token none.
const skew = 10 * time.Second

// Claims are what Prosody's token_verification reads, see https://github.com/jitsi/lib-jitsi-meet/blob/master/doc/tokens.md.
// It refuses an audience that is a list, as the library's own claims would write it.
type claims struct {
	Issuer   string `json:"iss"`
	Audience string `json:"aud"`
	Subject  string `json:"sub"`
	Room     string `json:"room"`
	Before   int64  `json:"nbf"`
	Expires  int64  `json:"exp"`
	Context  about  `json:"context"`
}

type about struct {
	User user `json:"user"`
}

type user struct {
	ID        string `json:"id"`
	Name      string `json:"name,omitempty"`
	Moderator bool   `json:"moderator"`
	// Affiliation is what token_affiliation reads; a moderator need not wait in a lobby either.
	Affiliation string `json:"affiliation"`
	LobbyBypass bool   `json:"lobby_bypass,omitempty"`
}

// token makes a token that opens one room, from now until the room is closed.
func (j *Jitsi) token(m core.Meeting, p core.Participant) (string, error) {
	now := j.clock.Now()
	moderates := p.Role == core.Moderator
	affiliation := "member"
	if moderates {
		affiliation = "owner"
	}
	return j.sign(claims{
		Issuer: j.o.AppID, Audience: j.o.Audience, Subject: j.o.Subject, Room: m.Room,
		Before: now.Add(-skew).Unix(), Expires: j.closes(m.Occurrence).Unix(),
		Context: about{user{ID: p.ID, Name: p.Name, Moderator: moderates, Affiliation: affiliation, LobbyBypass: moderates}},
	})
}

func (j *Jitsi) sign(c claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString(j.o.Secret)
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
