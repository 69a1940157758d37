package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"testing"
	"time"

	slackapi "github.com/slack-go/slack"
	"github.com/stretchr/testify/require"

	"meetbot/bot/bottest"
	"meetbot/bot/carrier"
	"meetbot/core"
)

func TestClassify(t *testing.T) {
	code := func(c string) error { return slackapi.SlackErrorResponse{Err: c} }
	busy := func(d time.Duration) error { return &core.Busy{After: d} }
	plain := errors.New("tried again")
	for _, c := range []struct {
		name string
		err  error
		want error
	}{
		{"429 with a wait", &slackapi.RateLimitedError{RetryAfter: 7 * time.Second}, busy(7 * time.Second)},
		{"429 without", slackapi.StatusCodeError{Code: 429}, busy(30 * time.Second)},
		{"429 in the body", code("ratelimited"), busy(30 * time.Second)},
		{"500", slackapi.StatusCodeError{Code: 500}, core.ErrUnknown},
		{"internal_error", code("internal_error"), core.ErrUnknown},
		{"fatal_error", code("fatal_error"), core.ErrUnknown},
		{"HTML", &json.SyntaxError{}, core.ErrUnknown},
		{"no answer", &url.Error{Op: "Post", URL: "https://slack.com/?token=secret", Err: context.DeadlineExceeded}, core.ErrUnknown},
		{"broken off", &url.Error{Op: "Post", URL: "https://slack.com/?token=secret", Err: io.EOF}, core.ErrUnknown},
		{"not_in_channel", code("not_in_channel"), core.ErrGone},
		{"channel_not_found", code("channel_not_found"), core.ErrGone},
		{"is_archived", code("is_archived"), core.ErrVanished},
		{"message_not_found", code("message_not_found"), core.ErrDeleted},
		{"invalid_blocks", code("invalid_blocks"), core.ErrGone},
		{"no connection", &url.Error{Op: "Post", URL: "https://chat.example/?secret", Err: fmt.Errorf("%w: %w", carrier.ErrUnsent, context.DeadlineExceeded)}, plain},
		{"token_revoked", code("token_revoked"), plain},
		{"missing_scope", slackapi.SlackErrorResponse{Err: "missing_scope", Needed: "chat:write"}, plain},
		{"service_unavailable", code("service_unavailable"), plain},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := classify(c.err, true)
			require.NotContains(t, got.Error(), "secret")
			var wanted, is *core.Busy
			switch {
			case errors.As(c.want, &wanted):
				require.ErrorAs(t, got, &is)
				require.Equal(t, wanted.After, is.After)
			case c.want == plain:
				require.NotErrorIs(t, got, core.ErrGone)
				require.NotErrorIs(t, got, core.ErrUnknown)
				require.False(t, errors.As(got, &is))
			default:
				require.ErrorIs(t, got, c.want)
			}
		})
	}
	require.NotErrorIs(t, classify(slackapi.StatusCodeError{Code: 500}, false), core.ErrUnknown, "a question has no outcome")
}

func TestHowTheBotIsLetIn(t *testing.T) {
	s := &Slack{}
	require.Equal(t, "type /invite @meetbot there", s.LetIn(bottest.Words(t).In(), core.Channel{ID: "C0001"}))
	require.Empty(t, s.LetIn(bottest.Words(t).In(), core.Channel{ID: "D0001"}), "two people's own talk takes nobody in")
}
