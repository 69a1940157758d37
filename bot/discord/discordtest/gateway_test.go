package discordtest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// A peer is a bare gateway client.
type peer struct {
	t  *testing.T
	ws *websocket.Conn
}

func (w *world) dial(query string) *peer {
	w.t.Helper()
	url := strings.Replace(w.url, "http", "ws", 1) + "/gateway/" + query
	ws, resp, err := websocket.DefaultDialer.Dial(url, http.Header{})
	if err != nil {
		w.t.Fatal(err)
	}
	_ = resp.Body.Close()
	w.t.Cleanup(func() { _ = ws.Close() })
	_ = ws.SetReadDeadline(time.Now().Add(10 * time.Second))
	return &peer{w.t, ws}
}

func (p *peer) say(s string) {
	p.t.Helper()
	if err := p.ws.WriteMessage(websocket.TextMessage, []byte(s)); err != nil {
		p.t.Fatal(err)
	}
}

type told struct {
	Op   int             `json:"op"`
	Type string          `json:"t"`
	Seq  int             `json:"s"`
	Data json.RawMessage `json:"d"`
}

func (p *peer) hear() told {
	p.t.Helper()
	var m told
	if err := p.ws.ReadJSON(&m); err != nil {
		p.t.Fatal(err)
	}
	return m
}

// closed reads on until the connection ends, and returns the code; 0 where there was none.
func (p *peer) closed() int {
	for {
		if _, _, err := p.ws.ReadMessage(); err != nil {
			var c *websocket.CloseError
			if errors.As(err, &c) && c.Code != websocket.CloseAbnormalClosure {
				return c.Code
			}
			return 0
		}
	}
}

const version = "?v=10&encoding=json"

func identity(intents int, more string) string {
	return fmt.Sprintf(`{"op":2,"d":{"token":"%s","intents":%d,"properties":{"os":"linux"}%s}}`, token, intents, more)
}

// ready connects and identifies; it returns the session's ID.
func (w *world) ready(intents int) (*peer, string) {
	w.t.Helper()
	p := w.dial(version)
	if m := p.hear(); m.Op != opHello {
		w.t.Fatalf("no HELLO but %+v", m)
	}
	p.say(identity(intents, ""))
	m := p.hear()
	if m.Type != "READY" || m.Seq != 1 {
		w.t.Fatalf("no READY but %+v", m)
	}
	var ready struct {
		ID     string `json:"session_id"`
		Resume string `json:"resume_gateway_url"`
	}
	if json.Unmarshal(m.Data, &ready) != nil || !strings.HasPrefix(ready.Resume, "ws://") {
		w.t.Fatalf("READY with %s", m.Data)
	}
	return p, ready.ID
}

func (w *world) resumed(id string, seq int) *peer {
	w.t.Helper()
	p := w.dial(version)
	p.hear()
	p.say(fmt.Sprintf(`{"op":6,"d":{"token":"Bot %s","session_id":"%s","seq":%d}}`, token, id, seq))
	return p
}

func TestGatewayCloses(t *testing.T) {
	id := identity(1, "")
	for _, c := range []struct {
		name, query string
		say         []string
		code        int
	}{
		{"version", "?v=8&encoding=json", nil, 4012},
		{"encoding", "?v=10&encoding=etf", nil, 4012},
		{"opcode", version, []string{`{"op":99}`}, 4001},
		{"not JSON", version, []string{`{`}, 4002},
		{"too large", version, []string{identity(1, `,"x":"`+strings.Repeat("a", 4096)+`"`)}, 4002},
		{"before IDENTIFY", version, []string{`{"op":3,"d":{}}`}, 4003},
		{"token", version, []string{strings.Replace(id, token, "x", 1)}, 4004},
		{"identified twice", version, []string{id, id}, 4005},
		{"heartbeat ahead", version, []string{id, `{"op":1,"d":99}`}, 4007},
		{"no properties", version, []string{`{"op":2,"d":{"token":"` + token + `","intents":1}}`}, 4002},
		{"no intents", version, []string{`{"op":2,"d":{"token":"` + token + `","properties":{}}}`}, 4013},
		{"unknown intents", version, []string{identity(1<<30, "")}, 4013},
		{"privileged intents", version, []string{identity(1<<15, "")}, 4014},
		{"shard", version, []string{identity(1, `,"shard":[1,1]`)}, 4010},
		{"RESUME with another token", version, []string{`{"op":6,"d":{"token":"x","session_id":"1","seq":1}}`}, 4004},
		{"120 sends", version, strings.Split(strings.Repeat(`{"op":1,"d":null} `, 121), " ")[:121], 4008},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			p := w.dial(c.query)
			for _, s := range c.say {
				p.say(s)
			}
			if code := p.closed(); code != c.code {
				t.Errorf("closed with %d, want %d", code, c.code)
			}
			w.blamed(fmt.Sprintf("closed with %d", c.code))
		})
	}
}

func TestHeartbeats(t *testing.T) {
	w := newWorld(t)
	p, _ := w.ready(0)
	p.say(`{"op":1,"d":1}`)
	if m := p.hear(); m.Op != opAck {
		t.Errorf("%+v", m)
	}
	w.sound()
	w = newWorld(t, func(o *Options) { o.Heartbeat = 20 * time.Millisecond })
	p, id := w.ready(0)
	if code := p.closed(); code != 4009 {
		t.Errorf("closed with %d", code)
	}
	w.blamed("no heartbeat in time")
	if m := w.resumed(id, 1).hear(); m.Op != opInvalid {
		t.Errorf("a session timed out was resumed: %+v", m)
	}
}

