package parse_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"meetbot/bot/parse"
)

func TestCommand(t *testing.T) {
	const min = time.Minute
	at := func(s string) time.Time { return instant(t, s).UTC() }
	for text, want := range map[string]parse.Request{
		"":                            {Verb: parse.Help},
		" \u200b ":                    {Verb: parse.Help},
		"HELP":                        {Verb: parse.Help},
		"now":                         {Verb: parse.Now, Zone: "Europe/Paris"},
		"now standup for 45m":         {Verb: parse.Now, Title: "standup", Duration: 45 * min, Zone: "Europe/Paris"},
		"now 20s members only":        {Verb: parse.Now, Duration: 20 * time.Second, MembersOnly: true, Zone: "Europe/Paris"},
		"now top 5 friday":            {Verb: parse.Now, Title: "top 5 friday", Zone: "Europe/Paris"},
		"schedule":                    {Verb: parse.Schedule},
		"list":                        {Verb: parse.List},
		"list mine":                   {Verb: parse.List, Scope: "mine"},
		"list channel":                {Verb: parse.List, Scope: "channel"},
		"show #12":                    {Verb: parse.Show, Ref: "#12"},
		"cancel":                      {Verb: parse.Cancel},
		"cancel 12":                   {Verb: parse.Cancel, Ref: "12"},
		"cancel standup":              {Verb: parse.Cancel, Ref: "standup"},
		`cancel "my 3pm"`:             {Verb: parse.Cancel, Ref: "my 3pm"},
		"end":                         {Verb: parse.End},
		"skip 3":                      {Verb: parse.Skip, Ref: "3"},
		"share https://h/m/a":         {Verb: parse.Share, Ref: "https://h/m/a"},
		"share <https://h/m/a|x>":     {Verb: parse.Share, Ref: "https://h/m/a"},
		"move 12 tomorrow 3pm":        {Verb: parse.Move, Ref: "12", Start: at("2026-11-24T15:00+01:00"), Zone: "Europe/Paris", Open: true, Change: "tomorrow 3pm"},
		"move sync to fri 14:00":      {Verb: parse.Move, Ref: "sync", Start: at("2026-11-27T14:00+01:00"), Zone: "Europe/Paris", Open: true, Change: "to fri 14:00"},
		"move #1 in 5m":               {Verb: parse.Move, Ref: "#1", Start: at("2026-11-23T10:22+01:00"), Zone: "Europe/Paris", Relative: true, Open: true, Change: "in 5m"},
		`move "my 3pm" tomorrow 5pm`:  {Verb: parse.Move, Ref: "my 3pm", Start: at("2026-11-24T17:00+01:00"), Zone: "Europe/Paris", Open: true, Change: "tomorrow 5pm"},
		"rename 12 Daily 3pm":         {Verb: parse.Rename, Ref: "12", Title: "Daily 3pm"},
		"rename #12 to Daily":         {Verb: parse.Rename, Ref: "#12", Title: "Daily"},
		`rename "my sync" Daily`:      {Verb: parse.Rename, Ref: "my sync", Title: "Daily"},
		"rename my sync to Daily":     {Verb: parse.Rename, Ref: "my sync", Title: "Daily"},
		"extend":                      {Verb: parse.Extend},
		"extend 15m":                  {Verb: parse.Extend, Duration: 15 * min, Change: "15m"},
		"extend #12":                  {Verb: parse.Extend, Ref: "#12"},
		"extend 12 by 15m":            {Verb: parse.Extend, Ref: "12", Duration: 15 * min, Change: "by 15m"},
		"extend my sync half an hour": {Verb: parse.Extend, Ref: "my sync", Duration: 30 * min, Change: "half an hour"},
		"cohost 12 <@U1>":             {Verb: parse.Cohost, Ref: "12", Args: []string{"<@U1>"}},
		"cohost my sync @a @b c":      {Verb: parse.Cohost, Ref: "my sync", Args: []string{"@a", "@b c"}},
		"remind 12 30m 5m":            {Verb: parse.Remind, Ref: "12", Before: []time.Duration{30 * min, 5 * min}},
		"remind my sync 1h before":    {Verb: parse.Remind, Ref: "my sync", Before: []time.Duration{60 * min}},
		"timezone":                    {Verb: parse.Timezone},
		"timezone europe/paris":       {Verb: parse.Timezone, Zone: "Europe/Paris"},
		"timezone New York":           {Verb: parse.Timezone, Zone: "America/New_York"},
		"timezone utc":                {Verb: parse.Timezone, Zone: "UTC"},
		"link":                        {Verb: parse.Link},
		"forget me":                   {Verb: parse.Forget},
		"forget_me":                   {Verb: parse.Forget},
	} {
		t.Run(text, func(t *testing.T) {
			r, err := parse.Parse(monday(t, text))
			require.NoError(t, err)
			if diff := cmp.Diff(want, r); diff != "" {
				t.Fatal(diff)
			}
		})
	}
}

