package slacktest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
)

func (w *world) as(person string) reader { return w.Slack.reader(person) }

func TestMarkupIsShownAsPeopleSeeIt(t *testing.T) {
	r := newWorld(t).as("U0001")
	for given, want := range map[string]string{
		"a &amp; b &lt;c&gt;":                     "a & b <c>",
		"&amp;lt;":                                "&lt;",
		"*bold* _it_ ~off~ `code`":                "bold it off code",
		"a*b*c snake_case_word 2*3":               "a*b*c snake_case_word 2*3",
		"* not bold * and ** neither":             "* not bold * and ** neither",
		"*When:* <@U0002>":                        "When: @Bob Ray",
		"*<@U0002|bob> calls*":                    "@Bob Ray calls",
		"<@U0404>":                                "@U0404",
		"<#C0001> <#C0001|team> <#C9>":            "#team #team #C9",
		"<!channel> <!here> <!everyone>":          "@channel @here @everyone",
		"<!subteam^S1> <!subteam^S1|@crew>":       "@S1 @crew",
		"<https://a.test/?x=1&amp;y=2|Join &gt;>": "Join > (https://a.test/?x=1&y=2)",
		"<https://a.test>":                        "https://a.test",
		"*open _open":                             "*open _open",
		"<!date^1787644800^{date_num}^https://a.test|x> <!date^5|later>": "2026-08-25 (https://a.test) later",
		"&gt; quoted\nplain":                                 "| quoted\nplain",
		"`*kept* <@U0001>`":                                  "*kept* @alice",
		"```two\nlines```":                                   "two\nlines",
		":tada: :no_such_thing:":                             "🎉 :no_such_thing:",
		"\x000\x00 &lt;!channel&gt;":                         "0 <!channel>",
		"<!date^1787644800^{time}|x> <!date^no^{time}|soon>": "10:00 soon",
	} {
		require.Equal(t, want, r.mrkdwn(given), given)
	}
}

func TestHostileTitlesShowUnlessNeutralised(t *testing.T) {
	w := newWorld(t)
	for _, title := range []string{
		"<!channel> @everyone", "<@U0002>", "*bold* _it_", "<https://evil.test|here>", ":tada:", "&amp; &lt;", "> quote", "`x`",
	} {
		shown := func(blocks string) string {
			return w.as("U0001").blocks(blocksOf(t, blocks))
		}
		quoted := string(must(jsonString(title)))
		require.Equal(t, title, shown(`[{"type":"header","text":{"type":"plain_text","emoji":false,"text":`+quoted+`}}]`))
		require.Equal(t, title, shown(`[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":`+quoted+`}]}]}]`))
		require.NotEqual(t, title, shown(`[{"type":"section","text":{"type":"mrkdwn","text":`+quoted+`}}]`), "raw mrkdwn betrays itself")
	}
}

func TestBlocksAreShownLineByLine(t *testing.T) {
	w := newWorld(t)
	require.Equal(t, "Standup\nTomorrow at 10:00 with @Bob Ray in #team https://a.test\nRoom (https://b.test)\n• one\n2. no\n| said\n"+
		"left\nright\npic by me\nAn image\nTitle: [plain_text_input]\na | b",
		w.as("U0001").blocks(blocksOf(t, `[
		{"type":"header","text":{"type":"plain_text","text":"Standup"}},
		{"type":"rich_text","elements":[
			{"type":"rich_text_section","elements":[{"type":"date","timestamp":1787644800,"format":"{date_pretty} at {time}"},
				{"type":"text","text":" with "},{"type":"user","user_id":"U0002"},{"type":"text","text":" in "},{"type":"channel","channel_id":"C0001"},
				{"type":"text","text":" "},{"type":"link","url":"https://a.test"},{"type":"text","text":"\n"}]},
			{"type":"rich_text_section","elements":[{"type":"link","url":"https://b.test","text":"Room"}]},
			{"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"one"}]}]},
			{"type":"rich_text_preformatted","elements":[{"type":"text","text":"2. no"}]},
			{"type":"rich_text_quote","elements":[{"type":"text","text":"said"}]}]},
		{"type":"divider"},
		{"type":"section","fields":[{"type":"mrkdwn","text":"*left*"},{"type":"plain_text","text":"right"}]},
		{"type":"context","elements":[{"type":"image","image_url":"https://x.test","alt_text":"pic"},{"type":"plain_text","text":"by me"}]},
		{"type":"image","image_url":"https://x.test","alt_text":"An image"},
		{"type":"input","label":{"type":"plain_text","text":"Title"},"element":{"type":"plain_text_input"}},
		{"type":"table","rows":[[{"type":"raw_text","text":"a"},{"type":"raw_text","text":"b"}]]}]`)))
}

