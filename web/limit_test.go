package web_test

import (
	"fmt"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// from has a request come from an address, as a peer.
func from(address string) request {
	return func(r *http.Request) { r.RemoteAddr = address }
}

// TestAnOfficeBehindOneAddress: 500 people look at a meeting, sign in or give a name, and join it, all within 10 s.
func TestAnOfficeBehindOneAddress(t *testing.T) {
	w := newWorld(t, signingIn)
	m := w.meeting()
	w.at(time.Minute)
	for i := range 500 {
		w.clock.Advance(10 * time.Second / 500)
		for _, c := range []struct {
			method, path string
			want         int
		}{
			{"GET", "/m/" + string(m.ID), 200},
			{"GET", "/login/slack?next=/m/" + string(m.ID), 302},
			{"GET", "/login/slack/callback?state=x&code=y", 400},
			{"GET", "/login/ticket/nothing", 410},
			{"GET", "/m/" + string(m.ID), 200},
			{"POST", "/m/" + string(m.ID) + "/join", 200},
			{"POST", "/m/" + string(m.ID) + "/join", 200},
		} {
			if got := w.do(c.method, c.path, "name=bob").StatusCode; got != c.want && got != http.StatusFound && got != http.StatusSeeOther {
				t.Fatalf("person %d: %s %s: got %d", i, c.method, c.path, got)
			}
		}
	}
}

func TestAFloodFromOneAddressIsHeld(t *testing.T) {
	for _, c := range []struct {
		method, path string
		most         int
	}{
		{"GET", "/login/slack", 1_000},
		{"GET", "/login/slack/callback?error=x", 1_000},
		{"GET", "/login/ticket/nothing", 1_000},
		{"POST", "/login/ticket/nothing", 1_000},
		{"POST", "/m/nothing/join", 2_000},
		{"GET", "/m/nothing", 4_000},
		{"GET", "/nothing", 4_000},
	} {
		t.Run(c.method+" "+c.path, func(t *testing.T) {
			w := newWorld(t, signingIn)
			passed, refused := 0, 0
			for i := range 5_000 {
				// The port, and what the visitor says of themselves, make nobody another.
				r := w.do(c.method, c.path, "", from(fmt.Sprint("198.51.100.7:", 1024+i)), header("X-Forwarded-For", fmt.Sprintf("10.0.%d.%d", i/250, i%250)))
				if r.StatusCode != http.StatusTooManyRequests {
					passed++
					continue
				}
				if refused++; refused > 1 {
					continue
				}
				if r.Header.Get("Retry-After") != "2" {
					t.Errorf("Retry-After is %q", r.Header.Get("Retry-After"))
				}
				if text := body(t, r); !strings.Contains(text, "Please try again in a moment.") {
					t.Errorf("not said why: %s", text)
				}
			}
			if passed > c.most || refused == 0 {
				t.Errorf("%d of 5000 at once passed", passed)
			}
			if got := w.do(c.method, c.path, "", from("198.51.100.8:1024")).StatusCode; got == http.StatusTooManyRequests {
				t.Error("another address is held too")
			}
			for _, path := range []string{"/healthz", "/readyz"} {
				if got := w.do("GET", path, "", from("198.51.100.7:1024")).StatusCode; got != http.StatusOK {
					t.Errorf("%s: got %d", path, got)
				}
			}
			w.clock.Advance(2 * time.Second)
			if got := w.do(c.method, c.path, "", from("198.51.100.7:1024")).StatusCode; got == http.StatusTooManyRequests {
				t.Error("it is held for ever")
			}
		})
	}
}

// TestWhoseAddressCounts floods joins in the name of many addresses, and looks who else is held.
func TestWhoseAddressCounts(t *testing.T) {
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for _, c := range []struct {
		name, peer, forwarded string // whose flood it is
		other, by             string // who asks then, as the peer and by what it forwards
		held                  bool
	}{
		{"a proxy's visitors are apart", "10.0.0.1:1", "198.51.100.1", "10.0.0.1:1", "198.51.100.2", false},
		{"a visitor is one behind any proxy", "10.0.0.1:1", "198.51.100.1", "10.0.0.2:1", "198.51.100.1", true},
		{"what a visitor wrote before does not count", "10.0.0.1:1", "192.0.2.1, 198.51.100.1", "10.0.0.1:1", "192.0.2.2, 198.51.100.1", true},
		{"of two proxies the outer one tells", "10.0.0.1:1", "198.51.100.1, 10.0.0.9", "10.0.0.1:1", "198.51.100.1", true},
		{"with a port", "10.0.0.1:1", "198.51.100.1:4711", "10.0.0.1:1", "198.51.100.1:4712", true},
		{"mapped into IPv6", "[::ffff:10.0.0.1]:1", "::ffff:198.51.100.1", "10.0.0.1:1", "198.51.100.1", true},
		{"what is no address ends the search", "10.0.0.1:1", "198.51.100.1, nonsense", "10.0.0.1:1", "198.51.100.2, nonsense", true},
		{"nothing forwarded", "10.0.0.1:1", "", "10.0.0.1:2", "", true},
		{"a peer that is no proxy says nothing", "203.0.113.1:1", "198.51.100.1", "203.0.113.1:1", "198.51.100.2", true},
		{"a /64 is one subscriber's", "[2001:db8:1:1::1]:1", "", "[2001:db8:1:1:ffff::2]:1", "", true},
		{"another /64 is another's", "[2001:db8:1:1::1]:1", "", "[2001:db8:1:2::1]:1", "", false},
		{"a /64 behind a proxy", "[fd00::1]:1", "2001:db8:1:1::1", "[fd00::2]:1", "[2001:db8:1:1::2]:99", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, func(o *worldOptions) { o.proxies = proxies })
			for range 1_001 {
				w.do("POST", "/m/nothing/join", "", from(c.peer), header("X-Forwarded-For", c.forwarded))
			}
			got := w.do("POST", "/m/nothing/join", "", from(c.other), header("X-Forwarded-For", c.by)).StatusCode == http.StatusTooManyRequests
			if got != c.held {
				t.Errorf("held: %v", got)
			}
		})
	}
}

// TestAProxyThatNobodyNamedIsWarnedOf once: everybody behind it would share one allowance.
func TestAProxyThatNobodyNamedIsWarnedOf(t *testing.T) {
	for _, c := range []struct {
		name, peer, forwarded string
		warned                int
	}{
		{"beside us", "127.0.0.1:1", "198.51.100.1", 1},
		{"in our network", "10.1.2.3:1", "198.51.100.1", 1},
		{"named", "192.168.0.1:1", "198.51.100.1", 0},
		{"no proxy", "127.0.0.1:1", "", 0},
		{"somebody from outside", "203.0.113.1:1", "198.51.100.1", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, func(o *worldOptions) { o.proxies = []netip.Prefix{netip.MustParsePrefix("192.168.0.0/16")} })
			for range 3 {
				w.do("GET", "/", "", from(c.peer), header("X-Forwarded-For", c.forwarded))
			}
			if got := strings.Count(w.log.String(), "the setting proxies does not name"); got != c.warned {
				t.Errorf("warned %d times", got)
			}
		})
	}
}

// TestAFloodFromEverywhereIsHeld comes from ten thousand addresses at the same instant.
func TestAFloodFromEverywhereIsHeld(t *testing.T) {
	w := newWorld(t)
	refused := 0
	for i := range 10_000 {
		if w.do("POST", "/m/nothing/join", "", from(fmt.Sprintf("198.%d.%d.1:1", i/250, i%250))).StatusCode == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused < 4_000 {
		t.Errorf("only %d of 10000 at once were refused", refused)
	}
}
