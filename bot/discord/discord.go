// Package discord carries cards to Discord and commands back. It knows Discord's forms, limits, errors and its two ways
// of bringing interactions, the gateway and signed HTTP requests, and nothing of meetings: words come as cards, and what
// people fill in goes to the bot field by field.
package discord

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"meetbot/bot"
	"meetbot/bot/carrier"
	"meetbot/bot/say"
	"meetbot/core"
)

// remembers is how long Discord is trusted to know a nonce again: it documents "the past few minutes", see
// https://docs.discord.com/developers/resources/message#create-message.
const remembers = 2 * time.Minute

// Options are what a Discord needs to know.
type Options struct {
	ApplicationID string
	PublicKey     string // in hexadecimal; needed where Gateway is not set
	BotToken      string
	APIURL        string // with a slash at its end
	GuildID       string // set: the commands are registered in this server only
	Gateway       bool   // interactions come through the gateway, and else over HTTP
	Register      bool   // registers the commands where they are not as they should be
	Words         *say.Catalogue
	Client        *http.Client
	Clock         core.Clock
	Log           *slog.Logger
	Lease         Lease // nil: no other process wants the gateway
}

// A Discord implements bot.Platform for every server that the application is in.
type Discord struct {
	*directory
	guild    string // Options.GuildID
	key      ed25519.PublicKey
	words    *say.Catalogue
	log      *slog.Logger
	lease    Lease
	gateway  bool
	register bool

	guilds guilds
	tokens *carrier.Openers[token]

	threads threads
	timing  timing
	status  status
}

var _ bot.Platform = (*Discord)(nil)

// New returns a Discord. It can post at once; commands come once Run is at work.
func New(o Options) (*Discord, error) {
	base, err := url.Parse(o.APIURL)
	if err != nil || base.Host == "" {
		return nil, errors.New("discord.api_url: not an address")
	}
	key, err := hex.DecodeString(o.PublicKey)
	if err != nil || len(key) != ed25519.PublicKeySize && (len(key) > 0 || !o.Gateway) {
		return nil, fmt.Errorf("discord.public_key: %d hexadecimal digits are needed, as General Information shows them", 2*ed25519.PublicKeySize)
	}
	base.Path = strings.TrimSuffix(base.Path, "/")
	calls := &client{base: base, token: o.BotToken, web: carrier.Caller(o.Client), limits: newLimits()}
	d := &Discord{
		directory: newDirectory(calls, o.ApplicationID, o.Clock), guild: o.GuildID, key: key, words: o.Words, log: o.Log, lease: o.Lease, gateway: o.Gateway,
		register: o.Register, tokens: &carrier.Openers[token]{}, timing: usual,
	}
	calls.told = d.tells
	d.status.set("not connected yet")
	return d, nil
}

// tells takes over what an answer tells of the bot's token, where no gateway would: nothing else can be wrong with it.
func (d *Discord) tells(refused *refusal) {
	switch bad := errToken.Error(); {
	case d.gateway:
	case refused != nil && refused.refusesToken():
		d.status.set(bad)
	case refused == nil && d.status.get() == bad:
		d.status.set(ok)
	}
}

// Remembers implements bot.Platform.
func (d *Discord) Remembers() time.Duration { return remembers }

// Answers implements bot.Platform.
func (d *Discord) Answers(ctx context.Context) error {
	return d.ask(ctx, call{method: "GET", path: "/users/@me", bucket: "who we are"}, nil)
}

// CountsDown implements bot.Platform: Discord's relative time stamps follow the reader's clock.
func (d *Discord) CountsDown() bool { return true }

// Status is "ok" while interactions reach us, "standby" while another process has the gateway, or else what is wrong.
func (d *Discord) Status() string { return d.status.get() }
