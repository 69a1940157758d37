package app_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/discord/discordtest"
	"meetbot/cmd/internal/app"
	"meetbot/core/store"
)

// A patient is a service that runs, with both chats, and a configuration to be spoilt.
type patient struct {
	*world
	c app.Config
}

func newPatient(t *testing.T) *patient {
	w := newWorld(t, (*world).withDiscord)
	t.Cleanup(w.close)
	w.slack.SetScopes("commands", "chat:write", "chat:write.public", "users:read")
	w.spoilt = true // a wrong token is refused
	require.Eventually(t, func() bool { return len(w.discord.Commands()) > 0 }, 10*time.Second, time.Millisecond, "it registers its commands")
	return &patient{w, w.config()}
}

// RoundTrip carries what goes to the emulated chats and our own pages, and lets all else go where it wants.
func (p *patient) RoundTrip(r *http.Request) (*http.Response, error) {
	if host := r.URL.Hostname(); host == "localhost" || strings.HasSuffix(host, ".test") {
		return p.world.RoundTrip(r)
	}
	return http.DefaultTransport.RoundTrip(r)
}

// examined returns what doctor finds, a line each.
func examined(c app.Config, wire http.RoundTripper) string {
	var lines []string
	d := app.Doctor{Client: &http.Client{Transport: wire}, Settle: 300 * time.Millisecond}
	for _, f := range d.Examine(context.Background(), c) {
		lines = append(lines, f.String())
	}
	return strings.Join(lines, "\n")
}

// requireLine wants a line that begins and goes on so.
func requireLine(t *testing.T, said, level, words string) {
	t.Helper()
	for line := range strings.Lines(said) {
		if strings.HasPrefix(line, level+" ") && strings.Contains(line, words) {
			if level != "ok" {
				require.Regexp(t, `[^.]\. [A-Z].*\.$`, strings.TrimSpace(line), "what is seen, and what helps")
			}
			return
		}
	}
	t.Errorf("no %s with %q in:\n%s", level, words, said)
}

// TestDoctorNamesWhatIsWrong with the chats, the database and our own pages, and no secret.
func TestDoctorNamesWhatIsWrong(t *testing.T) {
	p := newPatient(t)
	stranger := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	t.Cleanup(stranger.Close)
	p.c.SecretKey = "Gn0o4bY7tq1Zr9cW3vXk8dLs5fHjPe2uAiQmTyRxNwE="
	for words, spoil := range map[string]func(*app.Config){
		"failure: Slack token: Slack does not take slack.bot_token (invalid_auth)":       func(c *app.Config) { c.Slack.BotToken = "xoxb-canary-other" },
		"failure: Slack token: Slack does not take slack.bot_token":                      func(c *app.Config) { c.Slack.APIURL = "http://127.0.0.1:1/api/" },
		"failure: Slack Socket Mode: Slack opens none for slack.app_token":               func(c *app.Config) { c.Slack.AppToken = "xapp-canary" },
		"ok: Slack Socket Mode: Slack opens it":                                          func(c *app.Config) { c.Slack.AppToken = "xapp-test" },
		"failure: Discord application: Discord refuses discord.bot_token":                func(c *app.Config) { c.Discord.BotToken = "canary-other" },
		"failure: Discord application: read the application":                             func(c *app.Config) { c.Discord.APIURL = "http://127.0.0.1:1/api/v10/" },
		"belongs to the application 100000000000000001 (meetbot)":                        func(c *app.Config) { c.Discord.ApplicationID = "100000000000000009" },
		"discord.public_key is not that of the application":                              func(c *app.Config) { c.Discord.PublicKey = strings.Repeat("ab", 32) },
		"has an interactions endpoint URL":                                               func(c *app.Config) { c.Discord.Gateway = true },
		"failure: Discord commands: read the registered commands":                        func(c *app.Config) { c.Discord.GuildID = "100000000000000008" },
		"failure: database: there is no folder":                                          func(c *app.Config) { c.Database.URL = "sqlite:/canary/not/there.db" },
		"warning: database: there is no file":                                            func(c *app.Config) { c.Database.URL = app.Secret("sqlite:" + filepath.Join(t.TempDir(), "new.db")) },
		"failure: database: the database cannot be used":                                 func(c *app.Config) { c.Database.URL = "postgres://me:canary@127.0.0.1:1/meetbot" },
		"failure: base_url: a meetbot with another secret_key":                           func(*app.Config) {},
		"failure: base_url: http://localhost:8080/discord/healthz answers with status":   func(c *app.Config) { c.BaseURL = "http://localhost:8080/discord" },
		"failure: base_url: something else than this meetbot answers at " + stranger.URL: func(c *app.Config) { c.BaseURL = stranger.URL },
		"warning: base_url: http://127.0.0.1:1 does not answer":                          func(c *app.Config) { c.BaseURL = "http://127.0.0.1:1" },
	} {
		t.Run(words, func(t *testing.T) {
			c := p.c
			spoil(&c)
			said := examined(c, p)
			level, rest, found := strings.Cut(words, ": ")
			if !found || strings.Contains(level, " ") {
				level, rest = "failure", words
			}
			requireLine(t, said, level, rest)
			require.NotContains(t, strings.ReplaceAll(said, "/canary/", ""), "canary")
			require.NotContains(t, said, "NwE=")
		})
	}
}

