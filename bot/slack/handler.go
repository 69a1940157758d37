package slack

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"

	"meetbot/bot/carrier"
)

// Handler returns what Slack calls over HTTP: /slack/commands, /slack/interactions and /slack/events. Nothing of a
// request is parsed before its signature is checked. Without a signing secret nothing is there.
func (s *Slack) Handler(a Answerer) http.Handler {
	if len(s.secret) == 0 {
		return http.NotFoundHandler()
	}
	h := endpoints{receiver{s, a}}
	mux := http.NewServeMux()
	mux.Handle("POST /slack/commands", s.verified(h.command))
	mux.Handle("POST /slack/interactions", s.verified(h.interaction))
	mux.Handle("POST /slack/events", s.verified(h.event))
	return mux
}

// verified lets through only what Slack has signed, and hands on its body.
func (s *Slack) verified(next func(http.ResponseWriter, *http.Request, []byte)) http.Handler {
	return carrier.Signed(func(h http.Header, body []byte) bool { return signed(s.secret, h, body, s.clock.Now()) }, next)
}

// endpoints take Slack's requests over HTTP.
type endpoints struct{ receiver }

func (h endpoints) command(w http.ResponseWriter, req *http.Request, body []byte) {
	form, err := url.ParseQuery(string(body))
	if err != nil || repeated(form) {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if form.Get("ssl_check") == "1" {
		return
	}
	writeJSON(w, h.receiver.command(req.Context(), form, req.Header.Get("X-Slack-Signature")))
}

// repeated tells whether a field stands twice, so that two readers could read it differently.
func repeated(form url.Values) bool {
	for _, v := range form {
		if len(v) > 1 {
			return true
		}
	}
	return false
}

// interaction acknowledges a press at once, and has it answered then. A form is answered in the acknowledgement.
func (h endpoints) interaction(w http.ResponseWriter, req *http.Request, body []byte) {
	form, err := url.ParseQuery(string(body))
	if err != nil || repeated(form) {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	var i interaction
	if err := json.Unmarshal([]byte(form.Get("payload")), &i); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if c, ok := i.submitted(); ok {
		writeJSON(w, h.submit(req.Context(), i, c))
		return
	}
	c, ok := i.command()
	if !ok {
		return
	}
	w.Header().Set("Content-Length", "0")
	w.WriteHeader(http.StatusOK)
	_ = http.NewResponseController(w).Flush() // a writer that cannot is answered when we are done
	// Slack may hang up now that it has its answer.
	h.press(context.WithoutCancel(req.Context()), i, c)
}

// event answers Slack's question whether this address is ours, and takes what Slack tells.
func (h endpoints) event(w http.ResponseWriter, req *http.Request, body []byte) {
	var e event
	if err := json.Unmarshal(body, &e); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if e.Type == "url_verification" {
		out, _ := json.Marshal(map[string]string{"challenge": e.Challenge})
		writeJSON(w, out)
		return
	}
	h.hear(req.Context(), body)
}

func writeJSON(w http.ResponseWriter, body []byte) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body)
}
