// Package app is the one place that knows every part of meetbot: it reads the configuration, wires the parts together
// and runs them.
package app

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"meetbot/bot"
	"meetbot/bot/discord"
	"meetbot/bot/say"
	"meetbot/core"
	"meetbot/core/jitsi"
	"meetbot/core/store"
	"meetbot/web"
)

// Options are what a test or the playground settles differently.
type Options struct {
	Log    *slog.Logger
	Clock  core.Clock    // nil: the system's
	Client *http.Client  // with which Slack is called; nil: one of its own
	Pulse  time.Duration // how often to look for what is due, besides when it is; 0: a second
	Try    time.Duration // how often to try the database; 0: 4 seconds

	further []platform // beside those that are shipped
}

// An App is the whole service.
type App struct {
	config     Config
	log        *slog.Logger
	outside    *slog.Logger // for what anybody can bring about
	clock      core.Clock
	common     *commonClock // the same, where several processes go by it
	store      *store.Store
	holder     string // by which the database knows this process
	service    *core.Service
	words      *say.Catalogue
	bot        *bot.Bot
	dispatcher *core.Dispatcher
	chats      chats
	handler    http.Handler
	registry   *prometheus.Registry
	pulse      time.Duration
	watch      *watch
}

// New opens the database and wires everything; nothing runs yet. Close it in the end.
func New(ctx context.Context, c Config, o Options) (*App, error) {
	a := &App{config: c, log: o.Log, outside: sparse(o.Log), pulse: o.Pulse, registry: prometheus.NewRegistry(), holder: rand.Text()}
	a.chats = chats{slices.Concat(platforms, o.further), map[string]chat{}}
	if a.pulse == 0 {
		a.pulse = time.Second
	}
	name := "readiness " + rand.Text() // each process has a row of its own
	try := func(ctx context.Context) error { return a.store.Check(ctx, name, a.clock.Now()) }
	a.watch = newWatch(try, func() error { return a.dispatcher.Trouble() }, o.Try, o.Log)
	if err := a.open(ctx); err != nil {
		return nil, err
	}
	if err := a.tellTime(ctx, o.Clock); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	if err := a.attend(ctx); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	if err := a.wire(ctx, o.Client); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

func (a *App) open(ctx context.Context) error {
	s, err := store.Open(ctx, a.config.Database.URL.Reveal())
	if err != nil {
		return err
	}
	a.store = s
	a.closeFiles(ctx)
	if err := a.prepare(ctx); err != nil {
		return errors.Join(err, s.Close())
	}
	return nil
}

// prepare makes the database ours: no other process may use a SQLite file, and the schema must be the one we know.
func (a *App) prepare(ctx context.Context) error {
	if err := a.store.Exclusive(); err != nil {
		return err
	}
	if a.config.Database.Migrate {
		if err := a.migrate(ctx); err != nil {
			return err
		}
	}
	if err := a.store.Fits(ctx); err != nil {
		return err
	}
	if a.store.Shared() {
		return nil
	}
	return a.store.Release(ctx)
}

func (a *App) migrate(ctx context.Context) error {
	a.store.OnWait(func(what string) { a.log.WarnContext(ctx, "waiting to bring the schema up to date", "for", what) })
	steps, err := a.store.Migrate(ctx)
	if len(steps) > 0 {
		a.log.InfoContext(ctx, "schema brought up to date", "steps", steps)
	}
	return err
}

func (a *App) wire(ctx context.Context, client *http.Client) error {
	sealer, err := a.sealer(ctx)
	if err != nil {
		return err
	}
	policy := a.config.policy()
	provider, err := a.config.Jitsi.server(a.clock, policy)
	if err != nil {
		return err
	}
	if a.words, err = say.Load(a.config.Language); err != nil {
		return err
	}
	platforms := map[string]bot.Platform{}
	a.service = core.NewService(a.store, provider, bot.Directory(platforms), a.clock, policy, sealer, a.log, func() { a.dispatcher.Wake() })
	a.bot = bot.New(a.service, platforms, strings.TrimSuffix(a.config.BaseURL, "/"), a.config.Slack.Command, joins(a.chats.all, a.config), a.words, a.log)
	if err := a.connect(a.bot, platforms, client); err != nil {
		return err
	}
	m := newMetrics(a.registry)
	a.dispatcher = core.NewDispatcher(a.store, m.watch(a.bot), provider, a.service, a.clock, a.log, m.settled)
	pages, err := a.pages(sealer, client, provider.Script())
	if err != nil {
		return err
	}
	a.handler = a.logged(m.count(pages))
	return nil
}

func (a *App) pages(sealer *core.Sealer, client *http.Client, script string) (http.Handler, error) {
	j := a.config.Jitsi
	if j.ScriptURL != "" {
		script = j.ScriptURL
	}
	hooks, err := j.keys()
	if err != nil {
		return nil, err
	}
	if hooks == nil {
		hooks = map[string]http.Handler{}
	}
	maps.Copy(hooks, a.chats.hooks())
	return web.New(web.Options{
		Service: a.service, BaseURL: strings.TrimSuffix(a.config.BaseURL, "/"), Jitsi: jitsi.Origin(j.Domain),
		ScriptURL: script, Hooks: hooks, Ready: a.ready, Logins: a.chats.logins(), Sealer: sealer, Client: client, Log: a.outside,
		Proxies: a.config.Proxies, Commands: a.chats.commands(), Words: a.words,
	})
}

// sealer uses the configured key, or else one that is drawn once and kept in the database.
func (a *App) sealer(ctx context.Context) (*core.Sealer, error) {
	key := a.config.key()
	if len(key) == 0 {
		kept, err := a.store.Setting(ctx, "secret_key", func() string {
			drawn := make([]byte, 32)
			_, _ = rand.Read(drawn) // never fails
			return base64.StdEncoding.EncodeToString(drawn)
		})
		if err != nil {
			return nil, err
		}
		if key, err = base64.StdEncoding.DecodeString(kept); err != nil {
			return nil, fmt.Errorf("the secret_key kept in the database is not base64: %w", err)
		}
	}
	return core.NewSealer(key)
}

func (c Config) policy() core.Policy {
	m := c.Meetings
	var mirrored []string
	if c.Discord.MirrorEvents {
		mirrored = []string{discord.Name}
	}
	return core.Policy{
		DefaultDuration: m.DefaultDuration, MaxDuration: m.MaxDuration, Reminders: m.Reminders, EndingSoon: m.EndingSoon,
		OpenEarly: m.OpenEarly, Grace: m.Grace, Retention: m.Retention, MaxUpcoming: m.MaxUpcoming, Mirrored: mirrored,
	}
}

// Handler returns everything that is served to browsers and chat platforms.
func (a *App) Handler() http.Handler { return a.handler }

// Wake has the service look at its clock: for a clock that was set.
func (a *App) Wake() { a.dispatcher.Wake() }

// NextDue returns when something happens next; the zero time for never.
func (a *App) NextDue(ctx context.Context) (time.Time, error) {
	return a.dispatcher.NextDue(ctx, a.clock.Now())
}

// Close undoes New.
func (a *App) Close() error {
	a.leave()
	return a.store.Close()
}

// ready tells the state of everything we depend on, as it was when that was last tried: nobody who asks causes a write.
func (a *App) ready(context.Context) (map[string]string, bool) {
	status := map[string]string{"database": "ok"}
	connected := a.chats.tell(status)
	if t := a.watch.trouble(); t != nil {
		status["database"] = t.What
	}
	return status, status["database"] == "ok" && connected
}
