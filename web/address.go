package web

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// address returns whose request it is, for limits alone: the peer, or, where that is one of our proxies, the last in
// X-Forwarded-For that is none of them. What stands before that anybody can have written. The zero Addr stands for
// everybody whose address cannot be told.
func address(r *http.Request, proxies []netip.Prefix) netip.Addr {
	peer, _ := netip.ParseAddrPort(r.RemoteAddr) // that of a server on a socket is none
	at := peer.Addr().Unmap()
	forwarded := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, text := range slices.Backward(forwarded) {
		if !among(at, proxies) {
			break
		}
		before, ok := parseAddress(strings.TrimSpace(text))
		if !ok {
			break
		}
		at = before
	}
	return at
}

// unnamedProxy tells whether a request comes through what seems to be a proxy of ours that nobody has named: one beside us
// or in our own network.
func unnamedProxy(r *http.Request, proxies []netip.Prefix) (netip.Addr, bool) {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	at := peer.Addr().Unmap()
	return at, err == nil && r.Header.Get("X-Forwarded-For") != "" && (at.IsLoopback() || at.IsPrivate()) && !among(at, proxies)
}

func among(a netip.Addr, networks []netip.Prefix) bool {
	return slices.ContainsFunc(networks, func(n netip.Prefix) bool { return n.Contains(a) })
}

// parseAddress reads an address as proxies write it: some add the port.
func parseAddress(text string) (netip.Addr, bool) {
	if at, err := netip.ParseAddrPort(text); err == nil {
		return at.Addr().WithZone("").Unmap(), true
	}
	at, err := netip.ParseAddr(strings.Trim(text, "[]"))
	return at.WithZone("").Unmap(), err == nil
}

// network returns what one subscriber has: an address of IPv4, or the /64 of one of IPv6, in which they choose freely.
func network(a netip.Addr) netip.Prefix {
	bits := a.BitLen()
	if a.Is6() {
		bits = 64
	}
	n, _ := a.WithZone("").Prefix(bits) // of the zero Addr it is the zero Prefix
	return n
}
