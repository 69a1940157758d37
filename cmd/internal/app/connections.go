package app

import (
	"net"
	"net/netip"
	"slices"
	"sync"
)

// maxConnections is how many connections are held at once, of which one address has half. Each takes some twenty
// kilobytes and an open file. A browser opens six at most, and mostly two or three: an office of 500 people fits.
const maxConnections = 4096

// room returns how many there is room for where so many files may be open: the database and the chats need some too.
func room(files int) int {
	if files == 0 {
		return maxConnections
	}
	return min(maxConnections, files/2)
}

// A boundedListener closes at once what is more than those, so that connections which are held do not take everything.
// The proxies' are not counted by address: they bring everybody's.
type boundedListener struct {
	net.Listener
	proxies []netip.Prefix
	all     int
	one     int

	mu   sync.Mutex
	open int
	of   map[netip.Addr]int
}

func bounded(l net.Listener, proxies []netip.Prefix) *boundedListener {
	all := room(openFiles())
	return &boundedListener{Listener: l, proxies: proxies, all: all, one: all / 2, of: map[netip.Addr]int{}}
}

// Accept implements net.Listener.
func (l *boundedListener) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		from := l.owner(conn)
		if l.enter(from) {
			return &boundedConn{Conn: conn, leave: sync.OnceFunc(func() { l.leave(from) })}, nil
		}
		_ = conn.Close() // nothing is owed to it
	}
}

// owner returns whom a connection is counted for; the zero Addr: nobody.
func (l *boundedListener) owner(c net.Conn) netip.Addr {
	at, _ := netip.ParseAddrPort(c.RemoteAddr().String()) // that of a socket is none
	from := at.Addr().Unmap().WithZone("")
	if slices.ContainsFunc(l.proxies, func(n netip.Prefix) bool { return n.Contains(from) }) {
		return netip.Addr{}
	}
	if from.Is6() {
		n, _ := from.Prefix(64) // one subscriber has them all
		from = n.Addr()
	}
	return from
}

func (l *boundedListener) enter(from netip.Addr) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open >= l.all || from.IsValid() && l.of[from] >= l.one {
		return false
	}
	l.open++
	if from.IsValid() {
		l.of[from]++
	}
	return true
}

func (l *boundedListener) leave(from netip.Addr) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open--
	if !from.IsValid() {
		return
	}
	if l.of[from]--; l.of[from] == 0 {
		delete(l.of, from)
	}
}

type boundedConn struct {
	net.Conn
	leave func()
}

// Close implements net.Conn.
func (c *boundedConn) Close() error {
	defer c.leave()
	return c.Conn.Close()
}
