// Package slacktest is Slack in miniature, for tests and for the playground: people, channels, messages and modals in
// memory, the Web API that a bot calls, and the requests that it gets, signed over HTTP or through Socket Mode.
//
// It knows Slack's documented behaviour: what Slack refuses it refuses, with Slack's own error codes, and it notes
// what a sound bot would not have done (see [Slack.Refused]). It signs, escapes, decodes and renders by itself. It
// knows nothing of the bot under test, shares no code with the adapter or its client library, and keeps nothing on
// disk. Of other workspaces it knows those people who come into our channels: sisters of the same organization, and strangers.
// Left out: installing by OAuth, files, attachments, scheduled messages.
package slacktest

import (
	"net/http"
	"sync"
	"time"

	"meetbot/bot/emulator"
)

// Options says how an emulated Slack is set up. The zero value of each field has a default.
type Options struct {
	Now            func() time.Time // the clock of Slack; nil: time.Now
	BotToken       string           // what the bot has to show; empty: "xoxb-test"
	AppToken       string           // what it shows to open a connection of Socket Mode; empty: "xapp-test"
	Socket         bool             // requests to the bot go over Socket Mode, and not over HTTP
	SigningSecret  string           // what requests to the bot are signed with; empty: "signing-test"
	Team, TeamName string           // the workspace; empty: "T0001", "Example"
	Enterprise     string           // the organization of Enterprise Grid that the workspace is in; empty: none
	OrgWide        bool             // the app is installed for all of it, so that no press names a workspace
	Unlabelled     bool             // people who are mentioned in a command are named by their IDs alone
	Command        string           // the slash command; empty: "/meet"
	BotName        string           // empty: "meet"
	Service        string           // base URL of the service under test; empty: "http://127.0.0.1:8080"
	Client         *http.Client     // how to reach the service; nil: one with Slack's limit of 3 s
	PublicPost     bool             // the bot holds chat:write.public
	NoLimits       bool             // no rate limits, for measuring the bot
	ClientID       string           // of the app, for signing in; empty: "1111111111.2222222222"
	ClientSecret   string           // empty: "client-test"
	PressWait      time.Duration    // how long Press waits for words by response_url; 0: 2.5 s
}

// Slack is an emulated workspace with one bot in it. Its methods may be called from several goroutines.
type Slack struct {
	o Options

	mu          sync.Mutex // never held while the service is called
	base        string
	service     string
	people      []emulator.Person
	origins     map[string]origin // of those whose own workspace is another
	deactivated []string
	guests      map[string]bool   // see only the channels that they are in
	groups      map[string]string // handles of user groups, by their IDs
	places      []*place
	posts       []*post
	lastTS      int64
	serial      int
	events      []emulator.Event
	changed     chan struct{}
	faults      []*emulator.Fault
	refused     []string
	journal     []Call
	scopes      []string
	ordered     bool // scopes were set by a test
	buckets     map[string]*bucket
	triggers    map[string]*trigger
	hooks       map[string]*hook
	views       map[string][]*view // open modals of each person, the top one last
	homes       map[string]*view
	sockets     sockets
	signIns     signIns
}

var _ emulator.Chat = (*Slack)(nil)

// The bot's own identity in the workspace.
const (
	appID = "A0001"
	botID = "B0001"
	// BotUser is the user ID of the bot.
	BotUser = "UBOT"
)

// New returns an empty workspace with the bot in it.
func New(o Options) *Slack {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Client == nil {
		o.Client = &http.Client{Timeout: answerLimit}
	}
	for field, fallback := range map[*string]string{
		&o.BotToken: "xoxb-test", &o.AppToken: "xapp-test", &o.SigningSecret: "signing-test", &o.Team: "T0001", &o.TeamName: "Example",
		&o.Command: "/meet", &o.BotName: "meet", &o.Service: "http://127.0.0.1:8080",
		&o.ClientID: "1111111111.2222222222", &o.ClientSecret: "client-test",
	} {
		if *field == "" {
			*field = fallback
		}
	}
	if o.PressWait == 0 {
		o.PressWait = 2500 * time.Millisecond
	}
	s := &Slack{
		o: o, service: o.Service, changed: make(chan struct{}), guests: map[string]bool{}, buckets: map[string]*bucket{},
		triggers: map[string]*trigger{}, hooks: map[string]*hook{}, views: map[string][]*view{}, homes: map[string]*view{},
		origins: map[string]origin{}, groups: map[string]string{},
		sockets: sockets{tickets: map[string]time.Time{}, sent: map[string]*delivery{}, moved: make(chan struct{})},
		signIns: newSignIns(),
	}
	s.scopes = []string{"commands", "chat:write", "users:read", "channels:read", "groups:read"}
	if o.PublicPost {
		s.scopes = append(s.scopes, "chat:write.public")
	}
	return s
}

// Name returns "slack".
func (s *Slack) Name() string { return "slack" }

// SetBaseURL says at which address [Slack.Handler] is reachable; response URLs begin with it, and
// the addresses of Socket Mode.
func (s *Slack) SetBaseURL(u string) { s.mu.Lock(); defer s.mu.Unlock(); s.base = trimSlash(u) }

// SetService says at which address the service under test is reachable.
func (s *Slack) SetService(u string) { s.mu.Lock(); defer s.mu.Unlock(); s.service = trimSlash(u) }

// SetScopes replaces the scopes of the bot's token. What is then missing is an ordered fault, not the bot's.
func (s *Slack) SetScopes(scopes ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scopes, s.ordered = scopes, true
}

// Refused returns what the bot did that a sound bot would not do, one line each: refused requests, and accepted ones
// that people would suffer from. Channel states and ordered faults are not among them.
func (s *Slack) Refused() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.refused...)
}

// ResetRefused forgets what was refused so far.
func (s *Slack) ResetRefused() { s.mu.Lock(); defer s.mu.Unlock(); s.refused = nil }

func trimSlash(u string) string {
	for len(u) > 0 && u[len(u)-1] == '/' {
		u = u[:len(u)-1]
	}
	return u
}
