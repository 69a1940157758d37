package slack

import (
	"context"

	"meetbot/core"
)

// Member implements bot.Platform: an account at Slack is one of a workspace.
func (s *Slack) Member(_ context.Context, who core.Identity, w core.Workspace) (bool, error) {
	return who.Home() == w, nil
}
