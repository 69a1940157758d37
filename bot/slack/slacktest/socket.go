package slacktest

import (
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"

	"meetbot/bot/emulator"
)

// What Slack keeps to in Socket Mode.
const (
	pingEvery      = time.Second
	pongWithin     = 10 * time.Second
	maxConnections = 10
	ticketLife     = 30 * time.Second
	queue          = 1024 // frames that a connection may leave unread
)

// sockets is everything about Socket Mode.
type sockets struct {
	tickets map[string]time.Time
	conns   []*conn
	moved   chan struct{} // closed at the next change of conns
	sent    map[string]*delivery
	again   int // how often an envelope is sent once more
	lose    int // how many acknowledgements get lost
	wg      sync.WaitGroup
}

// A conn is one connection of Socket Mode.
type conn struct {
	ws      *websocket.Conn
	out     chan []byte
	gone    chan struct{}
	once    sync.Once
	stalled atomic.Bool // nothing comes or goes any more
}

// openConnection is apps.connections.open: an address with a ticket that is good for one connection.
func (s *Slack) openConnection(args) (map[string]any, *refusal) {
	if s.base == "" {
		return nil, state("internal_error")
	}
	s.serial++
	ticket := "ticket-" + strconv.Itoa(s.serial)
	s.sockets.tickets[ticket] = time.Now().Add(ticketLife)
	at := strings.Replace(s.base, "http", "ws", 1) + "/socket?ticket=" + ticket + "&app_id=" + appID
	return map[string]any{"url": at}, nil
}

// serveSocket is the life of one connection.
func (s *Slack) serveSocket(w http.ResponseWriter, r *http.Request) {
	fault, welcome := s.redeem(r.URL.Query().Get("ticket"))
	switch {
	case !welcome:
		w.WriteHeader(http.StatusForbidden)
		return
	case fault != nil:
		faulty(fault).write(w, r, "")
		return
	}
	ws, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	c := &conn{ws: ws, out: make(chan []byte, queue), gone: make(chan struct{})}
	s.join(c)
	defer s.sockets.wg.Done()
	s.sockets.wg.Go(c.write)
	s.listen(c)
	s.part(c)
}

// redeem uses up a ticket, and takes the fault that was ordered for the connection.
func (s *Slack) redeem(ticket string) (*emulator.Fault, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	until, known := s.sockets.tickets[ticket]
	delete(s.sockets.tickets, ticket)
	if !known || time.Now().After(until) {
		s.blame("socket", "the ticket is unknown, used or too old")
		return nil, false
	}
	return s.fault("socket"), true
}

// join counts a connection in; the first that it is sent is hello.
func (s *Slack) join(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sockets.wg.Add(1)
	s.sockets.conns = append(s.sockets.conns, c)
	if len(s.sockets.conns) > maxConnections {
		s.blame("socket", "there are more than 10 connections")
	}
	c.send(map[string]any{
		"type": "hello", "num_connections": len(s.sockets.conns), "connection_info": map[string]any{"app_id": appID},
		"debug_info": map[string]any{"host": "applink-1", "build_number": 10, "approximate_connection_time": 18060},
	})
	s.stir()
}

func (s *Slack) part(c *conn) {
	c.cut()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sockets.conns = slices.DeleteFunc(s.sockets.conns, func(o *conn) bool { return o == c })
	s.stir()
}

func (s *Slack) stir() {
	close(s.sockets.moved)
	s.sockets.moved = make(chan struct{})
}

// listen reads acknowledgements until the connection ends or no pong comes.
func (s *Slack) listen(c *conn) {
	alive := func(string) error {
		if c.stalled.Load() {
			return nil
		}
		return c.ws.SetReadDeadline(time.Now().Add(pongWithin))
	}
	_ = alive("")
	c.ws.SetPongHandler(alive)
	for {
		kind, body, err := c.ws.ReadMessage()
		if err != nil {
			return
		}
		s.acknowledged(c, kind, body)
	}
}

// write sends what is to be sent, and pings.
func (c *conn) write() {
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	for {
		kind, frame := websocket.PingMessage, []byte("Ping from applink-1")
		select {
		case <-c.gone:
			return
		case frame = <-c.out:
			kind = websocket.TextMessage
		case <-ping.C:
		}
		if !c.stalled.Load() && c.ws.WriteMessage(kind, frame) != nil {
			c.cut()
		}
	}
}

// send puts a frame into the queue. One that nobody empties is a dead connection.
func (c *conn) send(frame map[string]any) {
	select {
	case c.out <- must(json.Marshal(frame)):
	default:
		c.cut()
	}
}

func (c *conn) cut() {
	c.once.Do(func() { close(c.gone); _ = c.ws.Close() })
}

// anyConn picks a connection at random, as Slack does; nil where there is none.
func (s *Slack) anyConn() *conn {
	if len(s.sockets.conns) == 0 {
		return nil
	}
	return s.sockets.conns[rand.N(len(s.sockets.conns))]
}
