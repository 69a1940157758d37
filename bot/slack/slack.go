// Package slack carries cards to a Slack workspace and commands back. It knows Slack's forms, limits and errors, and
// nothing of meetings: words come as cards, and what people type goes to the bot as it is.
package slack

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"
	slackapi "github.com/slack-go/slack"

	"meetbot/bot"
	"meetbot/bot/carrier"
	"meetbot/core"
)

// Name is what core calls this platform in channels and identities.
const Name = "slack"

// callTime bounds one call to Slack, well within the lease of an announcement.
const callTime = 8 * time.Second

// Options are what a Slack needs to know.
type Options struct {
	BotToken      string
	SigningSecret string // empty: Slack's requests over HTTP are not taken
	AppToken      string // set: Run takes them over Socket Mode
	APIURL        string // with a slash at its end
	WebURL        string
	Command       string       // what people type before their words; empty: "/meet"
	Client        *http.Client // nil: one of its own
	Clock         core.Clock
	Log           *slog.Logger
}

// A Slack implements bot.Platform for one workspace.
type Slack struct {
	api       *slackapi.Client
	web       *http.Client
	limits    *limits
	responses *carrier.Openers[string] // addresses through which commands can be answered
	known     *carrier.LookUps[string, *slackapi.User]
	groups    groups
	hooks     []string // the hosts that response addresses may have
	secret    []byte
	word      string // what people type before theirs
	sockets   bool   // requests come over Socket Mode
	timing    timing
	status    *status
	clock     core.Clock
	log       *slog.Logger
}

var _ bot.Platform = (*Slack)(nil)

// New returns a Slack. It serves nobody until Connect has returned.
func New(o Options) (*Slack, error) {
	client := carrier.Caller(o.Client)
	hooks, err := hookHosts(o.APIURL, o.WebURL)
	if err != nil {
		return nil, err
	}
	return &Slack{
		api: slackapi.New(o.BotToken, slackapi.OptionAPIURL(o.APIURL), slackapi.OptionHTTPClient(client),
			slackapi.OptionAppLevelToken(o.AppToken)),
		web: client, limits: newLimits(), responses: &carrier.Openers[string]{}, known: carrier.NewLookUps[string, *slackapi.User](knownLife, o.Clock.Now),
		hooks: hooks, secret: []byte(o.SigningSecret),
		word: cmp.Or(o.Command, "/meet"), sockets: o.AppToken != "", timing: usual, status: newStatus(o.AppToken != ""), clock: o.Clock, log: o.Log,
	}, nil
}

