package discord

import (
	"crypto/ed25519"
	"encoding/hex"
	"net/http"
	"strconv"
	"time"
)

// signatureAge is how old a request may be. Discord says nothing of it: a signature without an age would be good for
// ever in the hands of whoever recorded it.
const signatureAge = 5 * time.Minute

// signed tells whether a request with these headers and this body, byte by byte, comes from Discord, and is recent, see
// https://docs.discord.com/developers/interactions/overview#validating-security-request-headers.
func signed(key ed25519.PublicKey, h http.Header, body []byte, now time.Time) bool {
	stamp := h.Get("X-Signature-Timestamp")
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return false
	}
	oldest, newest := now.Add(-signatureAge).Unix(), now.Add(signatureAge).Unix()
	if seconds < oldest || seconds > newest {
		return false
	}
	signature, err := hex.DecodeString(h.Get("X-Signature-Ed25519"))
	if err != nil || len(signature) != ed25519.SignatureSize {
		return false
	}
	return ed25519.Verify(key, append([]byte(stamp), body...), signature)
}
