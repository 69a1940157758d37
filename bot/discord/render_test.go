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
	"meetbot/bot/say"
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
		Buttons: []bot.Button{{Label: "Join", URL: link, Look: bot.Primary}, {Label: "Going", Press: "going #12", Look: bot.Primary}, {Label: "Can't", Press: "cannot #12"}},
		Menu:    []bot.Button{{Label: "Open as moderator", Press: "show #12"}, {Label: "Cancel…", Press: "ask cancel #12", Look: bot.Danger}},
	}
}

func TestRenderGolden(t *testing.T) {
	got, err := json.MarshalIndent(drawer(t).posted(fullCard(), server), "", "\t")
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
	require.Equal(t, "**standup** has started\n<https://meet.example/m/x>", drawer(t).posted(c, server).Content)
	require.Equal(t, "**standup** has started", drawer(t).draw(c, server).Content)
	require.Empty(t, drawer(t).posted(c, server).Embeds)
}

func TestLongCards(t *testing.T) {
	line := bot.Line{bot.Text(strings.Repeat("*", 300))}
	c := bot.Card{Title: strings.Repeat("_", 300), Note: line}
	for range 20 {
		c.Lines = append(c.Lines, line)
	}
	m := drawer(t).draw(c, server)
	require.LessOrEqual(t, utf8.RuneCountInString(m.Content), maxContent)
	require.LessOrEqual(t, utf8.RuneCountInString(m.Embeds[0].Description), 4096)
	require.True(t, strings.HasSuffix(m.Embeds[0].Description, "\n…"))
	require.Equal(t, "…", drawer(t).draw(bot.Card{}, server).Content)
}

// TestEveryPressFits into the hundred characters of an ID, and is found again, on the fullest card of the longest server.
func TestEveryPressFits(t *testing.T) {
	longest := strings.Repeat("9", 20)
	c := bot.Card{Title: "x"}
	for range 30 {
		b := bot.Button{Label: "x", Press: strings.Repeat("ß", bot.MaxPress)}
		c.Buttons, c.Menu = append(c.Buttons, b), append(c.Menu, b)
	}
	var ids []string
	for _, r := range drawer(t).draw(c, longest).Components {
		for _, one := range r.Components {
			if one.Type == typeButton {
				ids = append(ids, one.CustomID)
			}
			for _, o := range one.Options {
				ids = append(ids, o.Value)
			}
		}
	}
	require.Len(t, ids, (maxRows-1)*perRow+perMenu)
	seen := map[string]bool{}
	for _, id := range ids {
		require.LessOrEqual(t, utf8.RuneCountInString(id), 100)
		require.False(t, seen[id])
		seen[id] = true
		home, carried, ok := pressed(id, "")
		require.True(t, ok)
		require.Equal(t, longest, home)
		require.Equal(t, c.Buttons[0].Press, carried)
	}
}

// TestOldIDs: of buttons whose words began in a line of the footer, which was how what is long was kept.
func TestOldIDs(t *testing.T) {
	footer := "settle \"a long title\" 11:00 for 20m\nnow x"
	for id, want := range map[string]string{
		"1.500.ask cancel #12":       "ask cancel #12",
		"7.500~0. Europe/Warsaw":     "settle \"a long title\" 11:00 for 20m Europe/Warsaw",
		"8.500~1.":                   "now x",
		"2.500.move #1 2026-08-25T1": "move #1 2026-08-25T1",
	} {
		home, carried, ok := pressed(id, footer)
		require.True(t, ok, id)
		require.Equal(t, "500", home)
		require.Equal(t, want, carried)
	}
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
		c.Buttons = append(c.Buttons, bot.Button{Label: strings.Repeat("l", 90), Press: "x"})
		c.Menu = append(c.Menu, bot.Button{Label: "m", Press: "y"})
	}
	m := drawer(t).draw(c, server)
	require.Len(t, m.Components, maxRows)
	require.Len(t, m.Components[3].Components, perRow)
	menu := m.Components[4].Components[0]
	require.Equal(t, typeSelect, menu.Type)
	require.Len(t, menu.Options, perMenu)
}

func drawer(t *testing.T) *Discord {
	t.Helper()
	words, err := say.Load(say.Default)
	require.NoError(t, err)
	return &Discord{words: words}
}
