package slack_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
	"meetbot/bot/slack"
	"meetbot/core"
)

// TestATokenThatIsNoLongerGoodIsSaid, whatever call finds out about it, until one goes well.
func TestATokenThatIsNoLongerGoodIsSaid(t *testing.T) {
	bubble(t, false, func(w *world) {
		alice := core.Identity{Platform: "slack", Workspace: "T0001", UserID: "U0001"}
		s := w.adapter(func(o *slack.Options) { o.AppToken = "" })
		require.NoError(w.t, s.Connect(w.t.Context()))
		require.Equal(w.t, "ok", s.Status())
		w.chat.Fail(emulator.Fault{Method: "users.info", Code: "token_revoked"})
		_, err := s.Profile(w.t.Context(), alice, alice.Home())
		require.Error(w.t, err)
		require.Contains(w.t, s.Status(), "slack.bot_token")
		w.chat.Fail(emulator.Fault{Method: "users.info", Status: 500})
		_, err = s.Admin(w.t.Context(), alice, alice.Home())
		require.Error(w.t, err)
		require.Contains(w.t, s.Status(), "slack.bot_token", "an outage says nothing of it")
		_, err = s.Profile(w.t.Context(), alice, alice.Home())
		require.NoError(w.t, err)
		require.Equal(w.t, "ok", s.Status())
	})
}

// TestBeforeSlackTellsOurWorkspace nobody is told that we serve another.
func TestBeforeSlackTellsOurWorkspace(t *testing.T) {
	bubble(t, false, func(w *world) {
		early := w.adapter()
		typed := func() string {
			body := w.chat.CommandForm("U0001", "C0001", "list").Encode()
			r := httptest.NewRequest(http.MethodPost, "/slack/commands", strings.NewReader(body))
			r.Header = w.chat.Sign(time.Now(), []byte(body))
			answer := httptest.NewRecorder()
			early.Handler(w.bot).ServeHTTP(answer, r)
			require.Equal(w.t, http.StatusOK, answer.Code)
			return answer.Body.String()
		}
		require.Contains(w.t, typed(), "I'm just starting up")
		require.NoError(w.t, early.Connect(w.t.Context()))
		require.NotContains(w.t, typed(), "I'm just starting up")
	})
}

// TestCallsAreLedNowhereElse: they hold the token.
func TestCallsAreLedNowhereElse(t *testing.T) {
	bubble(t, false, func(w *world) {
		led := 0
		s := w.adapter(func(o *slack.Options) {
			o.Client = &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
				if r.URL.Host != "slack.test" {
					led++
				}
				away := http.Header{"Location": {(&url.URL{Scheme: "https", Host: "evil.example", Path: r.URL.Path}).String()}}
				return &http.Response{StatusCode: http.StatusTemporaryRedirect, Header: away, Body: http.NoBody, Request: r}, nil
			})}
		})
		_, err := s.Profile(w.t.Context(), core.Identity{Platform: "slack", Workspace: "T0001", UserID: "U0001"}, core.Workspace{})
		require.Error(w.t, err)
		require.Zero(w.t, led)
	})
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
