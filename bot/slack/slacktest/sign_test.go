package slacktest

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/stretchr/testify/require"
)

func TestSignatureEqualsThePublishedVector(t *testing.T) {
	body := "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&" +
		"channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&" +
		"response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&" +
		"trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
	require.Equal(t, "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
		signature("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", []byte(body)))
}

func TestRequestsPassAnIndependentVerifier(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.Now = nil })
	var verdicts []error
	w.serve = func(_ http.ResponseWriter, r *http.Request) {
		v, err := slack.NewSecretsVerifier(r.Header, "signing-test")
		if err == nil {
			_, _ = io.Copy(&v, r.Body)
			err = v.Ensure()
		}
		verdicts = append(verdicts, err)
	}
	_, err := w.Type("U0001", "C0001", "/meet now")
	require.NoError(t, err)
	_, err = w.Post("/slack/commands", []byte("text=forged"), func(r *http.Request) {
		r.Body = io.NopCloser(strings.NewReader("text=other"))
	})
	require.NoError(t, err)
	_, err = w.Post("/slack/commands", []byte("text=stale"), func(r *http.Request) {
		r.Header = w.Sign(time.Now().Add(-10*time.Minute), []byte("text=stale"))
	})
	require.NoError(t, err)
	require.Len(t, verdicts, 3)
	require.NoError(t, verdicts[0])
	require.ErrorIs(t, verdicts[1], slack.ErrInvalidSignature)
	require.Error(t, verdicts[2])
}
