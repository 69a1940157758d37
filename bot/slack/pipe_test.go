package slack_test

import (
	"context"
	"net"
	"net/http"
	"testing"
	"time"
)

// A pipe is a network of one server, without a socket: in fake time a socket would never be idle.
type pipe struct{ conns chan net.Conn }

func newPipe() pipe { return pipe{make(chan net.Conn)} }

func (p pipe) client() *http.Client {
	return &http.Client{Timeout: 8 * time.Second, Transport: &http.Transport{DisableKeepAlives: true, DialContext: p.dial}}
}

func (p pipe) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case p.conns <- there:
		return here, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// serve serves until the test ends.
func (p pipe) serve(t *testing.T, h http.Handler) {
	l := listener{p, make(chan struct{})}
	server := &http.Server{Handler: h, ReadHeaderTimeout: time.Minute}
	done := make(chan struct{})
	go func() { defer close(done); _ = server.Serve(l) }()
	t.Cleanup(func() { _ = server.Close(); <-done })
}

type listener struct {
	pipe
	closed chan struct{}
}

func (l listener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l listener) Close() error   { close(l.closed); return nil }
func (l listener) Addr() net.Addr { return &net.TCPAddr{} }
