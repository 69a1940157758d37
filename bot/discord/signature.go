package discord

import (
	"crypto/ed25519"
	"encoding/hex"
	"net/http"
	"time"

	"meetbot/bot/carrier"
)

// signed tells whether a request with these headers and this body, byte by byte, comes from Discord, and is recent, see
// https://docs.discord.com/developers/interactions/overview#validating-security-request-headers.
func signed(key ed25519.PublicKey, h http.Header, body []byte, now time.Time) bool {
	stamp := h.Get("X-Signature-Timestamp")
	if len(key) != ed25519.PublicKeySize || !carrier.Recent(stamp, now) {
		return false
	}
	signature, err := hex.DecodeString(h.Get("X-Signature-Ed25519"))
	if err != nil || len(signature) != ed25519.SignatureSize {
		return false
	}
	return ed25519.Verify(key, append([]byte(stamp), body...), signature)
}
