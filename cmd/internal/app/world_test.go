package app_test

import (
	"bytes"
	"context"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/discord/discordtest"
	"meetbot/bot/emulator"
	"meetbot/bot/slack/slacktest"
	"meetbot/cmd/internal/app"
	"meetbot/core/coretest"
)

// A world is the whole service with its emulated chat in one process, without a socket between them, so that it can
// live in a bubble of fake time.
type world struct {
	t       *testing.T
	slack   *slacktest.Slack
	discord *discordtest.Discord // nil but for withDiscord
	chats   map[string]emulator.Chat
	app     *app.App
	stop    context.CancelFunc
	done    chan error
	db      string
	log     *coretest.Lines
	edits   []func(*app.Config)
	spoilt  bool                                               // the test has the bot send what is refused
	altered atomic.Pointer[func(*http.Request, []byte) []byte] // changes what a platform answers; nil: nothing does
}

const (
	baseURL   = "http://localhost:8080"
	slackBase = "http://slack.test"

	discordBase        = "http://discord.test"
	discordApplication = "100000000000000001"
	discordServer      = "100000000000000002"
)

// newWorld makes a world with alice (an admin), bob and carol in #team, and a private #secret without the bot.
func newWorld(t *testing.T, options ...func(*world)) *world {
	w := &world{t: t, db: filepath.Join(t.TempDir(), "meetbot.db"), log: &coretest.Lines{}, chats: map[string]emulator.Chat{}}
	for _, o := range options {
		o(w)
	}
	w.slack = slacktest.New(slacktest.Options{Service: baseURL, Client: &http.Client{Transport: w}})
	w.slack.SetBaseURL(slackBase)
	for _, p := range []emulator.Person{
		{ID: "U0001", Name: "alice", Zone: "Europe/Warsaw"},
		{ID: "U0002", Name: "bob", Zone: "Europe/Warsaw"},
		{ID: "U0003", Name: "carol", Zone: "America/New_York", Admin: true},
	} {
		w.slack.AddPerson(p)
	}
	w.slack.AddChannel(emulator.Channel{ID: "C0001", Name: "team", Bot: true, Members: []string{"U0001", "U0002", "U0003"}})
	w.slack.AddChannel(emulator.Channel{ID: "C0002", Name: "secret", Private: true, Members: []string{"U0001", "U0002"}})
	w.slack.AddChannel(emulator.Channel{ID: "C0009", Name: "mpdm-alice--bob-1", Private: true, Members: []string{"U0001", "U0002"}})
	w.chats["slack"] = w.slack
	w.start()
	return w
}

// withDiscord is an option of newWorld: a Discord server beside the Slack workspace, with people of the same names, in
// #general, and a private #hidden without the bot.
func (w *world) withDiscord() {
	d := discordtest.New(discordtest.Options{
		Application: discordApplication, BotToken: "discord-test", Guild: discordServer, Service: baseURL, HTTP: true,
		Client: &http.Client{Transport: w},
	})
	d.SetBaseURL(discordBase)
	d.AddPerson(emulator.Person{ID: "200000000000000001", Name: "alice", Zone: "Europe/Warsaw"})
	d.AddPerson(emulator.Person{ID: "200000000000000002", Name: "bob", Zone: "Europe/Warsaw"})
	d.AddPerson(emulator.Person{ID: "200000000000000003", Name: "carol", Zone: "America/New_York", Admin: true})
	d.AddChannel(emulator.Channel{ID: "300000000000000001", Name: "general", Bot: true})
	d.AddChannel(emulator.Channel{ID: "300000000000000002", Name: "hidden", Private: true, Members: []string{"200000000000000001", "200000000000000002"}})
	d.AddThread(emulator.Channel{ID: "300000000000000009", Name: "retro"}, "300000000000000001")
	w.t.Cleanup(d.Close)
	w.t.Cleanup(func() {
		if !w.spoilt {
			require.Empty(w.t, d.Refused(), "what a sound bot would not send")
		}
	})
	w.discord, w.chats["discord"] = d, d
	w.edits = append(w.edits, func(c *app.Config) {
		c.Discord.ApplicationID, c.Discord.BotToken, c.Discord.PublicKey = discordApplication, "discord-test", d.PublicKey()
		c.Discord.APIURL, c.Discord.WebURL, c.Discord.Gateway = discordBase+"/api/v10/", discordBase, false
	})
}

