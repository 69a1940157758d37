package app_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
)

// The channels of the table; those of the world itself are #team and #general (open), #secret and #hidden (closed).
const (
	slackTalk  = "C0008"              // of alice and bob with carol left out
	slackTwo   = "D0009"              // of alice and bob
	slackOther = "C0007"              // open, with nothing in it
	otherRoom  = "300000000000000021" // open, with nothing in it
	quiet      = "300000000000000022" // closed, with the bot in it
	whispers   = "300000000000000023" // a private thread in an open channel
	offshoot   = "300000000000000024" // a thread of a closed channel
	strand     = "300000000000000025" // a thread of an open channel
)

// A closed is a place in which alice calls a meeting, with somebody who is in it too.
type closed struct {
	name, platform string
	channel        func(w *world) string
	open           bool // to everybody
	told           bool // the platform can tell who is in it
	mate           string
}

var placesOfTheTable = []closed{
	{name: "an open channel of Slack", platform: "slack", channel: fixed("C0001"), open: true, mate: "bob"},
	{name: "a private channel of Slack", platform: "slack", channel: fixed("C0002"), mate: "bob"},
	{name: "a talk of several on Slack", platform: "slack", channel: fixed(slackTalk), mate: "bob"},
	{name: "a talk of two on Slack", platform: "slack", channel: fixed(slackTwo), mate: "bob"},
	{name: "a direct message to the bot on Slack", platform: "slack", channel: func(w *world) string { return w.slack.DirectChannel("U0001") }},
	{name: "an open channel of Discord", platform: "discord", channel: fixed("300000000000000001"), open: true, told: true, mate: "bob"},
	{name: "a hidden channel of Discord", platform: "discord", channel: fixed(quiet), told: true, mate: "bob"},
	{name: "a channel of Discord that the bot does not see", platform: "discord", channel: fixed("300000000000000002"), mate: "bob"},
	{name: "a thread of Discord", platform: "discord", channel: fixed(strand), open: true, told: true, mate: "bob"},
	{name: "a private thread of Discord", platform: "discord", channel: fixed(whispers), told: true, mate: "bob"},
	{name: "a thread of a hidden channel of Discord", platform: "discord", channel: fixed(offshoot), told: true, mate: "bob"},
	{name: "a direct message to the bot on Discord", platform: "discord", channel: func(w *world) string { return w.discord.DirectChannel("200000000000000001") }},
}

func fixed(id string) func(*world) string { return func(*world) string { return id } }

func (w *world) withPlaces() {
	w.slack.AddChannel(emulator.Channel{ID: slackTalk, Name: "mpdm-alice--bob-1", Private: true, Members: []string{"U0001", "U0002"}})
	w.slack.AddChannel(emulator.Channel{ID: slackTwo, Name: "directmessage", Private: true, Members: []string{"U0001", "U0002"}})
	w.slack.AddChannel(emulator.Channel{ID: slackOther, Name: "other", Bot: true})
	w.discord.AddChannel(emulator.Channel{ID: otherRoom, Name: "other", Bot: true})
	both := []string{"200000000000000001", "200000000000000002"} // alice and bob
	w.discord.AddChannel(emulator.Channel{ID: quiet, Name: "quiet", Bot: true, Private: true, Members: both})
	w.discord.AddThread(emulator.Channel{ID: whispers, Name: "whispers", Bot: true, Private: true, Members: both}, otherRoom)
	w.discord.AddThread(emulator.Channel{ID: offshoot, Name: "offshoot", Bot: true}, quiet)
	w.discord.AddThread(emulator.Channel{ID: strand, Name: "strand", Bot: true}, otherRoom)
}

// verbs are all that take a meeting, typed as each platform has it, the last one at last.
var verbs = []struct{ name, slack, discord string }{
	{"show", "show %s", "show meeting:%s"},
	{"end", "end %s", "end meeting:%s"},
	{"extend", "extend %s 15m", "extend meeting:%s by:15m"},
	{"move", "move %s tomorrow 17:00", "move meeting:%s when:tomorrow 17:00 Europe/Warsaw"},
	{"share", "share %s", "share meeting:%s"},
	{"rename", "rename %s Another", "rename meeting:%s title:Another"},
	{"cancel", "cancel %s", "cancel meeting:%s"},
}

