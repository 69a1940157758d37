package slacktest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
)

// newSocketWorld is a world over Socket Mode, with a server for it.
func newSocketWorld(t *testing.T) *world {
	w := newWorld(t, func(o *Options) { o.Socket = true })
	server := httptest.NewServer(w.Handler())
	t.Cleanup(server.Close)
	t.Cleanup(w.CloseSockets)
	w.SetBaseURL(server.URL)
	return w
}

// opens calls apps.connections.open with a token.
func (w *world) opens(token string) map[string]any {
	w.t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/api/apps.connections.open", nil)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+token)
	return answerOf(w.t, w.do(r))
}

// A peer is a bare client of Socket Mode.
type peer struct {
	t  *testing.T
	ws *websocket.Conn
}

func (w *world) dial() *peer {
	w.t.Helper()
	ws, res, err := websocket.DefaultDialer.Dial(w.opens("xapp-test")["url"].(string), nil)
	require.NoError(w.t, err)
	_ = res.Body.Close()
	w.t.Cleanup(func() { _ = ws.Close() })
	p := &peer{w.t, ws}
	require.Equal(w.t, "hello", p.hear()["type"])
	return p
}

func (p *peer) hear() map[string]any {
	p.t.Helper()
	var frame map[string]any
	_ = p.ws.SetReadDeadline(time.Now().Add(10 * time.Second))
	require.NoError(p.t, p.ws.ReadJSON(&frame))
	return frame
}

func (p *peer) say(text string) {
	p.t.Helper()
	require.NoError(p.t, p.ws.WriteMessage(websocket.TextMessage, []byte(text)))
}

// acks acknowledges an envelope, with a payload or none.
func (p *peer) acks(envelope map[string]any, payload string) {
	p.t.Helper()
	if payload != "" {
		payload = `,"payload":` + payload
	}
	p.say(`{"envelope_id":"` + envelope["envelope_id"].(string) + `"` + payload + `}`)
}

// meanwhile runs what people do while the test plays the bot, and returns how to wait for its outcome.
func meanwhile[T any](do func() (T, error)) func() (T, error) {
	type outcome struct {
		v   T
		err error
	}
	done := make(chan outcome, 1)
	go func() { v, err := do(); done <- outcome{v, err} }()
	return func() (T, error) { o := <-done; return o.v, o.err }
}

func TestConnectionsAreOpenedWithATicket(t *testing.T) {
	w := newSocketWorld(t)
	require.Equal(t, "not_allowed_token_type", w.opens("xoxb-test")["error"])
	require.Equal(t, "invalid_auth", w.opens("xapp-other")["error"])
	require.Len(t, w.Refused(), 2)
	w.ResetRefused()
	require.NoError(t, w.WaitConnected(t.Context(), 0))
	url := w.opens("xapp-test")["url"].(string)
	require.True(t, strings.HasPrefix(url, "ws://127.0.0.1:"), url)
	for i, welcome := range []bool{true, false} {
		ws, res, err := websocket.DefaultDialer.Dial(url, nil)
		require.Equal(t, welcome, err == nil, i)
		_ = res.Body.Close()
		if welcome {
			defer ws.Close()
		}
	}
	require.NoError(t, w.WaitConnected(t.Context(), 1))
	require.Contains(t, w.Refused()[0], "ticket")
	_, err := w.Type("U0001", "C0001", "hello there")
	require.NoError(t, err, "what is no command goes nowhere")
}

