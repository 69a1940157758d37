package slacktest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
	"meetbot/core/coretest"
)

// monday is when these tests begin: Monday 24 August 2026, 10:00 in Warsaw.
var monday = time.Date(2026, 8, 24, 8, 0, 0, 0, time.UTC)

// memory carries requests to a handler without a socket.
type memory struct{ h http.Handler }

func (m memory) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	m.h.ServeHTTP(w, r)
	return w.Result(), nil
}

// A world is a workspace with two people, and a service whose answers the test writes.
type world struct {
	*Slack
	clock *coretest.Clock
	t     *testing.T
	serve http.HandlerFunc // the service
}

func newWorld(t *testing.T, change ...func(*Options)) *world {
	w := &world{clock: coretest.NewClock(monday), t: t, serve: func(http.ResponseWriter, *http.Request) {}}
	o := Options{
		Now: w.clock.Now, BotToken: "xoxb-test", SigningSecret: "signing-test", PressWait: 10 * time.Millisecond,
		Client: &http.Client{Transport: memory{http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { w.serve(rw, r) })}},
	}
	for _, c := range change {
		c(&o)
	}
	w.Slack = New(o)
	w.SetBaseURL("http://slack.test/")
	w.SetService("http://bot.test/")
	w.AddPerson(emulator.Person{ID: "U0001", Name: "alice", Zone: "Europe/Warsaw", Admin: true})
	w.AddPerson(emulator.Person{ID: "U0002", Name: "Bob Ray", Zone: "America/New_York"})
	w.AddChannel(emulator.Channel{ID: "C0001", Name: "team", Bot: true})
	w.AddChannel(emulator.Channel{ID: "C0002", Name: "lobby"})
	w.AddChannel(emulator.Channel{ID: "C0003", Name: "secret", Private: true, Members: []string{"U0001"}})
	return w
}

// do sends a request to the emulator, as a bot does.
func (w *world) do(r *http.Request) *httptest.ResponseRecorder {
	w.t.Helper()
	rec := httptest.NewRecorder()
	w.Handler().ServeHTTP(rec, r)
	return rec
}

// call calls a method with a form, properly signed in.
func (w *world) call(method string, fields ...string) map[string]any {
	w.t.Helper()
	form := url.Values{"token": {"xoxb-test"}}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	r := httptest.NewRequest(http.MethodPost, "/api/"+method, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return answerOf(w.t, w.do(r))
}

// say posts a sound message and returns its ts.
func (w *world) say(channel, text string, more ...string) string {
	w.t.Helper()
	got := w.call("chat.postMessage", append([]string{
		"channel", channel, "text", text, "unfurl_links", "false", "unfurl_media", "false",
	}, more...)...)
	require.Equal(w.t, true, got["ok"], "%v", got)
	return got["ts"].(string)
}

// respondTo posts JSON to a response URL and returns status and body.
func (w *world) respondTo(at string, body any) (int, string) {
	w.t.Helper()
	r := httptest.NewRequest(http.MethodPost, at, bytes.NewReader(must(json.Marshal(body))))
	r.Header.Set("Content-Type", "application/json")
	rec := w.do(r)
	return rec.Code, rec.Body.String()
}

// answers lets the service answer every request with this JSON.
func (w *world) answers(body string) {
	w.serve = func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "application/json")
		_, _ = rw.Write([]byte(body))
	}
}

func answerOf(t *testing.T, rec *httptest.ResponseRecorder) map[string]any {
	t.Helper()
	var got map[string]any
	require.NoError(t, json.Unmarshal(rec.Body.Bytes(), &got), rec.Body.String())
	return got
}

// card is a message as a bot would post it.
const card = `[{"type":"header","block_id":"h","text":{"type":"plain_text","text":"Standup","emoji":false}},
{"type":"actions","block_id":"a","elements":[
{"type":"button","action_id":"join","text":{"type":"plain_text","text":"Join"},"url":"https://meet.test/m/1","style":"primary"},
{"type":"button","action_id":"going","text":{"type":"plain_text","text":"Going"},"value":"going 1"},
{"type":"button","action_id":"end","text":{"type":"plain_text","text":"End"},"value":"end 1","style":"danger",
 "confirm":{"text":{"type":"plain_text","text":"End it for all?"}}},
{"type":"overflow","action_id":"more","options":[{"text":{"type":"plain_text","text":"Move"},"value":"move 1"}]}]}]`
