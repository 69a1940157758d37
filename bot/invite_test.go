package bot

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/bot/parse"
	"meetbot/core"
)

// TestWhoIsMeantOutlivesAQuestion: the buttons of one carry the accounts, not the names, and so does what is asked again.
func TestWhoIsMeantOutlivesAQuestion(t *testing.T) {
	c := Command{Sender: core.Identity{Platform: "slack", Workspace: "T1", UserID: "U1"}, People: map[string]string{"@bob": "U2", "@two": ""}}
	r := parse.Request{Verb: parse.New, Invited: []string{"@bob", "@two", "@zoe", "<@U3>", "<@!4>", "<@>", "<@U5> "}}
	e := &parse.Error{Choices: []parse.Request{{Verb: parse.New, Invited: []string{"@bob"}}}}
	c.knowsAll(&r, e)
	require.Equal(t, "<@U2> @two @zoe <@U3> <@!4> <@> <@U5> ", strings.Join(r.Invited, " "))
	require.Equal(t, []string{"<@U2>"}, e.Choices[0].Invited)
	var ids []string
	for _, who := range c.whom(r) {
		require.Equal(t, c.Sender.Home(), who.Home())
		ids = append(ids, who.UserID)
	}
	require.Equal(t, []string{"U2", "U3", "4"}, ids)
}

func TestWhoIsInvitedIsSaid(t *testing.T) {
	b := newChat(t, "").bot
	c := Command{Sender: core.Identity{Platform: "slack", Workspace: "T1", UserID: "U1"}}
	bob := core.Identity{Platform: "slack", Workspace: "T1", UserID: "U2"}
	r := parse.Request{Invited: []string{"<@U2>", "<@U3>", "@zoe", "<@U1>"}}
	lines := b.to(c).invitedTo(c, core.Meeting{Invited: []core.Identity{bob}}, r)
	require.Len(t, lines, 2)
	require.Contains(t, lines[0], Mention{bob, "<@U2>"})
	require.Contains(t, lines[1], Text("@zoe"))
	require.NotContains(t, lines[1], Mention{c.Sender, "<@U1>"})
	require.Empty(t, b.to(c).invitedTo(c, core.Meeting{}, parse.Request{}))
}
