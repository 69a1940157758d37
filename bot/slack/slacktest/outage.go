package slacktest

import (
	"context"
	"fmt"
	"time"

	"github.com/gorilla/websocket"
)

const soon = 100 * time.Millisecond

// partings are how long after its announcement Slack ends a connection of Socket Mode.
var partings = map[string]time.Duration{
	"warning": 10 * time.Second, "refresh_requested": time.Second, "link_disabled": soon, "too_many_websockets": soon,
}

// Connections returns how many connections of Socket Mode are open.
func (s *Slack) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.sockets.conns)
}

// WaitConnected waits until n connections of Socket Mode are open, no more and no less, and have been said hello to.
func (s *Slack) WaitConnected(ctx context.Context, n int) error {
	for {
		s.mu.Lock()
		now, moved := len(s.sockets.conns), s.sockets.moved
		s.mu.Unlock()
		if now == n {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%d sockets are connected: %w", now, ctx.Err())
		case <-moved:
		}
	}
}

// Disconnect announces the end of every connection of Socket Mode, and keeps to it: after 10 s for the reason "warning",
// after 1 s for "refresh_requested", and at once for "link_disabled" and "too_many_websockets".
func (s *Slack) Disconnect(reason string) {
	for _, c := range s.open() {
		c.send(map[string]any{"type": "disconnect", "reason": reason, "debug_info": map[string]any{"host": "applink-1"}})
		s.sockets.wg.Go(func() {
			select {
			case <-c.gone:
			case <-time.After(partings[reason]):
				c.close()
			}
		})
	}
}

// Cut breaks every connection of Socket Mode without a word.
func (s *Slack) Cut() {
	for _, c := range s.open() {
		c.cut()
	}
}

// Stall leaves every connection of Socket Mode that is open now standing, and lets nothing through it any more.
func (s *Slack) Stall() {
	for _, c := range s.open() {
		c.stalled.Store(true)
		_ = c.ws.NetConn().SetReadDeadline(time.Time{}) // nor does it end
	}
}

// SendAgain has each envelope that is not acknowledged within 3 s sent again, n times at most, by any connection.
func (s *Slack) SendAgain(n int) { s.mu.Lock(); defer s.mu.Unlock(); s.sockets.again = n }

// LoseAcks has the next n acknowledgements get lost on their way.
func (s *Slack) LoseAcks(n int) { s.mu.Lock(); defer s.mu.Unlock(); s.sockets.lose = n }

// CloseSockets ends every connection of Socket Mode and returns when nothing of them is left. The service must open no
// more of them by then.
func (s *Slack) CloseSockets() {
	for _, c := range s.open() {
		c.close()
	}
	s.sockets.wg.Wait()
}

func (s *Slack) open() []*conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*conn(nil), s.sockets.conns...)
}

// close says goodbye first.
func (c *conn) close() {
	goodbye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
	_ = c.ws.WriteControl(websocket.CloseMessage, goodbye, time.Now().Add(time.Second))
	c.cut()
}
