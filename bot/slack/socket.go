package slack

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	slackapi "github.com/slack-go/slack"

	"meetbot/bot/carrier"
)

// maxTold is how many requests are remembered to have been answered: Slack sends them again within minutes.
const maxTold = 5_000

// maxAtWork is how many requests are answered at once. What comes beyond them is left to Slack to send again.
const maxAtWork = 256

var errStopped = errors.New("stopped")

// Run takes Slack's requests over Socket Mode, as soon as Connect knows the workspace, until ctx ends and what is in
// hand is answered. What goes wrong is in Status and is tried again; without an app token Run returns at once.
func (s *Slack) Run(ctx context.Context, a Answerer) error {
	if !s.sockets {
		return nil
	}
	select {
	case <-ctx.Done():
		return nil
	case <-s.status.ready:
	}
	k := newSocket(receiver{s, a})
	defer k.close()
	pace := newPace(s.timing)
	for {
		lived, why := k.connection(ctx)
		if ctx.Err() != nil {
			return nil
		}
		wait := pace.next(lived, why)
		level := slog.LevelWarn
		if errors.Is(why, errRefresh) {
			level = slog.LevelInfo
		}
		s.log.Log(ctx, level, "connecting to Socket Mode anew", "why", why, "in", wait)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
	}
}

// A socket takes requests from the connections of Socket Mode. There is one, and for a moment two when Slack asks to
// connect anew: the old one is read until it ends.
type socket struct {
	receiver
	dialer  *websocket.Dialer
	slots   chan struct{}
	told    *carrier.Seen
	readers sync.WaitGroup

	mu     sync.Mutex
	links  map[*link]bool
	closed bool
	work   sync.WaitGroup // grows only while closed is not set
}

func newSocket(r receiver) *socket {
	return &socket{
		receiver: r, dialer: dialer(r.web),
		slots: make(chan struct{}, maxAtWork), told: carrier.NewSeen(maxTold), links: map[*link]bool{},
	}
}

// dialer connects as the client does.
func dialer(c *http.Client) *websocket.Dialer {
	d := &websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: callTime}
	if t := carrier.Wire(c); t != nil {
		d.Proxy, d.NetDialContext = t.Proxy, t.DialContext
	}
	return d
}

// connection opens a connection and returns when the next one is called for: how long this one was good, and why it is
// no more.
func (k *socket) connection(ctx context.Context) (time.Duration, error) {
	l, err := k.open(ctx)
	if err != nil {
		k.status.troubled(err)
		return 0, err
	}
	began := time.Now()
	k.begin(ctx, l)
	select {
	case <-ctx.Done():
		return 0, ctx.Err()
	case err := <-l.ends:
		return time.Since(began), err
	}
}

// open asks Slack for an address, connects to it and waits for hello.
func (k *socket) open(ctx context.Context) (*link, error) {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	_, address, err := k.api.StartSocketModeContext(ctx)
	if err != nil {
		return nil, opening(err)
	}
	ws, res, err := k.dialer.DialContext(ctx, address, nil)
	if res != nil {
		_ = res.Body.Close()
	}
	if err != nil {
		// The error may hold the address, and that a ticket.
		return nil, errors.New("cannot reach Slack's address for Socket Mode")
	}
	l := newLink(ws, k.timing.silence)
	overdue := context.AfterFunc(ctx, func() { _ = ws.Close() })
	f, err := l.next()
	if !overdue() || err != nil || f.Type != "hello" {
		_ = ws.Close()
		return nil, errors.New("no hello came from Slack over Socket Mode")
	}
	return l, nil
}

// opening names why Slack gives no address. Where it refuses us, only its operator can help, and trying often does not.
func opening(err error) error {
	var refusal slackapi.SlackErrorResponse
	if errors.As(err, &refusal) && !limited[refusal.Err] && !unknown[refusal.Err] && !soon[refusal.Err] {
		return fmt.Errorf("%w: %s; check slack.app_token, its scope connections:write, and that Socket Mode is on", errRefused, refusal.Err)
	}
	return fmt.Errorf("open Socket Mode: %w", classify(err, false))
}

// begin has the link read until it ends.
func (k *socket) begin(ctx context.Context, l *link) {
	k.log.InfoContext(ctx, "connected to Socket Mode")
	k.mu.Lock()
	defer k.mu.Unlock()
	k.links[l] = true
	k.status.linked()
	k.readers.Go(func() {
		why := k.read(ctx, l)
		l.close()
		k.mu.Lock()
		defer k.mu.Unlock()
		delete(k.links, l)
		k.status.unlinked(why)
		l.ending(why)
	})
}

// close takes no more requests, finishes those in hand, and then ends the connections.
func (k *socket) close() {
	k.mu.Lock()
	k.closed = true
	k.mu.Unlock()
	k.work.Wait()
	k.mu.Lock()
	for l := range k.links {
		l.close()
	}
	k.mu.Unlock()
	k.readers.Wait()
	k.status.troubled(errStopped)
}