// TestWhatIsSaidOfMeetingsInClosedPlaces is the table: place × relation × verb × way to name it. Whoever is not there is
// answered as if there were no such meeting, letter by letter.
func TestWhatIsSaidOfMeetingsInClosedPlaces(t *testing.T) {
	for _, p := range placesOfTheTable {
		for _, who := range []struct {
			name  string
			there bool
			as    string // who asks
			in    func(w *world) string
		}{
			{"a stranger, elsewhere", p.open, "carol", p.elsewhere},
			{"somebody of that place, elsewhere", p.open || p.told, p.mate, p.elsewhere},
			{"somebody of that place, in it", true, p.mate, p.channel},
			{"its organizer, elsewhere", true, "alice", p.elsewhere},
		} {
			if who.as == "" {
				continue // a talk with the bot alone has nobody else in it
			}
			t.Run(p.name+", "+who.name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					w := newWorld(t, (*world).withDiscord)
					w.withPlaces()
					t.Cleanup(w.close)
					w.ready()
					link := w.calls(p)
					in := who.in(w)
					w.nowhere(p, who.as, in, who.there)
					ways := [][2]string{{link, otherLink(link)}, {"Salaries", "Holidays"}, {"sal", "hol"}, {"#1", "#7"}}
					for _, names := range ways {
						w.compare(p.platform, who.as, in, "show", names, who.there)
					}
					for i, verb := range verbs {
						names := ways[i%len(ways)]
						if who.there {
							names = ways[3] // whatever it is called meanwhile
						}
						w.compare(p.platform, who.as, in, verb.name, names, who.there)
					}
				})
			})
		}
	}
}

// compare holds the answer about the meeting against that about one that there never was.
func (w *world) compare(platform, who, channel, verb string, names [2]string, there bool) {
	w.t.Helper()
	got, none := w.asks(platform, who, channel, verb, names[0]), w.asks(platform, who, channel, verb, names[1])
	got, none = without(got, names[0]), without(none, names[1])
	if there {
		require.NotEqual(w.t, none, got, "%s %s", verb, names[0])
		return
	}
	require.Equal(w.t, none, got, "%s %s", verb, names[0])
	require.NotContains(w.t, got, "Salaries 2026")
}

func (p closed) elsewhere(*world) string {
	if p.platform == "slack" {
		return slackOther
	}
	return otherRoom
}

var meetingPath = regexp.MustCompile(`/m/[a-z2-7]{26}`)

// calls has alice call the meeting, and returns its link.
func (w *world) calls(p closed) string {
	w.t.Helper()
	text := "tomorrow 15:00 Salaries 2026"
	if p.platform == "discord" {
		w.asks("discord", "alice", otherRoom, "show", "x") // so that the bot knows which server she means in a direct message
		text = "new when:tomorrow 15:00 Europe/Warsaw title:Salaries 2026"
	}
	m, err := w.chats[p.platform].Type(w.idOf("alice", p.platform), p.channel(w), "/meet "+text)
	require.NoError(w.t, err)
	require.Contains(w.t, m.Text, "Salaries 2026", "it is booked")
	time.Sleep(3 * time.Second)
	return baseURL + meetingPath.FindString(string(m.Raw))
}

// otherLink is a link of the same form, of no meeting.
func otherLink(link string) string {
	first := "a"
	if strings.Contains(link, "/m/a") {
		first = "b"
	}
	return link[:len(link)-26] + first + link[len(link)-25:]
}

// asks returns the whole answer to a verb.
func (w *world) asks(platform, who, channel, verb, name string) string {
	w.t.Helper()
	i := slices.IndexFunc(verbs, func(v struct{ name, slack, discord string }) bool { return v.name == verb })
	form := verbs[i].slack
	if platform == "discord" {
		form = verbs[i].discord
	}
	m, err := w.chats[platform].Type(w.idOf(who, platform), channel, "/meet "+fmt.Sprintf(form, name))
	require.NoError(w.t, err)
	time.Sleep(3 * time.Second) // of the bubble's
	return string(m.Raw)
}

// drawn is whatever differs each time.
var drawn = regexp.MustCompile(`\d{9,}(\.\d+)?|\b([A-Z0-9]{26}|[a-z2-7]{26})\b|#\d+`)

// without leaves out what names the meeting that was asked for, and what is drawn each time.
func without(answer, name string) string {
	answer = strings.ReplaceAll(answer, strings.TrimPrefix(name, baseURL+"/m/"), "NAME")
	answer = strings.ReplaceAll(answer, "meeting "+name, "meeting NAME")
	return drawn.ReplaceAllString(answer, "DRAWN")
}

// nowhere looks for the meeting in lists and in what is completed.
func (w *world) nowhere(p closed, who, channel string, there bool) {
	w.t.Helper()
	person := w.idOf(who, p.platform)
	list := "/meet list"
	if p.platform == "discord" {
		list = "/meet list scope:channel"
	}
	m, err := w.chats[p.platform].Type(person, channel, list)
	require.NoError(w.t, err)
	if !there {
		require.NotContains(w.t, string(m.Raw), "Salaries")
	}
	if p.platform != "discord" {
		return
	}
	for _, typed := range []string{"", "#", "1", "Sal"} {
		choices, err := w.discord.Autocomplete(person, channel, "/meet show meeting:"+typed, "meeting")
		require.NoError(w.t, err)
		if !there {
			require.Empty(w.t, choices, typed)
		}
	}
}
