package slack

import (
	"context"
	"errors"
	"strings"

	slackapi "github.com/slack-go/slack"

	"meetbot/bot"
	"meetbot/core"
)

var errUnconnected = errors.New("Slack has not told yet which workspace is ours")

// Stands implements bot.Platform: an account at Slack is one of a workspace.
func (s *members) Stands(ctx context.Context, who core.Identity) (bool, error) {
	if !s.status.isKnown() {
		return false, errUnconnected
	}
	if !s.status.serves(who.Workspace) {
		return false, nil
	}
	user, err := s.lookUp(ctx, who.UserID)
	return err == nil && s.has(user), err
}

// Member implements bot.Platform.
func (s *members) Member(ctx context.Context, who core.Identity, w core.Workspace) (bool, error) {
	if who.Home() != w {
		return false, nil
	}
	return s.Stands(ctx, who)
}

// has tells whether somebody is of our workspace, or of a sister of it, and not deactivated.
func (s *members) has(u *slackapi.User) bool {
	team, organization := s.status.whose()
	return u.ID != "" && !u.Deleted && !u.IsStranger && (u.TeamID == "" || u.TeamID == team || kin(u, team, organization))
}

// Sees implements bot.Platform. A guest of the workspace sees only the channels that they were let into. Who is in a closed
// channel Slack tells only to apps that may read channels, which we do not ask for; so nobody is seen there but those who
// type there.
func (s *members) Sees(ctx context.Context, who core.Identity, in core.Workspace, places []core.Place) ([]core.Channel, error) {
	if who.Home() != in {
		return nil, nil
	}
	user, err := s.lookUp(ctx, who.UserID)
	if err != nil || !s.has(user) || user.IsRestricted || user.IsUltraRestricted {
		return nil, err
	}
	var out []core.Channel
	for _, p := range places {
		if p.Open {
			out = append(out, p.Channel)
		}
	}
	return out, nil
}

// openness tells from the name that comes with a request whether its channel is open: Slack names one that is not
// "privategroup", whatever it is called, a talk of several people after them, and one of two "directmessage".
func openness(id, name string) bot.Openness {
	switch {
	case name == "":
		return bot.Untold
	case !strings.HasPrefix(id, "C"), name == "privategroup", name == "directmessage", strings.HasPrefix(name, "mpdm-"):
		return bot.Closed
	}
	return bot.Open
}
