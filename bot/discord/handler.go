package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"meetbot/bot/carrier"
)

// Handler returns what Discord calls over HTTP: POST /discord/interactions. Nothing of a request is parsed before its
// signature is checked: Discord itself tries from time to time whether a wrong one is refused.
func (d *Discord) Handler(a Answerer) http.Handler {
	r := d.receiver(a)
	mux := http.NewServeMux()
	genuine := func(h http.Header, body []byte) bool { return signed(r.key, h, body, r.clock.Now()) }
	mux.Handle("POST /discord/interactions", carrier.Signed(genuine, r.interaction))
	return mux
}

func (r *receiver) interaction(w http.ResponseWriter, req *http.Request, body []byte) {
	i, ok := read(body)
	switch {
	case !ok:
		w.WriteHeader(http.StatusBadRequest)
	case i.Type == kindPing:
		_ = inline(w, response{Type: answerPong})
	default:
		r.serve(req.Context(), i, func(_ context.Context, out response) error { return inline(w, out) })
	}
}

// inline answers in the HTTP answer itself, and has it leave now: a promise is kept while the request is still in hand,
// so that a server which shuts down waits for it.
func inline(w http.ResponseWriter, out response) error {
	body, err := json.Marshal(out)
	if err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	if _, err := w.Write(body); err != nil {
		return errors.New("the connection broke")
	}
	_ = http.NewResponseController(w).Flush() // a writer that cannot is answered when we are done
	return nil
}