// Where the rest may be the beginning of a title and the whole may be a meeting, both readings come back.
func TestCommandOrMeeting(t *testing.T) {
	for _, c := range []struct{ text, verb, ref, also, title string }{
		{"end of year party 20 Dec 5pm", "end", "of year party 20 Dec 5pm", "of year party", "end of year party"},
		{"cancel culture talk tomorrow 3pm", "cancel", "culture talk tomorrow 3pm", "culture talk", "cancel culture talk"},
		{"move day tomorrow 3pm", "move", "day", "", "move day"},
		{"rename ceremony tomorrow 3pm", "rename", "ceremony", "", "rename ceremony"},
		{"end in 10 minutes", "end", "in 10 minutes", "", ""},
		{"cancel tomorrow 3pm", "cancel", "tomorrow 3pm", "", ""},
		{"end 12", "end", "12", "", ""},
	} {
		t.Run(c.text, func(t *testing.T) {
			r, err := parse.Parse(monday(t, c.text))
			require.NoError(t, err)
			require.Equal(t, parse.Verb(c.verb), r.Verb)
			require.Equal(t, c.ref, r.Ref)
			require.Equal(t, c.also, r.RefAlso)
			if c.title == "" {
				require.Nil(t, r.AsMeeting)
				return
			}
			require.NotNil(t, r.AsMeeting)
			require.Equal(t, parse.New, r.AsMeeting.Verb)
			require.Equal(t, c.title, r.AsMeeting.Title)
		})
	}
}

// Words that fit no command are a meeting.
func TestMeetingAfterAll(t *testing.T) {
	for text, title := range map[string]string{
		"list ideas tomorrow 4pm":       "list ideas",
		"help desk tomorrow 4pm":        "help desk",
		"link building tomorrow 4pm":    "link building",
		"timezone talk tomorrow 4pm":    "timezone talk",
		"cohost sync tomorrow 4pm":      "cohost sync",
		"remind ana tomorrow 4pm":       "remind ana",
		"schedule review tomorrow 4pm":  "schedule review",
		`"list" tomorrow 4pm`:           "list",
		"tomorrow 4pm cancel the lease": "cancel the lease",
	} {
		r, err := parse.Parse(monday(t, text))
		require.NoError(t, err, text)
		require.Equal(t, parse.New, r.Verb, text)
		require.Equal(t, title, r.Title)
		require.Nil(t, r.AsMeeting)
	}
}

func TestMeetingRefused(t *testing.T) {
	r, err := parse.Parse(monday(t, "end of year party 20 Dec 2025 5pm"))
	require.NoError(t, err)
	require.Equal(t, parse.End, r.Verb)
	require.Nil(t, r.AsMeeting)
	require.Contains(t, sentence(t, r.MeetingErr), "ago")
}

func TestCommandRefused(t *testing.T) {
	for text, why := range map[string]string{
		"move 12":               "Move it to when?",
		"move 12 blah 3pm":      "can't read this as a time",
		"move standup":          "no time",
		"move 12 today 9:00":    "ago",
		"rename 12":             "Rename which",
		"extend 12 0m":          "Zero",
		"cohost 12":             "Who",
		"remind 12":             "How long before",
		"timezone EST":          "several time zones",
		"timezone Europe/Atlan": "don't know",
		"forget":                "didn't understand",
	} {
		_, err := parse.Parse(monday(t, text))
		var e *parse.Error
		require.ErrorAs(t, err, &e, text)
		require.Contains(t, sentence(t, e), why, text)
		require.NotEmpty(t, e.Example)
	}
}

// A choice for a move is again a move of the same meeting.
func TestMoveChoices(t *testing.T) {
	for _, text := range []string{"move 12 tomorrow midnight", "move my sync tomorrow midnight", `move "my sync" tomorrow midnight`} {
		in := monday(t, text)
		_, err := parse.Parse(in)
		var e *parse.Error
		require.ErrorAs(t, err, &e)
		require.Len(t, e.Choices, 2)
		for _, c := range e.Choices {
			in.Text = c.Form().Words()
			r, err := parse.Parse(in)
			require.NoError(t, err)
			require.Equal(t, parse.Move, r.Verb)
			require.Contains(t, text, r.Ref)
			require.NotEmpty(t, r.Ref)
		}
	}
}
