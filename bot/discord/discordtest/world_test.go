package discordtest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"meetbot/bot/emulator"
	"meetbot/core/coretest"
)

const (
	guildID = "300000000000000001"
	appID   = "100000000000000001"
	team    = "200000000000000001"
	secret  = "200000000000000002"
	alice   = "400000000000000001"
	bob     = "400000000000000002"
	token   = "bot-token-for-tests"
)

// A world is one emulated server with a bare client of its REST interface.
type world struct {
	*Discord
	t     *testing.T
	clock *coretest.Clock
	url   string
}

func newWorld(t *testing.T, change ...func(*Options)) *world {
	t.Helper()
	c := coretest.NewClock(time.Date(2026, 8, 24, 8, 0, 0, 0, time.UTC))
	o := Options{Now: c.Now, Application: appID, BotToken: token, Guild: guildID, GuildName: "Office"}
	for _, f := range change {
		f(&o)
	}
	d := New(o)
	d.AddPerson(emulator.Person{ID: alice, Name: "alice", Zone: "Europe/Warsaw", Admin: true})
	d.AddPerson(emulator.Person{ID: bob, Name: "bob", Zone: "America/New_York"})
	d.AddChannel(emulator.Channel{ID: team, Name: "team", Bot: true})
	d.AddChannel(emulator.Channel{ID: secret, Name: "secret", Private: true, Bot: true, Members: []string{alice}})
	srv := httptest.NewServer(d.Handler())
	d.SetBaseURL(srv.URL)
	t.Cleanup(srv.Close)
	t.Cleanup(d.Close)
	return &world{Discord: d, t: t, clock: c, url: srv.URL}
}

// reply is what came back of a request.
type reply struct {
	status int
	header http.Header
	body   []byte
}

func (r reply) get(t *testing.T, key string) any {
	t.Helper()
	m := map[string]any{}
	if err := json.Unmarshal(r.body, &m); err != nil {
		t.Fatalf("answer %d %s: %v", r.status, r.body, err)
	}
	return m[key]
}

func (r reply) code(t *testing.T) int {
	t.Helper()
	n, _ := r.get(t, "code").(float64)
	return int(n)
}

// do sends a request as the bot does.
func (w *world) do(method, path, body string, change ...func(*http.Request)) reply {
	w.t.Helper()
	resp, err := w.try(method, path, body, change...)
	if err != nil {
		w.t.Fatalf("%s %s: %v", method, path, err)
	}
	return resp
}

func (w *world) try(method, path, body string, change ...func(*http.Request)) (reply, error) {
	w.t.Helper()
	r, err := http.NewRequest(method, w.url+"/api/v10"+path, bytes.NewReader([]byte(body)))
	if err != nil {
		w.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bot "+token)
	r.Header.Set("User-Agent", "DiscordBot (https://example.org, 1.0)")
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, f := range change {
		f(r)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return reply{}, err
	}
	defer func() { _ = resp.Body.Close() }()
	b, err := io.ReadAll(resp.Body)
	return reply{resp.StatusCode, resp.Header, b}, err
}

// post posts a message and returns its ID.
func (w *world) post(channel, body string) string {
	w.t.Helper()
	r := w.do("POST", "/channels/"+channel+"/messages", body)
	if r.status != 200 {
		w.t.Fatalf("post: %d %s", r.status, r.body)
	}
	return r.get(w.t, "id").(string)
}

// quiet is a body with this content that rings nobody.
func quiet(content string) string {
	b, _ := json.Marshal(map[string]any{"content": content, "allowed_mentions": map[string]any{"parse": []string{}}})
	return string(b)
}

func (w *world) sound() {
	w.t.Helper()
	if r := w.Refused(); len(r) > 0 {
		w.t.Errorf("refused: %s", strings.Join(r, "\n"))
	}
}

// blamed checks that something was refused with these words in it.
func (w *world) blamed(words string) {
	w.t.Helper()
	if !slices.ContainsFunc(w.Refused(), func(s string) bool { return strings.Contains(s, words) }) {
		w.t.Errorf("nothing refused with %q: %q", words, w.Refused())
	}
}

// answering gives the server a bot that answers every interaction over HTTP in the same way.
func answering(t *testing.T, answer func(ix map[string]any) (int, string)) func(*Options) {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var ix map[string]any
		if json.NewDecoder(r.Body).Decode(&ix) != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		status, body := answer(ix)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(srv.Close)
	return func(o *Options) { o.HTTP, o.Service = true, srv.URL }
}

// meet is a command set like that of a meeting bot.
const meet = `[{"name":"meet","type":1,"description":"Meetings","contexts":[0,1],"integration_types":[0],"options":[
 {"type":1,"name":"new","description":"Schedule","options":[
  {"type":3,"name":"when","description":"When","required":true,"autocomplete":true,"max_length":40},
  {"type":3,"name":"title","description":"What","max_length":100},
  {"type":4,"name":"minutes","description":"Length","min_value":5,"max_value":60},
  {"type":5,"name":"members_only","description":"Members only"},
  {"type":6,"name":"person","description":"Who"}]},
 {"type":1,"name":"list","description":"List","options":[
  {"type":3,"name":"scope","description":"Scope","choices":[{"name":"mine","value":"m"},{"name":"channel","value":"c"}]}]}]}]`

func (w *world) register() {
	w.t.Helper()
	if r := w.do("PUT", "/applications/"+appID+"/commands", meet); r.status != 200 {
		w.t.Fatalf("register: %d %s", r.status, r.body)
	}
}

func ids(t *testing.T, r reply) string {
	t.Helper()
	var all []struct{ ID string }
	if err := json.Unmarshal(r.body, &all); err != nil {
		t.Fatalf("%s: %v", r.body, err)
	}
	s := ""
	for _, m := range all {
		s += m.ID
	}
	return s
}
