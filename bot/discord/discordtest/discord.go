// Package discordtest is Discord in miniature: its REST interface, its gateway and its signed HTTP interactions, for
// one server (guild) with its people and channels. It knows what Discord documents, refuses what Discord refuses, and
// beyond that notes what Discord lets pass but a sound bot does not do: a message without allowed_mentions, a field
// that Discord would silently ignore, a nonce shared by two channels.
//
// It does not know the bot, its commands or its words, and shares no code with it nor with any client library. It does
// not emulate threads, forums, voice, files, polls, components v2, installing by OAuth2, message events of the gateway,
// compression, or the five seconds between two identifications.
package discordtest

import (
	"crypto/ed25519"
	"encoding/hex"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"meetbot/bot/emulator"
)

var _ emulator.Chat = (*Discord)(nil)

// Options says what the emulated server is like. Application, BotToken and Guild are needed, the rest has defaults.
type Options struct {
	// Now is the clock of everything people see, of nonces and of interaction deadlines; by default the real one.
	Now func() time.Time
	// Pace is the clock of the rate limits; by default Now. A test whose Now stands still while its bot waits out
	// limits in real time gives time.Now here.
	Pace func() time.Time
	// Application is the application's ID, which is the ID of the bot's user too.
	Application, BotToken string
	Guild, GuildName      string
	// ClientSecret is the application's, for signing in; by default "client-test".
	ClientSecret string
	// Service is the base URL of the bot, which takes interactions under /discord/interactions when HTTP is set.
	Service string
	// HTTP sends interactions signed over HTTP instead of through the gateway.
	HTTP bool
	// Client sends them.
	Client *http.Client
	// Heartbeat is the interval asked of gateway clients, 41.25 s by default.
	Heartbeat time.Duration
}

// Discord is one emulated server with the bot in it. Close it when done.
type Discord struct {
	opts     Options
	secret   ed25519.PrivateKey
	patience patience
	closing  chan struct{}
	wg       sync.WaitGroup

	mu          sync.Mutex
	closed      bool
	base        string
	lastID      int64
	people      []*person
	places      []*place
	elsewhere   []string    // further servers
	granted     Permissions // the bot's role in the server
	story       []seen
	changed     chan struct{}
	refused     []string
	journal     []Call
	journalFile io.Writer
	faults      []*emulator.Fault
	buckets     map[string]*bucket
	banned      map[string]time.Time // until when a bucket was told to wait
	nonces      map[string]nonceUse
	forgets     bool // knows no nonce again
	commands    []Command
	created     []time.Time // when command names were new, for the daily limit
	writes      int
	running     map[string]*interaction // by token
	forms       map[string]*modal       // open before a person
	events      []*ScheduledEvent
	gate        gate
	signIns     signIns
}

// patience is how long people wait for an answer in real time: for a first one, and for what was put off.
type patience struct{ first, second time.Duration }

// New returns a server without people and channels. The bot may do there what the documented install link grants.
func New(o Options) *Discord {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Pace == nil {
		o.Pace = o.Now
	}
	if o.ClientSecret == "" {
		o.ClientSecret = "client-test"
	}
	if o.Heartbeat == 0 {
		o.Heartbeat = 41250 * time.Millisecond
	}
	if o.Client == nil {
		o.Client = &http.Client{Transport: http.DefaultTransport.(*http.Transport).Clone()}
	}
	_, secret, err := ed25519.GenerateKey(nil)
	if err != nil {
		panic(err) // the system has no randomness: nothing can go on
	}
	return &Discord{
		opts: o, secret: secret, patience: patience{3 * time.Second, 5 * time.Second}, closing: make(chan struct{}),
		journalFile: openJournal(), granted: Installed, changed: make(chan struct{}), buckets: map[string]*bucket{}, banned: map[string]time.Time{},
		nonces: map[string]nonceUse{}, running: map[string]*interaction{}, forms: map[string]*modal{},
		gate: gate{sessions: map[string]*session{}, links: map[*link]bool{}, moved: make(chan struct{})},
	}
}

// Close cuts every gateway connection, lets everybody who waits go, and returns when nothing runs any more. Requests
// after it get 503.
func (d *Discord) Close() {
	d.mu.Lock()
	if !d.closed {
		d.closed = true
		close(d.closing)
		for l := range d.gate.links {
			l.cut()
		}
	}
	d.mu.Unlock()
	d.wg.Wait()
	d.opts.Client.CloseIdleConnections()
}

// Name returns "discord".
func (d *Discord) Name() string { return "discord" }

// SetBaseURL says where the handler is reachable; the gateway's address follows from it. Without it the address is
// taken from the request that asks.
func (d *Discord) SetBaseURL(u string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.base = strings.TrimSuffix(u, "/")
}

// SetService says where the bot takes interactions over HTTP.
func (d *Discord) SetService(u string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.opts.Service = strings.TrimSuffix(u, "/")
}

// PublicKey returns the application's public key in hexadecimal, by which the bot checks signatures.
func (d *Discord) PublicKey() string {
	return hex.EncodeToString(d.secret.Public().(ed25519.PublicKey))
}

// Refused returns every refusal, and every breach of a rule, that a sound bot would not have provoked. Ordered faults,
// rate limits, missing permissions and vanished channels and messages are not among them.
func (d *Discord) Refused() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]string(nil), d.refused...)
}
