package web_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"meetbot/bot/say"
	"meetbot/core"
	"meetbot/core/coretest"
	"meetbot/core/jitsi"
	"meetbot/core/jitsi/jitsitest"
	"meetbot/web"
)

var (
	start = time.Date(2026, 8, 25, 13, 0, 0, 0, time.UTC)
	alice = core.Identity{Platform: "slack", Workspace: "T1", UserID: "U1"}
	bob   = core.Identity{Platform: "slack", Workspace: "T1", UserID: "U2"}
	carol = core.Identity{Platform: "discord", Workspace: "A1", UserID: "7"} // from elsewhere
	team  = core.Channel{Platform: "slack", Workspace: "T1", ID: "C1"}
)

// A world is the pages with a service behind them, whose clock stands at an hour before the meeting that tests call,
// and a stand-in for Jitsi.
type world struct {
	t       *testing.T
	clock   *coretest.Clock
	store   *coretest.Store
	service *core.Service
	who     *coretest.Directory
	log     *coretest.Lines
	jitsi   *jitsitest.Server
	login   *platform // nil but for signingIn
	handler http.Handler
	base    string // the pages' address
	script  string // of the Jitsi server
}

// A setting changes how the world is set up.
type setting func(*worldOptions)

type worldOptions struct {
	commands []string
	base     string // empty: where the pages are really served
	script   string
	jitsi    jitsitest.Options
	mode     jitsi.Mode
	login    bool
	keeps    core.Store // in place of the one in memory
	only     string     // the platform that alone can be signed in with; empty: all
	proxies  []netip.Prefix
}

// signingIn lets people sign in with a stand-in for Slack and Discord.
func signingIn(o *worldOptions) { o.login = true }

var tokenSecret = []byte("the secret of Jitsi and us")

func newWorld(t *testing.T, settings ...setting) *world {
	t.Helper()
	w := &world{t: t, clock: coretest.NewClock(start.Add(-time.Hour))}
	o := worldOptions{commands: []string{"/meet"}, mode: jitsi.JWT, jitsi: jitsitest.Options{Secret: tokenSecret, Now: w.clock.Now}}
	for _, s := range settings {
		s(&o)
	}
	w.jitsi = jitsitest.New(o.jitsi)
	meet := httptest.NewServer(w.jitsi.Handler())
	pages := httptest.NewUnstartedServer(nil)
	// Streams first: a server waits for them.
	t.Cleanup(func() { w.jitsi.Close(); meet.Close(); pages.Close() })
	w.base, w.script = "http://"+pages.Listener.Addr().String(), meet.URL+"/external_api.js"
	if o.base != "" {
		w.base = o.base
	}
	if o.script != "" {
		w.script = o.script
	}
	if o.login {
		w.login = newPlatform()
		t.Cleanup(w.login.Close)
	}
	w.serve(meet.URL, o)
	pages.Config.Handler = w.handler
	pages.Start()
	return w
}

func (w *world) serve(meet string, o worldOptions) {
	w.t.Helper()
	provider := jitsi.New(jitsi.Options{Mode: o.mode, Domain: strings.TrimPrefix(meet, "https://"), AppID: "meetbot", Audience: "jitsi", Secret: tokenSecret}, w.clock, coretest.UsualPolicy.Closes)
	settings := []coretest.Setting{coretest.With(provider)}
	if o.keeps != nil {
		settings = append(settings, coretest.Keeping(o.keeps))
	}
	around := coretest.NewWorld(w.clock, coretest.UsualPolicy, settings...)
	w.store, w.service, w.who, w.log = around.Store, around.Service, around.Directory, around.Log
	words, err := say.Load(say.Default)
	if err != nil {
		w.t.Fatal(err)
	}
	var logins []web.Login
	if w.login != nil {
		logins = slices.DeleteFunc(w.login.logins(), func(l web.Login) bool { return o.only != "" && l.Name != o.only })
	}
	w.handler, err = web.New(web.Options{
		Service: w.service, BaseURL: w.base, Jitsi: meet, ScriptURL: w.script, Log: w.log.Logger(), Words: words, Logins: logins, Sealer: around.Sealer, Proxies: o.proxies, Commands: o.commands,
		Ready: func(context.Context) (map[string]string, bool) { return map[string]string{"database": "ok"}, true },
	})
	if err != nil {
		w.t.Fatal(err)
	}
	for who, name := range map[core.Identity]string{alice: "alice", bob: "bob", carol: "carol"} {
		if _, err := w.service.Introduce(w.t.Context(), who, name, "Europe/Warsaw"); err != nil {
			w.t.Fatal(err)
		}
	}
}

// meeting is one that alice has called for half an hour from start on.
func (w *world) meeting(change ...func(*core.Request)) core.Meeting {
	w.t.Helper()
	r := core.Request{Title: "Design review", Start: start, Duration: 30 * time.Minute, Zone: "Europe/Warsaw"}
	for _, c := range change {
		c(&r)
	}
	m, err := w.service.Schedule(w.t.Context(), core.Actor{Identity: alice}, team, r)
	if err != nil {
		w.t.Fatal(err)
	}
	return m
}

func (w *world) cancel(m core.Meeting) {
	w.t.Helper()
	if _, err := w.service.Cancel(w.t.Context(), core.Actor{Identity: alice}, m.ID); err != nil {
		w.t.Fatal(err)
	}
}

// at sets the clock to a time after the start of the meeting.
func (w *world) at(after time.Duration) { w.clock.Set(start.Add(after)) }

func (w *world) ticket(who core.Identity) string {
	w.t.Helper()
	secret, err := w.service.Invite(w.t.Context(), who)
	if err != nil {
		w.t.Fatal(err)
	}
	return secret
}

// session returns the cookie's value of a browser that is signed in with the platform.
func (w *world) session(who core.Identity) string {
	w.t.Helper()
	secret, err := w.service.SignInAs(w.t.Context(), who, "", "")
	if err != nil {
		w.t.Fatal(err)
	}
	return secret
}

// A request changes how a page is asked for.
type request func(*http.Request)

func header(name, value string) request {
	return func(r *http.Request) { r.Header.Set(name, value) }
}

func (w *world) as(who core.Identity) request {
	secret := w.session(who)
	return func(r *http.Request) { r.AddCookie(&http.Cookie{Name: "meetbot", Value: secret}) }
}

// do asks the handler, without a network between.
func (w *world) do(method, path, form string, change ...request) *http.Response {
	w.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, c := range change {
		c(r)
	}
	out := httptest.NewRecorder()
	w.handler.ServeHTTP(out, r)
	return out.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	defer r.Body.Close()
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
