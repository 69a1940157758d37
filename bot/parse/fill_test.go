package parse_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"meetbot/bot/parse"
	"meetbot/core"
)

func TestFill(t *testing.T) {
	const min = time.Minute
	at := func(s string) time.Time { return instant(t, s).UTC() }
	const paris = "Europe/Paris"
	f := parse.NewForm
	for name, c := range map[string]struct {
		form parse.Form
		want parse.Request
	}{
		"help":              {f(parse.Help), parse.Request{Verb: parse.Help}},
		"nothing":           {f(""), parse.Request{Verb: parse.Help}},
		"no such verb":      {f("x", "meeting", ""), parse.Request{Verb: parse.Help}},
		"now":               {f(parse.Now), parse.Request{Verb: parse.Now, Zone: paris}},
		"now with all":      {f(parse.Now, "title", "Quick question", "duration", "45", "members_only", "true"), parse.Request{Verb: parse.Now, Title: "Quick question", Duration: 45 * min, MembersOnly: true, Zone: paris}},
		"a hostile title":   {f(parse.Now, "title", "x for 3h members only"), parse.Request{Verb: parse.Now, Title: "x for 3h members only", Zone: paris}},
		"new":               {f(parse.New, "when", "on friday at 15:00", "title", `the "big" one`, "duration", "for 45m"), parse.Request{Verb: parse.New, Title: `the "big" one`, Start: at("2026-11-27T15:00+01:00"), Duration: 45 * min, Zone: paris}},
		"no members":        {f(parse.New, "when", "fri 14:00-15:30", "members_only", "false"), parse.Request{Verb: parse.New, Start: at("2026-11-27T14:00+01:00"), Duration: 90 * min, Zone: paris}},
		"a title in when":   {f(parse.New, "when", "tomorrow 15:00 standup"), parse.Request{Verb: parse.New, Title: "standup", Start: at("2026-11-24T15:00+01:00"), Zone: paris}},
		"a verb in when":    {f(parse.New, "when", "cancel party tomorrow 15:00"), parse.Request{Verb: parse.New, Title: "cancel party", Start: at("2026-11-24T15:00+01:00"), Zone: paris}},
		"at once":           {f(parse.New, "when", " Now ", "title", "x", "duration", "5m"), parse.Request{Verb: parse.Now, Title: "x", Duration: 5 * min, Zone: paris}},
		"at once, called":   {f(parse.New, "when", "now standup"), parse.Request{Verb: parse.Now, Title: "standup", Zone: paris}},
		"list":              {f(parse.List, "scope", "mine"), parse.Request{Verb: parse.List, Scope: parse.Mine}},
		"no such scope":     {f(parse.List, "scope", "ideas tomorrow 4pm"), parse.Request{Verb: parse.List}},
		"show":              {f(parse.Show, "meeting", " 12 "), parse.Request{Verb: parse.Show, Ref: "12"}},
		"show a title":      {f(parse.Show, "meeting", "#12 tomorrow 3pm"), parse.Request{Verb: parse.Show, Ref: "#12 tomorrow 3pm"}},
		"cancel":            {f(parse.Cancel, "meeting", `x" #12`), parse.Request{Verb: parse.Cancel, Ref: `x" #12`}},
		"end":               {f(parse.End), parse.Request{Verb: parse.End}},
		"share":             {f(parse.Share, "meeting", "https://meet.example/m/x"), parse.Request{Verb: parse.Share, Ref: "https://meet.example/m/x"}},
		"move":              {f(parse.Move, "meeting", "weekly sync", "when", "fri 10:00"), parse.Request{Verb: parse.Move, Ref: "weekly sync", Start: at("2026-11-27T10:00+01:00"), Zone: paris, Open: true, Change: "fri 10:00"}},
		"rename":            {f(parse.Rename, "meeting", "#12", "title", "to 3pm"), parse.Request{Verb: parse.Rename, Ref: "#12", Title: "to 3pm"}},
		"extend":            {f(parse.Extend, "by", "15"), parse.Request{Verb: parse.Extend, Duration: 15 * min, Change: "15"}},
		"extend that":       {f(parse.Extend, "meeting", "#12", "by", "by half an hour"), parse.Request{Verb: parse.Extend, Ref: "#12", Duration: 30 * min, Change: "by half an hour"}},
		"timezone":          {f(parse.Timezone), parse.Request{Verb: parse.Timezone}},
		"timezone New York": {f(parse.Timezone, "zone", "New York"), parse.Request{Verb: parse.Timezone, Zone: "America/New_York"}},
		"link":              {f(parse.Link, "when", "x"), parse.Request{Verb: parse.Link}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := parse.Fill(monday(t, ""), c.form)
			require.NoError(t, err)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Fatal(diff)
			}
		})
	}
}

