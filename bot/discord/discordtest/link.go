package discordtest

import (
	"encoding/json"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// The opcodes of the gateway.
const (
	opDispatch  = 0
	opHeartbeat = 1
	opIdentify  = 2
	opPresence  = 3
	opVoice     = 4
	opResume    = 6
	opReconnect = 7
	opMembers   = 8
	opInvalid   = 9
	opHello     = 10
	opAck       = 11
)

// The codes with which the gateway closes.
const (
	closeUnknownOpcode = 4001
	closeDecode        = 4002
	closeNotIdentified = 4003
	closeToken         = 4004
	closeTwice         = 4005
	closeSequence      = 4007
	closeRate          = 4008
	closeTimeout       = 4009
	closeShard         = 4010
	closeVersion       = 4012
	closeIntents       = 4013
	closePrivileged    = 4014
)

const (
	timely     = 5 * time.Second // how long a write may take
	queue      = 4096            // frames waiting for a slow client before it is cut off
	maxPayload = 4096            // bytes of one message to the gateway
	sends      = 120             // messages to the gateway in sendSpan
	sendSpan   = time.Minute
)

// A link is one websocket connection. It has one reader, the handler's goroutine, and one writer.
type link struct {
	ws      *websocket.Conn
	host    string
	out     chan frame
	done    chan struct{}
	once    sync.Once
	session *session
	beat    time.Duration
	over    bool        // its session has ended, of which the client may not have heard yet
	zombie  bool        // neither answers nor sends any more
	goodbye bool        // the client closed by itself, for good
	closing bool        // this side has closed, and waits for the client to go
	sent    []time.Time // of the client's messages in the last sendSpan
}

// A frame is a message, or the end of the connection where it has a code.
type frame struct {
	data []byte
	code int
	why  string
}

func newLink(ws *websocket.Conn, host string) *link {
	return &link{ws: ws, host: host, out: make(chan frame, queue), done: make(chan struct{})}
}

// cut ends the connection without a word.
func (l *link) cut() {
	l.once.Do(func() {
		close(l.done)
		_ = l.ws.Close() // nothing is owed to a connection that is cut
	})
}

// write sends what is queued until the link ends.
func (l *link) write() {
	for {
		select {
		case <-l.done:
			return
		case f := <-l.out:
			_ = l.ws.SetWriteDeadline(time.Now().Add(timely)) // fails only as the write after it
			if f.code != 0 {
				_ = l.ws.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(f.code, f.why))
				// Closing at once could reset the connection and take the code with it.
				_ = l.ws.SetReadDeadline(time.Now().Add(time.Second))
				return
			}
			if l.ws.WriteMessage(websocket.TextMessage, f.data) != nil {
				l.cut()
				return
			}
		}
	}
}

// push queues a message; a client that does not read is cut off rather than waited for.
func (l *link) push(data []byte) { l.queue(frame{data: data}) }

func (l *link) queue(f frame) {
	if l.zombie && f.code == 0 {
		return
	}
	select {
	case l.out <- f:
	default:
		l.cut()
	}
}

func (l *link) send(op int, data any) {
	b, _ := json.Marshal(object{"op": op, "d": data, "s": nil, "t": nil}) // maps, strings and numbers only
	l.push(b)
}

// expect begins to wait for heartbeats.
func (l *link) expect(beat time.Duration) {
	l.beat = beat
	l.heard()
}

// heard grants half as much again as the interval for the next heartbeat.
func (l *link) heard() {
	_ = l.ws.SetReadDeadline(time.Now().Add(l.beat + l.beat/2)) // fails only as the read after it
}

// counts notes one message of the client and tells whether it is within the limit.
func (l *link) counts(now time.Time) bool {
	for len(l.sent) > 0 && now.Sub(l.sent[0]) >= sendSpan {
		l.sent = l.sent[1:]
	}
	l.sent = append(l.sent, now)
	return len(l.sent) <= sends
}