func TestRichTextElements(t *testing.T) {
	r := newWorld(t).as("U0001")
	for given, want := range map[string]string{
		`{"type":"emoji","name":"tada"}`:                           "🎉",
		`{"type":"emoji","name":"own"}`:                            ":own:",
		`{"type":"broadcast","range":"here"}`:                      "@here",
		`{"type":"usergroup","usergroup_id":"S1"}`:                 "@S1",
		`{"type":"user","user_id":"UBOT"}`:                         "@meet",
		`{"type":"color","value":"#ff0000"}`:                       "#ff0000",
		`{"type":"link","url":"https://a","text":"https://a"}`:     "https://a",
		`{"type":"text","text":":tada: *x*"}`:                      ":tada: *x*",
		`{"type":"date","timestamp":0,"format":"{ago}","url":"u"}`: "20689 days ago (u)",
	} {
		require.Equal(t, want, r.element(object(blocksOf(t, "["+given+"]")[0])))
	}
}

func TestMomentsAreInTheReadersZone(t *testing.T) {
	w := newWorld(t)
	tomorrow := time.Date(2026, 8, 25, 13, 0, 5, 0, time.UTC)
	for _, c := range []struct {
		person, format string
		at             time.Time
		want           string
	}{
		{"U0001", "{date_long} {time}", tomorrow, "Tue 25 Aug 15:00"},
		{"U0002", "{date_long} {time}", tomorrow, "Tue 25 Aug 09:00"},
		{"", "{date_long} {time}", tomorrow, "Tue 25 Aug 13:00"},
		{"U0001", "{date_num} {time_secs}", tomorrow, "2026-08-25 15:00:05"},
		{"U0001", "{date} {date_short}", tomorrow, "25 August 25 Aug"},
		{"U0001", "{date_pretty} {date_short_pretty} {date_long_pretty}", tomorrow, "tomorrow tomorrow tomorrow"},
		{"U0001", "{date_pretty}", monday, "today"},
		{"U0001", "{date_pretty}", monday.AddDate(0, 0, -1), "yesterday"},
		{"U0001", "{date_long_pretty}", monday.AddDate(0, 0, 2), "Wed 26 Aug"},
		{"U0001", "{date_pretty}", time.Date(2026, 8, 24, 22, 30, 0, 0, time.UTC), "tomorrow"},
		{"U0002", "{date_pretty}", time.Date(2026, 8, 25, 3, 30, 0, 0, time.UTC), "today"},
		{"U0001", "{date_short}", monday.AddDate(1, 0, 0), "24 Aug 2027"},
		{"U0001", "{date_long_full} {date_slash}", tomorrow, "Tuesday 25 August 2026 08/25/2026"},
		{"U0001", "{ago}", monday.Add(90 * time.Minute), "in 1 hour"},
		{"U0001", "{ago}", monday.Add(-2 * time.Minute), "2 minutes ago"},
		{"U0001", "{ago}", monday, "now"},
	} {
		require.Equal(t, c.want, w.as(c.person).moment(c.at.Unix(), c.format), "%s for %s", c.format, c.person)
	}
}

func TestEachReaderReadsInTheirZone(t *testing.T) {
	w := newWorld(t)
	w.say("C0001", "at <!date^1787644800^{time}|08:00 UTC>")
	require.Equal(t, "at 10:00", w.Messages("U0001", "C0001")[0].Text)
	require.Equal(t, "at 04:00", w.Messages("U0002", "C0001")[0].Text)
	require.Equal(t, "at 10:00", w.Events(0)[0].Message.Text, "the first person is the typical reader")
	w.AddChannel(emulator.Channel{ID: "C0005", Name: "us", Bot: true, Members: []string{"U0002"}})
	w.say("C0005", "at <!date^1787644800^{time}|08:00 UTC>")
	require.Equal(t, "at 04:00", w.Events(1)[0].Message.Text, "or else the channel's first member")
}
