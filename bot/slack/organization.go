package slack

import (
	"slices"

	slackapi "github.com/slack-go/slack"
)

// kin tells whether somebody belongs to our organization: to our workspace, or to a sister of it. The other fields do not
// tell: is_stranger is false too of people of foreign organizations in a channel that both share, see
// https://docs.slack.dev/reference/objects/user-object.
func kin(u *slackapi.User, team, organization string) bool {
	if u.Deleted || u.IsStranger {
		return false
	}
	return slices.Contains(u.Enterprise.Teams, team) || organization != "" && u.Enterprise.EnterpriseID == organization
}
