// Package jitsitest is a stand-in for a Jitsi server: its external_api.js, a meeting page that speaks the same message
// protocol, and behind them a server that alone decides who may enter and who moderates, as Prosody does by the token.
// It carries no sound and no picture, and shares no code with what it is used to test.
package jitsitest

import (
	"crypto/rsa"
	"embed"
	"io/fs"
	"net/http"
	"sync"
	"time"
)

//go:embed page
var pageFiles embed.FS

// Roles says whom the server makes moderators.
type Roles int

// FromTokens is a server that is set up well; the other two are the usual mistakes.
const (
	FromTokens Roles = iota
	Everybody        // jicofo's own sign-in is on: every token makes a moderator
	Nobody           // token_affiliation is not loaded: the claim does nothing
)

// Ends says how the server takes that a meeting is to be ended.
type Ends int

// EndsByToken is muc_end_meeting without keys of its own: whatever token opens a room ends any meeting, a guest's too, and only
// the network keeps people away from it. EndsByKey wants a token signed with RS256 by a key of Options.Keys. EndsOff is a
// server on which nothing is loaded for it, or a newer module without keys.
const (
	EndsByToken Ends = iota
	EndsByKey
	EndsOff
)

// Options are how the server is set up. The zero value takes no tokens: whoever comes first moderates.
type Options struct {
	Secret     []byte // HS256
	Keys       string // where public keys are got for RS256, as Prosody's asap_key_server; neither: tokens are not read
	Issuer     string // iss of the tokens; empty: "meetbot"
	Audience   string // empty: "jitsi"
	Subject    string // sub of the tokens; empty: it has to be there, whatever it is
	XMPPDomain string // the virtual host that end-meeting answers for; empty: any
	MUCDomain  string // empty: "conference." and XMPPDomain
	Roles      Roles
	Ends       Ends
	Now        func() time.Time // what tokens are checked by; nil: time.Now
}

// A Server is the stand-in. It is ready for use by several goroutines.
type Server struct {
	o Options

	mu     sync.Mutex
	rooms  map[string]*room
	closed chan struct{}
	keys   map[string]*rsa.PublicKey // by kid; like Prosody, it never asks again
}

// New returns a Server without rooms.
func New(o Options) *Server {
	if o.Issuer == "" {
		o.Issuer = "meetbot"
	}
	if o.Audience == "" {
		o.Audience = "jitsi"
	}
	if o.MUCDomain == "" && o.XMPPDomain != "" {
		o.MUCDomain = "conference." + o.XMPPDomain
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Server{o: o, rooms: map[string]*room{}, closed: make(chan struct{}), keys: map[string]*rsa.PublicKey{}}
}

// tokens tells whether people come in by tokens.
func (s *Server) tokens() bool { return len(s.o.Secret) > 0 || s.o.Keys != "" }

// Close ends what is still streaming to pages, so that an http.Server around it can shut down. It may be called once.
func (s *Server) Close() { close(s.closed) }

// Handler returns everything that the server answers.
func (s *Server) Handler() http.Handler {
	files, err := fs.Sub(pageFiles, "page")
	if err != nil {
		panic(err) // the folder is embedded
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /external_api.js", file(files, "external_api.js"))
	mux.HandleFunc("GET /config.js", s.config)
	mux.HandleFunc("GET /{room}", file(files, "room.html"))
	mux.Handle("GET /-/page/", http.StripPrefix("/-/page/", http.FileServerFS(files)))
	mux.HandleFunc("POST /-/enter", s.enter)
	mux.HandleFunc("GET /-/events", s.stream)
	mux.HandleFunc("POST /-/act", s.act)
	mux.HandleFunc("POST /end-meeting", s.endMeeting)
	return mux
}

func file(files fs.FS, name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("Referrer-Policy", "no-referrer") // the address of a room holds the token, as Jitsi's own does
		http.ServeFileFS(w, r, files, name)
	}
}
