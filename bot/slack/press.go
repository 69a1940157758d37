package slack

import (
	"bytes"
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
	} `json:"team"`
	User struct {
		ID     string `json:"id"`
		Name   string `json:"username"`
		TeamID string `json:"team_id"`
	} `json:"user"`
	Channel struct {
		ID string `json:"id"`
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
	TriggerID   string `json:"trigger_id"`
	ResponseURL string `json:"response_url"`
}

// command returns what was pressed as a command; false where nothing is to be done.
func (i interaction) command() (bot.Command, bool) {
	if i.Type != "block_actions" || len(i.Actions) != 1 || strings.HasPrefix(i.Actions[0].ActionID, linkAction) {
		return bot.Command{}, false
	}
	text := i.Actions[0].Value
	if text == "" {
		text = i.Actions[0].Selected.Value
	}
	// In a shared channel people of another organisation see our buttons too.
	home := i.User.TeamID
	if home == "" {
		home = i.Team.ID
	}
	return bot.Command{
		Sender:  core.Identity{Platform: Name, Workspace: home, UserID: i.User.ID},
		Name:    i.User.Name,
		Channel: core.Channel{Platform: Name, Workspace: i.Team.ID, ID: i.Channel.ID},
		Direct:  isDirect(i.Channel.ID),
		Text:    text,
		Pressed: true,
		Key:     key(i.Team.ID, i.User.ID, i.TriggerID),
	}, text != ""
}

// press answers a press through the address that came with it.
func (r receiver) press(ctx context.Context, i interaction, c bot.Command) {
	ctx, cancel := context.WithTimeout(ctx, answerTime+callTime)
	defer cancel()
	answer := r.answer(ctx, c, i.ResponseURL)
	if i.Container.Ephemeral {
		answer = replacing(answer)
	}
	if err := r.respond(ctx, i.ResponseURL, answer); err != nil {
		r.log.WarnContext(ctx, "press not answered", "who", c.Sender.String(), "error", err)
	}
}

// replacing has a private answer take the place of the private message whose button was pressed.
func replacing(answer []byte) []byte {
	return bytes.Replace(answer, []byte(`"replace_original":false}`), []byte(`"replace_original":true}`), 1)
}
