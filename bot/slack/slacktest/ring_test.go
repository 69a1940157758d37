package slacktest

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

func jsonString(s string) ([]byte, error) { return json.Marshal(s) }

func TestWhoIsNotified(t *testing.T) {
	w := newWorld(t)
	for name, c := range map[string]struct {
		text, blocks string
		linkNames    bool
		want         []string
	}{
		"plain text":        {"", `[{"type":"header","text":{"type":"plain_text","text":"<!channel> <@U0001> @here"}}]`, false, nil},
		"button":            {"", `[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"<!here>"},"value":"<!here>"}]}]`, false, nil},
		"rich text":         {"", `[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"<!channel> @here"}]}]}]`, false, nil},
		"broadcasts":        {"<!channel> <!here|here> <!everyone>", "", false, []string{"@channel", "@everyone", "@here"}},
		"person":            {"<@U0002> <@U0002|bob> <@U0404>", "", false, []string{"U0002"}},
		"usergroup":         {"<!subteam^S1|@crew>", "", false, []string{"@S1"}},
		"text behind":       {"<!here>", `[{"type":"divider"}]`, false, []string{"@here"}},
		"mrkdwn":            {"", `[{"type":"section","text":{"type":"mrkdwn","verbatim":true,"text":"<!channel> @here"}}]`, false, []string{"@channel"}},
		"mrkdwn, parsed":    {"", `[{"type":"context","elements":[{"type":"mrkdwn","text":"ask @here"}]}]`, false, []string{"@here"}},
		"escaped":           {"&lt;!channel&gt; @here", "", false, nil},
		"bare, link_names":  {"@alice @here", "", true, []string{"@here", "U0001"}},
		"rich text mention": {"", `[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"user","user_id":"U0001"},{"type":"broadcast","range":"here"},{"type":"usergroup","usergroup_id":"S1"}]}]}]`, false, []string{"@S1", "@here", "U0001"}},
		"markdown":          {"", `[{"type":"markdown","text":"@here <@U0001>"}]`, false, []string{"@here", "U0001"}},
		"not a broadcast":   {"<channel> <!date^1^{time}|x>", "", false, nil},
	} {
		t.Run(name, func(t *testing.T) {
			c1 := content{text: c.text, linkNames: c.linkNames}
			if c.blocks != "" {
				c1.blocks = blocksOf(t, c.blocks)
			}
			require.Equal(t, c.want, w.rings(c1))
		})
	}
}

func TestPrivateMessagesRingNobody(t *testing.T) {
	w := newWorld(t)
	w.say("C0001", "<@U0002>")
	w.call("chat.postEphemeral", "channel", "C0001", "user", "U0001", "text", "<@U0002> <!here>")
	seen := w.Messages("U0001", "C0001")
	require.Equal(t, []string{"U0002"}, seen[0].Rings)
	require.Empty(t, seen[1].Rings)
}
