package discord

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"meetbot/bot"
)

func TestEscape(t *testing.T) {
	for text, want := range map[string]string{
		"Design review": "Design review",
		"Tue 25 Aug 15:04:05–15:30, Europe/Warsaw time": "Tue 25 Aug 15:04:05–15:30, Europe/Warsaw time",
		"Re: Q&A (part 1/2), v1.2":                      "Re: Q&A (part 1/2), v1.2",
		"#12 · 45 min":                                  `\#12 · 45 min`,
		"no. #12":                                       "no. #12",
		"- 1. x":                                        `\- 1. x`,
		" 12. x":                                        ` 12\. x`,
		"https://evil.example":                          `https\://evil\.example`,
		"discord.gg/x":                                  `discord\.gg/x`,
		"1:100:5 :tada:":                                `1\:100\:5 \:tada\:`,
		"a:":                                            `a\:`,
		"<@1> @here <t:1:R>":                            `\<\@1> \@here \<t\:1\:R>`,
		"**b** _i_ ~~s~~ ||x|| `c` \\":                  "\\*\\*b\\*\\* \\_i\\_ \\~\\~s\\~\\~ \\|\\|x\\|\\| \\`c\\` \\\\",
		"[a](b)":                                        `\[a\](b)`,
		"two\nlines\x00\u202ex":                         "two linesx",
	} {
		require.Equal(t, want, escape(text), text)
	}
}

// TestShownAsTyped writes all kinds of text in all kinds of places, and reads what a person sees.
func TestShownAsTyped(t *testing.T) {
	a := newTalker()
	w := newWorld(t, overHTTP)
	w.serve(a)
	piece := rapid.SampledFrom([]string{
		"*", "**", "_", "__", "~~", "||", "`", "```", "\\", "<", ">", "@", "#", "# ", "- ", "-# ", "1. ", "[", "]", "(", ")", ":",
		"tada", "x", " ", "<@" + alice + ">", "@everyone", "<t:1:R>", "https://x.org", "ä", "¯\\_(ツ)_/¯", "/", "1", ".", "<#" + team + ">",
	})
	words := rapid.Custom(func(t *rapid.T) string {
		return strings.TrimSpace(strings.Join(rapid.SliceOfN(piece, 1, 8).Draw(t, "pieces"), ""))
	})
	rapid.Check(t, func(t *rapid.T) {
		one, two, three := words.Draw(t, "one"), words.Draw(t, "two"), words.Draw(t, "three")
		a.card = func(bot.Command) bot.Card {
			return bot.Card{Lines: []bot.Line{{bot.Text("said: "), bot.Text(one)}, {bot.Text(two), bot.Text(" · "), bot.Strong(three), bot.Text("!")}}}
		}
		m, err := w.Type(alice, team, "/meet help")
		if err != nil {
			t.Fatal(err)
		}
		want := "said: " + one + "\n" + two + " · " + three + "!"
		if spaced(m.Text) != spaced(want) || len(m.Rings) > 0 {
			t.Fatalf("%q became %q", want, m.Text)
		}
	})
	require.Empty(t, w.Refused())
}

// spaced leaves out of the comparison where a line begins and how wide a space is.
func spaced(text string) string { return strings.Join(strings.Fields(text), " ") }
