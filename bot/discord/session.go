package discord

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"meetbot/bot/carrier"
)

// A session is one session of the gateway, over any number of connections.
type session struct {
	*discordgo.Session
	timing timing
	tls    *tls.Config
	opaque bool
	ready  atomic.Bool   // it has begun, and is resumed from here on
	code   atomic.Int32  // why the last connection ended, as far as it said
	lost   chan struct{} // a connection has ended

	mu   sync.Mutex
	conn net.Conn
}

// session makes a session that hands every event to event. The library's own ways are switched off: it reconnects for
// ever where that is no use, and keeps a state that nobody needs.
func (d *Discord) session(event func(kind string, data json.RawMessage)) (*session, error) {
	lib, err := discordgo.New("Bot " + d.token)
	if err != nil {
		return nil, err
	}
	s := &session{Session: lib, timing: d.timing, lost: make(chan struct{}, 1)}
	lib.Client = &http.Client{Transport: &detour{d}, Timeout: d.timing.hello}
	lib.UserAgent = UserAgent
	lib.LogLevel = -1 // nothing: it would print tokens
	lib.Identify.Intents = discordgo.IntentsNone
	lib.ShouldReconnectOnError, lib.StateEnabled, lib.Compress = false, false, false
	lib.ShouldRetryOnRateLimit, lib.MaxRestRetries = false, 0
	lib.Dialer = s.dialer(d)
	lib.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) {
		if e.Type == "READY" {
			s.ready.Store(true)
		}
		event(e.Type, e.RawData)
	})
	lib.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) {
		select {
		case s.lost <- struct{}{}:
		default:
		}
	})
	return s, nil
}

// dialer connects to the gateway with a wire. Through a proxy the frames are encrypted from end to end, and the wire
// keeps watch over silence only.
func (s *session) dialer(d *Discord) *websocket.Dialer {
	s.tls = &tls.Config{MinVersion: tls.VersionTLS12}
	if t := carrier.Wire(d.web); t != nil && t.TLSClientConfig != nil {
		s.tls = t.TLSClientConfig.Clone()
	}
	dialer := &websocket.Dialer{HandshakeTimeout: s.timing.hello, NetDialContext: s.dial, TLSClientConfig: s.tls}
	proxy, err := http.ProxyFromEnvironment(&http.Request{URL: d.base})
	if s.opaque = err == nil && proxy != nil; s.opaque {
		dialer.Proxy = http.ProxyFromEnvironment
	} else {
		dialer.NetDialTLSContext = s.dialTLS
	}
	return dialer
}

func (s *session) dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return s.wire(conn), nil
}

func (s *session) dialTLS(ctx context.Context, network, address string) (net.Conn, error) {
	config := s.tls.Clone()
	config.NextProtos = []string{"http/1.1"}
	conn, err := (&tls.Dialer{Config: config}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return s.wire(conn), nil
}

func (s *session) wire(conn net.Conn) net.Conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conn = conn
	idle := s.timing.hello
	if s.opaque {
		idle = time.Minute
	}
	return &wire{Conn: conn, in: bufio.NewReader(conn), opaque: s.opaque, idle: idle, slack: s.timing.slack, code: &s.code}
}

// cut ends the connection without a farewell.
func (s *session) cut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn != nil {
		_ = s.conn.Close() // nothing is owed to it
	}
}

// begin begins a session, or resumes it where it was begun before. Opening has no limit of its own, and holds a lock
// meanwhile that closing needs as well.
func (s *session) begin(ctx context.Context) error {
	s.code.Store(0)
	select {
	case <-s.lost: // of a connection before
	default:
	}
	ctx, cancel := context.WithTimeout(ctx, s.timing.open)
	defer cancel()
	stop := context.AfterFunc(ctx, s.cut)
	defer stop()
	err := s.Open()
	if errors.Is(err, discordgo.ErrWSAlreadyOpen) {
		return nil
	}
	return err
}

// A detour sends the library's one request, which asks for the gateway's address, to the address that we know.
type detour struct{ *Discord }

// RoundTrip implements http.RoundTripper.
func (d *detour) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	_, rest, _ := strings.Cut(r.URL.Path, "/api/v"+discordgo.APIVersion)
	r.URL.Scheme, r.URL.Host, r.URL.Path, r.Host = d.base.Scheme, d.base.Host, d.base.Path+rest, ""
	return d.web.Transport.RoundTrip(r)
}
