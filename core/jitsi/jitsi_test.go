package jitsi_test

import (
	"encoding/base64"
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
	"meetbot/core/coretest"
	"meetbot/core/jitsi"
	"meetbot/core/jitsi/jitsitest"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func meeting() core.Meeting {
	return core.Meeting{ID: "m", Title: `a "title" <b>`, Occurrence: core.Occurrence{Room: "x7q2mfk3", Start: noon, Duration: 30 * time.Minute}}
}

func closes(o core.Occurrence) time.Time { return o.End().Add(5 * time.Minute) }

func provider(mode jitsi.Mode) *jitsi.Jitsi {
	return jitsi.New(jitsi.Options{
		Mode: mode, Domain: "meet.test:8443", AppID: "meetbot", Audience: "jitsi", Secret: []byte("shared"),
	}, coretest.NewClock(noon), closes)
}

func claims(t *testing.T, token string) map[string]any {
	parts := strings.Split(token, ".")
	require.Len(t, parts, 3)
	raw, err := base64.RawURLEncoding.DecodeString(parts[1])
	require.NoError(t, err)
	var out map[string]any
	require.NoError(t, json.Unmarshal(raw, &out))
	return out
}

func TestTokenOfEachRole(t *testing.T) {
	for role, want := range map[core.Role]map[string]any{
		core.Moderator: {"id": "slack:T1:U1", "name": "alice", "moderator": true, "affiliation": "owner", "lobby_bypass": true},
		core.Guest:     {"id": "slack:T1:U1", "name": "alice", "moderator": false, "affiliation": "member"},
	} {
		a, err := provider(jitsi.JWT).Admit(t.Context(), meeting(), core.Participant{ID: "slack:T1:U1", Name: "alice", Role: role})
		require.NoError(t, err)
		require.Equal(t, map[string]any{
			"iss": "meetbot", "aud": "jitsi", "sub": "meet.test", "room": "x7q2mfk3",
			"nbf": float64(noon.Add(-10 * time.Second).Unix()), "exp": float64(noon.Add(35 * time.Minute).Unix()),
			"context": map[string]any{"user": want},
		}, claims(t, a.Token))
		require.Equal(t, "meet.test:8443", a.Domain)
		require.Equal(t, "x7q2mfk3", a.Room)
	}
}

// TestATokenIsOfOneOccurrence: it opens the room of that one, and runs out with it.
func TestATokenIsOfOneOccurrence(t *testing.T) {
	m := meeting()
	m.Occurrence = core.Occurrence{Nth: 1, Room: "another", Start: noon.Add(24 * time.Hour), Duration: time.Hour}
	a, err := provider(jitsi.JWT).Admit(t.Context(), m, core.Participant{ID: "slack:T1:U1"})
	require.NoError(t, err)
	got := claims(t, a.Token)
	require.Equal(t, "another", got["room"])
	require.EqualValues(t, noon.Add(25*time.Hour+5*time.Minute).Unix(), got["exp"])
	m.Ended = noon.Add(24*time.Hour + time.Minute)
	a, err = provider(jitsi.JWT).Admit(t.Context(), m, core.Participant{ID: "slack:T1:U1"})
	require.NoError(t, err)
	require.EqualValues(t, noon.Add(24*time.Hour+6*time.Minute).Unix(), claims(t, a.Token)["exp"])
}

func TestAnOpenServerGetsNoToken(t *testing.T) {
	a, err := provider(jitsi.Open).Admit(t.Context(), meeting(), core.Participant{ID: "guest:x", Name: "bob"})
	require.NoError(t, err)
	require.Empty(t, a.Token)
	require.Equal(t, core.Enforcement{}, provider(jitsi.Open).Enforces())
	require.Equal(t, core.Enforcement{Roles: true, Window: true}, provider(jitsi.JWT).Enforces())
}

func TestOptionsOfEachRole(t *testing.T) {
	config := func(r core.Role) map[string]any {
		a, err := provider(jitsi.JWT).Admit(t.Context(), meeting(), core.Participant{Name: "alice", Role: r})
		require.NoError(t, err)
		return a.Options["configOverwrite"].(map[string]any)
	}
	moderator, guest := config(core.Moderator), config(core.Guest)
	require.Equal(t, meeting().Title, moderator["subject"])
	require.Equal(t, meeting().Title, guest["localSubject"])
	require.NotContains(t, guest, "subject", "only a moderator may set it for all")
	require.Contains(t, moderator["toolbarButtons"], "security")
	require.NotContains(t, guest["toolbarButtons"], "security")
	require.NotContains(t, guest["toolbarButtons"], "recording")
	require.Equal(t, true, guest["disableRemoteMute"])
}

func TestCloseEndsTheRoom(t *testing.T) {
	for name, c := range map[string]struct {
		secret string
		fails  bool
	}{"with our secret": {"shared", false}, "with another": {"other", true}} {
		t.Run(name, func(t *testing.T) {
			stand := standIn(t, "shared")
			server := httptest.NewServer(stand.Handler())
			t.Cleanup(server.Close)
			j := jitsi.New(jitsi.Options{
				Mode: jitsi.JWT, Domain: "meet.test", AppID: "meetbot", Audience: "jitsi", Secret: []byte(c.secret),
				EndURL: server.URL + "/end-meeting",
			}, coretest.NewClock(time.Now()), closes)
			require.True(t, j.Enforces().Close)
			err := j.Close(t.Context(), meeting())
			if c.fails {
				require.Error(t, err)
				return
			}
			require.NoError(t, err, "a room that is not open is as good as closed")
		})
	}
}

func standIn(t *testing.T, secret string) *jitsitest.Server {
	s := jitsitest.New(jitsitest.Options{Secret: []byte(secret), XMPPDomain: "meet.test"})
	t.Cleanup(s.Close)
	return s
}
