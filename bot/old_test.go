package bot

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/core"
)

// TestOldButtonsDoWhatTheyDid: everything that buttons and menus said before they carried requests, taken from the program
// as it was then, by the title of the answer to it. ONE, TWO stand for the IDs of the meetings, AT for the first one's
// start, in microseconds.
func TestOldButtonsDoWhatTheyDid(t *testing.T) {
	for said, want := range map[string]string{
		// on the cards of channels, and on those of people
		"show #1": "standup", "ask cancel #1": "Cancel standup?", "ask end #2": "End retro now?", "extend #2 15m": "Extended: retro",
		"extend TWO 15m": "Extended: retro", "extend TWO 30m": "Extended: retro", "ask end TWO": "End retro now?",
		// on private answers
		"now": "Started: alice's meeting", "list": "Upcoming meetings in this channel", "list mine": "Your upcoming meetings",
		"list channel": "Upcoming meetings in this channel", "page channel after AT ONE": "Upcoming meetings in this channel",
		"page mine before AT ONE": "Your upcoming meetings", "page mine after x": "Your upcoming meetings",
		"cancel #1": "Cancelled: standup", "end #2": "Ended: retro", "ask cancel https://meet.test/m/ONE": "Cancel standup?",
		"ask end https://meet.test/m/TWO": "End retro now?", "cancel https://meet.test/m/ONE": "Cancelled: standup",
		"end https://meet.test/m/TWO": "Ended: retro", "end #1": "standup", "cancel #2": "retro",
		"instead #1 tomorrow 4:00 standup": "Moved: standup", "instead #1 tomorrow 4:00 Europe/Berlin for 20m": "Moved: standup",
		// the questions which meeting, and whether it is a new one
		"move #1 2026-08-26T10:00:00+02:00": "Moved: standup", "move https://meet.test/m/ONE 2026-08-26T10:00:00+02:00": "Moved: standup",
		`rename #1 "Look back at 5pm"`: "Renamed: Look back at 5pm", "rename #1 Retro": "Renamed: Retro", "extend #2 1h30m": "Extended: retro",
		"2026-08-25T17:00:00+02:00 cancel the lease for 45m members only": "Booked: cancel the lease",
		// the readings of what could mean two things
		`2026-08-25T15:00+02:00 "at 3pm" for 45m members only`: "Booked: at 3pm", `now "tom"`: "Started: tom", "in 15 minutes x": "Booked: x",
		"extend 15m": "Extended: retro", "extend #2": "Extended: retro", `move "standup" 2026-08-25T18:00+02:00`: "Moved: standup",
		"move #1 2026-08-25T18:00+02:00": "Moved: standup",
		// the zone, and what is tried again
		"settle tomorrow 16:00 later Europe/Berlin": "Booked: later", `settle "a title" 11:00 for 20m America/Argentina/Buenos_Aires`: "Booked: a title",
		"tomorrow 16:00 later Europe/Berlin": "Booked: later", "tomorrow 16:00 later": "Booked: later", "yesterday 3pm": "Not quite",
		"settle tomorrow 16:00 later Nowhere/Else": "That didn't work", "ask move #1": "Not quite",
	} {
		t.Run(said, func(t *testing.T) {
			c := busy(t)
			ids := map[string]core.Meeting{}
			for _, m := range c.upcoming() {
				ids[m.Title] = m
			}
			one, two := ids["standup"], ids["retro"]
			said := strings.NewReplacer("ONE", string(one.ID), "TWO", string(two.ID), "AT", strconv.FormatInt(one.Start.UnixMicro(), 10)).Replace(said)
			require.Equal(t, want, c.says(Press(said)).Title)
		})
	}
}

// TestOldButtonsAreNothingToType: what they had before their words is nothing that a person can say.
func TestOldButtonsAreNothingToType(t *testing.T) {
	c := busy(t)
	for _, typed := range []string{"ask cancel #1", "instead #1 tomorrow 4:00", "settle tomorrow 16:00 later Europe/Berlin", "page mine after 1 x", `1{"v":"cancel","m":"#1"}`} {
		card := c.says(Words(typed))
		require.NotContains(t, card.Title, "Cancel", typed)
		require.NotContains(t, card.Title, "Moved", typed)
	}
	_, err := c.bot.service.Find(t.Context(), Command{Sender: c.alice(), Channel: c.channel()}.actor(), "standup")
	require.NoError(t, err)
}

func TestTheOtherReadingMovesTheMeeting(t *testing.T) {
	c := newChat(t, "Europe/Warsaw")
	card := c.says(Words("tomorrow at 4 tea"))
	require.Equal(t, instantOf(t, "2026-08-25 14:00"), c.upcoming()[0].Start)
	require.Equal(t, "Moved: tea", c.presses(card, "No, 4 am").Title)
	require.Equal(t, instantOf(t, "2026-08-25 02:00"), c.upcoming()[0].Start)
}

func TestAZoneIsSettledOnce(t *testing.T) {
	c := newChat(t, "")
	long := strings.Repeat("ß", 100)
	card := c.says(Form{Verb: "new", Fields: map[string]string{"when": "tomorrow 15:00", "title": long, "members_only": "true"}})
	require.Equal(t, "Which time zone are you in?", card.Title)
	require.Equal(t, "Booked: "+long, c.presses(card, "America/New_York").Title)
	m := c.upcoming()[0]
	require.Equal(t, instantOf(t, "2026-08-25 19:00"), m.Start)
	require.True(t, m.MembersOnly)
	require.Equal(t, "Your time zone is America/New_York", c.says(Words("timezone")).Title)
}
