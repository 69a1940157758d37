package slack

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
	"meetbot/bot/say"
)

func english(t *testing.T) pen { return penOf(t, "en") }

func penOf(t *testing.T, language string) pen {
	t.Helper()
	words, err := say.Load(language)
	require.NoError(t, err)
	return pen{words.In()}
}

func TestANotificationReadsLikeWhatAPersonWouldWrite(t *testing.T) {
	now := time.Date(2030, 3, 18, 17, 0, 0, 0, time.UTC)
	at := now.Add(50 * time.Minute)
	const link = "https://meet.example/m/x"
	join := bot.Button{Label: "Join", URL: link}
	for name, c := range map[string]struct {
		card bot.Card
		want string
	}{
		"a card": {
			bot.Card{
				Title:   "standup",
				Lines:   []bot.Line{{bot.Moment{At: at}}, {bot.Text("Starts in under an hour")}, {bot.Text("Organized by "), bot.Text("alice"), bot.Text(" · 30 min"), bot.Text(" · #1")}},
				Note:    bot.Line{bot.Link{Label: link, URL: link}},
				Buttons: []bot.Button{join},
			},
			"standup, <!date^1900086600^{date_short_pretty} at {time}|Mon 18 Mar 2030 17:50 UTC>. Starts in under an hour. Organized by alice, 30 min, #1. Join: https://meet.example/m/x",
		},
		"a reminder": {
			bot.Card{Lines: []bot.Line{{bot.Strong("a · b"), bot.Text(" starts at "), bot.Moment{At: at, Style: bot.TimeOfDay, Beside: "18:50 CET"}}}, Buttons: []bot.Button{join}},
			"a · b starts at <!date^1900086600^{time}|17:50 UTC> (18:50 CET). Join: https://meet.example/m/x",
		},
		"a question": {
			bot.Card{
				Title:   "Cancel <b>?",
				Lines:   []bot.Line{{bot.Text("Everybody is told.")}, {bot.Text("Organized by "), bot.Mention{Name: "al<ice"}}},
				Buttons: []bot.Button{{Label: "Yes", Press: "cancel #1"}},
			},
			"Cancel &lt;b&gt;? Everybody is told. Organized by @al&lt;ice",
		},
		"a link that no button has": {
			bot.Card{Title: "Done", Note: bot.Line{bot.Link{Label: link, URL: link}}},
			"Done. https://meet.example/m/x",
		},
		"a typed date": {
			bot.Card{Title: "<!date^1900086600^{time}|x>"}, "&lt;!date^1900086600^{time}|x&gt;",
		},
	} {
		t.Run(name, func(t *testing.T) { require.Equal(t, c.want, english(t).fallback(c.card)) })
	}
}

func TestANotificationThatIsTooLongEndsBetweenSentences(t *testing.T) {
	c := bot.Card{Title: "list"}
	for range 30 {
		c.Lines = append(c.Lines, bot.Line{bot.Strong(strings.Repeat("<", 40)), bot.Text(" · "), bot.Moment{At: time.Unix(1900086600, 0)}})
	}
	got := english(t).fallback(c)
	require.Less(t, utf8.RuneCountInString(got), 4000)
	require.True(t, strings.HasSuffix(got, "UTC> …"), got)
}
