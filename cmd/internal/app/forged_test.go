package app_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
)

// upcoming returns how many meetings alice is told of.
func (w *world) upcoming() int {
	m, err := w.slack.Type("U0001", "C0001", "/meet list")
	require.NoError(w.t, err)
	return strings.Count(m.Text, "#")
}

func living(t *testing.T) *world {
	w := newWorld(t)
	t.Cleanup(w.close)
	w.ready()
	return w
}

// ready waits until the service is connected.
func (w *world) ready() {
	deadline := time.After(10 * time.Second)
	for tick := time.Tick(time.Millisecond); ; {
		rec := httptest.NewRecorder()
		w.app.Handler().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/readyz", nil))
		if rec.Code == http.StatusOK {
			return
		}
		select {
		case <-tick:
		case <-deadline:
			w.t.Fatal(rec.Body.String())
		}
	}
}

func TestForgedRequestsHaveNoEffect(t *testing.T) {
	w := living(t)
	body := []byte(w.slack.CommandForm("U0001", "C0001", "in 10 minutes forged").Encode())
	for name, spoil := range map[string]func(*http.Request){
		"another signature": func(r *http.Request) { r.Header.Set("X-Slack-Signature", "v0="+strings.Repeat("0", 64)) },
		"none":              func(r *http.Request) { r.Header.Del("X-Slack-Signature") },
		"stale":             func(r *http.Request) { copyHeaders(r.Header, w.slack.Sign(time.Now().Add(-301*time.Second), body)) },
		"from the future":   func(r *http.Request) { copyHeaders(r.Header, w.slack.Sign(time.Now().Add(301*time.Second), body)) },
		"another time":      func(r *http.Request) { r.Header.Set("X-Slack-Request-Timestamp", "1531420618") },
	} {
		for _, path := range []string{"/slack/commands", "/slack/interactions", "/slack/events"} {
			res, err := w.slack.Post(path, body, spoil)
			require.NoError(t, err)
			require.Equal(t, http.StatusUnauthorized, res.StatusCode, "%s: %s", path, name)
		}
	}
	require.Zero(t, w.upcoming())
}

func copyHeaders(to, from http.Header) {
	for name := range from {
		to.Set(name, from.Get(name))
	}
}

func TestAReplayedRequestGetsTheSameAnswerAndHasOneEffect(t *testing.T) {
	w := living(t)
	body := []byte(w.slack.CommandForm("U0001", "C0001", "in 10 minutes once").Encode())
	answers := make([]string, 64)
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			for i := worker; i < len(answers); i += 8 {
				r := httptest.NewRequest(http.MethodPost, "/slack/commands", strings.NewReader(string(body)))
				copyHeaders(r.Header, w.slack.Sign(time.Now(), body))
				rec := httptest.NewRecorder()
				w.app.Handler().ServeHTTP(rec, r)
				answers[i] = rec.Body.String()
			}
		})
	}
	all.Wait()
	for _, a := range answers {
		require.Equal(t, answers[0], a)
	}
	require.Contains(t, answers[0], "Booked: once")
	require.Equal(t, 1, w.upcoming())
}

func TestAnotherWorkspaceIsNotServed(t *testing.T) {
	w := living(t)
	form := w.slack.CommandForm("U0001", "C0001", "in 10 minutes theirs")
	form.Set("team_id", "T9999")
	res, err := w.slack.Post("/slack/commands", []byte(form.Encode()), nil)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, res.StatusCode)
	answer, err := io.ReadAll(res.Body)
	require.NoError(t, err)
	require.Contains(t, string(answer), "I'm not set up here")
	require.Zero(t, w.upcoming())
}

func TestARepeatedFieldIsRefused(t *testing.T) {
	w := living(t)
	form := w.slack.CommandForm("U0001", "C0001", "in 10 minutes twice")
	form.Add("user_id", "U0002")
	res, err := w.slack.Post("/slack/commands", []byte(form.Encode()), nil)
	require.NoError(t, err)
	require.Equal(t, http.StatusBadRequest, res.StatusCode)
	require.Zero(t, w.upcoming())
}

// TestAnswersGoToSlackAlone presses a button with an address to answer to that is somebody else's.
func TestAnswersGoToSlackAlone(t *testing.T) {
	w := living(t)
	m, err := w.slack.Type("U0001", "C0001", "/meet")
	require.NoError(t, err)
	form, err := w.slack.PressForm("U0001", m, "My meetings")
	require.NoError(t, err)
	var payload map[string]any
	require.NoError(t, json.Unmarshal([]byte(form.Get("payload")), &payload))
	foreign := 0
	stranger := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { foreign++ }))
	t.Cleanup(stranger.Close)
	for _, address := range []string{stranger.URL, "http://hooks.slack.test/x", "https://slack.test.evil.example/", "http://user@slack.test/x", "file:///etc/passwd"} {
		payload["response_url"] = address
		payload["trigger_id"] = address
		raw, err := json.Marshal(payload)
		require.NoError(t, err)
		res, err := w.slack.Post("/slack/interactions", []byte(url.Values{"payload": {string(raw)}}.Encode()), nil)
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, res.StatusCode)
	}
	require.Zero(t, foreign)
	require.Equal(t, 5, strings.Count(w.log.String(), "not one of Slack's"))
}

func TestLargeBodies(t *testing.T) {
	w := living(t)
	large := []byte(strings.Repeat("x", 64<<10+1))
	for name, length := range map[string]int64{"said": int64(len(large)), "not said": -1} {
		res, err := w.slack.Post("/slack/commands", large, func(r *http.Request) { r.ContentLength = length })
		require.NoError(t, err)
		require.Equal(t, http.StatusRequestEntityTooLarge, res.StatusCode, name)
	}
}

// TestSlackIsNotAskedBeforeTheAnswer books with Slack's API hanging: what needs no look-up is answered all the same.
func TestSlackIsNotAskedBeforeTheAnswer(t *testing.T) {
	w := living(t)
	w.slack.Fail(emulator.Fault{Times: 100, Hang: true})
	start := time.Now()
	m, err := w.slack.Type("U0001", "C0001", "/meet in 10 minutes standup")
	require.NoError(t, err)
	require.Contains(t, m.Text, "Booked: standup")
	require.Less(t, time.Since(start), time.Second)
}

// TestSecretsAreNotLogged looks for every secret of a whole life in what was logged.
func TestSecretsAreNotLogged(t *testing.T) {
	w := living(t)
	m, err := w.slack.Type("U0001", "C0001", "/meet now standup")
	require.NoError(t, err)
	link := ticketLink.FindString(m.Buttons[0].URL)
	require.NotEmpty(t, link)
	b := &browser{world: w, cookies: map[string]string{}}
	path := strings.TrimPrefix(link, baseURL)
	require.Equal(t, http.StatusSeeOther, b.do(http.MethodPost, path, nil).Code)
	require.Equal(t, http.StatusGone, b.do(http.MethodPost, path, nil).Code)
	secret := strings.Split(strings.TrimPrefix(path, "/login/ticket/"), "?")[0]
	for _, s := range []string{"xoxb-test", "signing-test", "jitsi-test", secret, b.cookies["meetbot"], "eyJ"} {
		require.NotEmpty(t, s)
		require.NotContains(t, w.log.String(), s)
		for _, e := range w.slack.Events(0) {
			if s != secret || e.Message.PrivateTo == "" {
				require.NotContains(t, string(e.Message.Raw), s)
			}
		}
	}
}
