// Package carrier is what every adapter of a chat needs: a client that tells what never left, limits on what goes out, what
// became of a request, what was looked up or seen lately, which ways a command has opened, requests that are signed over their
// body, and text cut to fit. It knows no chat's own form, and no vendor's client.
package carrier

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
)

// ErrUnsent says of a request that nothing of it has left, since there was no connection: it can be made again whatever it
// does.
var ErrUnsent = errors.New("cannot be reached")

// idle is how many connections to a platform are kept for the next request: nearly all go to one host.
const idle = 32

// Caller returns a client like the given one (nil: one of its own), but that is led nowhere else, and that has ErrUnsent
// among its errors where it holds. Its requests take their deadlines from their contexts: what a client's own Timeout
// returns would not tell.
func Caller(like *http.Client) *http.Client {
	if like == nil {
		transport := http.DefaultTransport.(*http.Transport).Clone()
		transport.MaxIdleConnsPerHost = idle
		like = &http.Client{Transport: transport}
	}
	out := *like
	if out.Transport == nil {
		out.Transport = http.DefaultTransport
	}
	out.Transport = telling{out.Transport}
	out.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &out
}

// Wire returns how a client of Caller connects, for connections that are no requests; nil where that is nobody's to know.
func Wire(c *http.Client) *http.Transport {
	t, _ := c.Transport.(telling)
	wire, _ := t.RoundTripper.(*http.Transport)
	return wire
}

type telling struct{ http.RoundTripper }

// RoundTrip implements http.RoundTripper. A connection is there only when its names are looked up, its port has answered and
// its certificate holds.
func (t telling) RoundTrip(r *http.Request) (*http.Response, error) {
	var connected atomic.Bool
	ctx := httptrace.WithClientTrace(r.Context(), &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { connected.Store(true) },
	})
	res, err := t.RoundTripper.RoundTrip(r.WithContext(ctx))
	if err != nil && !connected.Load() {
		err = fmt.Errorf("%w: %w", ErrUnsent, err)
	}
	return res, err
}
