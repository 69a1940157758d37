package discord

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func fullCard() bot.Card {
	at := time.Date(2030, 3, 18, 17, 50, 0, 0, time.UTC)
	link := "https://meet.example/m/9f8a"
	return bot.Card{
		Title: "Design *review* @everyone",
		Lines: []bot.Line{
			{bot.Moment{At: at}},
			{bot.Text("Starts "), bot.Moment{At: at, Style: bot.Countdown}},
			{bot.Text("Called by "), bot.Mention{Identity: aliceID, Name: "alice"}, bot.Text(" · 45 min · #12")},
			{bot.Strong("until "), bot.Strong("then"), bot.Text(" "), bot.Moment{At: at.Add(5 * time.Second), Style: bot.TimeOfDay}, bot.Text(" in "), bot.Place{Channel: in(team)}},
			{bot.Link{Label: "All of them", URL: "https://meet.example"}, bot.Text(", "), bot.Mention{Name: "bob_s"}},
		},
		Note:    bot.Line{bot.Link{Label: link, URL: link}, bot.Text(" · members only")},
		Buttons: []bot.Button{{Label: "Join", URL: link, Look: bot.Primary}, {Label: "Going", Command: "going #12", Look: bot.Primary}, {Label: "Can't", Command: "cannot #12"}},
		Menu:    []bot.Button{{Label: "Open as moderator", Command: "show #12"}, {Label: "Cancel…", Command: "ask cancel #12", Look: bot.Danger}},
	}
}

func TestRenderGolden(t *testing.T) {
	got, err := json.MarshalIndent(posted(fullCard(), server), "", "\t")
	require.NoError(t, err)
	const file = "testdata/card.json"
	if *update {
		require.NoError(t, os.WriteFile(file, append(got, '\n'), 0o600))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), string(got)+"\n")
}

// TestJoinLink: everybody sees where to join, those too who see neither buttons nor embeds; a private link stays in its
// button.
func TestJoinLink(t *testing.T) {
	c := bot.Card{Lines: []bot.Line{{bot.Strong("standup"), bot.Text(" has started")}}, Buttons: []bot.Button{{Label: "Join", URL: "https://meet.example/m/x"}}}
	require.Equal(t, "**standup** has started\n<https://meet.example/m/x>", posted(c, server).Content)
	require.Equal(t, "**standup** has started", draw(c, server).Content)
	require.Empty(t, posted(c, server).Embeds)
}

func TestLongCards(t *testing.T) {
	line := bot.Line{bot.Text(strings.Repeat("*", 300))}
	c := bot.Card{Title: strings.Repeat("_", 300), Note: line}
	for range 20 {
		c.Lines = append(c.Lines, line)
	}
	m := draw(c, server)
	require.LessOrEqual(t, utf8.RuneCountInString(m.Content), maxContent)
	require.LessOrEqual(t, utf8.RuneCountInString(m.Embeds[0].Description), 4096)
	require.True(t, strings.HasSuffix(m.Embeds[0].Description, "\n…"))
	require.Equal(t, "…", draw(bot.Card{}, server).Content)
}

// TestLongCommands: what does not fit into the ID of a button is found again in the footer.
func TestLongCommands(t *testing.T) {
	words := `"` + strings.Repeat("ß", 90) + `" tomorrow 3pm for 45m members only`
	commands := []string{words, words + " Europe/London", words + " Asia/Kolkata", "now " + words, "list mine", strings.Repeat("x", 500)}
	c := bot.Card{Title: "In which time zone?"}
	for _, text := range commands {
		c.Buttons = append(c.Buttons, bot.Button{Label: "x", Command: text})
	}
	m := draw(c, server)
	require.Len(t, m.Embeds, 1)
	var got []string
	seen := map[string]bool{}
	for _, r := range m.Components {
		for _, b := range r.Components {
			require.LessOrEqual(t, utf8.RuneCountInString(b.CustomID), maxCustomID)
			require.False(t, seen[b.CustomID])
			seen[b.CustomID] = true
			home, command, ok := pressed(b.CustomID, m.Embeds[0].Footer.Text)
			require.True(t, ok)
			require.Equal(t, server, home)
			got = append(got, command)
		}
	}
	require.Equal(t, commands, got)
	require.LessOrEqual(t, utf8.RuneCountInString(m.Embeds[0].Footer.Text), 2048)
	require.Len(t, strings.Split(m.Embeds[0].Footer.Text, "\n"), 3, "commands that begin alike share a line")
}

func TestPressedNothing(t *testing.T) {
	for _, id := range []string{"", "1", "1.2", "1.2.", "1.2~1.x", "1.2~-1.x", "1.2~x.y", "menu"} {
		_, _, ok := pressed(id, "")
		require.False(t, ok, id)
	}
}

// TestManyButtons: five rows of five, of which the last is the menu's; a longer menu is a select menu.
func TestManyButtons(t *testing.T) {
	c := bot.Card{Title: "x"}
	for range 30 {
		c.Buttons = append(c.Buttons, bot.Button{Label: strings.Repeat("l", 90), Command: "x"})
		c.Menu = append(c.Menu, bot.Button{Label: "m", Command: "y"})
	}
	m := draw(c, server)
	require.Len(t, m.Components, maxRows)
	require.Len(t, m.Components[3].Components, perRow)
	menu := m.Components[4].Components[0]
	require.Equal(t, typeSelect, menu.Type)
	require.Len(t, menu.Options, perMenu)
}
