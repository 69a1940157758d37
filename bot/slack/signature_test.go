package slack

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The published example, see https://docs.slack.dev/authentication/verifying-requests-from-slack.
const (
	exampleSecret = "8f742231b10e8888abcd99yyyzzz85a5"
	exampleStamp  = "1531420618"
	exampleBody   = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
	exampleSigned = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
)

func example() http.Header {
	return http.Header{"X-Slack-Request-Timestamp": {exampleStamp}, "X-Slack-Signature": {exampleSigned}}
}

var exampleTime = time.Unix(1531420618, 0)

func TestSigned(t *testing.T) {
	require.True(t, signed([]byte(exampleSecret), example(), []byte(exampleBody), exampleTime))
	for name, spoil := range map[string]func(h http.Header, secret, body *string, now *time.Time){
		"another secret":  func(_ http.Header, s, _ *string, _ *time.Time) { *s = "x" },
		"no secret":       func(_ http.Header, s, _ *string, _ *time.Time) { *s = "" },
		"another body":    func(_ http.Header, _, b *string, _ *time.Time) { *b += "&x=1" },
		"too old":         func(_ http.Header, _, _ *string, n *time.Time) { *n = n.Add(301 * time.Second) },
		"from the future": func(_ http.Header, _, _ *string, n *time.Time) { *n = n.Add(-301 * time.Second) },
		"no signature":    func(h http.Header, _, _ *string, _ *time.Time) { h.Del("X-Slack-Signature") },
		"no stamp":        func(h http.Header, _, _ *string, _ *time.Time) { h.Del("X-Slack-Request-Timestamp") },
		"another stamp":   func(h http.Header, _, _ *string, _ *time.Time) { h.Set("X-Slack-Request-Timestamp", "1531420619") },
		"an absurd stamp": func(h http.Header, _, _ *string, _ *time.Time) {
			h.Set("X-Slack-Request-Timestamp", "-9223372036854775808")
		},
		"another version":  func(h http.Header, _, _ *string, _ *time.Time) { h.Set("X-Slack-Signature", "v1="+exampleSigned[3:]) },
		"a cut signature":  func(h http.Header, _, _ *string, _ *time.Time) { h.Set("X-Slack-Signature", exampleSigned[:40]) },
		"a long signature": func(h http.Header, _, _ *string, _ *time.Time) { h.Set("X-Slack-Signature", exampleSigned+"00") },
	} {
		t.Run(name, func(t *testing.T) {
			h, secret, body, now := example(), exampleSecret, exampleBody, exampleTime
			spoil(h, &secret, &body, &now)
			require.False(t, signed([]byte(secret), h, []byte(body), now))
		})
	}
}

// FuzzSigned looks for headers and bodies that pass without being the example's.
func FuzzSigned(f *testing.F) {
	f.Add(exampleStamp, exampleSigned, exampleBody)
	f.Add("0", "v0=", "")
	f.Fuzz(func(t *testing.T, stamp, signature, body string) {
		h := http.Header{"X-Slack-Request-Timestamp": {stamp}, "X-Slack-Signature": {signature}}
		if signed([]byte(exampleSecret), h, []byte(body), exampleTime) && body != exampleBody {
			t.Fatalf("forged: %q %q %q", stamp, signature, body)
		}
	})
}
