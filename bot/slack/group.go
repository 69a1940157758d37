package slack

import (
	"regexp"
	"strings"
	"sync"

	"meetbot/bot/say"
	"meetbot/core"
)

// groups remembers which channels are group direct messages, as far as commands and presses told: an ID does not, and the
// bot, which is never in one, cannot ask.
type groups struct {
	mu    sync.Mutex
	known map[string]bool // by the ID of the channel
}

const maxGroups = 10_000

func (g *groups) meet(channel, name string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.known == nil || len(g.known) >= maxGroups {
		g.known = map[string]bool{}
	}
	g.known[channel] = isGroup(name)
}

func (g *groups) get(channel string) (group, known bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	group, known = g.known[channel]
	return group, known
}

// groupName is how Slack names a group direct message: by the names of those in it, see
// https://docs.slack.dev/reference/objects/conversation-object.
var groupName = regexp.MustCompile(`^mpdm-.+-\d+$`)

func isGroup(name string) bool { return groupName.MatchString(name) }

// letIn says how the bot comes into a channel, see https://slack.com/help/articles/201980108-Add-people-to-a-channel. The talk of two
// people, whose ID begins with D, and that of a few take nobody else in: adding somebody begins another.
func (g *groups) letIn(l *say.Language, c core.Channel) string {
	group, known := g.get(c.ID)
	switch {
	case group || strings.HasPrefix(c.ID, "D"):
		return ""
	case !known && strings.HasPrefix(c.ID, "G"):
		// It was made before the IDs of all channels began with C, and may be either.
		return l.Say("way_in.to.slack_group")
	}
	return l.Say("way_in.to.slack")
}
