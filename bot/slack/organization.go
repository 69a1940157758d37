package slack

import (
	"cmp"
	"context"
	"slices"

	slackapi "github.com/slack-go/slack"

	"meetbot/bot"
)

// settle makes a press the same as a command: of the same person, in the workspace of the channel. A command tells the
// workspace in which it was typed, and a press beside that the workspace of whoever pressed, which in Enterprise Grid may be
// a sister of ours; in a channel that two organizations share it may be the other's. Which of the two it is, ours tells.
// The error says that this could not be found out just now.
func (r receiver) settle(ctx context.Context, i interaction, c bot.Command) (settled bot.Command, ours bool, err error) {
	team, organization := r.status.whose()
	if i.Team.ID == "" && organization != "" && i.Enterprise.ID == organization {
		// The app is one for the whole organization, and we are at work in one of its workspaces.
		c.Channel.Workspace, c.Sender.Workspace = team, team
		c.Key = key(team, i.User.ID, i.TriggerID)
	}
	if team == "" || c.Channel.Workspace != team || i.User.TeamID == "" || i.User.TeamID == team {
		return c, c.Channel.Workspace != "" && c.Channel.Workspace == team, nil
	}
	user, err := r.lookUp(ctx, i.User.ID)
	if err != nil {
		return c, false, err
	}
	c.Sender.UserID = cmp.Or(user.ID, c.Sender.UserID)
	return c, kin(user, team, organization), nil
}

// kin tells whether somebody belongs to our organization: to our workspace, or to a sister of it. The other fields do not
// tell: is_stranger is false too of people of foreign organizations in a channel that both share, see
// https://docs.slack.dev/reference/objects/user-object.
func kin(u *slackapi.User, team, organization string) bool {
	if u.Deleted || u.IsStranger {
		return false
	}
	return slices.Contains(u.Enterprise.Teams, team) || organization != "" && u.Enterprise.EnterpriseID == organization
}
