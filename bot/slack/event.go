package slack

import (
	"context"
	"encoding/json"

	"meetbot/core"
)

// An event is what Slack tells by itself, see https://docs.slack.dev/apis/events-api.
type event struct {
	Type      string `json:"type"`
	Challenge string `json:"challenge"`
	Team      string `json:"team_id"`
	Event     struct {
		Type string `json:"type"`
		User struct {
			ID      string `json:"id"`
			Deleted bool   `json:"deleted"`
		} `json:"user"`
	} `json:"event"`
}

// hear takes what Slack tells of a person, see https://docs.slack.dev/reference/events/user_change: who is deactivated is
// signed out at once.
func (r receiver) hear(ctx context.Context, raw []byte) {
	var e event
	if json.Unmarshal(raw, &e) != nil || e.Event.Type != "user_change" || !r.serves(e.Team) || e.Event.User.ID == "" {
		return
	}
	r.known.Forget(e.Event.User.ID)
	if e.Event.User.Deleted {
		r.answerer.Left(ctx, core.Identity{Platform: Name, Workspace: e.Team, UserID: e.Event.User.ID})
	}
}
