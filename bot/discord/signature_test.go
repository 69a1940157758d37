package discord

import (
	"crypto/ed25519"
	"encoding/hex"
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var (
	exampleSecret = ed25519.NewKeyFromSeed([]byte("a seed of thirty-two bytes, no !"))
	exampleKey    = exampleSecret.Public().(ed25519.PublicKey)
	exampleTime   = time.Unix(1531420618, 0)
)

const (
	exampleStamp = "1531420618"
	exampleBody  = `{"type":1}`
)

func sign(stamp, body string) string {
	return hex.EncodeToString(ed25519.Sign(exampleSecret, []byte(stamp+body)))
}

func example() http.Header {
	h := http.Header{}
	h.Set("X-Signature-Timestamp", exampleStamp)
	h.Set("X-Signature-Ed25519", sign(exampleStamp, exampleBody))
	return h
}

func TestSigned(t *testing.T) {
	require.True(t, signed(exampleKey, example(), []byte(exampleBody), exampleTime))
	type request struct {
		h    http.Header
		key  ed25519.PublicKey
		body string
		now  time.Time
	}
	stamped := func(stamp string) func(*request) {
		return func(r *request) {
			r.h.Set("X-Signature-Timestamp", stamp)
			r.h.Set("X-Signature-Ed25519", sign(stamp, exampleBody))
		}
	}
	set := func(signature string) func(*request) {
		return func(r *request) { r.h.Set("X-Signature-Ed25519", signature) }
	}
	whole := sign(exampleStamp, exampleBody)
	for name, spoil := range map[string]func(*request){
		"another key":      func(r *request) { r.key = make(ed25519.PublicKey, ed25519.PublicKeySize) },
		"no key":           func(r *request) { r.key = nil },
		"another body":     func(r *request) { r.body += " " },
		"too old":          func(r *request) { r.now = r.now.Add(301 * time.Second) },
		"from the future":  func(r *request) { r.now = r.now.Add(-301 * time.Second) },
		"another stamp":    func(r *request) { r.h.Set("X-Signature-Timestamp", "1531420619") },
		"no stamp":         stamped(""),
		"an absurd stamp":  stamped("-9223372036854775808"),
		"another absurd":   stamped("9223372036854775807"),
		"no signature":     set(""),
		"a cut signature":  set(whole[:64]),
		"a long signature": set(whole + "00"),
		"no hexadecimal":   set("zz" + whole[2:]),
	} {
		t.Run(name, func(t *testing.T) {
			r := request{example(), exampleKey, exampleBody, exampleTime}
			spoil(&r)
			require.False(t, signed(r.key, r.h, []byte(r.body), r.now))
		})
	}
	for _, age := range []time.Duration{-299 * time.Second, 299 * time.Second} {
		stamp := strconv.FormatInt(exampleTime.Add(age).Unix(), 10)
		r := request{h: example()}
		stamped(stamp)(&r)
		require.True(t, signed(exampleKey, r.h, []byte(exampleBody), exampleTime))
	}
}

// FuzzSigned looks for headers and bodies that pass without being the example's.
func FuzzSigned(f *testing.F) {
	f.Add(exampleStamp, sign(exampleStamp, exampleBody), exampleBody)
	f.Add("0", "", "")
	f.Fuzz(func(t *testing.T, stamp, signature, body string) {
		h := http.Header{}
		h.Set("X-Signature-Timestamp", stamp)
		h.Set("X-Signature-Ed25519", signature)
		if signed(exampleKey, h, []byte(body), exampleTime) && stamp+body != exampleStamp+exampleBody {
			t.Fatalf("forged: %q %q %q", stamp, signature, body)
		}
	})
}
