package slack_test

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
	"meetbot/bot/bottest"
	"meetbot/bot/emulator"
	"meetbot/bot/slack"
	"meetbot/bot/slack/slacktest"
	"meetbot/core"
	"meetbot/core/coretest"
)

// A world is a workspace with alice and bob, the adapter under test, and what answers its commands.
type world struct {
	t      *testing.T
	chat   *slacktest.Slack
	bot    *answerer
	slack  *slack.Slack
	client *http.Client // how the adapter reaches Slack
	api    string
	log    *coretest.Lines
}

// bubble runs a test in a world of its own, in fake time.
func bubble(t *testing.T, socket bool, test func(*world), change ...func(*slack.Options)) {
	synctest.Test(t, func(t *testing.T) { test(newWorld(t, socket, change...)) })
}

// newWorld makes a world that talks over Socket Mode or HTTP. The adapter is not at work yet.
func newWorld(t *testing.T, socket bool, change ...func(*slack.Options)) *world {
	return newWorldOf(t, slacktest.Options{Socket: socket}, change...)
}

// newWorldOf makes a world in a workspace with these options.
func newWorldOf(t *testing.T, o slacktest.Options, change ...func(*slack.Options)) *world {
	w := &world{t: t, bot: newAnswerer(), log: &coretest.Lines{}, api: "http://slack.test"}
	chat, service := newPipe(), newPipe()
	w.client = chat.client()
	o.NoLimits, o.PressWait, o.Client = true, 2*time.Second, service.client()
	w.chat = slacktest.New(o)
	chat.serve(t, w.chat.Handler())
	t.Cleanup(w.client.CloseIdleConnections)
	t.Cleanup(w.chat.CloseSockets)
	w.chat.SetBaseURL(w.api)
	w.chat.AddPerson(emulator.Person{ID: "U0001", Name: "alice", Zone: "Europe/Warsaw"})
	w.chat.AddPerson(emulator.Person{ID: "U0002", Name: "bob", Zone: "Europe/Warsaw"})
	w.chat.AddChannel(emulator.Channel{ID: "C0001", Name: "team", Bot: true, Members: []string{"U0001", "U0002"}})
	w.chat.AddChannel(emulator.Channel{ID: "C0002", Name: "secret", Private: true, Members: []string{"U0001", "U0002"}})
	w.chat.AddChannel(emulator.Channel{ID: "C0003", Name: "lobby"})
	w.slack = w.adapter(change...)
	if !o.Socket {
		service.serve(t, w.slack.Handler(w.bot))
		w.chat.SetService("http://bot.test")
		require.NoError(t, w.slack.Connect(t.Context()))
	}
	return w
}

func (w *world) adapter(change ...func(*slack.Options)) *slack.Slack {
	o := slack.Options{
		BotToken: "xoxb-test", SigningSecret: "signing-test", AppToken: "xapp-test", APIURL: w.api + "/api/", WebURL: w.api,
		Words: bottest.Words(w.t), Client: w.client, Clock: coretest.Wall{}, Log: w.log.Logger(),
	}
	for _, c := range change {
		c(&o)
	}
	s, err := slack.New(o)
	require.NoError(w.t, err)
	return s
}

// run has an adapter at work until the test ends, or stop is called, which returns when it is.
func (w *world) run(s *slack.Slack) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var all sync.WaitGroup
	all.Go(func() { _ = s.Connect(ctx) })
	all.Go(func() {
		if err := s.Run(ctx, w.bot); err != nil {
			w.t.Error(err)
		}
	})
	stop = sync.OnceFunc(func() { cancel(); all.Wait() })
	w.t.Cleanup(stop)
	return stop
}

func (w *world) connected(n int) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 10*time.Second)
	defer cancel()
	require.NoError(w.t, w.chat.WaitConnected(ctx, n))
	require.Eventually(w.t, func() bool { return n == 0 || w.slack.Status() == "ok" }, 5*time.Second, time.Millisecond)
}

func (w *world) types(text string) emulator.Message {
	w.t.Helper()
	m, err := w.chat.Type("U0001", "C0001", "/meet "+text)
	require.NoError(w.t, err)
	return m
}

// sound fails where the adapter did what a sound bot would not, or logged a secret.
func (w *world) sound() {
	w.t.Helper()
	require.Empty(w.t, w.chat.Refused())
	w.secretive()
}

func (w *world) secretive() {
	w.t.Helper()
	for _, secret := range []string{"xoxb-", "xapp-", "signing-test", "ticket", "/response/"} {
		require.NotContains(w.t, w.log.String(), secret)
		require.NotContains(w.t, w.slack.Status(), secret)
	}
}

// heard is what was typed, or what the pressed button carried.
func heard(c bot.Command) string { return fmt.Sprint(c.Said) }

// An answerer answers each request once, and remembers the answer, as the bot does.
type answerer struct {
	turn    chan struct{} // a mutex for which fake time can wait
	answers map[string][]byte
	effects []string
	senders []core.Identity // of each
	left    []core.Identity
	before  func(bot.Command) // called before the answer
	card    func(bot.Command) bot.Card
}

func newAnswerer() *answerer {
	return &answerer{turn: make(chan struct{}, 1), answers: map[string][]byte{}, before: func(bot.Command) {}, card: func(c bot.Command) bot.Card {
		return bot.Card{Lines: []bot.Line{{bot.Text("heard: " + heard(c))}}, Buttons: []bot.Button{{Label: "More", Press: "more"}}}
	}}
}

func (a *answerer) Answer(_ context.Context, c bot.Command, render func(bot.Card) []byte) ([]byte, error) {
	a.turn <- struct{}{}
	defer func() { <-a.turn }()
	if out, ok := a.answers[c.Key]; ok {
		return out, nil
	}
	a.before(c)
	a.effects, a.senders = append(a.effects, heard(c)), append(a.senders, c.Sender)
	a.answers[c.Key] = render(a.card(c))
	return a.answers[c.Key], nil
}

func (a *answerer) Left(_ context.Context, who core.Identity) {
	a.turn <- struct{}{}
	defer func() { <-a.turn }()
	a.left = append(a.left, who)
}

func (a *answerer) did() []string {
	a.turn <- struct{}{}
	defer func() { <-a.turn }()
	return append([]string(nil), a.effects...)
}
