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
		Type string          `json:"type"`
		User json.RawMessage `json:"user"` // of most other events an ID alone
	} `json:"event"`
}

// A changed is an account that is not as it was, see https://docs.slack.dev/reference/objects/user-object.
type changed struct {
	ID      string `json:"id"`
	Deleted bool   `json:"deleted"`
}

// hear takes what Slack tells of a person, see https://docs.slack.dev/reference/events/user_change: who is deactivated is
// signed out at once.
func (r receiver) hear(ctx context.Context, raw []byte) {
	var e event
	var who changed
	if json.Unmarshal(raw, &e) != nil || e.Event.Type != "user_change" || !r.status.serves(e.Team) {
		return
	}
	if json.Unmarshal(e.Event.User, &who) != nil || !IsID(who.ID) {
		return
	}
	r.known.Forget(who.ID)
	if who.Deleted {
		r.answerer.Left(ctx, core.Identity{Platform: Name, Workspace: e.Team, UserID: who.ID})
	}
}
