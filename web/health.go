package web

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
)

// Proof is the header in which /healthz?nonce=… shows that it has our secret_key, so that meetbot doctor can tell our own pages
// from somebody else's: whoever has the key can open it under ProofOf that nonce.
const Proof = "Meetbot-Proof"

// ProofOf returns the name under which the proof for a nonce is sealed.
func ProofOf(nonce string) string { return "health " + nonce }

// longestNonce is how long a nonce may be.
const longestNonce = 64

// health answers as long as the process lives.
func (s *server) health(w http.ResponseWriter, r *http.Request) {
	if nonce := r.URL.Query().Get("nonce"); nonce != "" && len(nonce) <= longestNonce {
		w.Header().Set(Proof, base64.StdEncoding.EncodeToString(s.Sealer.Seal(ProofOf(nonce), nil)))
	}
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte("ok\n"))
}

// readiness tells what is connected, and what is wrong where it is not.
func (s *server) readiness(w http.ResponseWriter, r *http.Request) {
	status, ready := s.Ready(r.Context())
	code := http.StatusOK
	if !ready {
		code = http.StatusServiceUnavailable
	}
	w.Header().Set("Cache-Control", "no-store")
	writeJSON(w, code, status)
}

func writeJSON(w http.ResponseWriter, code int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(body)
}
