package slack

import (
	"regexp"

	"meetbot/bot"
	"meetbot/core"
)

var id = regexp.MustCompile(`^[A-Za-z0-9]{1,32}$`)

// IsID tells whether text can be an ID of Slack's: letters and digits, a dozen or so.
func IsID(text string) bool { return id.MatchString(text) }

// sound is the one place through which everything passes that Slack's requests tell, whatever brought them. It is
// false where an ID in a command names nobody and no place.
func sound(c bot.Command) (bot.Command, bool) {
	c.Name = core.CleanName(c.Name)
	for _, text := range []string{c.Sender.Workspace, c.Sender.UserID, c.Channel.Workspace, c.Channel.ID} {
		if !IsID(text) {
			return c, false
		}
	}
	return c, true
}
