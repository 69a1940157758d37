package jitsi_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
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

func claims(t *testing.T, token string) map[string]any { return part(t, token, 1) }

// part is a part of a token: its header or its body.
func part(t *testing.T, token string, n int) map[string]any {
	parts := strings.Split(token, ".")
	require.Len(t, parts, 3)
	raw, err := base64.RawURLEncoding.DecodeString(parts[n])
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

// TestCloseBelievesTheModuleAlone: whoever else answers at that address has closed nothing.
func TestCloseBelievesTheModuleAlone(t *testing.T) {
	other, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	for name, c := range map[string]struct {
		ends   jitsitest.Ends
		change func(*jitsi.Options)
		closed bool
		says   string
	}{
		"by our secret":        {jitsitest.EndsByToken, func(*jitsi.Options) {}, true, ""},
		"by our key":           {jitsitest.EndsByKey, func(o *jitsi.Options) { o.Key, o.KeyID = key, "meetbot-1" }, true, ""},
		"another secret":       {jitsitest.EndsByToken, func(o *jitsi.Options) { o.Secret = []byte("other") }, false, "refuses our token (status 401)"},
		"a key is wanted":      {jitsitest.EndsByKey, func(*jitsi.Options) {}, false, "jitsi.key_file"},
		"another key":          {jitsitest.EndsByKey, func(o *jitsi.Options) { o.Key, o.KeyID = other, "meetbot-1" }, false, "refuses our token"},
		"a key not known":      {jitsitest.EndsByKey, func(o *jitsi.Options) { o.Key, o.KeyID = key, "meetbot-2" }, false, "refuses our token"},
		"nothing loaded":       {jitsitest.EndsOff, func(*jitsi.Options) {}, false, "load muc_end_meeting"},
		"another virtual host": {jitsitest.EndsByToken, func(o *jitsi.Options) { o.XMPPDomain, o.Subject = "else.test", "meet.test" }, false, "for the host else.test"},
	} {
		t.Run(name, func(t *testing.T) {
			stand := jitsitest.New(jitsitest.Options{Secret: []byte("shared"), XMPPDomain: "meet.test", Ends: c.ends, Keys: served(t, key, "meetbot-1")})
			server := httptest.NewServer(stand.Handler())
			t.Cleanup(func() { stand.Close(); server.Close() })
			o := jitsi.Options{
				Mode: jitsi.JWT, Domain: "meet.test", AppID: "meetbot", Audience: "jitsi", Secret: []byte("shared"), EndURL: server.URL + "/end-meeting",
			}
			enter(t, server.URL, provided(t, o))
			c.change(&o)
			j := jitsi.New(o, coretest.NewClock(time.Now()), closes)
			require.True(t, j.Enforces().Close)
			for range 2 { // the second time the room is not there any more
				err := j.Close(t.Context(), meeting())
				if c.closed {
					require.NoError(t, err)
					require.Empty(t, stand.Rooms())
					continue
				}
				require.ErrorIs(t, err, core.ErrOpen)
				require.ErrorContains(t, err, c.says)
				require.Len(t, stand.Rooms(), 1)
			}
		})
	}
}

// TestCloseBelievesNoPage: one that is there, or to which a redirect leads.
func TestCloseBelievesNoPage(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<!DOCTYPE html>")) })
	mux.HandleFunc("/empty", func(http.ResponseWriter, *http.Request) {})
	for _, code := range []int{301, 302, 303, 307, 308} {
		mux.HandleFunc(fmt.Sprint("/", code), func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/empty", code) })
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	for _, path := range []string{"/page", "/301", "/302", "/303", "/307", "/308"} {
		j := jitsi.New(jitsi.Options{Mode: jitsi.JWT, Domain: "meet.test", Secret: []byte("shared"), EndURL: server.URL + path}, coretest.NewClock(noon), closes)
		require.ErrorIs(t, j.Close(t.Context(), meeting()), core.ErrOpen, path)
	}
}

// TestCloseTriesAgainWhereNobodyAnswers, which is no fault of how the server is set up.
func TestCloseTriesAgainWhereNobodyAnswers(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"out of order": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) },
		"hangs up":     func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(handler)
			t.Cleanup(server.Close)
			j := jitsi.New(jitsi.Options{Mode: jitsi.JWT, Domain: "meet.test", Secret: []byte("shared"), EndURL: server.URL}, coretest.NewClock(noon), closes)
			err := j.Close(t.Context(), meeting())
			require.Error(t, err)
			require.NotErrorIs(t, err, core.ErrOpen)
			require.NotContains(t, err.Error(), server.URL)
		})
	}
}

// TestTokensByKey: where there is no secret, people's tokens are signed with the key that the server finds at ours.
func TestTokensByKey(t *testing.T) {
	stand := jitsitest.New(jitsitest.Options{Keys: served(t, key, "meetbot-1")})
	server := httptest.NewServer(stand.Handler())
	t.Cleanup(func() { stand.Close(); server.Close() })
	enter(t, server.URL, provided(t, jitsi.Options{Mode: jitsi.JWT, Domain: "meet.test", AppID: "meetbot", Audience: "jitsi", Key: key, KeyID: "meetbot-1"}))
	require.True(t, stand.Participants(meeting().Room)[0].Moderator)
}

