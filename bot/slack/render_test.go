package slack

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	slackapi "github.com/slack-go/slack"
	"github.com/stretchr/testify/require"

	"meetbot/bot"
)

// TestALongMenuIsAList: three dots hold five choices.
func TestALongMenuIsAList(t *testing.T) {
	for n, want := range map[int]string{0: "", 1: "overflow", 5: "overflow", 6: "static_select", 101: "static_select"} {
		c := bot.Card{Title: "x", Lines: []bot.Line{{bot.Text("y")}}}
		for range n {
			c.Menu = append(c.Menu, bot.Button{Label: strings.Repeat("m", 80), Press: "settle UTC"})
		}
		m, is := english(t).buttons(c).(*slackapi.ActionBlock)
		require.Equal(t, want != "", is, n)
		if !is {
			continue
		}
		raw, err := json.Marshal(m.Elements.ElementSet[0])
		require.NoError(t, err)
		var drawn struct {
			Type    string
			Options []struct{ Value string }
		}
		require.NoError(t, json.Unmarshal(raw, &drawn))
		require.Equal(t, want, drawn.Type)
		require.Len(t, drawn.Options, min(n, 100))
	}
}

// TestWhatSlackAddsIsInTheCardsLanguage: the words between a day and a time, what stands for them where a client knows no
// dates, and the name of a list.
func TestWhatSlackAddsIsInTheCardsLanguage(t *testing.T) {
	at := bot.Moment{At: time.Date(2030, 3, 18, 17, 50, 0, 0, time.UTC)}
	for language, want := range map[string][4]string{
		"en": {"{date_short_pretty} at {time}", "Mon 18 Mar 2030 17:50 UTC", "17:50 UTC", "More…"},
		"de": {"{date_short_pretty} um {time}", "Mo., 18. März 2030, 17:50 UTC", "17:50 UTC", "Mehr …"},
	} {
		p := penOf(t, language)
		var c bot.Card
		for range maxMenu + 1 {
			c.Menu = append(c.Menu, bot.Button{Label: "m", Press: "m"})
		}
		list := p.menu(c.Menu).(*slackapi.SelectBlockElement)
		clock := bot.Moment{At: at.At, Style: bot.TimeOfDay}
		require.Equal(t, want, [4]string{p.dateFormat(at), p.inUTC(at), p.inUTC(clock), list.Placeholder.Text})
	}
}

func TestAButtonTellsAScreenReaderWhatItIsAbout(t *testing.T) {
	c := bot.Card{Title: "Booked: standup", Buttons: []bot.Button{{Label: "Open as moderator", About: "Open as moderator: standup", URL: "https://x.test"}, {Label: "Cancel…", Press: "x"}}}
	raw, err := json.Marshal(english(t).buttons(c))
	require.NoError(t, err)
	require.Contains(t, string(raw), `"accessibility_label":"Open as moderator: standup"`)
	require.Equal(t, 1, strings.Count(string(raw), "accessibility_label"))
}
