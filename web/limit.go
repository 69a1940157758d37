package web

import (
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"meetbot/core"
)

// An allowance is how many requests of a kind may come at once, and how many more each second after that.
type allowance struct {
	burst  int
	second rate.Limit
}

// A kind of requests, all of which count together.
type kind string

// allowances are for the requests of whoever may be anybody, by their kind: from one address, and from all together. An
// office of 500 people has one address, and all of them come to one meeting within seconds, some of them twice; so one
// address may do that much at once, and is held then to what nobody does by hand. All together may do what a process on
// two cores still answers at once. Health is always told, static files cost nothing, and what the chats call is signed.
var allowances = map[kind]struct{ address, all allowance }{
	// A sign-in writes nothing before it ends well, but has the platform asked; each takes one start and one callback.
	"sign-in":  {allowance{600, 20}, allowance{5_000, 500}},
	"callback": {allowance{600, 20}, allowance{5_000, 500}},
	// A ticket's link is looked at, then posted; its secret has 130 bits, so this is no matter of guessing.
	"ticket": {allowance{600, 20}, allowance{5_000, 500}},
	// Somebody who is early tries again and again.
	"join": {allowance{1_000, 50}, allowance{5_000, 1_000}},
	// A calendar asks a few times an hour.
	"feed": {allowance{600, 20}, allowance{5_000, 500}},
	"page": {allowance{2_000, 100}, allowance{10_000, 2_000}},
}

// kindOf tells what a request counts as; empty: it is not limited.
func kindOf(r *http.Request) kind {
	path := r.URL.Path
	switch {
	case path == "/healthz" || path == "/readyz" || strings.HasPrefix(path, "/static/"):
		return ""
	case strings.HasPrefix(path, "/m/") && strings.HasSuffix(path, "/join"):
		return "join"
	case strings.HasPrefix(path, "/calendar/"):
		return "feed"
	case strings.HasPrefix(path, "/login/ticket/"):
		return "ticket"
	case strings.HasPrefix(path, "/login/") && strings.HasSuffix(path, "/callback"):
		return "callback"
	case strings.HasPrefix(path, "/login/"):
		return "sign-in"
	default:
		return "page"
	}
}

// limits hold everybody to the allowances. What is remembered of addresses is bounded: there are two generations, of
// which the elder is forgotten when the younger is full.
type limits struct {
	proxies []netip.Prefix
	now     func() time.Time
	all     map[kind]*rate.Limiter

	mu       sync.Mutex
	new, old map[visitor]*rate.Limiter
}

// A visitor is whoever has an address, or a network of IPv6 that one subscriber has, with one kind of requests.
type visitor struct {
	network netip.Prefix
	kind    kind
}

// maxVisitors is how many visitors one generation holds, a few megabytes of them.
const maxVisitors = 20_000

func newLimits(proxies []netip.Prefix, now func() time.Time) *limits {
	l := &limits{proxies: proxies, now: now, all: map[kind]*rate.Limiter{}, new: map[visitor]*rate.Limiter{}}
	for k, a := range allowances {
		l.all[k] = rate.NewLimiter(a.all.second, a.all.burst)
	}
	return l
}

// allow tells whether a request may go on. One that its address may not does not count against all.
func (l *limits) allow(r *http.Request) bool {
	k := kindOf(r)
	if k == "" {
		return true
	}
	now := l.now()
	return l.of(visitor{network(address(r, l.proxies)), k}).AllowN(now, 1) && l.all[k].AllowN(now, 1)
}

func (l *limits) of(v visitor) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if have := l.new[v]; have != nil {
		return have
	}
	have := l.old[v]
	if have == nil {
		a := allowances[v.kind].address
		have = rate.NewLimiter(a.second, a.burst)
	}
	if len(l.new) >= maxVisitors {
		l.old, l.new = l.new, map[visitor]*rate.Limiter{}
	}
	l.new[v] = have
	return have
}

// limited answers what is too much with 429.
func (s *server) limited(next http.Handler) http.Handler {
	limits := newLimits(s.Proxies, s.Service.Now)
	var warned atomic.Bool
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if peer, ok := unnamedProxy(r, s.Proxies); ok && !warned.Swap(true) {
			s.Log.WarnContext(r.Context(), "requests come through a proxy that the setting proxies does not name: whoever comes through it counts as one address", "proxy", peer)
		}
		switch {
		case limits.allow(r):
			next.ServeHTTP(w, r)
		case kindOf(r) == "join":
			w.Header().Set("Retry-After", retryAfter)
			s.writeProblem(w, r, http.StatusTooManyRequests, problem{Error: core.TooMany, Message: s.in(r).Say("too_many.text")})
		default:
			w.Header().Set("Retry-After", retryAfter)
			s.problem(w, r, http.StatusTooManyRequests, s.in(r).Say("too_many.title"), s.in(r).Say("too_many.text"), link{})
		}
	})
}

// retryAfter is in seconds. After as many one address may do something again, and so may many.
const retryAfter = "2"
