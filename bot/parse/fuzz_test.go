package parse_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"meetbot/bot/parse"
)

var locales = []string{"en", "de", "fr", "es"}

var zones = []string{"", "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia", "UTC"}

// FuzzParse looks for panics, for errors that are not for people, and for choices that cannot be chosen.
func FuzzParse(f *testing.F) {
	for _, p := range readPhrases(f, "testdata/time-phrases.json") {
		f.Add(p.Text, uint32(0), byte(1))
	}
	for _, s := range []string{`"3pm" club “x” tomorrow 4pm`, "move 12 3-4", "extend 15", "now 3pm x", "03/04/2027 10 x for 1h30", "2:30-3:15"} {
		f.Add(s, uint32(40_000_000), byte(2))
	}
	for _, locale := range locales {
		data, err := os.ReadFile("testdata/phrases/" + locale + ".txt")
		require.NoError(f, err)
		for line := range strings.Lines(string(data)) {
			text, _, _ := strings.Cut(line, " =>")
			f.Add(text, uint32(90_000_000), byte(len(text)))
		}
	}
	f.Fuzz(func(t *testing.T, text string, later uint32, zone byte) {
		name := zones[int(zone)%len(zones)]
		in := input(t, "2026-01-01T00:00:00Z", name, text)
		in.Locale = locales[int(zone/16)%len(locales)]
		in.Now = in.Now.Add(time.Duration(later) * time.Second / 50)
		if name == "" {
			in.Zone = nil
		}
		requireSound(t, in, true)
	})
}

// requireSound checks what holds for every text.
func requireSound(t testing.TB, in parse.Input, choices bool) {
	t.Helper()
	r, err := parse.Parse(in)
	if err == nil {
		requireSoundRequest(t, in, r)
		return
	}
	e, ok := err.(*parse.Error) //nolint:errorlint // the package promises this very type
	require.True(t, ok)
	require.NotEmpty(t, e.Reason)
	require.NotEmpty(t, e.Example)
	require.NotEmpty(t, e.Error())
	said := in.Text
	for _, c := range e.Choices {
		require.True(t, choices)
		in.Text = c.Form().Words()
		again, err := parse.Parse(in)
		require.NoError(t, err, "%q, a choice of %q (%s)", in.Text, said, e.Reason)
		requireSoundRequest(t, in, again)
		requireSoundRequest(t, in, c)
		requireSame(t, again, c)
		filled, err := parse.Fill(in, c.Form())
		require.NoError(t, err)
		requireSame(t, filled, c)
	}
}

func requireSoundRequest(t testing.TB, in parse.Input, r parse.Request) {
	t.Helper()
	requireClean(t, r.Title)
	require.GreaterOrEqual(t, r.Duration, time.Duration(0))
	if in.Meeting != nil {
		require.False(t, r.Open)
	}
	if r.Verb == parse.New || r.Verb == parse.Move && !r.Open {
		require.True(t, r.Start.After(in.Now))
		require.Zero(t, r.Start.Nanosecond())
		require.Equal(t, time.UTC, r.Start.Location())
	}
	if r.AsMeeting != nil {
		requireSoundRequest(t, in, *r.AsMeeting)
	}
	if !r.OtherStart.IsZero() {
		require.NotEqual(t, r.Start, r.OtherStart)
		require.True(t, r.OtherStart.After(in.Now))
	}
}

// marks are written in one way where a title has to be in quotes.
var marks = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`)

// requireSame holds what a choice asks for against how it is typed or filled in.
func requireSame(t testing.TB, typed, pressed parse.Request) {
	t.Helper()
	require.Equal(t, typed.Verb, pressed.Verb)
	require.Equal(t, marks.Replace(typed.Ref), marks.Replace(pressed.Ref))
	require.Equal(t, marks.Replace(typed.Title), marks.Replace(pressed.Title))
	require.Equal(t, typed.Start, pressed.Start)
	require.Equal(t, typed.Duration, pressed.Duration)
	require.Equal(t, typed.End, pressed.End)
	require.Equal(t, typed.MembersOnly, pressed.MembersOnly)
}

var vocabulary = []string{
	"tomorrow", "today", "fri", "next", "monday", "1", "dec", "2027", "3pm", "15:00", "3", "9-10:30", "11:30-1:30", "to", "noon", "midnight",
	"in", "20", "minutes", "2", "days", "for", "45m", "1h", "at", "on", "@", "the", "week", "from", "night", "morning", "UTC", "Asia/Tokyo",
	"EST", "every", "next", "last", "in", "weekly", "members", "only", "every", "now", "move", "end", "extend", "12", "#12", "standup", "Design", `"3pm club"`, "“a”", `"`, "-", ",", "x,",
	"03/04/2027", "11/12", "2026-10-25T02:30", "02:30", "25", "oct", "ago", "+5m", "-5m", "0m", "and", "half", "an", "hour", "time", "London",
	"later", "earlier", "by", "until", "shorten", "same",
}

// Sentences of words that the language knows reach far more of it than random bytes do.
func TestSentences(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(vocabulary), 1, 9).Draw(rt, "words")
		name := rapid.SampledFrom(zones).Draw(rt, "zone")
		in := input(t, "2026-10-24T12:00:00Z", name, "")
		in.Now = in.Now.Add(time.Duration(rapid.IntRange(0, 40_000_000).Draw(rt, "later")) * time.Second)
		if name == "" {
			in.Zone = nil
		}
		if begins := rapid.SampledFrom([]string{"", "", "move #12 ", "extend #12 ", "shorten ", "move standup "}).Draw(rt, "begins"); begins != "" {
			in.Text = begins
			in.Meeting = &parse.Meeting{
				Start: in.Now.Add(time.Duration(rapid.IntRange(1, 4000).Draw(rt, "meeting")) * time.Hour / 4).Truncate(time.Second), Duration: time.Hour, Zone: in.Zone,
			}
		}
		for _, w := range words {
			in.Text += w + " "
		}
		requireSound(t, in, true)
	})
}

// A title in quotes comes back as it was, whatever it says.
func TestQuote(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(vocabulary), 1, 6).Draw(rt, "words")
		title := ""
		for i, w := range words {
			if i > 0 {
				title += " "
			}
			title += w
		}
		r, err := parse.Parse(monday(t, "2026-12-01T09:00Z "+parse.Quote(title)+" for 45m"))
		require.NoError(t, err)
		require.Equal(t, plainQuotes(title), plainQuotes(r.Title))
		require.Equal(t, 45*time.Minute, r.Duration)
	})
}

// plainQuotes straightens quotes, which Quote may have to do.
func plainQuotes(s string) string {
	out := []rune(s)
	for i, r := range out {
		if r == '“' || r == '”' {
			out[i] = '"'
		}
	}
	return string(out)
}

func BenchmarkParse(b *testing.B) {
	for name, text := range map[string]string{
		"usual":   "tomorrow 3pm Design review for 45m",
		"command": "cancel #12",
		"german":  "morgen um halb vier Planung für eine Stunde",
		"500":     strings.Repeat("fri 3pm or sat at 4 ", 25),
		"long":    "end of the very long year party with everybody who came along on 20 Dec 2026 at 5pm Europe/Paris for 2h 30m members only",
		"refused": "standup 3pm and then 4pm",
	} {
		b.Run(name, func(b *testing.B) {
			in := monday(b, text)
			b.ReportAllocs()
			for b.Loop() {
				_, _ = parse.Parse(in)
			}
		})
	}
}
