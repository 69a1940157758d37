package discord

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
	"meetbot/bot/bottest"
	"meetbot/bot/discord/discordtest"
	"meetbot/bot/emulator"
	"meetbot/bot/parse"
	"meetbot/core"
	"meetbot/core/coretest"
)

const (
	application = "100000000000000001"
	server      = "300000000000000001"
	team        = "200000000000000001"
	secret      = "200000000000000002"
	vanished    = "200000000000000003"
	alice       = "400000000000000001"
	bob         = "400000000000000002"
	botToken    = "bot-token-for-tests"
)

// A world is an emulated server and an adapter that is set up for it.
type world struct {
	*discordtest.Discord
	t       *testing.T
	url     string
	options Options
	d       *Discord
	spoilt  bool // the test has the bot send what is refused
}

func newWorld(t *testing.T, change ...func(*discordtest.Options, *Options)) *world {
	t.Helper()
	emulated := discordtest.Options{Application: application, BotToken: botToken, Guild: server, GuildName: "Office"}
	o := Options{
		ApplicationID: application, BotToken: botToken, Gateway: true, Register: true, Words: bottest.Words(t),
		Clock: coretest.Wall{}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	}
	for _, f := range change {
		f(&emulated, &o)
	}
	w := &world{Discord: discordtest.New(emulated), t: t}
	w.AddPerson(emulator.Person{ID: alice, Name: "alice", Zone: "Europe/Warsaw", Admin: true})
	w.AddPerson(emulator.Person{ID: bob, Name: "bob", Zone: "America/New_York"})
	w.AddChannel(emulator.Channel{ID: team, Name: "team", Bot: true})
	w.AddChannel(emulator.Channel{ID: secret, Name: "secret", Members: []string{alice}, Private: true})
	w.AddChannel(emulator.Channel{ID: vanished, Name: "vanished", Bot: true})
	w.DeleteChannel(vanished)
	srv := httptest.NewServer(w.Handler())
	t.Cleanup(srv.Close)
	t.Cleanup(w.Close)
	t.Cleanup(func() {
		if !w.spoilt {
			require.Empty(t, w.Refused(), "what a sound bot would not send")
		}
	})
	w.SetBaseURL(srv.URL)
	w.url = srv.URL
	o.APIURL, o.PublicKey = srv.URL+"/api/v10/", w.PublicKey()
	w.options = o
	w.d = w.another()
	return w
}

// another makes another process for the same application.
func (w *world) another() *Discord {
	w.t.Helper()
	d, err := New(w.options)
	require.NoError(w.t, err)
	w.t.Cleanup(w.d.idle)
	return d
}

func (d *Discord) idle() {
	if d != nil {
		d.web.CloseIdleConnections()
	}
}

func overHTTP(e *discordtest.Options, o *Options) { e.HTTP, o.Gateway = true, false }

// heard is what was filled in, as one could type it, or what the pressed button carried.
func heard(c bot.Command) string {
	if f, ok := c.Said.(bot.Form); ok {
		return parse.Form(f).Words()
	}
	return fmt.Sprint(c.Said)
}

// A talker answers every command with its words, and remembers them.
type talker struct {
	mu       sync.Mutex
	commands []bot.Command
	answers  map[string][]byte
	wait     func(context.Context)
	card     func(bot.Command) bot.Card
	suggest  func(c bot.Command, option, typed string) []bot.Suggestion
}

var _ Answerer = (*bot.Bot)(nil)

func newTalker() *talker { return &talker{answers: map[string][]byte{}} }

func (a *talker) Answer(ctx context.Context, c bot.Command, render func(bot.Card) []byte) ([]byte, error) {
	if a.wait != nil {
		a.wait(ctx)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if out, ok := a.answers[c.Key]; ok {
		return out, nil
	}
	a.commands = append(a.commands, c)
	card := bot.Card{Title: "You said", Lines: []bot.Line{{bot.Text(heard(c))}}}
	if a.card != nil {
		card = a.card(c)
	}
	a.answers[c.Key] = render(card)
	return a.answers[c.Key], nil
}

func (a *talker) Complete(_ context.Context, c bot.Command, option, typed string) []bot.Suggestion {
	if a.suggest == nil {
		return nil
	}
	return a.suggest(c, option, typed)
}

func (a *talker) last(t *testing.T) bot.Command {
	t.Helper()
	a.mu.Lock()
	defer a.mu.Unlock()
	require.NotEmpty(t, a.commands)
	return a.commands[len(a.commands)-1]
}

func (a *talker) count() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.commands)
}

// run runs the adapter until the test is over.
func (w *world) run(d *Discord, a Answerer) (stop func() error) {
	w.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- d.Run(ctx, a) }()
	stop = sync.OnceValue(func() error {
		cancel()
		return <-done
	})
	w.t.Cleanup(func() { _ = stop() })
	return stop
}

func (w *world) connected(within time.Duration) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), within)
	defer cancel()
	require.NoError(w.t, w.WaitConnected(ctx))
}

// serve takes interactions over HTTP.
func (w *world) serve(a Answerer) {
	w.t.Helper()
	srv := httptest.NewServer(w.d.Handler(a))
	w.t.Cleanup(srv.Close)
	w.SetService(srv.URL)
	require.NoError(w.t, w.d.Run(w.t.Context(), a))
}

func in(channel string) core.Channel {
	return core.Channel{Platform: Name, Workspace: server, ID: channel}
}

var aliceID = core.Identity{Platform: Name, Workspace: application, UserID: alice}

func began(context.Context) error { return nil }
