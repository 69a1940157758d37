package web

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// maxBody is how large a request may be; nothing that is asked of us comes near it.
const maxBody = 64 << 10

// bounded refuses what is too large. A body whose length is not told is read first: most handlers would take one that is
// cut off for one that is empty, or never look at it.
func (s *server) bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		tooLarge := r.ContentLength > maxBody
		if r.ContentLength < 0 {
			raw, err := io.ReadAll(r.Body)
			tooLarge = errors.As(err, new(*http.MaxBytesError))
			r.Body = io.NopCloser(bytes.NewReader(raw))
		}
		if tooLarge {
			http.Error(w, s.in(r).Say("failed.too_large"), http.StatusRequestEntityTooLarge)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// protect sets what browsers are to forbid, and refuses posts from other sites.
func (s *server) protect(next http.Handler) http.Handler {
	headers := s.headers()
	guarded := http.NewCrossOriginProtection().Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range headers {
			w.Header().Set(name, value)
		}
		guarded.ServeHTTP(w, r)
	})
}

// headers lets scripts in from the Jitsi server alone, since its external_api.js must run on our page, and frames too.
func (s *server) headers() map[string]string {
	jitsi, script := s.Jitsi, origin(s.ScriptURL)
	policy := []string{
		"default-src 'none'", "script-src 'self' " + script, "style-src 'self'", "frame-src " + jitsi, "connect-src 'self'",
		"img-src 'self' data:", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
	}
	var permissions []string
	for _, p := range strings.Fields("camera microphone display-capture autoplay fullscreen clipboard-write screen-wake-lock") {
		permissions = append(permissions, p+`=(self "`+jitsi+`")`)
	}
	out := map[string]string{
		"Content-Security-Policy":    strings.Join(policy, "; "),
		"Permissions-Policy":         strings.Join(append(permissions, "geolocation=()"), ", "),
		"Referrer-Policy":            "same-origin", // with none at all, browsers would not say either that our own forms are ours
		"X-Content-Type-Options":     "nosniff",
		"X-Frame-Options":            "DENY",
		"Cross-Origin-Opener-Policy": "same-origin",
		"Cache-Control":              "no-store",
	}
	if s.secure {
		out["Strict-Transport-Security"] = "max-age=31536000"
	}
	return out
}

func origin(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + u.Host
}