// withFurther is an option of newWorld: a chat that tests alone know, beside the Slack workspace.
func withFurther(name string) func(*world) {
	return func(w *world) { w.chats[name] = app.Further()[name](baseURL, &http.Client{Transport: w}) }
}

// withEvents is an option of newWorld: meetings are also the Discord server's own events.
func (w *world) withEvents() {
	w.edits = append(w.edits, func(c *app.Config) { c.Discord.MirrorEvents = true })
}

// inLanguage is an option of newWorld: channels are spoken to in a language.
func inLanguage(tag string) func(*world) {
	return func(w *world) { w.edits = append(w.edits, func(c *app.Config) { c.Language = tag }) }
}

// RoundTrip carries requests between the service and the emulator.
func (w *world) RoundTrip(r *http.Request) (*http.Response, error) {
	handler := w.app.Handler()
	if name, ok := strings.CutSuffix(r.URL.Host, ".test"); ok && w.chats[name] != nil {
		handler = w.chats[name].(interface{ Handler() http.Handler }).Handler()
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	if trace := httptrace.ContextClientTrace(r.Context()); trace != nil && trace.GotConn != nil {
		trace.GotConn(httptrace.GotConnInfo{}) // as a connection would
	}
	rec := httptest.NewRecorder()
	in := r.Clone(r.Context())
	in.RequestURI, in.Host = r.URL.RequestURI(), r.URL.Host
	if in.Body == nil {
		in.Body = http.NoBody
	}
	handler.ServeHTTP(rec, in)
	res := rec.Result()
	if alter := w.altered.Load(); alter != nil && r.URL.Host != "localhost:8080" {
		res.Body = io.NopCloser(bytes.NewReader((*alter)(r, rec.Body.Bytes())))
	}
	res.Request = r
	return res, nil
}

func (w *world) config() app.Config {
	c := app.Defaults()
	c.Database.URL = app.Secret("sqlite:" + w.db)
	c.Slack.BotToken, c.Slack.SigningSecret = "xoxb-test", "signing-test"
	c.Slack.APIURL, c.Slack.WebURL = slackBase+"/api/", slackBase
	c.Jitsi.Mode, c.Jitsi.Domain, c.Jitsi.Secret = "jwt", "meet.test", "jitsi-test"
	for _, edit := range w.edits {
		edit(&c)
	}
	return c
}

func (w *world) start() {
	ctx, stop := context.WithCancel(context.Background())
	options := app.Options{Log: w.log.Logger(), Client: &http.Client{Transport: w, Timeout: 8 * time.Second}, Pulse: time.Hour, Try: time.Hour}
	a, err := app.New(ctx, w.config(), options.With(slices.Collect(maps.Keys(w.chats))...))
	require.NoError(w.t, err)
	w.app, w.stop, w.done = a, stop, make(chan error, 1)
	go func() { w.done <- a.Work(ctx) }()
}

// close stops the service, if it runs.
func (w *world) close() {
	if w.stop == nil {
		return
	}
	w.stop()
	w.stop = nil
	require.NoError(w.t, <-w.done)
	require.NoError(w.t, w.app.Close())
}

// A browser keeps cookies, as a person's own does.
type browser struct {
	world   *world
	cookies map[string]string
}

func (b *browser) do(method, path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, baseURL+path, strings.NewReader(form.Encode()))
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	rec := httptest.NewRecorder()
	b.world.app.Handler().ServeHTTP(rec, r)
	for _, c := range rec.Result().Cookies() {
		b.cookies[c.Name] = c.Value
	}
	return rec
}
