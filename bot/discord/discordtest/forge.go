package discordtest

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// interactionsPath is where the bot takes interactions over HTTP.
const interactionsPath = "/discord/interactions"

// maxAnswer bounds what is read of the bot's answer.
const maxAnswer = 1 << 20

// Sign returns the signature of a body at a time stamp, in hexadecimal, by the application's own key.
func (d *Discord) Sign(timestamp string, body []byte) string {
	return hex.EncodeToString(ed25519.Sign(d.secret, append([]byte(timestamp), body...)))
}

// Interaction returns the payload of a command typed by a person, without sending it. The emulator expects its answer
// as that of any other. It returns nil where the client would refuse the line.
func (d *Discord) Interaction(person, channel, text string) []byte {
	_, payload, err := d.typing(person, channel, text, "")
	if err != nil {
		return nil
	}
	body, _ := json.Marshal(payload) // maps, strings and numbers only
	return body
}

// Ping returns the payload by which Discord tries an interactions endpoint.
func (d *Discord) Ping() []byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	body, _ := json.Marshal(object{"id": d.snowflake(), "application_id": d.opts.Application, "type": kindPing, "token": "ping", "version": 1}) // as above
	return body
}

// PostInteraction signs a body and sends it to the bot; mutate, if there is one, may spoil the request first. The caller
// closes the answer's body. The answer has no effect in the server.
func (d *Discord) PostInteraction(body []byte, mutate func(*http.Request)) (*http.Response, error) {
	return d.postSigned(context.Background(), body, mutate)
}

func (d *Discord) postSigned(ctx context.Context, body []byte, mutate func(*http.Request)) (*http.Response, error) {
	d.mu.Lock()
	target, at := d.opts.Service+interactionsPath, strconv.FormatInt(d.opts.Now().Unix(), 10)
	d.mu.Unlock()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, target, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("make interaction request: %w", err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)")
	r.Header.Set("X-Signature-Timestamp", at)
	r.Header.Set("X-Signature-Ed25519", d.Sign(at, body))
	if mutate != nil {
		mutate(r)
	}
	return d.opts.Client.Do(r)
}

// sendHTTP sends an interaction and takes an answer that comes in the response. Status 202 without a body announces one
// by callback.
func (d *Discord) sendHTTP(ix *interaction, body []byte) error {
	ctx, cancel := context.WithTimeout(context.Background(), d.patience.first)
	defer cancel()
	stop := d.cancelOnClose(cancel)
	defer stop()
	resp, err := d.postSigned(ctx, body, nil)
	if err != nil {
		d.giveUp(ix)
		return errSilent
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		d.giveUp(ix)
		return errSilent
	}
	return d.takeInline(ix, resp, answer)
}

// cancelOnClose cancels when the emulator is closed, until stopped.
func (d *Discord) cancelOnClose(cancel func()) (stop func()) {
	done, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		select {
		case <-d.closing:
			cancel()
		case <-done:
		}
	}()
	return func() { close(done); <-gone }
}

func (d *Discord) takeInline(ix *interaction, resp *http.Response, body []byte) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	q := &request{method: http.MethodPost, path: interactionsPath, body: body}
	switch {
	case resp.StatusCode == http.StatusAccepted && len(body) == 0:
		return nil
	case resp.StatusCode != http.StatusOK:
		d.blame(q, fmt.Sprintf("answered an interaction with status %d: %s", resp.StatusCode, oneLine(body)))
		ix.void = ix.answer == 0
		return errSilent
	case !isJSON(resp.Header):
		q.note("answered an interaction without Content-Type application/json")
	}
	r := d.respond(q, ix)
	d.answered(q, nil, r)
	d.inline(ix, resp, body, r)
	if r != nil {
		ix.void = ix.answer == 0
		return errSilent
	}
	return nil
}

// inline keeps an answer that came in the HTTP answer itself as the callback that it stands for.
func (d *Discord) inline(ix *interaction, resp *http.Response, body []byte, r *refusal) {
	a := answer{status: http.StatusNoContent}
	if r != nil {
		a = answer{status: r.status}
	}
	q := &request{method: http.MethodPost, path: "/interactions/" + ix.id + "/" + ix.token + "/callback", body: body}
	q.route = &route{name: "POST /interactions/{interaction}/{token}/callback"}
	asked := &http.Request{Header: http.Header{"Content-Type": resp.Header["Content-Type"]}, URL: &url.URL{}}
	d.record(q, asked, a, false)
}

// oneLine keeps a body short in a complaint.
func oneLine(b []byte) string {
	s := strings.Join(strings.Fields(string(b)), " ")
	return s[:min(len(s), 120)]
}

func isJSON(h http.Header) bool {
	kind, _, _ := strings.Cut(h.Get("Content-Type"), ";")
	return kind == "application/json"
}