// TestDoctorHoldsWhatWasGrantedAgainstWhatIsNeeded by the chats.
func TestDoctorHoldsWhatWasGrantedAgainstWhatIsNeeded(t *testing.T) {
	p := newPatient(t)
	p.slack.SetScopes("commands", "chat:write", "users:read", "channels:history")
	p.discord.SetPermissions("", discordtest.ViewChannel|discordtest.ReadHistory|discordtest.SendInThreads)
	said := examined(p.c, p)
	requireLine(t, said, "failure", "Slack scopes: chat:write.public missing")
	requireLine(t, said, "warning", "Slack scopes: channels:history given, which meetbot never uses")
	requireLine(t, said, "warning", "lacks Send Messages, Embed Links.")
	p.c.Discord.MirrorEvents = true
	requireLine(t, examined(p.c, p), "warning", "lacks Send Messages, Embed Links, Create Events.")
	requireLine(t, said, "ok", "base_url: this meetbot answers") // by the key that it drew for itself
	requireLine(t, said, "ok", "Discord commands: they are registered")

	p.altered.Store(ptr(func(r *http.Request, body []byte) []byte {
		switch {
		case strings.HasSuffix(r.URL.Path, "/commands"):
			return []byte("[]")
		case strings.HasSuffix(r.URL.Path, "/applications/@me"):
			return []byte(strings.Replace(string(body), `"flags":0`, `"flags":32768`, -1))
		case strings.HasSuffix(r.URL.Path, "/guilds"):
			return []byte("[]")
		}
		return body
	}))
	said = examined(p.c, p)
	requireLine(t, said, "warning", "Discord commands: they are not registered")
	requireLine(t, said, "warning", "Discord intents: privileged intents are on")
	requireLine(t, said, "warning", "the bot is in no server yet. Open http://discord.test/oauth2/authorize?client_id=100000000000000001&")
	p.c.Discord.Register = false
	requireLine(t, examined(p.c, p), "failure", "Discord commands: they are not registered")
}

func ptr[T any](v T) *T { return &v }

// TestDoctorReachesTheGateway, and begins no session there.
func TestDoctorReachesTheGateway(t *testing.T) {
	p := newPatient(t)
	d := discordtest.New(discordtest.Options{Application: discordApplication, BotToken: "discord-test", Guild: discordServer})
	server := httptest.NewServer(d.Handler())
	t.Cleanup(server.Close)
	t.Cleanup(d.Close)
	p.c.Discord.APIURL, p.c.Discord.Gateway = server.URL+"/api/v10/", true
	d.SetBaseURL(server.URL)
	requireLine(t, examined(p.c, p), "ok", "Discord gateway: it answers")
	require.Zero(t, d.Identifies())
	d.SetBaseURL("http://127.0.0.1:1")
	requireLine(t, examined(p.c, p), "failure", "the gateway cannot be reached")
}

// TestDoctorLooksAtTheSchema, and changes nothing of it.
func TestDoctorLooksAtTheSchema(t *testing.T) {
	p := newPatient(t)
	p.c.Database.URL = app.Secret("sqlite:" + filepath.Join(t.TempDir(), "meetbot.db"))
	s, err := store.Open(t.Context(), p.c.Database.URL.Reveal())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	requireLine(t, examined(p.c, p), "warning", "database schema: steps are missing")
	p.c.Database.Migrate = false
	requireLine(t, examined(p.c, p), "failure", "Run meetbot migrate up")
	steps, err := s.Steps(t.Context())
	require.NoError(t, err)
	require.Equal(t, len(steps), len(steps.Missing()), "it took none itself")
	_, err = s.Migrate(t.Context())
	require.NoError(t, err)
	requireLine(t, examined(p.c, p), "ok", "database: the schema is this program's")
	kept, err := s.Kept(t.Context(), "secret_key")
	require.NoError(t, err)
	require.Empty(t, kept, "a key is the service's to draw")
}

// TestDoctorLooksAtTheCertificate of base_url.
func TestDoctorLooksAtTheCertificate(t *testing.T) {
	p := newPatient(t)
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { p.app.Handler().ServeHTTP(w, r) }))
	t.Cleanup(server.Close)
	p.c.BaseURL = server.URL
	requireLine(t, examined(p.c, p), "failure", "certificate of base_url: x509")
	said := examined(p.c, server.Client().Transport)
	requireLine(t, said, "ok", "base_url: this meetbot answers")
	requireLine(t, said, "ok", "certificate of base_url: good until")
}
