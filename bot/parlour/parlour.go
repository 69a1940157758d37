// Package parlour is the smallest adapter of a chat: the example for whoever writes a further one, and the proof that it
// costs no more than its folder. The chat that it speaks to is [meetbot/bot/parlour/parlourtest], and there is no other, so
// nothing that is shipped imports it; a test sees to that.
//
// It knows the forms of that chat and nothing of meetings. What any adapter needs is in [meetbot/bot/carrier].
package parlour

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"meetbot/bot"
	"meetbot/bot/carrier"
	"meetbot/bot/say"
	"meetbot/core"
)

const (
	// Name is what core calls this platform in channels and identities.
	Name = "parlour"
	// Command is what people type before their words.
	Command = "/meet"
)

// Options are what a Parlour needs to know. All but Client are required.
type Options struct {
	URL    string // of the chat, without a slash at its end
	House  string // the one house that is served
	Token  string // by which the chat knows us
	Secret string // with which the chat signs what it asks of us
	Words  *say.Catalogue
	Client *http.Client
	Clock  core.Clock
	Log    *slog.Logger
}

// A Parlour implements bot.Platform for one house.
type Parlour struct {
	o      Options
	web    *http.Client
	limits *carrier.Limits
	known  *carrier.LookUps[string, person]
	passes carrier.Openers[string]
	status status
}

var _ bot.Platform = (*Parlour)(nil)

// New returns a Parlour.
func New(o Options) *Parlour {
	return &Parlour{
		o: o, web: carrier.Caller(o.Client), limits: carrier.NewLimits(),
		known: carrier.NewLookUps[string, person](knownLife, o.Clock.Now), status: status{text: "not connected yet"},
	}
}

// Remembers implements bot.Platform: the chat does not know a message again.
func (p *Parlour) Remembers() time.Duration { return 0 }

// CountsDown implements bot.Platform: the chat knows days and clocks alone.
func (p *Parlour) CountsDown() bool { return false }

// LetIn implements bot.Platform.
func (p *Parlour) LetIn(*say.Language, core.Channel) string { return "open the door to @meetbot" }

// Answers implements bot.Platform.
func (p *Parlour) Answers(ctx context.Context) error {
	return p.ask(ctx, "ping", false, struct{}{}, nil)
}
