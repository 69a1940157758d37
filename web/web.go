// Package web serves the pages: a meeting with its countdown and its room, somebody's meetings, signing in and out. It
// decides nothing: who is who and may do what, it asks core at each click. It knows no chat.
package web

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"

	"meetbot/bot/say"
	"meetbot/core"
)

// Options are what the pages need to know.
type Options struct {
	Service   *core.Service
	BaseURL   string                  // what browsers reach, without a slash at its end
	Jitsi     string                  // the address of the Jitsi server, "https://meet.example.org"
	ScriptURL string                  // its external_api.js
	Hooks     map[string]http.Handler // what chat platforms call, by path
	Ready     func(context.Context) (status map[string]string, ready bool)
	Logins    []Login      // the platforms that people can sign in with
	Sealer    *core.Sealer // with the same key in every process
	Client    *http.Client // with which Logins are asked; nil: one of our own
	Log       *slog.Logger
	Words     *say.Catalogue
	Commands  []string       // what people type before their words in the chats there are, "/meet"; one at least
	Proxies   []netip.Prefix // whose X-Forwarded-For is believed, for limits by address and nothing else
}

// A server holds what the handlers share.
type server struct {
	Options
	secure    bool // browsers reach us over https
	pages     *pages
	providers []*provider
}

// New returns everything that is served to browsers and chat platforms.
func New(o Options) (http.Handler, error) {
	s := &server{Options: o, secure: strings.HasPrefix(o.BaseURL, "https:")}
	for _, l := range o.Logins {
		s.providers = append(s.providers, s.provider(l))
	}
	var err error
	if s.pages, err = loadPages(o.Words, o.Commands, s.logins); err != nil {
		return nil, err
	}
	return s.routes(), nil
}

func (s *server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", s.health)
	mux.HandleFunc("GET /readyz", s.readiness)
	mux.Handle("GET /static/", s.pages.static())
	mux.HandleFunc("GET /{$}", s.home)
	mux.HandleFunc("GET /m/{id}", s.meeting)
	mux.HandleFunc("POST /m/{id}/join", s.join)
	for name, deed := range deeds {
		mux.HandleFunc("POST /m/{id}/"+name, s.deed(deed))
	}
	mux.HandleFunc("POST /m/{id}/rsvp", s.rsvp)
	mux.HandleFunc("GET /m/{id}/calendar/{calendar}", s.elsewhere)
	mux.HandleFunc("GET /calendar", s.calendar)
	mux.HandleFunc("POST /calendar", s.renewFeed)
	mux.HandleFunc("GET /calendar/{file}", s.feed)
	mux.HandleFunc("GET /login/ticket/{secret}", s.ticket)
	mux.HandleFunc("POST /login/ticket/{secret}", s.redeem)
	mux.HandleFunc("POST /logout", s.logout)
	for _, p := range s.providers {
		mux.HandleFunc("GET /login/"+p.Name, s.start(p))
		mux.HandleFunc("GET /login/"+p.Name+"/callback", s.callback(p))
	}
	mux.HandleFunc("GET /login/join", s.consent)
	mux.HandleFunc("POST /login/join", s.answer)
	mux.HandleFunc("POST /login/separate", s.separate)
	pages := s.protect(s.limited(s.orMissing(mux)))

	all := http.NewServeMux()
	all.Handle("/", pages)
	for path, hook := range s.Hooks {
		all.Handle(path, hook)
	}
	return s.bounded(all)
}
