package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/gorilla/websocket"
)

// A packet is one message of the client.
type packet struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
}

// listen reads the client's messages until the link ends.
func (d *Discord) listen(l *link) {
	l.ws.SetReadLimit(1 << 20)
	echo := l.ws.CloseHandler()
	l.ws.SetCloseHandler(func(code int, text string) error {
		// Who hears that the goodbye has arrived finds the session gone.
		d.ended(l, &websocket.CloseError{Code: code})
		d.forget(l)
		return echo(code, text)
	})
	for {
		_, b, err := l.ws.ReadMessage()
		if err != nil {
			d.ended(l, err)
			return
		}
		d.hear(l, b)
	}
}

// ended finds out why a link ended. One that was silent for too long is told so, and loses its session.
func (d *Discord) ended(l *link, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var timeout net.Error
	switch {
	case l.closing:
	case websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway):
		l.goodbye = true
	case errors.As(err, &timeout) && timeout.Timeout():
		_ = l.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(closeTimeout, "session timed out"), time.Now().Add(timely))
		if l.session != nil {
			delete(d.gate.sessions, l.session.id)
			d.refused = append(d.refused, "gateway: no heartbeat in time")
		}
	}
}

func (d *Discord) hear(l *link, b []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if l.closing {
		return
	}
	if l.zombie {
		l.heard()
		return
	}
	var p packet
	if len(b) > maxPayload || json.Unmarshal(b, &p) != nil {
		d.hangUp(l, closeDecode, "payload too large or not JSON")
		return
	}
	if !l.counts(time.Now()) {
		d.hangUp(l, closeRate, "more than 120 messages in 60 seconds")
		return
	}
	switch p.Op {
	case opHeartbeat:
		d.heartbeat(l, p.Data)
	case opIdentify:
		d.identify(l, p.Data)
	case opResume:
		d.resume(l, p.Data)
	case opPresence, opVoice, opMembers:
		if l.session == nil {
			d.hangUp(l, closeNotIdentified, "not identified")
		}
	default:
		d.hangUp(l, closeUnknownOpcode, fmt.Sprintf("opcode %d", p.Op))
	}
}

// hangUp closes a link for a fault of the client's.
func (d *Discord) hangUp(l *link, code int, why string) {
	d.refused = append(d.refused, fmt.Sprintf("gateway: closed with %d: %s", code, why))
	d.closeLink(l, code, why)
}

// endsSession lists the codes after which nothing can be resumed.
func endsSession(code int) bool {
	return code == closeToken || code == closeSequence || code == closeTimeout || code >= closeShard || code == closeNotIdentified
}

func (d *Discord) closeLink(l *link, code int, why string) {
	if l.session != nil && endsSession(code) {
		delete(d.gate.sessions, l.session.id)
	}
	l.closing = true
	l.queue(frame{code: code, why: why})
}