func TestCommandsAndPressesAsEnvelopes(t *testing.T) {
	w := newSocketWorld(t)
	_, err := w.Type("U0001", "C0001", "/meet now")
	require.ErrorContains(t, err, "no socket")
	p := w.dial()
	typed := meanwhile(func() (emulator.Message, error) { return w.Type("U0001", "C0001", "/meet now & here") })
	e := p.hear()
	require.Equal(t, "slash_commands", e["type"])
	require.Equal(t, true, e["accepts_response_payload"])
	command := object(e["payload"])
	require.Equal(t, "now &amp; here", command["text"])
	require.Equal(t, "false", command["is_enterprise_install"])
	require.NotEmpty(t, command["trigger_id"])
	p.acks(e, `{"text":"Booked","blocks":`+strings.ReplaceAll(card, "\n", "")+`}`)
	m, err := typed()
	require.NoError(t, err)
	require.Equal(t, "U0001", m.PrivateTo)

	pressed := meanwhile(func() (emulator.Message, error) { return w.Press("U0001", m, "Going") })
	e = p.hear()
	require.Equal(t, "interactive", e["type"])
	require.Equal(t, false, e["accepts_response_payload"])
	press := object(e["payload"])
	require.Equal(t, "block_actions", press["type"])
	p.acks(e, "")
	code, _ := w.respondTo(press["response_url"].(string), words{"text": "Noted", "replace_original": true})
	require.Equal(t, http.StatusOK, code)
	m, err = pressed()
	require.NoError(t, err)
	require.Equal(t, "Noted", m.Text)

	delivered := meanwhile(func() (*http.Response, error) { return w.Deliver(words{"type": "app_home_opened"}) })
	e = p.hear()
	require.Equal(t, "events_api", e["type"])
	require.Equal(t, "app_home_opened", object(object(e["payload"])["event"])["type"])
	require.Equal(t, 0.0, e["retry_attempt"])
	p.acks(e, "")
	_, err = delivered()
	require.NoError(t, err)
	require.Empty(t, w.Refused())
}

func TestModalsAreSubmittedAsEnvelopes(t *testing.T) {
	w := newSocketWorld(t)
	p := w.dial()
	view := `{"type":"modal","title":{"type":"plain_text","text":"New"},"submit":{"type":"plain_text","text":"Go"},"blocks":[
		{"type":"input","block_id":"b","label":{"type":"plain_text","text":"Title"},"element":{"type":"plain_text_input","action_id":"v"}}]}`
	got := w.call("views.open", "trigger_id", w.CommandForm("U0001", "C0001", "").Get("trigger_id"), "view", view)
	require.Equal(t, true, got["ok"], "%v", got)
	submitted := meanwhile(func() (map[string]string, error) { return w.Submit("U0001", map[string]string{"Title": "x"}) })
	e := p.hear()
	require.Equal(t, true, e["accepts_response_payload"])
	p.acks(e, `{"response_action":"errors","errors":{"b":"too short"}}`)
	shown, err := submitted()
	require.NoError(t, err)
	require.Equal(t, map[string]string{"Title": "too short"}, shown)
	require.Empty(t, w.Refused())
}

func TestAcknowledgementsTheBotShouldNotSend(t *testing.T) {
	for name, c := range map[string]struct {
		say  func(*peer, map[string]any)
		want string
	}{
		"no JSON":          {func(p *peer, _ map[string]any) { p.say("{") }, "no acknowledgement"},
		"another field":    {func(p *peer, e map[string]any) { p.say(`{"envelope_id":"` + e["envelope_id"].(string) + `","x":1}`) }, "no acknowledgement"},
		"another envelope": {func(p *peer, _ map[string]any) { p.say(`{"envelope_id":"x"}`) }, "no envelope"},
		"twice":            {func(p *peer, e map[string]any) { p.acks(e, ""); p.acks(e, "") }, "more often"},
		"a string":         {func(p *peer, e map[string]any) { p.acks(e, `"Booked"`) }, "not an object"},
		"no text":          {func(p *peer, e map[string]any) { p.acks(e, `{"blocks":[]}`) }, "no_text"},
		"bad blocks":       {func(p *peer, e map[string]any) { p.acks(e, `{"text":"x","blocks":[{"type":"header"}]}`) }, "invalid_blocks"},
		"too large": {func(p *peer, e map[string]any) {
			p.acks(e, `{"text":"x","blocks":[],"x":"`+strings.Repeat("x", 20*1024)+`"}`)
		}, "dropped"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newSocketWorld(t)
			p := w.dial()
			typed := meanwhile(func() (emulator.Message, error) { return w.Type("U0001", "C0001", "/meet now") })
			e := p.hear()
			c.say(p, e)
			require.Eventually(t, func() bool { return len(w.Refused()) > 0 }, 5*time.Second, time.Millisecond)
			require.Contains(t, w.Refused()[0], c.want)
			p.acks(e, "") // so that nobody waits
			_, _ = typed()
		})
	}
}

