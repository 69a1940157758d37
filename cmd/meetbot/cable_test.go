//go:build unix

package main

import (
	"io"
	"net"
	"os"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A cable carries the connections of one process to a server, until somebody steps on it.
type cable struct {
	listener net.Listener
	to       string

	mu    sync.Mutex
	conns map[*net.TCPConn]bool
	down  bool
	open  chan struct{} // closed while bytes go through
}

// newCable lays a cable to an address.
func newCable(t *testing.T, to string) *cable {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	c := &cable{listener: l, to: to, conns: map[*net.TCPConn]bool{}, open: make(chan struct{})}
	close(c.open)
	var all sync.WaitGroup
	all.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			all.Go(func() { c.carry(conn.(*net.TCPConn)) })
		}
	})
	t.Cleanup(func() {
		l.Close()
		c.mend()
		c.reset()
		all.Wait()
	})
	return c
}

func (c *cable) address() string { return c.listener.Addr().String() }

func (c *cable) carry(from *net.TCPConn) {
	defer from.Close()
	if !c.keep(from) {
		return
	}
	defer c.drop(from)
	there, err := net.Dial("tcp", c.to)
	if err != nil {
		return
	}
	to := there.(*net.TCPConn)
	defer to.Close()
	if !c.keep(to) {
		return
	}
	defer c.drop(to)
	var both sync.WaitGroup
	both.Go(func() { c.pump(to, from) })
	c.pump(from, to)
	both.Wait()
}

// pump passes on what comes, and then that nothing more comes.
func (c *cable) pump(to, from *net.TCPConn) {
	for b := make([]byte, 32<<10); ; {
		n, err := from.Read(b)
		c.mu.Lock()
		open := c.open
		c.mu.Unlock()
		<-open
		if _, werr := to.Write(b[:n]); werr != nil || err != nil {
			if err == io.EOF && werr == nil {
				_ = to.CloseWrite()
				return
			}
			// As whoever broke it off did.
			for _, conn := range []*net.TCPConn{to, from} {
				_ = conn.SetLinger(0)
				_ = conn.Close()
			}
			return
		}
	}
}

func (c *cable) keep(conn *net.TCPConn) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.down {
		_ = conn.SetLinger(0)
		return false
	}
	c.conns[conn] = true
	return true
}

func (c *cable) drop(conn *net.TCPConn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.conns, conn)
}

func (c *cable) reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for conn := range c.conns {
		_ = conn.SetLinger(0)
		_ = conn.Close()
	}
}

// cut breaks every connection, and any that is tried until mend.
func (c *cable) cut() {
	c.mu.Lock()
	c.down = true
	c.mu.Unlock()
	c.reset()
}

// choke has every connection stand, but carry nothing until mend.
func (c *cable) choke() {
	c.mu.Lock()
	defer c.mu.Unlock()
	select {
	case <-c.open:
		c.open = make(chan struct{})
	default:
	}
}

// mend undoes cut and choke: what was on its way arrives late.
func (c *cable) mend() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.down = false
	select {
	case <-c.open:
	default:
		close(c.open)
	}
}

// TestACable holds what it is told to hold: the harness would prove nothing otherwise.
func TestACable(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() { _, _ = io.Copy(conn, conn); conn.Close() }()
		}
	}()
	c := newCable(t, l.Addr().String())
	say := func(conn net.Conn) error {
		_, err := conn.Write([]byte("x"))
		return err
	}
	hear := func(conn net.Conn, within time.Duration) error {
		require.NoError(t, conn.SetReadDeadline(time.Now().Add(within)))
		_, err := io.ReadFull(conn, make([]byte, 1))
		return err
	}
	dial := func() net.Conn {
		conn, err := net.Dial("tcp", c.address())
		require.NoError(t, err)
		t.Cleanup(func() { conn.Close() })
		return conn
	}

	conn := dial()
	require.NoError(t, say(conn))
	require.NoError(t, hear(conn, time.Minute))
	c.choke()
	require.NoError(t, say(conn))
	require.ErrorIs(t, hear(conn, 100*time.Millisecond), os.ErrDeadlineExceeded)
	c.mend()
	require.NoError(t, hear(conn, time.Minute))
	c.cut()
	require.ErrorIs(t, hear(conn, time.Minute), syscall.ECONNRESET)
	late, err := net.Dial("tcp", c.address())
	if err == nil { // it may be broken before it stands
		require.Error(t, hear(late, time.Minute))
	}
	c.mend()
	whole := dial()
	require.NoError(t, say(whole))
	require.NoError(t, hear(whole, time.Minute))
}
