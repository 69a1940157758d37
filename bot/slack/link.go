package slack

import (
	"encoding/json"
	"errors"
	"net"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

const (
	maxFrame  = 1 << 20
	maxAck    = 20 << 10 // Slack drops an acknowledgement of this size or more without a word
	writeTime = 2 * time.Second
)

// A frame is what Slack sends over Socket Mode, see https://docs.slack.dev/apis/events-api/using-socket-mode: hello,
// disconnect, or an envelope that has to be acknowledged.
type frame struct {
	Type    string          `json:"type"`
	ID      string          `json:"envelope_id"`
	Payload json.RawMessage `json:"payload"`
	Accepts bool            `json:"accepts_response_payload"`
	Reason  string          `json:"reason"`
}

type acknowledgement struct {
	ID      string          `json:"envelope_id"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

var (
	errSilent = errors.New("Slack was silent for too long over Socket Mode")
	errBroken = errors.New("the connection of Socket Mode broke")
	errLarge  = errors.New("too large for an acknowledgement")
)

// A link is one connection of Socket Mode. One goroutine reads it, any may acknowledge.
type link struct {
	ws      *websocket.Conn
	silence time.Duration // for how long Slack, which sends pings, may say nothing
	until   time.Time     // set: when it is over whatever Slack says; the reader's alone
	ends    chan error    // the first word of why it comes to its end

	mu sync.Mutex // held by who writes
}

func newLink(ws *websocket.Conn, silence time.Duration) *link {
	l := &link{ws: ws, silence: silence, ends: make(chan error, 1)}
	ws.SetReadLimit(maxFrame)
	ws.SetPingHandler(func(data string) error {
		l.alive()
		// A link that takes no pong is found to be broken when it is read.
		_ = ws.WriteControl(websocket.PongMessage, []byte(data), time.Now().Add(writeTime))
		return nil
	})
	return l
}

// alive puts off the moment at which the link counts as dead.
func (l *link) alive() {
	deadline := time.Now().Add(l.silence)
	if !l.until.IsZero() && l.until.Before(deadline) {
		deadline = l.until
	}
	_ = l.ws.SetReadDeadline(deadline)
}

// next returns the next frame that can be read as one.
func (l *link) next() (frame, error) {
	for {
		l.alive()
		_, raw, err := l.ws.ReadMessage()
		var timeout net.Error
		switch {
		case errors.As(err, &timeout) && timeout.Timeout():
			return frame{}, errSilent
		case err != nil:
			return frame{}, errBroken
		}
		var f frame
		if json.Unmarshal(raw, &f) == nil {
			return f, nil
		}
	}
}

// ack acknowledges an envelope, with an answer or none.
func (l *link) ack(envelope string, payload []byte) error {
	raw, err := json.Marshal(acknowledgement{envelope, payload})
	if err != nil {
		return err
	}
	if len(raw) >= maxAck {
		return errLarge
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	_ = l.ws.SetWriteDeadline(time.Now().Add(writeTime))
	if err := l.ws.WriteMessage(websocket.TextMessage, raw); err != nil {
		_ = l.ws.Close() // half a message may be out
		return errBroken
	}
	return nil
}

// ending says why the link comes to its end. Only the first word counts.
func (l *link) ending(why error) {
	select {
	case l.ends <- why:
	default:
	}
}

// close says goodbye and ends the link. It may be called twice.
func (l *link) close() {
	goodbye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
	_ = l.ws.WriteControl(websocket.CloseMessage, goodbye, time.Now().Add(writeTime))
	_ = l.ws.Close()
}
