package discord

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/carrier"
	"meetbot/core"
)

func TestClassify(t *testing.T) {
	code := func(status, code int) error { return &refusal{status: status, code: code, message: "x"} }
	busy := func(d time.Duration) error { return &core.Busy{After: d} }
	plain := errors.New("tried again")
	for _, c := range []struct {
		name string
		err  error
		want error
	}{
		{"429 with a wait", &refusal{status: 429, retry: 7 * time.Second}, busy(7 * time.Second)},
		{"429 without", &refusal{status: 429}, busy(pause)},
		{"the page of a ban", &refusal{status: 429, foreign: true}, busy(longPause)},
		{"403 of Discord's front", &refusal{status: 403, foreign: true}, busy(longPause)},
		{"a longer ban", &refusal{status: 429, foreign: true, retry: time.Hour}, busy(time.Hour)},
		{"slow mode", code(403, 20016), busy(pause)},
		{"direct messages too fast", code(429, directTooFast), busy(longPause)},
		{"too many old edits", code(400, tooManyOldEdits), busy(pause)},
		{"500", code(500, 0), core.ErrUnknown},
		{"502 with a page", &refusal{status: 502, foreign: true}, core.ErrUnknown},
		{"not JSON", errNotDiscord, core.ErrUnknown},
		{"no answer", &url.Error{Op: "Post", URL: "https://discord.com/?secret", Err: context.DeadlineExceeded}, core.ErrUnknown},
		{"broken off", &url.Error{Op: "Post", URL: "https://discord.com/secret", Err: io.EOF}, core.ErrUnknown},
		{"missing permission", code(403, 50013), core.ErrGone},
		{"direct messages closed", code(403, 50007), core.ErrGone},
		{"no mutual server", code(403, 50278), core.ErrGone},
		{"unknown channel", code(404, 10003), core.ErrVanished},
		{"missing access to it", code(403, 50001), core.ErrGone},
		{"unknown message", code(404, 10008), core.ErrDeleted},
		{"AutoMod", code(403, 200000), core.ErrFiltered},
		{"a locked thread", code(400, 160005), core.ErrFiltered},
		{"invalid form", code(400, 50035), core.ErrGone},
		{"401", code(401, 0), errToken},
		{"invalid token", code(401, invalidToken), errToken},
		{"an interaction's token that is over", code(401, 50027), core.ErrGone},
		{"no connection", &url.Error{Op: "Post", URL: "https://chat.example/?secret", Err: fmt.Errorf("%w: %w", carrier.ErrUnsent, context.DeadlineExceeded)}, plain},
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
	require.NoError(t, classify(nil, true))
	require.NotErrorIs(t, classify(code(500, 0), false), core.ErrUnknown, "a question has no outcome")
}

func TestRefusalIn(t *testing.T) {
	answer := func(status int, kind, body string, header ...string) *refusal {
		h := http.Header{}
		h.Set("Content-Type", kind)
		for i := 0; i < len(header); i += 2 {
			h.Set(header[i], header[i+1])
		}
		return refusalIn(&http.Response{StatusCode: status, Header: h}, []byte(body))
	}
	require.Nil(t, answer(204, "", ""))
	require.Equal(t, &refusal{status: 429, message: "slow", retry: 1500 * time.Millisecond, global: true},
		answer(429, "application/json", `{"message":"slow","retry_after":1.5,"global":true}`, "Retry-After", "2"))
	require.Equal(t, &refusal{status: 429, foreign: true, retry: 2 * time.Second}, answer(429, "text/html", "<html>", "Retry-After", "2"))
	require.True(t, answer(400, "application/json", "<html>").foreign)
	require.Zero(t, answer(429, "text/html", "", "Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT").retry)
}
