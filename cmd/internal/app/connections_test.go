package app

import (
	"net"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// calls is a listener whose connections come from wherever the test says.
type calls struct {
	net.Listener
	in chan net.Conn
}

func (c calls) Accept() (net.Conn, error) { return <-c.in, nil }

type call struct {
	net.Conn
	from string
}

func (c call) RemoteAddr() net.Addr {
	return net.TCPAddrFromAddrPort(netip.MustParseAddrPort(c.from))
}

// A switchboard is a bounded listener with room for five, and for two of one address.
type switchboard struct {
	t     *testing.T
	in    chan net.Conn
	taken chan net.Conn
}

func newSwitchboard(t *testing.T) *switchboard {
	s := &switchboard{t, make(chan net.Conn), make(chan net.Conn)}
	l := bounded(calls{in: s.in}, []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")})
	l.all, l.one = 5, 2
	go func() {
		for {
			c, _ := l.Accept()
			if s.taken <- c; c == nil {
				return
			}
		}
	}()
	return s
}

// dial connects from an address; nil: it was closed at once.
func (s *switchboard) dial(from string) net.Conn {
	s.t.Helper()
	ours, theirs := net.Pipe()
	s.in <- call{ours, from}
	hungUp := make(chan error, 1)
	go func() {
		_, err := theirs.Read(make([]byte, 1))
		hungUp <- err
	}()
	select {
	case c := <-s.taken:
		return c
	case <-hungUp:
		return nil
	case <-time.After(10 * time.Second):
		s.t.Fatal("neither taken nor closed")
		return nil
	}
}

func TestConnectionsAreBounded(t *testing.T) {
	s := newSwitchboard(t)
	var held []net.Conn
	for _, c := range []struct {
		from  string
		taken bool
	}{
		{"198.51.100.1:1", true},
		{"198.51.100.1:2", true},
		{"198.51.100.1:3", false},
		{"[::ffff:198.51.100.1]:4", false}, // the same
		{"[2001:db8::1]:1", true},
		{"[2001:db8::2]:1", true},
		{"[2001:db8::3]:1", false}, // of the same /64
		{"198.51.100.2:1", true},
		{"198.51.100.3:1", false}, // the sixth of all
	} {
		conn := s.dial(c.from)
		require.Equal(t, c.taken, conn != nil, c.from)
		if conn != nil {
			held = append(held, conn)
		}
	}
	require.NoError(t, held[0].Close())
	_ = held[0].Close() // a second time frees nothing more
	require.NotNil(t, s.dial("198.51.100.1:5"))
	require.Nil(t, s.dial("198.51.100.1:6"))
	for _, c := range held[1:] {
		require.NoError(t, c.Close())
	}
}

func TestAProxyBringsEverybodysConnections(t *testing.T) {
	s := newSwitchboard(t)
	for range 5 {
		require.NotNil(t, s.dial("10.0.0.1:1"))
	}
	require.Nil(t, s.dial("10.0.0.1:1"), "there is a bound for all")
}

func TestFilesAreLeftForTheRest(t *testing.T) {
	require.Equal(t, 512, room(1024))
	require.Equal(t, maxConnections, room(1<<20))
	require.Equal(t, maxConnections, room(0), "nobody knows")
	require.Positive(t, openFiles())
}
