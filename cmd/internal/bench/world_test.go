package bench_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
	"meetbot/bot/slack/slacktest"
	"meetbot/cmd/internal/app"
)

// A world is the whole service with an emulated Slack, which is as strict as ever but for its rate limits, in this process.
type world struct {
	t       testing.TB
	clock   *clock
	slack   *slacktest.Slack
	app     *app.App
	address string // of the service
	chat    string // of the emulator
	people  int
	places  int
	close   func()
}

// opening is what the clock shows at first: half a minute before the hour, on a Monday.
var opening = time.Date(2026, 11, 23, 14, 59, 30, 0, time.UTC)

// person and channel name those of a world.
func (w *world) person(i int) string  { return fmt.Sprintf("U%05d", i%w.people) }
func (w *world) channel(i int) string { return fmt.Sprintf("C%05d", i%w.places) }

// Somebody with a list of fifty meetings, and a place in which nobody else calls any.
const (
	organizer = "U99999"
	shortList = "C99999" // of three
)

// aside is where the organizer calls the fifty: one in each, since Slack takes a post a second in a channel.
func aside(i int) string { return fmt.Sprintf("C9%04d", i) }

// newWorld starts a service on that database with so many people and channels.
func newWorld(t testing.TB, database string, people, places int) *world {
	w := &world{t: t, clock: &clock{}, people: people, places: places}
	w.clock.stand(opening)
	w.slack = slacktest.New(slacktest.Options{Now: w.clock.Now, NoLimits: true})
	for i := range people {
		w.slack.AddPerson(emulator.Person{ID: w.person(i), Name: fmt.Sprintf("person%d", i), Zone: "Etc/UTC"})
	}
	for i := range places {
		w.slack.AddChannel(emulator.Channel{ID: w.channel(i), Name: fmt.Sprintf("place%d", i), Bot: true})
	}
	w.slack.AddPerson(emulator.Person{ID: organizer, Name: "organizer", Zone: "Etc/UTC"})
	for i := range 50 {
		w.slack.AddChannel(emulator.Channel{ID: aside(i), Name: fmt.Sprintf("aside%d", i), Bot: true})
	}
	w.slack.AddChannel(emulator.Channel{ID: shortList, Name: "short", Bot: true})
	w.chat = serve(t, w.slack.Handler())
	w.slack.SetBaseURL("http://" + w.chat)
	w.start(database)
	return w
}

func (w *world) start(database string) {
	ctx, stop := context.WithCancel(context.Background())
	a, err := app.New(ctx, w.config(database), app.Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Clock: w.clock})
	require.NoError(w.t, err)
	w.app = a
	w.address = serve(w.t, a.Handler())
	done := make(chan error, 1)
	go func() { done <- a.Work(ctx) }()
	w.close = func() {
		stop()
		require.NoError(w.t, <-done)
		require.NoError(w.t, a.Close())
		w.close = func() {}
	}
	w.t.Cleanup(func() { w.close() })
	w.ready()
}

func (w *world) config(database string) app.Config {
	c := app.Defaults()
	c.Database.URL = app.Secret(database)
	c.Slack.BotToken, c.Slack.SigningSecret = "xoxb-test", signingSecret
	c.Slack.APIURL, c.Slack.WebURL = "http://"+w.chat+"/api/", "http://"+w.chat
	c.Jitsi.Mode, c.Jitsi.Domain, c.Jitsi.Secret = "jwt", "meet.test", "jitsi-test"
	c.Proxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	return c
}

// ready waits until the service says that it is.
func (w *world) ready() {
	deadline := time.After(30 * time.Second)
	for tick := time.Tick(5 * time.Millisecond); ; {
		rec := httptest.NewRecorder()
		w.app.Handler().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/readyz", nil))
		if rec.Code == http.StatusOK {
			return
		}
		select {
		case <-tick:
		case <-deadline:
			w.t.Fatalf("not ready: %s", rec.Body)
		}
	}
}

// rest waits until all that is due is said.
func (w *world) rest() {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	require.NoError(w.t, w.app.Settle(ctx))
}
