package bench_test

import (
	"crypto/hmac"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// plainCommand answers a command with what the program answered it, and does nothing for it but check the signature, read the
// form and call keep.
func plainCommand(answer string, keep func(key string) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, err := io.ReadAll(io.LimitReader(r.Body, 1<<16))
		if err != nil || !hmac.Equal([]byte(sign(r.Header.Get("X-Slack-Request-Timestamp"), raw)), []byte(r.Header.Get("X-Slack-Signature"))) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		form, err := url.ParseQuery(string(raw))
		if err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		if err := keep(form.Get("trigger_id")); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, answer)
	})
}

// nowhere keeps nothing.
func nowhere(string) error { return nil }

// bareToken mints a token as Jitsi wants it, and answers with it.
func bareToken() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = r.FormValue("name")
		now := time.Now()
		token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
			"iss": "meetbot", "aud": "jitsi", "sub": "meet.test", "room": "room", "nbf": now.Unix(), "exp": now.Add(time.Hour).Unix(),
			"context": map[string]any{"user": map[string]any{"id": "guest:1", "name": "Bob", "moderator": false}},
		}).SignedString([]byte("jitsi-test"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"role": "guest", "domain": "meet.test", "room": "room", "jwt": token})
	})
}
