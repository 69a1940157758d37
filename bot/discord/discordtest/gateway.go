package discordtest

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/gorilla/websocket"
)

// The intents that matter here. The privileged ones are not granted to this application.
const (
	intentNone       = 0
	intentGuilds     = 1 << 0
	intentEvents     = 1 << 16
	intentPrivileged = 1<<1 | 1<<8 | 1<<15
	intentKnown      = 1<<17 - 1 | 1<<20 | 1<<21 | 1<<24 | 1<<25
)

// gate is everything about the gateway.
type gate struct {
	sessions   map[string]*session
	links      map[*link]bool
	moved      chan struct{} // closed at the next change of a link
	identifies int
	resumes    int
	intents    []int
	orders     orders
}

// orders are the faults ordered of the gateway, each for one occasion.
type orders struct {
	noHello, refuseResume, reconnect bool
	closeWith                        int
}

// A session outlives its links: what was dispatched meanwhile is replayed at a resume.
type session struct {
	id      string
	seq     int
	log     [][]byte // the dispatch of sequence number i+1
	intents int
	link    *link // nil while nobody is connected
}

func (d *Discord) gatewayURL(host string) string {
	if d.base == "" {
		return "ws://" + host + "/gateway"
	}
	return strings.Replace(d.base, "http", "ws", 1) + "/gateway"
}

func (d *Discord) getGateway(q *request) (any, *refusal) {
	return object{"url": d.gatewayURL(q.host)}, nil
}

func (d *Discord) getGatewayBot(q *request) (any, *refusal) {
	left := max(1000-d.gate.identifies, 0)
	return object{
		"url": d.gatewayURL(q.host), "shards": 1,
		"session_start_limit": object{"total": 1000, "remaining": left, "reset_after": 14400000, "max_concurrency": 1},
	}, nil
}

// serveGateway is the life of one connection.
func (d *Discord) serveGateway(w http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	l := newLink(ws, r.Host)
	if !d.welcome(l) {
		l.cut()
		return
	}
	defer d.wg.Done()
	d.wg.Go(l.write)
	d.hello(l, r.URL.Query())
	d.listen(l)
	d.part(l)
}

// welcome counts a link in, unless the emulator is closed.
func (d *Discord) welcome(l *link) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return false
	}
	d.wg.Add(1)
	d.gate.links[l] = true
	return true
}

func (d *Discord) hello(l *link, query map[string][]string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	l.expect(d.opts.Heartbeat)
	v := slices.Concat(query["v"], []string{""})[0]
	if v != "9" && v != "10" || !slices.Equal(query["encoding"], []string{"json"}) {
		d.hangUp(l, closeVersion, "unknown version or encoding")
		return
	}
	if d.gate.orders.noHello {
		d.gate.orders.noHello = false
		return
	}
	l.send(opHello, object{"heartbeat_interval": d.opts.Heartbeat.Milliseconds()})
}

// part forgets a link that is gone. A client that says goodbye gives up its session; one that is cut off may resume it.
func (d *Discord) part(l *link) {
	l.cut()
	d.forget(l)
}

func (d *Discord) forget(l *link) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.gate.links, l)
	if s := l.session; s != nil && s.link == l {
		s.link = nil
		if l.goodbye {
			delete(d.gate.sessions, s.id)
		}
	}
	d.stir()
}

func (d *Discord) stir() {
	close(d.gate.moved)
	d.gate.moved = make(chan struct{})
}

// dispatch sends an event to every session that asked for it; a session without a link gets it at its resume.
func (d *Discord) dispatch(intent int, name string, data any) {
	for _, s := range d.gate.sessions {
		if s.intents&intent == intent {
			s.dispatch(name, data)
		}
	}
}

func (s *session) dispatch(name string, data any) {
	s.seq++
	frame, _ := json.Marshal(object{"op": opDispatch, "t": name, "s": s.seq, "d": data}) // maps, strings and numbers only
	s.log = append(s.log, frame)
	if s.link != nil {
		s.link.push(frame)
	}
}

// Dispatch sends the payload of an interaction through the gateway, for the first time or once more.
func (d *Discord) Dispatch(interaction []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.dispatch(intentNone, "INTERACTION_CREATE", json.RawMessage(interaction))
}
