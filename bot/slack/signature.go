package slack

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"time"

	"meetbot/bot/carrier"
)

// signed tells whether a request with these headers and this body, byte by byte, comes from Slack, and is recent, see
// https://docs.slack.dev/authentication/verifying-requests-from-slack.
func signed(secret []byte, h http.Header, body []byte, now time.Time) bool {
	stamp := h.Get("X-Slack-Request-Timestamp")
	if len(secret) == 0 || !carrier.Recent(stamp, now) {
		return false
	}
	given, ok := hexSignature(h.Get("X-Slack-Signature"))
	if !ok {
		return false
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("v0:" + stamp + ":"))
	mac.Write(body)
	return hmac.Equal(mac.Sum(nil), given)
}

func hexSignature(text string) ([]byte, bool) {
	const version = "v0="
	if len(text) != len(version)+2*sha256.Size || text[:len(version)] != version {
		return nil, false
	}
	raw, err := hex.DecodeString(text[len(version):])
	return raw, err == nil
}
