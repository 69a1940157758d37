package slacktest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// words is a shorthand for JSON objects.
type words = map[string]any

func TestResponseURLsAreUsedUpAndExpire(t *testing.T) {
	w := newWorld(t)
	at := w.CommandForm("U0001", "C0003", "").Get("response_url")
	require.True(t, strings.HasPrefix(at, "http://slack.test/response/"), at)
	for range 5 {
		code, body := w.respondTo(at, words{"text": "x"})
		require.Equal(t, http.StatusOK, code)
		require.Equal(t, "ok", body)
	}
	code, body := w.respondTo(at, words{"text": "x"})
	require.Equal(t, http.StatusNotFound, code)
	require.Contains(t, body, "used_url")

	at = w.CommandForm("U0001", "C0003", "").Get("response_url")
	w.clock.Advance(30*time.Minute + time.Second)
	code, body = w.respondTo(at, words{"text": "x"})
	require.Equal(t, http.StatusNotFound, code)
	require.Contains(t, body, "expired_url")
	_, body = w.respondTo("/response/made-up", words{"text": "x"})
	require.Contains(t, body, "no_service")
	require.Len(t, w.Refused(), 3)
	require.Len(t, w.Messages("U0001", "C0003"), 5)
}

func TestResponseURLsReachChannelsWithoutTheBot(t *testing.T) {
	w := newWorld(t)
	at := w.CommandForm("U0001", "C0003", "").Get("response_url")
	_, _ = w.respondTo(at, words{"text": "card", "response_type": "in_channel"})
	_, _ = w.respondTo(at, words{"text": "psst"})
	seen := w.Messages("U0001", "C0003")
	require.Empty(t, seen[0].PrivateTo)
	require.Equal(t, "U0001", seen[1].PrivateTo)
	require.Empty(t, w.Refused())
	w.Invite("C0003")
	require.Equal(t, "cant_update_message",
		w.call("chat.update", "channel", "C0003", "ts", seen[0].ID, "text", "x")["error"], "the bot was never given its ts")
	w.Archive("C0003")
	_, body := w.respondTo(at, words{"text": "x"})
	require.Contains(t, body, "is_archived")
	w.DeleteChannel("C0003")
	_, body = w.respondTo(at, words{"text": "x"})
	require.Contains(t, body, "channel_not_found")
}

func TestResponsesTheBotShouldNotSend(t *testing.T) {
	for name, c := range map[string]struct {
		body words
		want string
	}{
		"nothing":           {words{}, "no_text"},
		"noise is no text":  {words{"blocks": nil}, "no_text"},
		"type":              {words{"text": "x", "response_type": "public"}, "invalid_arguments"},
		"blocks":            {words{"text": "x", "blocks": []any{words{"type": "x"}}}, "invalid_blocks"},
		"thread":            {words{"text": "x", "thread_ts": "1.2"}, "thread_not_found"},
		"nothing to delete": {words{"delete_original": true}, "message_not_found"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			code, body := w.respondTo(w.CommandForm("U0001", "C0001", "").Get("response_url"), c.body)
			require.Equal(t, http.StatusBadRequest, code)
			require.Contains(t, body, c.want)
			require.Len(t, w.Refused(), 1)
			require.Empty(t, w.Events(0))
		})
	}
	w := newWorld(t)
	at := w.CommandForm("U0001", "C0001", "").Get("response_url")
	_, _ = w.respondTo(at, words{"text": "x", "replace_original": true})
	require.Contains(t, w.Refused()[0], "no message to replace")
	r := httptest.NewRequest(http.MethodPost, at, strings.NewReader("text=x"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	require.Contains(t, w.do(r).Body.String(), "invalid_payload")
}
