package slack

import (
	"cmp"
	"context"
	"strings"

	"meetbot/bot"
	"meetbot/core"
)

// An interaction is what Slack sends when somebody presses something, see
// https://docs.slack.dev/reference/interaction-payloads/block_actions-payload.
type interaction struct {
	Type string `json:"type"`
	Team struct {
		ID string `json:"id"`
	} `json:"team"` // null where the app is installed for a whole organization
	Enterprise struct {
		ID string `json:"id"`
	} `json:"enterprise"` // null outside of Enterprise Grid
	User struct {
		ID     string `json:"id"`
		Name   string `json:"username"`
		TeamID string `json:"team_id"`
	} `json:"user"`
	Channel struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	} `json:"channel"`
	Container struct {
		Ephemeral bool `json:"is_ephemeral"`
	} `json:"container"`
	Actions []struct {
		ActionID string `json:"action_id"`
		Value    string `json:"value"`
		Selected struct {
			Value string `json:"value"`
		} `json:"selected_option"`
	} `json:"actions"`
	View        filledView `json:"view"`
	TriggerID   string     `json:"trigger_id"`
	ResponseURL string     `json:"response_url"`
}

// command returns what was pressed as a command; false where nothing is to be done.
func (i interaction) command() (bot.Command, bool) {
	if i.Type != "block_actions" || len(i.Actions) != 1 || strings.HasPrefix(i.Actions[0].ActionID, linkAction) {
		return bot.Command{}, false
	}
	pressed := cmp.Or(i.Actions[0].Value, i.Actions[0].Selected.Value)
	return bot.Command{
		Sender:  core.Identity{Platform: Name, Workspace: i.Team.ID, UserID: i.User.ID},
		Name:    i.User.Name,
		Channel: core.Channel{Platform: Name, Workspace: i.Team.ID, ID: i.Channel.ID},
		Direct:  isDirect(i.Channel.ID) || isGroup(i.Channel.Name),
		Said:    bot.Press(pressed),
		Key:     key(i.Team.ID, i.User.ID, i.TriggerID),

		Openness: openness(i.Channel.ID, i.Channel.Name),
	}, pressed != ""
}

// press answers a press through the address that came with it.
func (r receiver) press(ctx context.Context, i interaction, c bot.Command) {
	ctx, cancel := context.WithTimeout(ctx, answerTime+callTime)
	defer cancel()
	if i.Channel.Name != "" {
		r.groups.meet(i.Channel.ID, i.Channel.Name)
	}
	render := r.render
	if i.Container.Ephemeral {
		render = r.replace
	}
	at := place{Channel: c.Channel.ID, Name: i.Channel.Name}
	answer := r.orOpen(ctx, i.TriggerID, at, render, func(render func(bot.Card) []byte) []byte { return r.pressed(ctx, i, c, render) })
	if answer == nil {
		return
	}
	if err := r.respond(ctx, i.ResponseURL, answer); err != nil {
		r.log.WarnContext(ctx, "press not answered", "who", c.Sender.String(), "error", err)
	}
}

// pressed answers a press of somebody who may press here.
func (r receiver) pressed(ctx context.Context, i interaction, c bot.Command, render func(bot.Card) []byte) []byte {
	c, ours, err := r.settle(ctx, i, c)
	switch {
	case err != nil:
		r.log.WarnContext(ctx, "cannot tell whose press it is", "who", c.Sender.String(), "error", err)
		return render(bot.NotTold(r.words.In(c.Locale), c))
	case !ours && r.status.isKnown():
		return render(bot.NotServed(r.words.In(c.Locale)))
	}
	return r.answer(ctx, c, i.ResponseURL, render)
}

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