func TestIntents(t *testing.T) {
	w := newWorld(t)
	all, _ := w.ready(intentGuilds)
	none, _ := w.ready(0)
	if m := all.hear(); m.Type != "GUILD_CREATE" || !strings.Contains(string(m.Data), team) {
		t.Errorf("%+v", m)
	}
	w.DeleteChannel(team)
	w.Dispatch([]byte(`{"id":"1"}`))
	if m := all.hear(); m.Type != "CHANNEL_DELETE" || m.Seq != 3 {
		t.Errorf("%+v", m)
	}
	for _, p := range []*peer{all, none} {
		if m := p.hear(); m.Type != "INTERACTION_CREATE" {
			t.Errorf("%+v", m)
		}
	}
	if fmt.Sprint(w.Intents()) != "[1 0]" {
		t.Error(w.Intents())
	}
}

func TestResume(t *testing.T) {
	w := newWorld(t)
	p, id := w.ready(0)
	w.Dispatch([]byte(`{"id":"1"}`))
	w.Cut()
	p.closed()
	w.Dispatch([]byte(`{"id":"2"}`))
	p = w.resumed(id, 1)
	for _, want := range []string{`{"id":"1"}`, `{"id":"2"}`, `{}`} {
		if m := p.hear(); string(m.Data) != want {
			t.Errorf("replayed %+v, want %s", m, want)
		}
	}
	if p := w.resumed(id, 99); p.closed() != 4007 {
		t.Error("resumed ahead of what was sent")
	}
	w.blamed("closed with 4007")
}

func TestResumeRefused(t *testing.T) {
	w := newWorld(t)
	p, id := w.ready(0)
	w.RefuseResume()
	w.Cut()
	p.closed()
	p = w.resumed(id, 1)
	if m := p.hear(); m.Op != opInvalid || string(m.Data) != "false" {
		t.Errorf("%+v", m)
	}
	p.say(identity(0, ""))
	if m := p.hear(); m.Type != "READY" || w.Resumes() != 1 || w.Identifies() != 2 {
		t.Errorf("no new session on the same connection: %+v", m)
	}
	w.sound()
}

func TestGoodbyeEndsTheSession(t *testing.T) {
	for code, op := range map[int]int{websocket.CloseNormalClosure: opInvalid, websocket.CloseServiceRestart: opDispatch} {
		w := newWorld(t)
		p, id := w.ready(0)
		_ = p.ws.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""))
		p.closed()
		if m := w.resumed(id, 1).hear(); m.Op != op {
			t.Errorf("after %d: %+v", code, m)
		}
	}
}

func TestOrderedOutages(t *testing.T) {
	w := newWorld(t)
	p, id := w.ready(0)
	w.Reconnect()
	if m := p.hear(); m.Op != opReconnect {
		t.Errorf("%+v", m)
	}
	w.CloseWith(4000)
	if code := p.closed(); code != 4000 {
		t.Errorf("closed with %d", code)
	}
	w.ReconnectNext()
	if m := w.resumed(id, 1).hear(); m.Op != opReconnect {
		t.Errorf("%+v", m)
	}
	w.CloseNext(4004)
	if code := w.resumed(id, 1).closed(); code != 4004 {
		t.Errorf("closed with %d", code)
	}
	p = w.resumed(id, 1)
	if m := p.hear(); m.Type != "RESUMED" {
		t.Errorf("%+v", m)
	}
	w.CloseWith(4009)
	p.closed()
	if m := w.resumed(id, 1).hear(); m.Op != opInvalid {
		t.Errorf("a session closed with 4009 was resumed: %+v", m)
	}
	w.sound()
}

func TestInvalidatedSession(t *testing.T) {
	w := newWorld(t)
	p, _ := w.ready(0)
	w.InvalidateSessions()
	if m := p.hear(); m.Op != opInvalid {
		t.Errorf("%+v", m)
	}
	p.say(identity(0, ""))
	if m := p.hear(); m.Type != "READY" {
		t.Errorf("%+v", m)
	}
}

// TestSilence has links that say nothing; what comes first on a sound one proves that nothing came on them.
func TestSilence(t *testing.T) {
	w := newWorld(t)
	p, id := w.ready(0)
	w.Zombie()
	p.say(`{"op":1,"d":1}`)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := w.WaitConnected(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("a zombie counts as connected: %v", err)
	}
	w.resumed(id, 1)
	if p.closed() != 0 {
		t.Error("the zombie was told something")
	}
	w.NoHello()
	p = w.dial(version)
	p.say(identity(0, ""))
	if m := p.hear(); m.Type != "READY" {
		t.Errorf("%+v", m)
	}
	w.Close()
	if p.closed() != 0 {
		t.Error("Close says goodbye")
	}
}

func TestGatewayAddress(t *testing.T) {
	w := newWorld(t)
	r := w.do("GET", "/gateway/bot", "")
	if r.get(t, "url") != strings.Replace(w.url, "http", "ws", 1)+"/gateway" || r.get(t, "session_start_limit") == nil {
		t.Errorf("%s", r.body)
	}
	w.SetBaseURL("")
	if got := w.do("GET", "/gateway", "").get(t, "url"); got != strings.Replace(w.url, "http", "ws", 1)+"/gateway" {
		t.Errorf("%v", got)
	}
}
