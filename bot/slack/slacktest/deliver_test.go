package slacktest

import (
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"github.com/slack-go/slack/slackevents"
	"github.com/stretchr/testify/require"
)

func TestEventsAreDeliveredAndRedelivered(t *testing.T) {
	w := newWorld(t)
	var seen []*http.Request
	var bodies [][]byte
	w.serve = func(_ http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		seen, bodies = append(seen, r), append(bodies, b)
	}
	_, err := w.Deliver(map[string]any{"type": "app_home_opened", "user": "U0001", "tab": "home"})
	require.NoError(t, err)
	e, err := slackevents.ParseEvent(bodies[0], slackevents.OptionNoVerifyToken())
	require.NoError(t, err)
	require.Equal(t, "U0001", e.InnerEvent.Data.(*slackevents.AppHomeOpenedEvent).User)
	require.Equal(t, "T0001", e.TeamID)
	require.Equal(t, "/slack/events", seen[0].URL.Path)
	require.Empty(t, seen[0].Header.Get("X-Slack-Retry-Num"))

	_, err = w.Redeliver(bodies[0], 1, "http_timeout")
	require.NoError(t, err)
	require.Equal(t, bodies[0], bodies[1], "event_id stays the same")
	require.Equal(t, "1", seen[1].Header.Get("X-Slack-Retry-Num"))
	require.Equal(t, "http_timeout", seen[1].Header.Get("X-Slack-Retry-Reason"))
}

func TestTheEventsURLIsVerified(t *testing.T) {
	w := newWorld(t)
	w.serve = func(rw http.ResponseWriter, r *http.Request) {
		var got struct{ Challenge string }
		_ = json.NewDecoder(r.Body).Decode(&got)
		_ = json.NewEncoder(rw).Encode(map[string]string{"challenge": got.Challenge})
	}
	require.NoError(t, w.VerifyURL())
	w.answers(`{"challenge":"other"}`)
	require.Error(t, w.VerifyURL())
}
