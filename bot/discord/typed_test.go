package discord

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/parse"
)

func TestWords(t *testing.T) {
	for _, c := range []struct {
		verb string
		v    values
		want string
	}{
		{"help", nil, "help"},
		{"", nil, "help"},
		{"now", values{}, "now"},
		{"now", values{"title": "Quick question", "duration": "45", "members_only": "true"}, `now "Quick question" for 45m members only`},
		{"now", values{"title": "x for 3h members only"}, `now "x for 3h members only"`},
		{"new", values{"when": "on friday at 3pm", "title": "Design review", "duration": "45m"}, `"Design review" on friday at 3pm for 45m`},
		{"new", values{"when": "fri 14:00-15:30", "title": `the "big" one`}, `“the "big" one” fri 14:00-15:30`},
		{"new", values{"when": "tomorrow 3pm", "members_only": "false"}, "tomorrow 3pm"},
		{"new", values{"when": " Now "}, "now"},
		{"new", values{"when": "now", "title": "x", "duration": "5m"}, `now "x" for 5m`},
		{"new", values{"when": "now standup"}, `now "standup"`},
		{"new", values{"when": "list mine"}, `"list" mine`},
		{"new", values{"when": "Show, #12"}, `"Show," #12`},
		{"new", values{"when": `tomorrow 3pm "`, "title": "x"}, `"x" tomorrow 3pm`},
		{"new", values{"when": "tomorrow 3pm", "title": "cancel #12"}, `"cancel #12" tomorrow 3pm`},
		{"new", values{"when": "tomorrow 3pm", "title": " \n "}, "tomorrow 3pm"},
		{"list", values{}, "list"},
		{"list", values{"scope": "mine"}, "list mine"},
		{"list", values{"scope": "ideas tomorrow 4pm"}, "list"},
		{"show", values{"meeting": "#12"}, "show #12"},
		{"show", values{"meeting": " 12 "}, "show 12"},
		{"show", values{"meeting": "https://meet.example/m/x"}, "show https://meet.example/m/x"},
		{"show", values{"meeting": "#12 tomorrow 3pm"}, `show "#12 tomorrow 3pm"`},
		{"show", values{"meeting": "weekly sync"}, `show "weekly sync"`},
		{"cancel", values{"meeting": `x" #12`}, "cancel “x\" #12”"},
		{"end", values{}, "end"},
		{"share", values{"meeting": "retro"}, `share "retro"`},
		{"move", values{"meeting": "#12", "when": "fri 10:00"}, "move #12 fri 10:00"},
		{"rename", values{"meeting": "#12", "title": "to 3pm"}, `rename #12 "to 3pm"`},
		{"extend", values{"by": "15"}, "extend 15m"},
		{"extend", values{"meeting": "#12", "by": "by half an hour"}, "extend #12 30m"},
		{"timezone", values{}, "timezone"},
		{"timezone", values{"zone": "New York"}, "timezone New_York"},
		{"timezone", values{"zone": "x tomorrow 3pm"}, "timezone x_tomorrow_3pm"},
		{"link", values{"when": "x"}, "link"},
	} {
		t.Run(c.want, func(t *testing.T) {
			got, err := words(c.verb, c.v)
			require.NoError(t, err)
			require.Equal(t, c.want, got)
		})
	}
}

// TestWordsNameTheFault has lengths that are none.
func TestWordsNameTheFault(t *testing.T) {
	for verb, v := range map[string]values{
		"new":    {"when": "tomorrow 3pm", "duration": "members only"},
		"now":    {"duration": "long"},
		"extend": {"by": "#13"},
	} {
		_, err := words(verb, v)
		var perr *parse.Error
		require.ErrorAs(t, err, &perr, verb)
		require.NotEmpty(t, perr.Why)
	}
}

var monday = time.Date(2026, 11, 23, 10, 17, 0, 0, time.UTC)

// FuzzWords looks for values that make another command of one, or get into the place of another value.
func FuzzWords(f *testing.F) {
	for _, hostile := range []string{
		"list", "cancel #12", `"`, "”", `" cancel "`, "“x", "tomorrow 3pm", "#12", "12", "now", "for 3h", "members only",
		"\n", "move #12 fri 10:00", "forget me", "https://x.org/m/a", "to", ",", "-", "„", "\u200d", "x\u00a0\"", "(list",
	} {
		for _, verb := range []string{"new", "now", "list", "show", "move", "rename", "extend", "end", "cancel", "share", "timezone", "link", "help"} {
			f.Add(verb, hostile, "tomorrow 3pm")
			f.Add(verb, "standup", hostile)
		}
	}
	f.Fuzz(func(t *testing.T, verb, a, b string) {
		v := values{"title": a, "meeting": a, "when": b, "by": b, "duration": b, "scope": a, "zone": a, "members_only": a}
		text, err := words(verb, v)
		if err != nil {
			return
		}
		r, err := parse.Parse(parse.Input{Text: text, Now: monday, Zone: time.UTC})
		if err != nil {
			return
		}
		if verb == "forget" || parse.Verb(verb) == r.Verb {
			return
		}
		if _, known := map[string]bool{"new": true, "now": true, "list": true, "show": true, "move": true, "rename": true, "extend": true, "end": true, "cancel": true, "share": true, "timezone": true, "link": true}[verb]; known || r.Verb != parse.Help {
			t.Errorf("%s %q %q became %q, which is %s", verb, a, b, text, r.Verb)
		}
	})
}

// TestValuesStayValues has every hostile title in the place of every other.
func TestValuesStayValues(t *testing.T) {
	for _, title := range []string{
		"cancel #12", `say "hi" for 3h`, "x for 3h members only", "tomorrow 5pm", "#12", "a, b", "“quoted”", `5" nails`, "now",
	} {
		text, err := words("new", values{"when": "tomorrow 3pm", "title": title, "duration": "20m"})
		require.NoError(t, err)
		r, err := parse.Parse(parse.Input{Text: text, Now: monday, Zone: time.UTC})
		require.NoError(t, err, text)
		require.Equal(t, parse.New, r.Verb)
		require.Equal(t, 20*time.Minute, r.Duration, text)
		require.Equal(t, time.Date(2026, 11, 24, 15, 0, 0, 0, time.UTC), r.Start, text)
		require.False(t, r.MembersOnly, text)
	}
}
