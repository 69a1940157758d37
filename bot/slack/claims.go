package slack

import (
	"encoding/json"
	"errors"
	"fmt"

	"meetbot/bot/carrier"
	"meetbot/core"
)

// Claims reads the claims of an ID token, whose names stay Slack's own wherever its pages are. An account at Slack is one
// of a workspace. The error is carrier.ErrNobody where an ID has not Slack's form.
func Claims(claims []byte) (carrier.Account, error) {
	var c struct {
		Team string `json:"https://slack.com/team_id"`
		User string `json:"https://slack.com/user_id"`
		Name string `json:"name"`
	}
	if err := json.Unmarshal(claims, &c); err != nil {
		return carrier.Account{}, fmt.Errorf("claims: %w", err)
	}
	if c.Team == "" || c.User == "" {
		return carrier.Account{}, errors.New("claims: they name no workspace or no user")
	}
	if !IsID(c.Team) || !IsID(c.User) {
		return carrier.Account{}, carrier.ErrNobody
	}
	return carrier.Account{Identity: core.Identity{Platform: Name, Workspace: c.Team, UserID: c.User}, Name: core.CleanName(c.Name)}, nil
}
