package slack

import (
	"context"

	"meetbot/core"
)

// Member implements bot.Platform: an account at Slack is one of a workspace.
func (s *Slack) Member(_ context.Context, who core.Identity, w core.Workspace) (bool, error) {
	return who.Home() == w, nil
}

// LetIn implements bot.Platform, see https://slack.com/help/articles/201980108-Add-people-to-a-channel.
func (s *Slack) LetIn() string { return "type /invite @meetbot there" }