func TestFillRefused(t *testing.T) {
	for _, c := range []struct {
		form      parse.Form
		part, why string
		example   parse.Form
	}{
		{parse.NewForm(parse.New, "when", "tomorrow 3pm", "duration", "members only"), "members only", "as a duration", parse.NewForm("", "duration", "45m")},
		{parse.NewForm(parse.Extend, "by", "#13"), "#13", "as a duration", parse.NewForm("", "by", "45m")},
		{parse.NewForm(parse.Now, "duration", "2s"), "2s", "10 s", parse.NewForm(parse.New, "when", "tomorrow 15:00", "title", "review", "duration", "45m")},
		{parse.NewForm(parse.New, "when", "tomorrow 15:00 foo", "title", "bar"), "foo", "filled in already", parse.NewForm("", "when", "tomorrow 15:00")},
		{parse.NewForm(parse.New, "when", "tomorrow 15:00-16:00", "duration", "30m", "title", "bar"), "15:00-16:00 … 30m", "two durations", parse.NewForm(parse.New, "when", "tomorrow 15:00", "title", "bar")},
		{parse.NewForm(parse.New, "when", "now tomorrow 15:00", "title", "bar"), "now … 15:00", "Which one", parse.NewForm(parse.New, "when", "tomorrow 15:00", "title", "bar")},
		{parse.NewForm(parse.New, "when", "cancel #12 tomorrow 15:00"), "#12", "can't read this as a time", parse.NewForm("", "when", "tomorrow 15:00")},
		{parse.NewForm(parse.New, "title", "bar"), "", "When should it start?", parse.NewForm(parse.New, "when", "tomorrow 15:00", "title", "bar")},
		{parse.NewForm(parse.Move, "meeting", "#1", "when", "blah 15:00"), "blah", "can't read this as a time", parse.NewForm(parse.Move, "meeting", "#1", "when", "tomorrow 15:00")},
		{parse.NewForm(parse.Move, "meeting", "#1"), "", "Move it to when?", parse.NewForm(parse.Move, "meeting", "#1", "when", "tomorrow 15:00")},
		{parse.NewForm(parse.Rename, "meeting", "#1"), "", "Rename which", parse.NewForm(parse.Rename, "meeting", "#12", "title", "review")},
		{parse.NewForm(parse.Now, "title", strings.Repeat("é", 101)), "éééééééééééééééééééé…", "at most 100", parse.NewForm(parse.New, "when", "tomorrow 15:00", "title", "review", "duration", "45m")},
		{parse.NewForm(parse.Show, "meeting", strings.Repeat("x", 501)), "", "too long", parse.NewForm(parse.New, "when", "tomorrow 15:00", "title", "review", "duration", "45m")},
		{parse.NewForm(parse.Timezone, "zone", "x tomorrow 3pm"), "x_tomorrow_3pm", "don't know that time zone", parse.NewForm(parse.Timezone, "zone", "Europe/Paris")},
	} {
		_, err := parse.Fill(monday(t, ""), c.form)
		var e *parse.Error
		require.ErrorAs(t, err, &e, c.form)
		require.Equal(t, c.part, e.Part)
		require.Contains(t, sentence(t, e), c.why)
		require.Equal(t, c.example, e.Example)
	}
}

// TestChoicesOfAForm are readings of all of it.
func TestChoicesOfAForm(t *testing.T) {
	for _, when := range []string{"fri 3pm or sat 4pm", "tomorrow midnight", "yesterday 15:00"} {
		_, err := parse.Fill(monday(t, ""), parse.NewForm(parse.New, "when", when, "title", "for 3h", "duration", "20m", "members_only", "true"))
		var e *parse.Error
		require.ErrorAs(t, err, &e)
		require.NotEmpty(t, e.Choices, when)
		for _, c := range e.Choices {
			require.Equal(t, parse.New, c.Verb)
			require.Equal(t, "for 3h", c.Title)
			require.Equal(t, 20*time.Minute, c.Duration)
			require.True(t, c.MembersOnly)
			require.False(t, c.Start.IsZero())
		}
	}
}

