package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"syscall"
)

// listen opens the address of the page, on this machine only: whoever reaches the playground may do anything in it.
func listen(ctx context.Context, addr string) (net.Listener, string, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil || !isLocal(host) {
		return nil, "", usageError{fmt.Errorf("-addr is %q; it must be a port of this machine, such as 127.0.0.1:9090", addr)}
	}
	var c net.ListenConfig
	l, err := c.Listen(ctx, "tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, "", fmt.Errorf("port %s is taken by another program; choose another one, such as -addr %s", port, net.JoinHostPort(host, another(port)))
	case err != nil:
		return nil, "", fmt.Errorf("cannot listen on %s: %w", addr, err)
	}
	_, port, err = net.SplitHostPort(l.Addr().String())
	return l, "http://" + net.JoinHostPort(host, port), err
}

func another(port string) string {
	if port == "9090" {
		return "9191"
	}
	return "9090"
}

// isLocal tells whether a host is this machine by its very name. Every name under localhost is.
func isLocal(host string) bool {
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && ip.IsLoopback()
}
