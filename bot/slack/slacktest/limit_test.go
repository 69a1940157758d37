package slacktest

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func (w *world) status(method, body string) (int, string) {
	r := httptest.NewRequest(http.MethodPost, "/api/"+method, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer xoxb-test")
	rec := w.do(r)
	return rec.Code, rec.Header().Get("Retry-After")
}

func TestPostsAreLimitedByChannel(t *testing.T) {
	const post = `{"channel":"C0001","text":"x","unfurl_links":false,"unfurl_media":false}`
	w := newWorld(t)
	for range 3 {
		code, _ := w.status("chat.postMessage", post)
		require.Equal(t, http.StatusOK, code)
	}
	code, wait := w.status("chat.postMessage", post)
	require.Equal(t, http.StatusTooManyRequests, code)
	require.Equal(t, "1", wait)
	require.Len(t, w.Refused(), 1)
	code, _ = w.status("chat.postMessage", strings.Replace(post, "C0001", "U0001", 1))
	require.Equal(t, http.StatusOK, code, "another channel has its own limit")

	seconds, err := strconv.Atoi(wait)
	require.NoError(t, err)
	w.clock.Advance(time.Duration(seconds) * time.Second)
	code, _ = w.status("chat.postMessage", post)
	require.Equal(t, http.StatusOK, code, "waiting Retry-After is enough")
	for range 20 { // one a second is allowed for ever
		w.clock.Advance(time.Second)
		code, _ = w.status("chat.postMessage", post)
		require.Equal(t, http.StatusOK, code)
	}
	code, _ = w.status("chat.postMessage", post)
	require.Equal(t, http.StatusTooManyRequests, code)
	require.Len(t, w.Messages("U0001", "C0001"), 24, "what is refused has no effect")
}

func TestADirectChannelIsOneChannelUnderBothItsNames(t *testing.T) {
	w := newWorld(t)
	for _, to := range []string{"U0001", "DU0001", "U0001"} {
		w.say(to, "x")
	}
	code, _ := w.status("chat.postMessage", `{"channel":"DU0001","text":"x"}`)
	require.Equal(t, http.StatusTooManyRequests, code)
}

func TestUpdatesAreLimitedByMethod(t *testing.T) {
	w := newWorld(t)
	body := `{"channel":"C0001","ts":"` + w.say("C0001", "x") + `","text":"y"}`
	for range 50 {
		code, _ := w.status("chat.update", body)
		require.Equal(t, http.StatusOK, code)
	}
	code, wait := w.status("chat.update", body)
	require.Equal(t, http.StatusTooManyRequests, code)
	require.Equal(t, "2", wait)
}

func TestLimitsCanBeSwitchedOff(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.NoLimits = true })
	for range 200 {
		w.say("C0001", "x")
	}
	require.Empty(t, w.Refused())
}
