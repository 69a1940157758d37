package bot

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/bot/parse"
	"meetbot/core"
	"meetbot/core/coretest"
)

// A chat is a bot on a service with nothing but its memory, and alice who types to it on a Monday at 10:00 in Warsaw.
type chat struct {
	t     *testing.T
	bot   *Bot
	clock *coretest.Clock
	n     int
}

// A teller is a platform that knows everybody's zone, and no admins.
type teller struct {
	listener
	zone string
}

func (p *teller) Profile(context.Context, core.Identity, core.Workspace) (Profile, error) {
	return Profile{Name: "alice", Zone: p.zone}, nil
}

func (p *teller) Admin(context.Context, core.Identity, core.Workspace) (bool, error) {
	return false, nil
}

func newChat(t *testing.T, zone string) *chat {
	clock := coretest.NewClock(instantOf(t, "2026-08-24 08:00"))
	around := coretest.NewWorld(clock, coretest.UsualPolicy)
	return &chat{t: t, clock: clock, bot: New(around.Service, map[string]Platform{"slack": &teller{zone: zone}}, "https://meet.test", "/meet", false, catalogue(t), around.Log.Logger())}
}

func (c *chat) alice() core.Identity {
	return core.Identity{Platform: "slack", Workspace: "T1", UserID: "U1"}
}

func (c *chat) channel() core.Channel {
	return core.Channel{Platform: "slack", Workspace: "T1", ID: "C1"}
}

// says has alice say something, and returns the card as it goes out.
func (c *chat) says(s Said) Card {
	c.t.Helper()
	c.n++
	var out Card
	command := Command{
		Sender: c.alice(), Channel: c.channel(), Said: s, Key: string(rune('a' + c.n)), Openness: Open,
	}
	_, err := c.bot.Answer(c.t.Context(), command, func(card Card) []byte { out = card; return nil })
	require.NoError(c.t, err)
	return out
}

// presses finds a button by its label.
func (c *chat) presses(card Card, label string) Card {
	c.t.Helper()
	for _, b := range append(card.Buttons, card.Menu...) {
		if b.Label == label {
			require.LessOrEqual(c.t, len([]rune(b.Press)), MaxPress)
			return c.says(Press(b.Press))
		}
	}
	require.Fail(c.t, "no such button", label)
	return Card{}
}

// upcoming returns the meetings of the channel.
func (c *chat) upcoming() []core.Meeting {
	all, err := c.bot.service.UpcomingIn(c.t.Context(), c.channel(), 10)
	require.NoError(c.t, err)
	return all
}

// busy is a chat with #1 standup, tomorrow at 15:00, and #2 retro, which is on.
func busy(t *testing.T) *chat {
	c := newChat(t, "Europe/Warsaw")
	require.Equal(t, "Booked: standup", c.says(Words("tomorrow 15:00 standup")).Title)
	require.Equal(t, "Started: retro", c.says(Form(parse.NewForm(parse.Now, "title", "retro"))).Title)
	return c
}
