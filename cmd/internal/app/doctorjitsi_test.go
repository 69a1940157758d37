package app_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/cmd/internal/app"
	"meetbot/core/jitsi/prosodytest"
)

const doctorsSecret = "zN4kq8WbR1vTx6Yp"

// jitsiOf is a configuration with that Jitsi server alone.
func jitsiOf(p prosodytest.Prosody) app.Config {
	c := app.Defaults()
	c.BaseURL, c.Database.URL = "http://127.0.0.1:1", "sqlite:/not/there.db"
	c.Jitsi.Mode, c.Jitsi.Secret, c.Jitsi.Domain, c.Jitsi.EndURL = "jwt", doctorsSecret, p.Origin, p.EndURL
	c.Jitsi.XMPPDomain, c.Jitsi.MUCDomain = prosodytest.Domain, prosodytest.Rooms
	return c
}

// TestDoctorFindsNothing wrong where nothing is.
func TestDoctorFindsNothing(t *testing.T) {
	p := newPatient(t)
	p.c.Jitsi = jitsiOf(prosodytest.Start(t, prosodytest.Options{Secret: doctorsSecret})).Jitsi
	said := examined(p.c, p)
	for line := range strings.Lines(said) {
		require.True(t, strings.HasPrefix(line, "ok "), line)
	}
	for _, words := range []string{
		"a moderator's token makes a moderator", "a guest's token makes none", "without a token is refused", "a token that ran out is refused",
		"a token of another room is refused", "Jitsi closing: the room was closed", "/xmpp-websocket answers",
	} {
		requireLine(t, said, "ok", words)
	}
}

// TestDoctorTriesRoles on a real Prosody, in each way in which people get them wrong: one thing is named, and nothing else.
func TestDoctorTriesRoles(t *testing.T) {
	good := prosodytest.Options{Secret: doctorsSecret}
	for name, c := range map[string]struct {
		server func(*prosodytest.Options)
		ours   func(*app.Config)
		fails  []string
	}{
		"whoever has no token": {func(o *prosodytest.Options) { o.EmptyTokens = true }, nil, []string{"whoever comes without a token is let in"}},
		"guests' own host":     {func(o *prosodytest.Options) { o.Guests = true }, nil, []string{"whoever comes without a token by the host guest.meet.test is let in"}},
		"old tokens":           {func(o *prosodytest.Options) { o.AnyTime = true }, nil, []string{"whoever comes with a token that ran out is let in"}},
		"any room's token":     {func(o *prosodytest.Options) { o.AnyRoom = true }, nil, []string{"whoever comes with a token of another room is let in"}},
		"no affiliation":       {func(o *prosodytest.Options) { o.NoOwners = true }, nil, []string{"a moderator's token makes no moderator"}},
		"all moderate":         {func(o *prosodytest.Options) { o.Makes = "all" }, nil, []string{"a guest's token makes a moderator"}},
		"the first moderates":  {func(o *prosodytest.Options) { o.Makes = "first" }, nil, []string{"a guest's token makes a moderator"}},
		"no end-meeting":       {func(o *prosodytest.Options) { o.NoEnd = true }, nil, []string{"jitsi.end_url: the room may still be open", "Jitsi closing: the room may still be open"}},
		"it stays open":        {func(o *prosodytest.Options) { o.EndLies = true }, nil, []string{"is said to be closed, and stays open"}},
		"another secret": {func(o *prosodytest.Options) { o.Secret = "another" }, nil, []string{
			"a moderator with our token is not let in (refused at the sign-in: not-allowed, Invalid signature)", "a guest with our token is not let in", "jitsi.end_url:",
		}},
		"another host": {nil, func(c *app.Config) { c.Jitsi.XMPPDomain = "else.test" }, []string{"Prosody's host is meet.test, and we take it for else.test", "Jitsi BOSH"}},
		"other rooms":  {nil, func(c *app.Config) { c.Jitsi.MUCDomain = "rooms.test" }, []string{"a moderator with our token is not let in", "a guest with our token is not let in"}},
		"open":         {nil, func(c *app.Config) { c.Jitsi.Mode = "open" }, []string{"jitsi.mode is open, and the server lets nobody in"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := good
			if c.server != nil {
				c.server(&o)
			}
			config := jitsiOf(prosodytest.Start(t, o))
			if c.ours != nil {
				c.ours(&config)
			}
			said := examined(config, http.DefaultTransport)
			require.NotContains(t, said, doctorsSecret)
			require.NotContains(t, said, "eyJ", "a token")
			for _, words := range c.fails {
				requireLine(t, said, "failure", words)
			}
			var failures int
			for line := range strings.Lines(said) {
				if strings.HasPrefix(line, "failure") && !strings.Contains(line, "database:") {
					failures++
				}
			}
			require.Equal(t, len(c.fails), failures, said)
		})
	}
}

// TestDoctorLooksAtTheScript and at how the server is reached.
func TestDoctorLooksAtTheScript(t *testing.T) {
	served := map[string][2]string{} // by path: kind, text
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		file, there := served[r.URL.Path]
		if !there {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", file[0])
		_, _ = fmt.Fprint(w, file[1])
	}))
	t.Cleanup(server.Close)
	c := jitsiOf(prosodytest.Prosody{Origin: server.URL})
	said := examined(c, http.DefaultTransport)
	requireLine(t, said, "failure", "Jitsi script: "+server.URL+"/external_api.js: the answer has the status 404")
	requireLine(t, said, "warning", "Jitsi config.js: it cannot be read")
	requireLine(t, said, "failure", "Jitsi BOSH: "+server.URL+"/http-bind: the answer has the status 404")
	requireLine(t, said, "warning", "Jitsi WebSocket: "+server.URL+"/xmpp-websocket: the answer has the status 404")
	require.NotContains(t, said, "Jitsi roles", "nobody can try them")

	served["/external_api.js"] = [2]string{"text/html", "JitsiMeetExternalAPI"}
	served["/config.js"] = [2]string{"text/javascript", "var config = {\n    // domain: 'meet.test',\n};\nconfig.hosts.domain = 'meet.jitsi';\n"}
	served["/http-bind"] = [2]string{"text/xml", "It works!"}
	said = examined(c, http.DefaultTransport)
	requireLine(t, said, "failure", `is not sent as JavaScript but as "text/html"`)
	requireLine(t, said, "failure", "Prosody's host is meet.jitsi, and we take it for meet.test")
	requireLine(t, said, "failure", "/http-bind: the answer is none of XMPP over HTTP")

	served["/else.js"] = [2]string{"text/javascript", "alert()"}
	c.Jitsi.ScriptURL = server.URL + "/else.js"
	requireLine(t, examined(c, http.DefaultTransport), "failure", "/else.js does not define JitsiMeetExternalAPI")
	c.Jitsi.Domain, c.Jitsi.ScriptURL = "http://127.0.0.1:1", ""
	requireLine(t, examined(c, http.DefaultTransport), "failure", "connection refused")
}

// TestDoctorSaysWhereNothingIsHeld of roles.
func TestDoctorSaysWhereNothingIsHeld(t *testing.T) {
	c := jitsiOf(prosodytest.Start(t, prosodytest.Options{Secret: doctorsSecret, EmptyTokens: true}))
	c.Jitsi.EndURL = ""
	requireLine(t, examined(c, http.DefaultTransport), "warning", "jitsi.end_url is not set")
	c.Jitsi.Mode = "open"
	requireLine(t, examined(c, http.DefaultTransport), "warning", "whoever comes first moderates")
}
