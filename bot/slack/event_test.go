package slack_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestEventsThatSayNothingToUs are taken all the same: an app that refuses too many is told of none any more, see
// https://docs.slack.dev/apis/events-api#failure-conditions.
func TestEventsThatSayNothingToUs(t *testing.T) {
	for _, socket := range []bool{false, true} {
		bubble(t, socket, func(w *world) {
			if socket {
				defer w.run(w.slack)()
				w.connected(1)
			}
			for _, user := range []any{nil, "U0001", 7, []any{"U0001"}, map[string]any{"id": 7}, map[string]any{"id": "U1\nU2", "deleted": true}} {
				for _, kind := range []string{"app_home_opened", "user_change"} {
					res, err := w.chat.Deliver(map[string]any{"type": kind, "user": user})
					require.NoError(w.t, err)
					require.Equal(w.t, http.StatusOK, res.StatusCode, "%s %v", kind, user)
				}
			}
			time.Sleep(time.Second)
			require.Empty(w.t, w.bot.whoLeft())
		})
	}
}
