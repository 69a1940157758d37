package slack

import (
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/bot/say"
)

// callBy names people as Slack tells: alice alone is known.
func callBy(id string) string { return map[string]string{"U0001": "alice", "W0001": "Ana & Co"}[id] }

func TestTyped(t *testing.T) {
	words, err := say.Load(say.Default)
	require.NoError(t, err)
	for sent, want := range map[string]string{
		"standup":                      "standup",
		"&lt;!channel&gt; &amp; co":    "<!channel> & co",
		"&amp;lt;":                     "&lt;",
		"&lt;@U0001&gt; &lt;#C1|x&gt;": "<@U0001> <#C1|x>",

		"ping <@U0002|bob>":            "ping @bob",
		"ping <@U0002|@bob>":           "ping @bob",
		"<@U0001> and <@U0001|>":       "@alice and @alice",
		"<@W0001> <@U0009>":            "@Ana & Co @somebody",
		"<@U0002|x &amp; &lt;y&gt;>":   "@x & <y>",
		"in <#C0001|team>":             "in #team",
		"<#C0001|> <#C0001> <#G1|old>": "#channel #channel #old",

		"<!subteam^S123|@designers> <!subteam^S123|designers>": "@designers @designers",
		"<!subteam^S123> <!subteam^S123|>":                     "@group @group",
		"<!here> <!channel> <!everyone> <!group>":              "@here @channel @everyone @group",
		"<!here|here> <!channel|@channel>":                     "@here @channel",
		"<!date^1392734382^{date} at {time}|Feb 18, 6:39 AM>":  "Feb 18, 6:39 AM",
		"<!date^1392734382^{date}^https://x.example|Tuesday>":  "Tuesday",
		"<!date^1392734382^{date}>":                            "date",
		"<!new|of theirs> <!new>":                              "of theirs <!new>",

		"<https://example.org>":                      "https://example.org",
		"<https://example.org/?a=1&amp;b=2>":         "https://example.org/?a=1&b=2",
		"<http://example.org|example.org>":           "example.org",
		"<https://evil.example|click>":               "click (https://evil.example)",
		"<https://x.example|https://y.example>":      "https://y.example (https://x.example)",
		"<mailto:a@example.org|a@example.org>":       "a@example.org",
		"<mailto:a@example.org> <mailto:a@b.c|Anna>": "a@example.org Anna (a@b.c)",
		"<tel:+493012345|+49 30 12345> <tel:+4930>":  "+49 30 12345 +4930",
		"<TEL:+493012345|+49 30 12345>":              "+49 30 12345",
		"<HTTPS://example.org|example.org>":          "example.org",
		"<slack://channel?id=C1> <ftp://x.example>":  "slack://channel?id=C1 ftp://x.example",
		"<zoommtg://x.example/j|the call>":           "the call (zoommtg://x.example/j)",

		"<@U0001":                     "<@U0001",
		"<>  <@> <#> <!>":             "<>  <@> <#> <!>",
		"<@u1> <@U 1> <#a-b>":         "<@u1> <@U 1> <#a-b>",
		"<<@U0001>>":                  "<@alice>",
		"<@U0001|<!here>>":            "<@U0001|@here>",
		"<!here|<@U0001>>":            "<!here|@alice>",
		"<x> <x|y> <|y> <: x> <1:x>":  "<x> <x|y> <|y> <: x> <1:x>",
		"a < b > c <= d":              "a < b > c <= d",
		"&lt;<!here>&gt;":             "<@here>",
		"<!subteam^S1|&lt;!here&gt;>": "@<!here>",
	} {
		require.Equal(t, want, typed(sent, words.In(), callBy), sent)
	}
}
