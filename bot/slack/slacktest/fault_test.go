package slacktest

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
)

// post sends a sound message over a real connection.
func (w *world) post(ctx context.Context, base string) (*http.Response, string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/api/chat.postMessage",
		strings.NewReader("token=xoxb-test&channel=C0001&text=x&unfurl_links=false&unfurl_media=false"))
	require.NoError(w.t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, "", err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return res, string(body), err
}

func TestOrderedFaults(t *testing.T) {
	for name, c := range map[string]struct {
		fault  emulator.Fault
		status int
		body   string
		wait   string
		posted int
	}{
		"limited":           {emulator.Fault{Status: 429, RetryAfter: 30 * time.Second}, 429, "ratelimited", "30", 0},
		"limited, no hint":  {emulator.Fault{Status: 429}, 429, "ratelimited", "", 0},
		"code":              {emulator.Fault{Code: "fatal_error"}, 200, `{"error":"fatal_error","ok":false}`, "", 0},
		"code, yet done":    {emulator.Fault{Code: "internal_error", Applied: true}, 200, "internal_error", "", 1},
		"down":              {emulator.Fault{Status: 503}, 503, "<!DOCTYPE html>", "", 0},
		"down, yet done":    {emulator.Fault{Status: 500, Applied: true}, 500, "<!DOCTYPE html>", "", 1},
		"a page for an API": {emulator.Fault{Status: 200}, 200, "<!DOCTYPE html>", "", 0},
		"only this method":  {emulator.Fault{Method: "chat.update", Status: 500}, 200, `"ok":true`, "", 1},
		"all methods":       {emulator.Fault{Method: "*", Status: 500}, 500, "", "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			server := httptest.NewServer(w.Handler())
			defer server.Close()
			w.Fail(c.fault)
			res, body, err := w.post(t.Context(), server.URL)
			require.NoError(t, err)
			require.Equal(t, c.status, res.StatusCode)
			require.Contains(t, body, c.body)
			require.Equal(t, c.wait, res.Header.Get("Retry-After"))
			require.Len(t, w.Messages("U0001", "C0001"), c.posted)
			require.Empty(t, w.Refused())
			require.Equal(t, c.fault.Method != "chat.update", w.Journal()[0].Fault)
			_, body, err = w.post(t.Context(), server.URL)
			require.NoError(t, err)
			require.Contains(t, body, `"ok":true`, "a fault passes")
		})
	}
}

func TestLostAnswers(t *testing.T) {
	w := newWorld(t)
	server := httptest.NewServer(w.Handler())
	defer server.Close()
	w.Fail(emulator.Fault{Applied: true, Times: 2})
	_, _, err := w.post(t.Context(), server.URL)
	require.ErrorIs(t, err, io.EOF)
	require.Equal(t, http.StatusGatewayTimeout, w.do(httptest.NewRequest(http.MethodPost, "/api/auth.test", nil)).Code)
	require.Len(t, w.Messages("U0001", "C0001"), 1)
}

func TestHangingRequestsEndWithTheirContext(t *testing.T) {
	w := newWorld(t)
	server := httptest.NewServer(w.Handler())
	defer server.Close()
	w.Fail(emulator.Fault{Hang: true, Applied: true})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := w.Changed()
	go func() {
		select {
		case <-done:
		case <-time.After(10 * time.Second):
		}
		cancel()
	}()
	_, _, err := w.post(ctx, server.URL)
	require.ErrorIs(t, err, context.Canceled)
	require.Len(t, w.Messages("U0001", "C0001"), 1)
	w.say("C0001", "others go on")
}
