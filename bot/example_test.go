package bot

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/bot/parse"
	"meetbot/core"
)

// exampleIn returns the command that a refusal shows.
func exampleIn(t *testing.T, card Card) Typed {
	t.Helper()
	for _, line := range card.Lines {
		for _, span := range line {
			if typed, ok := span.(Typed); ok {
				return typed
			}
		}
	}
	require.Fail(t, "no example", "%v", card)
	return Typed{}
}

func TestAnExampleKeepsWhatWasTyped(t *testing.T) {
	for said, want := range map[string]string{
		"31 Feb 3pm standup for 45m":   "tomorrow 3pm standup for 45m",
		"yesterday 3pm standup for 1h": "tomorrow 15:00 standup for 1h",
		"tomorrow 3pm standup for 2s":  "tomorrow 3pm standup for 45m",
		"now standup for 2s":           "now standup for 45m",
		"tomorrow standup for 20m":     "tomorrow 15:00 standup for 20m",
		"every hour sync":              "tomorrow 15:00 sync",
		"move #3 every monday 9:30":    "move #3 tomorrow 9:30",
		"standup 3pm EST":              "standup 3pm America/New_York",
		"standup in 5":                 "standup in 5 minutes",
		"rename #2":                    "rename #2 Design review",
		"move #1 yesterday":            "move #1 tomorrow 15:00",
		"move #7":                      "move #7 tomorrow 15:00",
		"move #3 31 Feb 4pm":           "move #3 tomorrow 4pm",
		"extend #3 -5m":                "extend #3 15m",
		"timezone Foo":                 "timezone Europe/Paris",
		"retro with everybody":         "tomorrow 15:00 retro with everybody",
		"3pm and then 4pm standup":     "tomorrow 15:00 Design review",
		"move tomorrow 4pm":            "move #12 tomorrow 4pm",
		"cancel":                       "cancel #12",
	} {
		c := busy(t)
		require.Equal(t, "/meet "+want, exampleIn(t, c.says(Words(said))).Text(), said)
	}
}

func TestAnExampleKeepsWhatWasFilledIn(t *testing.T) {
	for _, x := range []struct{ said, want parse.Form }{
		{parse.NewForm(parse.New, "when", "blah", "title", "x"), parse.NewForm(parse.New, "when", "tomorrow 15:00", "title", "x")},
		{parse.NewForm(parse.New, "when", "tomorrow 4pm", "title", "x", "duration", "long", "members_only", "true"), parse.NewForm(parse.New, "when", "tomorrow 4pm", "title", "x", "duration", "45m", "members_only", "true")},
		{parse.NewForm(parse.New, "when", "31 Feb 4pm", "title", "x", "duration", "1h"), parse.NewForm(parse.New, "when", "tomorrow 4pm", "title", "x", "duration", "1h")},
		{parse.NewForm(parse.Move, "meeting", "#2", "when", "yesterday"), parse.NewForm(parse.Move, "meeting", "#2", "when", "tomorrow 15:00")},
		{parse.NewForm(parse.Extend, "meeting", "#2", "by", "long"), parse.NewForm(parse.Extend, "meeting", "#2", "by", "15m")},
		{parse.NewForm(parse.Timezone, "zone", "EST"), parse.NewForm(parse.Timezone, "zone", "America/New_York")},
		{parse.NewForm(parse.Rename, "meeting", "#2"), parse.NewForm(parse.Rename, "meeting", "#2", "title", "Design review")},
	} {
		c := busy(t)
		require.Equal(t, x.want, exampleIn(t, c.says(Form(x.said))).Form, "%v", x.said)
	}
}

// TestNoExampleIsRefused: whatever is refused, what is shown instead is read.
func TestNoExampleIsRefused(t *testing.T) {
	refused := 0
	for _, text := range refusable(t) {
		for _, said := range []Said{Words(text), Form(parse.NewForm(parse.New, "when", text, "title", "x")), Form(parse.NewForm(parse.Move, "meeting", "#2", "when", text))} {
			c := newChat(t, "Europe/Warsaw")
			_, _, err := c.bot.asked(t.Context(), Command{Sender: c.alice(), Channel: c.channel(), Said: said, Openness: Open})
			if err == nil {
				continue
			}
			refused++
			var again Said = Form(exampleIn(t, c.says(said)).Form)
			if words := exampleIn(t, c.says(said)).Words; words != "" {
				again = Words(words)
			}
			_, _, err = c.bot.asked(t.Context(), Command{Sender: c.alice(), Channel: c.channel(), Said: again, Openness: Open})
			require.NoError(t, err, "%v, instead of %v", again, said)
		}
	}
	require.Greater(t, refused, 100)
}

// refusable are texts of which many are refused, for all kinds of reasons.
func refusable(t *testing.T) []string {
	t.Helper()
	out := strings.Split("now 3pm x;move #1;move standup;rename x;extend 15;extend #2 99999h;list foo;timezone Foo;forget;in 5;standup for 45;9-25pm x;tomorrow;3pm and 4pm x;"+
		"end of party 25:00;move tomorrow 4pm;show;cohost;remind;cancel;30 feb;0m;x tomorrow 3pm for 0m;\x01;2026-10-25 02:30 x;2026-03-29 02:30 x;03/04/2027 10 x;now for 2s;noon tomorrow EST", ";")
	for _, file := range []string{"parse/testdata/time-phrases.json", "parse/testdata/hostile.json"} {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		var found struct {
			Cases  []struct{ Text string }
			Inputs []struct{ Input string }
		}
		require.NoError(t, json.Unmarshal(raw, &found))
		for _, c := range found.Cases {
			out = append(out, c.Text)
		}
		for _, i := range found.Inputs {
			out = append(out, i.Input)
		}
	}
	return out
}

// TestTheExampleOfATooLongMeetingIsTaken, wherever its length was filled in.
func TestTheExampleOfATooLongMeetingIsTaken(t *testing.T) {
	for _, said := range []Said{
		Form(parse.NewForm(parse.New, "when", "tomorrow 8:00 for 30h", "title", "x")), Form(parse.NewForm(parse.New, "when", "tomorrow 8:00", "title", "x", "duration", "30h")),
		Form(parse.NewForm(parse.Now, "title", "x", "duration", "2 days")), Words("tomorrow 8:00 x for 30h"), Words("now x for 99h"),
	} {
		c := newChat(t, "Europe/Warsaw")
		shown := exampleIn(t, c.says(said))
		var again Said = Form(shown.Form)
		if shown.Words != "" {
			again = Words(shown.Words)
		}
		require.Regexp(t, "^(Booked|Started): x$", c.says(again).Title, "%v, instead of %v", again, said)
	}
}

// TestAnExampleIsCleanAndShort, whatever was typed.
func TestAnExampleIsCleanAndShort(t *testing.T) {
	for _, said := range []string{"a\x1b[31m\x07b\x7f", "tomorrow \u202e3pm x for 99h\x7f", strings.Repeat("long ", 100)} {
		c := newChat(t, "Europe/Warsaw")
		shown := exampleIn(t, c.says(Words(said))).Text()
		require.Equal(t, core.CleanText(shown), shown)
		require.Less(t, len(shown), 260)
	}
}