// TestJaaS: see https://developer.8x8.com/jaas/docs/api-keys-jwt and, for the end, its conference commands.
func TestJaaS(t *testing.T) {
	asked := make(chan *http.Request, 1)
	status := http.StatusOK
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			panic(err)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		asked <- r
		w.WriteHeader(status)
	}))
	t.Cleanup(server.Close)
	const app, id = "vpaas-magic-cookie-1", "vpaas-magic-cookie-1/k1"
	j := jitsi.New(jitsi.Options{Mode: jitsi.JaaS, Domain: server.URL, AppID: app, Audience: "jitsi", Key: key, KeyID: id}, coretest.NewClock(noon), closes)
	require.Equal(t, core.Enforcement{Roles: true, Window: true, Close: true}, j.Enforces())
	require.Equal(t, server.URL+"/"+app+"/external_api.js", j.Script())
	for role, moderates := range map[core.Role]string{core.Moderator: "true", core.Guest: "false"} {
		a, err := j.Admit(t.Context(), meeting(), core.Participant{ID: "slack:T1:U1", Name: "alice", Role: role})
		require.NoError(t, err)
		require.Equal(t, app+"/x7q2mfk3", a.Room)
		c := claims(t, a.Token)
		require.Equal(t, []any{"chat", "jitsi", app, "x7q2mfk3"}, []any{c["iss"], c["aud"], c["sub"], c["room"]})
		about := c["context"].(map[string]any)
		require.Equal(t, map[string]any{"id": "slack:T1:U1", "name": "alice", "moderator": moderates}, about["user"])
		require.Equal(t, moderates, about["features"].(map[string]any)["recording"])
		require.Equal(t, "false", about["features"].(map[string]any)["outbound-call"])
		require.Equal(t, map[string]any{"alg": "RS256", "typ": "JWT", "kid": id}, part(t, a.Token, 0))
	}
	require.NoError(t, j.Close(t.Context(), meeting()))
	r := <-asked
	require.Equal(t, "/v1/_jaas/conference-commands/v1/meeting", r.URL.Path)
	body, err := io.ReadAll(r.Body)
	require.NoError(t, err)
	require.JSONEq(t, `{"action": "DESTROY", "payload": {"conferenceFullName": "x7q2mfk3@conference.vpaas-magic-cookie-1.127.0.0.1"}}`, string(body))
	c := claims(t, strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
	require.Equal(t, []any{true, "chat", nil}, []any{c["admin"], c["iss"], c["room"]})
	status = http.StatusUnauthorized
	require.ErrorIs(t, j.Close(t.Context(), meeting()), core.ErrOpen)
}

func TestKeys(t *testing.T) {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	require.NoError(t, err)
	for name, block := range map[string]*pem.Block{
		"PKCS #1": {Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)},
		"PKCS #8": {Type: "PRIVATE KEY", Bytes: der},
	} {
		got, err := jitsi.ParseKey(pem.EncodeToMemory(block))
		require.NoError(t, err, name)
		require.True(t, key.Equal(got), name)
	}
	short, err := x509.MarshalPKCS8PrivateKey(shortKey(t))
	require.NoError(t, err)
	_, curve, err := ed25519.GenerateKey(rand.Reader)
	require.NoError(t, err)
	other, err := x509.MarshalPKCS8PrivateKey(curve)
	require.NoError(t, err)
	for says, text := range map[string][]byte{
		"no PEM":             []byte("canary"),
		"no RSA private key": pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: other}),
		"1024 bits":          pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: short}),
	} {
		_, err := jitsi.ParseKey(text)
		require.ErrorContains(t, err, says)
		require.NotContains(t, err.Error(), "canary")
	}
	keys, err := jitsi.PublicKeys(key, "login-1")
	require.NoError(t, err)
	require.Contains(t, keys.PEM, "9055b0b547c61f8ee25b0e3412f8df48e31f8ccb1187359932070d9a5d518273.pem", "as Prosody asks for it")
	require.NotContains(t, string(keys.PEM["9055b0b547c61f8ee25b0e3412f8df48e31f8ccb1187359932070d9a5d518273.pem"]), "PRIVATE")
	var set struct{ Keys []map[string]string }
	require.NoError(t, json.Unmarshal(keys.JWKS, &set))
	require.Equal(t, "login-1", set.Keys[0]["kid"])
	require.Equal(t, "AQAB", set.Keys[0]["e"])
	require.NotContains(t, set.Keys[0], "d")
	none, err := jitsi.PublicKeys(nil, "")
	require.NoError(t, err)
	require.JSONEq(t, `{"keys": []}`, string(none.JWKS))
}

var key = func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
}()

// shortKey is one of a length that Go itself makes no more.
func shortKey(t *testing.T) *rsa.PrivateKey {
	t.Setenv("GODEBUG", "rsa1024min=0")
	key, err := rsa.GenerateKey(rand.Reader, 1024)
	require.NoError(t, err)
	return key
}

// served serves the public half of a key, as we do, and returns the folder's address.
func served(t *testing.T, key *rsa.PrivateKey, id string) string {
	keys, err := jitsi.PublicKeys(key, id)
	require.NoError(t, err)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if text, ok := keys.PEM[strings.TrimPrefix(r.URL.Path, "/")]; ok {
			_, _ = w.Write(text)
			return
		}
		w.WriteHeader(http.StatusNotFound)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// provided is what alice, who moderates, enters with, now.
func provided(t *testing.T, o jitsi.Options) core.Admission {
	m := meeting()
	m.Start = time.Now()
	a, err := jitsi.New(o, coretest.NewClock(time.Now()), closes).Admit(t.Context(), m, core.Participant{ID: "slack:T1:U1", Name: "alice", Role: core.Moderator})
	require.NoError(t, err)
	return a
}

func enter(t *testing.T, server string, a core.Admission) {
	body, err := json.Marshal(map[string]string{"room": a.Room, "token": a.Token})
	require.NoError(t, err)
	res, err := http.Post(server+"/-/enter", "application/json", bytes.NewReader(body))
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, res.StatusCode)
	require.NoError(t, res.Body.Close())
}