// hookHosts returns where answers may be posted: the address for it comes with each request, so it is checked.
func hookHosts(apiURL, webURL string) ([]string, error) {
	api, err := url.Parse(apiURL)
	if err != nil {
		return nil, fmt.Errorf("slack.api_url: %w", err)
	}
	web, err := url.Parse(webURL)
	if err != nil {
		return nil, fmt.Errorf("slack.web_url: %w", err)
	}
	return []string{"https://hooks." + web.Host, "https://hooks.slack-gov.com", api.Scheme + "://" + api.Host}, nil
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

// CountsDown implements bot.Platform: a card says how long it is still in words, which have to be edited.
func (s *Slack) CountsDown() bool { return false }

// Profile implements bot.Platform.
func (s *Slack) Profile(ctx context.Context, id core.Identity, _ core.Workspace) (bot.Profile, error) {
	user, err := s.api.GetUserInfoContext(ctx, id.UserID)
	if s.status.hears(err); err != nil {
		return bot.Profile{}, fmt.Errorf("look up %s: %w", id, classify(err, false))
	}
	return bot.Profile{Name: shownName(user), Zone: core.KnownZone(user.TZ)}, nil
}

// Admin implements bot.Platform. In a channel that two organisations share, those of the other are no admins of ours.
func (s *Slack) Admin(ctx context.Context, who core.Identity, in core.Workspace) (bool, error) {
	if who.Home() != in {
		return false, nil
	}
	user, err := s.api.GetUserInfoContext(ctx, who.UserID)
	if s.status.hears(err); err != nil {
		return false, fmt.Errorf("look up %s: %w", who, classify(err, false))
	}
	return user.IsAdmin || user.IsOwner, nil
}

// Post implements bot.Platform. The ID of a person in place of a channel's opens a direct message.
func (s *Slack) Post(ctx context.Context, to core.Channel, c bot.Card, how bot.Posting, begin func(context.Context) error) (core.MessageRef, error) {
	giveBack, err := s.limits.post(ctx, to.ID)
	if err != nil {
		return "", err
	}
	if err := begin(ctx); err != nil {
		giveBack()
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	alone := append(s.message(c), slackapi.MsgOptionDisableLinkUnfurl(), slackapi.MsgOptionDisableMediaUnfurl())
	options := slices.Clone(alone)
	if channel, ts, ok := split(how.ReplyTo); ok && channel == to.ID {
		options = append(options, slackapi.MsgOptionTS(ts))
		if how.Broadcast {
			options = append(options, slackapi.MsgOptionBroadcast())
		}
	}
	channel, ts, err := s.api.PostMessageContext(ctx, to.ID, options...)
	var refusal slackapi.SlackErrorResponse
	if errors.As(err, &refusal) && refusal.Err == "thread_not_found" {
		// Better without the card that somebody deleted than not at all. Nothing was posted, so this is no second message.
		channel, ts, err = s.api.PostMessageContext(ctx, to.ID, alone...)
	}
	s.status.hears(err)
	if err != nil {
		return "", s.refused(ctx, to, how.Fallback, err)
	}
	if ts == "" {
		return "", fmt.Errorf("post to %s: %w: the answer names no message", to.ID, core.ErrUnknown)
	}
	return core.MessageRef(cmp.Or(channel, to.ID) + ":" + ts), nil
}

// Edit implements bot.Platform.
func (s *Slack) Edit(ctx context.Context, to core.Channel, ref core.MessageRef, c bot.Card, begin func(context.Context) error) error {
	channel, ts, ok := split(ref)
	if !ok {
		return fmt.Errorf("%w: %q names no message", core.ErrGone, ref)
	}
	giveBack, err := s.limits.edit(ctx)
	if err != nil {
		return err
	}
	if err := begin(ctx); err != nil {
		giveBack()
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	_, _, _, err = s.api.UpdateMessageContext(ctx, channel, ts, s.message(c)...)
	if s.status.hears(err); err != nil {
		return fmt.Errorf("edit in %s: %w", to.ID, s.limits.heed("", classify(err, true)))
	}
	return nil
}

// Delete implements bot.Platform. A bot deletes its own messages with the scope by which it writes them.
func (s *Slack) Delete(ctx context.Context, from core.Channel, ref core.MessageRef, begin func(context.Context) error) error {
	channel, ts, ok := split(ref)
	if !ok {
		return fmt.Errorf("%w: %q names no message", core.ErrGone, ref)
	}
	giveBack, err := s.limits.remove(ctx)
	if err != nil {
		return err
	}
	if err := begin(ctx); err != nil {
		giveBack()
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	_, _, err = s.api.DeleteMessageContext(ctx, channel, ts)
	if s.status.hears(err); err == nil {
		return nil
	}
	if err = s.limits.heed(removals, classify(err, true)); errors.Is(err, core.ErrDeleted) {
		return nil
	}
	return fmt.Errorf("delete in %s: %w", from.ID, err)
}

func (s *Slack) message(c bot.Card) []slackapi.MsgOption {
	now := s.clock.Now()
	return []slackapi.MsgOption{
		slackapi.MsgOptionText(fallback(c, now), false),
		slackapi.MsgOptionBlocks(blocks(c, now)...),
	}
}

// split takes a reference apart into the channel and the message's ts, which is unique in it.
func split(ref core.MessageRef) (channel, ts string, ok bool) {
	return strings.Cut(string(ref), ":")
}
