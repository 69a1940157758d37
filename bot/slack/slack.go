// Package slack carries cards to a Slack workspace and commands back. It knows Slack's forms, limits and errors, and
// nothing of meetings: words come as cards, and what people type goes to the bot as it is.
package slack

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/cenkalti/backoff/v5"
	slackapi "github.com/slack-go/slack"

	"meetbot/bot"
	"meetbot/bot/carrier"
	"meetbot/bot/say"
	"meetbot/core"
)

// callTime bounds one call to Slack, well within the lease of an announcement.
const callTime = 8 * time.Second

// Options are what a Slack needs to know.
type Options struct {
	BotToken      string
	SigningSecret string // empty: Slack's requests over HTTP are not taken
	AppToken      string // set: Run takes them over Socket Mode
	APIURL        string // with a slash at its end
	WebURL        string
	Words         *say.Catalogue
	Command       string       // what people type before their words; empty: "/meet"
	Client        *http.Client // nil: one of its own
	Clock         core.Clock
	Log           *slog.Logger
}

// A Slack implements bot.Platform for one workspace.
type Slack struct {
	*members
	*responder
	groups  groups
	limits  *carrier.Limits
	secret  []byte
	word    string // what people type before theirs
	sockets bool   // requests come over Socket Mode
	timing  timing
	log     *slog.Logger
}

var _ bot.Platform = (*Slack)(nil)

// New returns a Slack. It serves nobody until Connect has returned.
func New(o Options) (*Slack, error) {
	client := carrier.Caller(o.Client)
	hooks, err := hookHosts(o.APIURL, o.WebURL)
	if err != nil {
		return nil, err
	}
	sockets := o.AppToken != ""
	api := slackapi.New(o.BotToken, slackapi.OptionAPIURL(o.APIURL), slackapi.OptionHTTPClient(client), slackapi.OptionAppLevelToken(o.AppToken))
	return &Slack{
		members: newMembers(api, newStatus(sockets), o.Clock, o.Log), responder: &responder{client, hooks, &carrier.Openers[string]{}, o.Words, o.Clock, o.Log},
		limits: carrier.NewLimits(), secret: []byte(o.SigningSecret), word: cmp.Or(o.Command, "/meet"), sockets: sockets, timing: usual, log: o.Log,
	}, nil
}

// Connect asks Slack who we are, again and again until it answers or ctx ends.
func (s *Slack) Connect(ctx context.Context) error {
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		ctx, cancel := context.WithTimeout(ctx, callTime)
		defer cancel()
		who, err := s.api.AuthTestContext(ctx)
		if err != nil {
			err = classify(err, false)
			s.log.WarnContext(ctx, "Slack does not let us in yet", "error", err)
			s.status.refused(err.Error())
			return struct{}{}, err
		}
		s.log.InfoContext(ctx, "connected to Slack", "workspace", who.TeamID, "name", who.Team)
		s.status.known(who.TeamID, who.EnterpriseID)
		return struct{}{}, nil
	}, backoff.WithMaxElapsedTime(0))
	return err
}

// Remembers implements bot.Platform: Slack documents no key by which it would know a message again.
func (s *Slack) Remembers() time.Duration { return 0 }

// Answers implements bot.Platform.
func (s *Slack) Answers(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	_, err := s.api.AuthTestContext(ctx)
	if s.status.hears(err); err != nil {
		return classify(err, false)
	}
	return nil
}

// CountsDown implements bot.Platform: Slack's dates are days and times, which say nothing of how long it is still.
func (s *Slack) CountsDown() bool { return false }

// Status is "ok" while Slack's requests reach us, and what is wrong otherwise.
func (s *Slack) Status() string { return s.status.text() }

// Connected tells whether Status has been "ok" since the start.
func (s *Slack) Connected() bool { return s.status.wasOK() }

// LetIn implements bot.Platform.
func (s *Slack) LetIn(l *say.Language, c core.Channel) string { return s.groups.letIn(l, c) }
