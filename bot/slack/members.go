package slack

import (
	"context"
	"fmt"
	"log/slog"

	slackapi "github.com/slack-go/slack"

	"meetbot/bot"
	"meetbot/bot/carrier"
	"meetbot/core"
)

// Name is what core calls this platform in channels and identities.
const Name = "slack"

// members knows who is who in our workspace, as far as Slack tells.
type members struct {
	api    *slackapi.Client
	status *status
	known  *carrier.LookUps[string, *slackapi.User]
	log    *slog.Logger
}

func newMembers(api *slackapi.Client, status *status, clock core.Clock, log *slog.Logger) *members {
	return &members{api, status, carrier.NewLookUps[string, *slackapi.User](knownLife, clock.Now), log}
}

// Profile implements bot.Platform.
func (s *members) Profile(ctx context.Context, id core.Identity, _ core.Workspace) (bot.Profile, error) {
	user, err := s.api.GetUserInfoContext(ctx, id.UserID)
	if s.status.hears(err); err != nil {
		return bot.Profile{}, fmt.Errorf("look up %s: %w", id, classify(err, false))
	}
	return bot.Profile{Name: shownName(user), Zone: core.KnownZone(user.TZ), Locale: user.Locale}, nil
}

// Admin implements bot.Platform. In a channel that two organisations share, those of the other are no admins of ours.
func (s *members) Admin(ctx context.Context, who core.Identity, in core.Workspace) (bool, error) {
	if who.Home() != in {
		return false, nil
	}
	user, err := s.api.GetUserInfoContext(ctx, who.UserID)
	if s.status.hears(err); err != nil {
		return false, fmt.Errorf("look up %s: %w", who, classify(err, false))
	}
	return user.IsAdmin || user.IsOwner, nil
}
