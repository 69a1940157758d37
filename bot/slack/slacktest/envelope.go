package slacktest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/gorilla/websocket"
)

// ackLimit is the size from which on Slack drops an acknowledgement without a word.
const ackLimit = 20 * 1024

// errNoSocket is what people see while no connection of Socket Mode is open.
var errNoSocket = errors.New("dispatch_failed: no socket is connected")

// A delivery is an envelope on its way, and its acknowledgement.
type delivery struct {
	id, kind string
	payload  any
	accepts  bool // an answer may come with the acknowledgement
	attempt  int  // of an event that was sent before
	reason   string
	sent     int
	acks     int
	answer   chan json.RawMessage // the first acknowledgement that arrived
}

// askSocket sends what would be a form over Socket Mode, and returns the acknowledgement as an answer over HTTP.
func (s *Slack) askSocket(path string, form url.Values) (*http.Response, error) {
	d := &delivery{kind: "slash_commands", accepts: true}
	if path == "/slack/commands" {
		fields := map[string]string{}
		for name := range form {
			fields[name] = form.Get(name)
		}
		d.payload = fields
		return s.deliver(d)
	}
	payload := json.RawMessage(form.Get("payload"))
	var is struct{ Type string }
	if err := json.Unmarshal(payload, &is); err != nil {
		return nil, err
	}
	d.kind, d.payload, d.accepts = "interactive", payload, is.Type == "view_submission"
	return s.deliver(d)
}

// deliver sends an envelope, and again as ordered, and waits for its acknowledgement.
func (s *Slack) deliver(d *delivery) (*http.Response, error) {
	more, connected := s.send(d)
	if !connected {
		return nil, errNoSocket
	}
	for {
		select {
		case payload := <-d.answer:
			return acknowledgement(payload), nil
		case <-time.After(answerLimit):
		}
		if more == 0 {
			return nil, errTimeout
		}
		more--
		s.resend(d)
	}
}

// send sends an envelope for the first time; it returns how often it may be sent again.
func (s *Slack) send(d *delivery) (int, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.anyConn()
	if c == nil {
		return 0, false
	}
	s.serial++
	d.id, d.answer = fmt.Sprintf("envelope-%d", s.serial), make(chan json.RawMessage, 1)
	s.sockets.sent[d.id] = d
	s.put(c, d)
	return s.sockets.again, true
}

// resend sends an envelope once more, by whichever connection there is now.
func (s *Slack) resend(d *delivery) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d.attempt, d.reason = d.attempt+1, "timeout"
	if c := s.anyConn(); c != nil {
		s.put(c, d)
	}
}

func (s *Slack) put(c *conn, d *delivery) {
	d.sent++
	frame := map[string]any{
		"envelope_id": d.id, "type": d.kind, "payload": d.payload, "accepts_response_payload": d.accepts,
	}
	if d.kind == "events_api" || d.attempt > 0 {
		frame["retry_attempt"], frame["retry_reason"] = d.attempt, d.reason
	}
	c.send(frame)
}

// acknowledgement is what came with an acknowledgement as an answer over HTTP.
func acknowledgement(payload json.RawMessage) *http.Response {
	return &http.Response{
		Status: "200 OK", StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(bytes.NewReader(payload)),
	}
}

// acknowledged takes what the bot sent over a connection, which can be nothing but an acknowledgement.
func (s *Slack) acknowledged(c *conn, kind int, body []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.stalled.Load() {
		return
	}
	var a struct {
		ID      string          `json:"envelope_id"`
		Payload json.RawMessage `json:"payload"`
	}
	in := json.NewDecoder(bytes.NewReader(body))
	in.DisallowUnknownFields()
	err := in.Decode(&a)
	d := s.sockets.sent[a.ID]
	s.journal = append(s.journal, Call{At: s.o.Now(), Method: "socket", Args: args{"envelope_id": a.ID, "payload": decoded(a.Payload)}})
	switch {
	case kind != websocket.TextMessage || err != nil:
		s.blame("socket", "what came is no acknowledgement")
	case d == nil:
		s.blame("socket", "there is no envelope "+a.ID)
	default:
		s.accept(d, a.Payload, len(body))
	}
}

// accept takes the acknowledgement of an envelope, and notes what is wrong with it.
func (s *Slack) accept(d *delivery, payload json.RawMessage, size int) {
	if d.acks++; d.acks > d.sent {
		s.blame("socket", "an envelope is acknowledged more often than it was sent")
	}
	switch {
	case size >= ackLimit:
		s.blame("socket", "an acknowledgement of 20 KiB or more is dropped")
		return
	case len(payload) > 0 && !d.accepts:
		s.blame("socket", "an answer stands in an acknowledgement that takes none")
		payload = nil
	case len(payload) > 0 && payload[0] != '{':
		s.blame("socket", "the payload is not an object")
	}
	if s.sockets.lose > 0 {
		s.sockets.lose--
		return
	}
	select {
	case d.answer <- payload:
	default: // only the first counts
	}
}

func decoded(payload json.RawMessage) any {
	var v any
	_ = json.Unmarshal(payload, &v) // where there is none, or no JSON, nothing is shown
	return v
}
