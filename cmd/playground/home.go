package main

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// origins are the addresses at which the sign-ins under way were begun, by their state.
type origins struct {
	mu sync.Mutex
	at map[string]string
}

// atHome has every person come back from signing in to the name under which they left: the chats know the service by its
// usual name alone, but browsers keep cookies apart by name, and the one of the sign-in is under the other.
func (p *page) atHome(service http.Handler) http.Handler {
	usual := strings.TrimPrefix(p.base, "http://")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/login/") {
			service.ServeHTTP(w, r)
			return
		}
		if at := p.began.take(r.URL.Query().Get("state")); r.Host == usual && at != "" {
			http.Redirect(w, r, at+r.URL.RequestURI(), http.StatusSeeOther)
			return
		}
		if u, err := url.Parse("http://" + r.Host); err == nil && r.Host != usual && isLocal(u.Hostname()) {
			w = &leaving{w, &p.began, u.String()}
		}
		service.ServeHTTP(w, r)
	})
}

func (o *origins) take(state string) string {
	o.mu.Lock()
	defer o.mu.Unlock()
	at := o.at[state]
	delete(o.at, state)
	return at
}

// leaving is an answer that may lead elsewhere to sign in, and then is remembered.
type leaving struct {
	http.ResponseWriter
	began *origins
	at    string
}

// WriteHeader implements http.ResponseWriter.
func (l *leaving) WriteHeader(status int) {
	if to, err := url.Parse(l.Header().Get("Location")); err == nil && to.Query().Get("state") != "" {
		l.began.mu.Lock()
		l.began.at[to.Query().Get("state")] = l.at
		l.began.mu.Unlock()
	}
	l.ResponseWriter.WriteHeader(status)
}
