package slack

import (
	"context"
	"strings"

	"meetbot/core"
)

// Member implements bot.Platform: an account at Slack is one of a workspace.
func (s *Slack) Member(_ context.Context, who core.Identity, w core.Workspace) (bool, error) {
	return who.Home() == w, nil
}

// LetIn implements bot.Platform, see https://slack.com/help/articles/201980108-Add-people-to-a-channel. The talk of two
// people, whose ID begins with D, takes nobody else in.
func (s *Slack) LetIn(c core.Channel) string {
	if strings.HasPrefix(c.ID, "D") {
		return ""
	}
	return "type /invite @meetbot there"
}
