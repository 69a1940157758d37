package main

import (
	"embed"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"strings"

	"meetbot/bot/emulator"
)

//go:embed page
var pageFiles embed.FS

// A page serves the playground's own page and what it asks for. Everything else is the service's.
type page struct {
	*world
	own   map[string]string // by name, the address under which a person's browser reaches us, for those who have one of their own
	began origins
}

func newPage(w *world) *page {
	p := &page{world: w, own: map[string]string{}, began: origins{at: map[string]string{}}}
	u, err := url.Parse(w.base)
	if err != nil {
		return p
	}
	// Browsers keep cookies apart by host, and every name under localhost is this machine: so each person signs in for
	// themselves, as in a browser of their own. The first one has the address that the links name.
	for _, x := range w.chats[0].People()[1:] {
		p.own[x.Name] = "http://" + net.JoinHostPort(x.Name+".localhost", u.Port())
	}
	return p
}

func (p *page) handler() http.Handler {
	files, err := fs.Sub(pageFiles, "page")
	if err != nil {
		panic(err) // the folder is embedded
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /playground", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(w, r, files, "playground.html")
	})
	mux.Handle("GET /playground/static/", http.StripPrefix("/playground/static/", http.FileServerFS(files)))
	mux.HandleFunc("GET /playground/here", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("GET /playground/events", p.events)
	mux.HandleFunc("POST /playground/type", p.typed)
	mux.HandleFunc("POST /playground/complete", p.completed)
	mux.HandleFunc("POST /playground/read", p.understood)
	mux.HandleFunc("POST /playground/press", p.pressed)
	mux.HandleFunc("POST /playground/fill", p.filled)
	mux.HandleFunc("POST /playground/close", p.closed)
	mux.HandleFunc("POST /playground/clock", p.pushed)
	guarded := p.protect(http.NewCrossOriginProtection().Handler(mux))

	all := http.NewServeMux()
	all.Handle("/playground", guarded)
	all.Handle("/playground/", guarded)
	all.Handle("/", p.atHome(p.app.Handler()))
	return all
}

// protect lets nothing foreign run in the page, and answers to names of this machine alone: a foreign name that was made
// to lead here must not get to press buttons.
func (p *page) protect(next http.Handler) http.Handler {
	ask := []string{"connect-src 'self'"}
	for _, x := range p.chats[0].People() {
		if own := p.own[x.Name]; own != "" {
			ask = append(ask, own)
		}
	}
	policy := "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " + strings.Join(ask, " ") +
		"; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u, err := url.Parse("http://" + r.Host)
		if err != nil || !isLocal(u.Hostname()) {
			http.Error(w, "The playground answers on this machine only.", http.StatusMisdirectedRequest)
			return
		}
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-cache")
		next.ServeHTTP(w, r)
	})
}

// find returns a message that a person sees.
func find(in emulator.Chat, person, channel, id string) (emulator.Message, bool) {
	for _, m := range in.Messages(person, channel) {
		if m.ID == id {
			return m, true
		}
	}
	return emulator.Message{}, false
}
