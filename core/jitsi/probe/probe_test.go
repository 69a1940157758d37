package probe_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/stretchr/testify/require"

	"meetbot/core/jitsi/probe"
	"meetbot/core/jitsi/prosodytest"
)

const secret = "zN4kq8WbR1vTx6Yp"

func token(t *testing.T, room string, moderator bool, exp time.Duration) string {
	signed, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
		"iss": "meetbot", "aud": "jitsi", "sub": prosodytest.Domain, "room": room, "exp": time.Now().Add(exp).Unix(),
		"context": map[string]any{"user": map[string]any{"id": "x", "moderator": moderator}},
	}).SignedString([]byte(secret))
	require.NoError(t, err)
	return signed
}

// TestEnter against a real Prosody: who comes in, as what, and that they see the room closed.
func TestEnter(t *testing.T) {
	p := prosodytest.Start(t, prosodytest.Options{Secret: secret})
	s := probe.Server{Origin: p.Origin, XMPPDomain: prosodytest.Domain, MUCDomain: prosodytest.Rooms, Client: http.DefaultClient}
	ctx := t.Context()
	require.NoError(t, s.BOSH(ctx))
	require.NoError(t, s.WebSocket(ctx))
	for name, c := range map[string]struct {
		token string
		at    probe.Stage
	}{
		"no token":           {"", probe.AtSignIn},
		"expired":            {token(t, "one", true, -time.Second), probe.AtSignIn},
		"another room's":     {token(t, "two", true, time.Minute), probe.AtRoom},
		"changed since then": {token(t, "one", true, time.Minute) + "x", probe.AtSignIn},
	} {
		_, err := s.Enter(ctx, "one", c.token)
		var r *probe.Refusal
		require.ErrorAs(t, err, &r, name)
		require.Equal(t, c.at, r.Stage, name)
		require.Equal(t, "not-allowed", r.Condition, name)
		require.NotEmpty(t, r.Text, name)
	}
	guest, err := s.Enter(ctx, "one", token(t, "one", false, time.Minute))
	require.NoError(t, err)
	require.NoError(t, guest.Watch(ctx, time.Millisecond, guest.Owner))
	require.False(t, guest.Owner())
	moderator, err := s.Enter(ctx, "one", token(t, "one", true, time.Minute))
	require.NoError(t, err)
	require.True(t, moderator.Owner())
}