func TestAnAnswerToAPressIsNotTaken(t *testing.T) {
	w := newSocketWorld(t)
	p := w.dial()
	pressed := meanwhile(func() (emulator.Message, error) { return w.Press("U0001", w.card(), "Going") })
	p.acks(p.hear(), `{"text":"nobody reads this"}`)
	m, err := pressed()
	require.NoError(t, err)
	require.Empty(t, m)
	require.Contains(t, w.Refused()[0], "takes none")
}

func TestEnvelopesThatAreNotAcknowledgedComeAgain(t *testing.T) {
	t.Parallel()
	w := newSocketWorld(t)
	p := w.dial()
	_, err := w.Type("U0001", "C0001", "/meet now")
	require.ErrorContains(t, err, "operation_timeout")
	p.hear()
	w.SendAgain(2)
	w.LoseAcks(1)
	typed := meanwhile(func() (emulator.Message, error) { return w.Type("U0001", "C0001", "/meet now") })
	first := p.hear()
	require.NotContains(t, first, "retry_attempt")
	p.acks(first, `{"text":"Booked"}`)
	_ = p.ws.Close()
	p = w.dial()
	again := p.hear()
	require.Equal(t, first["envelope_id"], again["envelope_id"])
	require.Equal(t, 1.0, again["retry_attempt"])
	p.acks(again, `{"text":"Booked"}`)
	m, err := typed()
	require.NoError(t, err)
	require.Equal(t, "Booked", m.Text)
	require.Empty(t, w.Refused())
}

func TestEnvelopesAreSpreadAtRandom(t *testing.T) {
	w := newSocketWorld(t)
	heard := make(chan int, 100)
	for i := range 3 {
		p := w.dial()
		go func() {
			for {
				var e map[string]any
				if p.ws.ReadJSON(&e) != nil {
					return
				}
				heard <- i
				_ = p.ws.WriteJSON(map[string]any{"envelope_id": e["envelope_id"]})
			}
		}()
	}
	require.NoError(t, w.WaitConnected(t.Context(), 3))
	seen := map[int]int{}
	for range 60 {
		_, err := w.Type("U0001", "C0001", "/meet now")
		require.NoError(t, err)
		seen[<-heard]++
	}
	require.Len(t, seen, 3)
}

func TestConnectionsEndAsOrdered(t *testing.T) {
	t.Parallel()
	w := newSocketWorld(t)
	p := w.dial()
	began := time.Now()
	w.Disconnect("refresh_requested")
	require.Equal(t, "refresh_requested", p.hear()["reason"])
	_, _, err := p.ws.ReadMessage()
	require.True(t, websocket.IsCloseError(err, websocket.CloseNormalClosure), err)
	require.InDelta(t, 1, time.Since(began).Seconds(), 0.5)

	p = w.dial()
	w.Cut()
	_, _, err = p.ws.ReadMessage()
	require.Error(t, err)
	require.False(t, websocket.IsCloseError(err, websocket.CloseNormalClosure))
	require.NoError(t, w.WaitConnected(t.Context(), 0))

	p = w.dial()
	w.Stall()
	pings := make(chan string, 1)
	p.ws.SetPingHandler(func(s string) error { pings <- s; return nil })
	go func() { _, _, _ = p.ws.ReadMessage() }()
	select {
	case <-pings:
		t.Error("a connection that stalls sends no pings")
	case <-time.After(pingEvery * 3 / 2):
	}
	require.Equal(t, 1, w.Connections())
	require.Empty(t, w.Refused())
}

func TestAcknowledgementsAreInTheJournal(t *testing.T) {
	w := newSocketWorld(t)
	p := w.dial()
	typed := meanwhile(func() (emulator.Message, error) { return w.Type("U0001", "C0001", "/meet now") })
	p.acks(p.hear(), `{"text":"Booked"}`)
	_, err := typed()
	require.NoError(t, err)
	calls := w.Journal()
	last := calls[len(calls)-1]
	require.Equal(t, "socket", last.Method)
	require.Equal(t, words{"text": "Booked"}, last.Args["payload"])
	require.Equal(t, "apps.connections.open", calls[len(calls)-2].Method)
}