// FuzzFill looks for values that make another command of one, or get into the place of another value.
func FuzzFill(f *testing.F) {
	for _, hostile := range []string{
		"list", "cancel #12", `"`, "”", `" cancel "`, "“x", "tomorrow 3pm", "#12", "12", "now", "for 3h", "members only",
		"\n", "move #12 fri 10:00", "forget me", "https://x.org/m/a", "to", ",", "-", "„", "\u200d", "x\u00a0\"", "(list", "now fri 3pm",
	} {
		for _, e := range parse.Verbs() {
			f.Add(string(e.Verb), hostile, "tomorrow 3pm")
			f.Add(string(e.Verb), "standup", hostile)
		}
	}
	f.Fuzz(func(t *testing.T, verb, a, b string) {
		form := parse.NewForm(parse.Verb(verb), "title", a, "meeting", a, "when", b, "by", b, "duration", b, "scope", a, "zone", a, "members_only", a)
		r, err := parse.Fill(parse.Input{Now: instant(t, "2026-11-23T10:17:00Z"), Zone: time.UTC}, form)
		if err != nil {
			var e *parse.Error
			require.ErrorAs(t, err, &e)
			require.NotEmpty(t, e.Reason)
			return
		}
		_, known := parse.EntryOf(parse.Verb(verb))
		switch {
		case !known:
			require.Equal(t, parse.Help, r.Verb)
		case verb == string(parse.New):
			require.Contains(t, []parse.Verb{parse.New, parse.Now}, r.Verb)
		default:
			require.Equal(t, parse.Verb(verb), r.Verb)
		}
		if r.Verb == parse.New || r.Verb == parse.Now {
			require.Equal(t, strings.Join(strings.Fields(core.CleanText(a)), " "), r.Title, "whatever it says")
		}
		require.Nil(t, r.AsMeeting)
		requireClean(t, r.Title)
	})
}

// TestEveryVerbIsReadBothWays, typed and filled in, and means the same, as its examples show it.
func TestEveryVerbIsReadBothWays(t *testing.T) {
	for _, e := range parse.Verbs() {
		_, known := parse.EntryOf(e.Verb)
		require.True(t, known)
		require.Equal(t, e.Offered && e.Verb != parse.Help, len(e.Examples) > 0, "%s: whoever is told of it is shown how it is typed", e.Verb)
		for _, x := range e.Examples {
			in := monday(t, x.Form.Words())
			typed, err := parse.Parse(in)
			require.NoError(t, err, in.Text)
			require.Equal(t, e.Verb, typed.Verb, in.Text)
			filled, err := parse.Fill(in, x.Form)
			require.NoError(t, err)
			require.Equal(t, typed, filled)
		}
	}
	for text, verb := range map[string]parse.Verb{
		"help": parse.Help, "schedule": parse.Schedule, "skip #1": parse.Skip, "cohost #1 @bob": parse.Cohost, "remind #1 5m": parse.Remind, "Forget me": parse.Forget,
	} {
		r, err := parse.Parse(monday(t, text))
		require.NoError(t, err)
		require.Equal(t, verb, r.Verb)
	}
}

// TestFormsAreShownAsTyped so that they read in this one way.
func TestFormsAreShownAsTyped(t *testing.T) {
	for want, f := range map[string]parse.Form{
		"help":      parse.NewForm(parse.Help),
		"forget me": parse.NewForm(parse.Forget),
		"tomorrow 15:00 review for 45m members only": parse.NewForm(parse.New, "members_only", "true", "duration", "45m", "title", "review", "when", "tomorrow 15:00"),
		`tomorrow 15:00 "at 3pm"`:                    parse.NewForm(parse.New, "when", "tomorrow 15:00", "title", "at 3pm", "members_only", "false"),
		`move "weekly sync" fri 10:00`:               parse.NewForm(parse.Move, "meeting", "weekly sync", "when", "fri 10:00"),
		`rename "12 angry men" Retro`:                parse.NewForm(parse.Rename, "meeting", "12 angry men", "title", "Retro"),
		"show weekly sync":                           parse.NewForm(parse.Show, "meeting", "weekly sync"),
		"extend #12 15m":                             parse.NewForm(parse.Extend, "by", "15m", "meeting", "#12"),
		"remind #12 30m 5m":                          parse.NewForm(parse.Remind, "meeting", "#12", "before", "30m 5m"),
		"tomorrow 15:00":                             parse.NewForm("", "when", "tomorrow 15:00"),
	} {
		require.Equal(t, want, f.Words())
	}
}

// TestWhomTheFieldNamesIsInvited, whatever the form turns out to mean.
func TestWhomTheFieldNamesIsInvited(t *testing.T) {
	r, err := parse.Fill(monday(t, ""), parse.NewForm(parse.New, "when", "tomorrow 3pm with @ana", "title", "review", "with", "@bob, <@7> @bob"))
	require.NoError(t, err)
	require.Equal(t, []string{"@ana", "@bob", "<@7>"}, r.Invited)
	r, err = parse.Fill(monday(t, ""), parse.NewForm(parse.Now, "title", "review", "with", "zoe"))
	require.NoError(t, err)
	require.Equal(t, []string{"zoe"}, r.Invited)
	_, err = parse.Fill(monday(t, ""), parse.NewForm(parse.New, "when", "tomorrow 4:30", "title", "review", "with", "@bob"))
	var e *parse.Error
	require.ErrorAs(t, err, &e)
	require.NotEmpty(t, e.Choices)
	for _, c := range e.Choices {
		require.Equal(t, []string{"@bob"}, c.Invited)
		require.Contains(t, c.Form().Words(), "with @bob")
	}
}
