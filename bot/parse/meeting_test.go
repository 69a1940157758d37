package parse_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/bot/parse"
)

func TestMeeting(t *testing.T) {
	for _, c := range []struct{ text, start, length, title string }{
		{"tomorrow 3pm Design review for 45m", "11-24 15:00", "45m0s", "Design review"},
		{"Design review fri 14:00-15:30", "11-27 14:00", "1h30m0s", "Design review"},
		{"for 45m Design review TOMORROW at 3 PM", "11-24 15:00", "45m0s", "Design review"},
		{"tomorrow 3pm 30m standup", "11-24 15:00", "30m0s", "standup"},
		{"30m standup tomorrow 3pm", "11-24 15:00", "30m0s", "standup"},
		{"standup in 2 minutes for 5m", "11-23 10:19", "5m0s", "standup"},
		{"in 10 seconds blitz for 20s", "11-23 10:17", "20s", "blitz"},
		{"3pm to 4pm x", "11-23 15:00", "1h0m0s", "x"},
		{"between 3 and 4pm x", "11-23 15:00", "1h0m0s", "x"},
		{"tomorrow 11-1pm x", "11-24 11:00", "2h0m0s", "x"},
		{"tomorrow 22:00-6:00 x", "11-24 22:00", "8h0m0s", "x"},
		{"9:00 x", "11-24 09:00", "0s", "x"},
		{"mon 9:00 x", "11-30 09:00", "0s", "x"},
		{"mon 11:00 x", "11-23 11:00", "0s", "x"},
		{"next monday 9am", "11-30 09:00", "0s", ""},
		{"friday next week 9am", "12-04 09:00", "0s", ""},
		{"Tuesday, 1 dec 3pm", "12-01 15:00", "0s", ""},
		{"the day after tomorrow 10am", "11-25 10:00", "0s", ""},
		{"tonight at 8 dinner", "11-23 20:00", "0s", "dinner"},
		{"tonight midnight", "11-24 00:00", "0s", ""},
		{"midnight x", "11-24 00:00", "0s", "x"},
		{"tomorrow evening standup at 8", "11-24 20:00", "0s", "standup"},
		{"a week from friday 3pm x", "12-04 15:00", "0s", "x"},
		{"20 Dec 5pm party", "12-20 17:00", "0s", "party"},
		{"31/12 5pm party", "12-31 17:00", "0s", "party"},
		{"31.12.2026 5pm party", "12-31 17:00", "0s", "party"},
		{"tomorrow 15.30 x", "11-24 15:30", "0s", "x"},
		{"@3pm x", "11-23 15:00", "0s", "x"},
		{"tomorrow 3pm, standup,", "11-24 15:00", "0s", "standup"},
		{"tomorrow 3pm - standup", "11-24 15:00", "0s", "standup"},
		{`tomorrow 3pm "10:30 to 11"`, "11-24 15:00", "0s", "10:30 to 11"},
		{`tomorrow 3pm “10:30 members only”`, "11-24 15:00", "0s", "10:30 members only"},
		{`"3pm" club tomorrow 4pm`, "11-24 16:00", "0s", `"3pm" club`},
		{"1:1 with May tomorrow 3pm", "11-24 15:00", "0s", "1:1 with May"},
		{"march planning tomorrow 3pm", "11-24 15:00", "0s", "march planning"},
		{"3pm 24/7 support", "11-23 15:00", "0s", "24/7 support"},
		{"top 5 tomorrow 3pm", "11-24 15:00", "0s", "top 5"},
		{"tea for 2 tomorrow 3pm", "11-24 15:00", "0s", "tea for 2"},
		{"every second counts tomorrow 3pm", "11-24 15:00", "0s", "every second counts"},
		{"weekly sync tomorrow 3pm", "11-24 15:00", "0s", "weekly sync"},
		{"2 day workshop tomorrow 9:00", "11-24 09:00", "0s", "2 day workshop"},
		{"tomorrow 3pm <!channel> *x* & @here", "11-24 15:00", "0s", "<!channel> *x* & @here"},
		{"tomorrow\u00a03pm\u3000a\u2003b", "11-24 15:00", "0s", "a b"},
		{"schedule tomorrow 3pm x", "11-24 15:00", "0s", "x"},
		{"new hire lunch tomorrow noon", "11-24 12:00", "0s", "new hire lunch"},
	} {
		t.Run(c.text, func(t *testing.T) {
			in := monday(t, c.text)
			r, err := parse.Parse(in)
			require.NoError(t, err)
			require.Equal(t, parse.New, r.Verb)
			require.Equal(t, c.start, r.Start.In(in.Zone).Format("01-02 15:04"))
			require.Equal(t, c.length, r.Duration.String())
			require.Equal(t, c.title, r.Title)
		})
	}
}

func TestBareHour(t *testing.T) {
	for _, c := range []struct{ text, start, half, other string }{
		{"tomorrow 3 standup", "24 15:00", "pm", "24 03:00"},
		{"tomorrow 6 x", "24 18:00", "pm", "24 06:00"},
		{"tomorrow 7 x", "24 07:00", "am", "24 19:00"},
		{"x tomorrow at 11", "24 11:00", "am", "24 23:00"},
		{"tomorrow 12 x", "24 12:00", "", ""},
		{"tomorrow 13 x", "24 13:00", "", ""},
		{"tomorrow 03:00 x", "24 03:00", "", ""},
		{"tomorrow 10:30 x", "24 10:30", "", ""},
		{"tomorrow 9-5 x", "24 09:00", "am", "24 21:00"},
		{"today @3 x", "23 15:00", "pm", ""},
		{"half past nine tomorrow x", "24 09:30", "am", "24 21:30"},
		{"move 12 tomorrow 3", "24 15:00", "pm", "24 03:00"},
	} {
		t.Run(c.text, func(t *testing.T) {
			in := monday(t, c.text)
			r, err := parse.Parse(in)
			require.NoError(t, err)
			require.Equal(t, c.start, r.Start.In(in.Zone).Format("02 15:04"))
			require.Equal(t, c.half, r.AssumedHalf)
			if c.other == "" {
				require.Zero(t, r.OtherStart)
				return
			}
			require.Equal(t, c.other, r.OtherStart.In(in.Zone).Format("02 15:04"))
		})
	}
}

// What could mean two things, or nothing, is refused with the readings.
func TestAskedBack(t *testing.T) {
	for _, c := range []struct {
		text, why string
		choices   []string
	}{
		{"standup", "no time", []string{"now standup"}},
		{"tomorrow standup", "no time", nil},
		{"in 2 days", "no time", []string{"2026-11-25T10:17+01:00"}},
		{"standup in 15", "minutes or hours", []string{"2026-11-23T10:32+01:00 standup", "2026-11-24T01:17+01:00 standup"}},
		{"today 9:00 x", "1 h 17 min ago", []string{"2026-11-24T09:00+01:00 x"}},
		{"today 9 x", "1 h 17 min ago", []string{"2026-11-23T21:00+01:00 x", "2026-11-24T09:00+01:00 x"}},
		{"yesterday 10:00 x for 45m", "ago", []string{"2026-11-24T10:00+01:00 x for 45m"}},
		{"2026-02-01 10:00 x", "295 days ago", []string{"2027-02-01T10:00+01:00 x"}},
		{"tomorrow midnight x", "beginning or the end", []string{"2026-11-24T00:00+01:00 x", "2026-11-25T00:00+01:00 x"}},
		{"03/04/2027 10:00", "either way", []string{"2027-03-04T10:00+01:00", "2027-04-03T10:00+02:00"}},
		{"3pm x 4pm y", "two times", []string{`2026-11-23T15:00+01:00 "x 4pm y"`, `2026-11-23T16:00+01:00 "x y"`}},
		{"11:30-1:30 lunch members only", "morning or in the afternoon", []string{
			"2026-11-23T11:30+01:00 lunch for 14h members only", "2026-11-23T11:30+01:00 lunch for 2h members only",
		}},
		{"now hiring sync tomorrow 3pm", "another time", []string{
			`now "hiring sync tomorrow 3pm"`, "2026-11-24T15:00+01:00 \"now hiring sync\"",
		}},
		{"extend 15", "minutes longer", []string{"extend 15m", "extend #15"}},
		{"mon tue 3pm", "two dates", []string{"2026-11-23T15:00+01:00", "2026-11-24T15:00+01:00"}},
		{"Monday 1 dec 3pm", "is a Tuesday", []string{"2026-12-01T15:00+01:00", "2026-11-23T15:00+01:00"}},
		{"next week 3pm", "which day", []string{"2026-11-30T15:00+01:00", "2026-12-01T15:00+01:00", "2026-12-02T15:00+01:00", "2026-12-03T15:00+01:00"}},
		{"tomorrow 4:30 x", "morning or in the afternoon", []string{"2026-11-24T16:30+01:00 x", "2026-11-24T04:30+01:00 x"}},
		{"retro 11/12 tomorrow 3pm", "two dates", []string{`2026-11-24T15:00+01:00 "retro 11/12"`, "2026-12-11T15:00+01:00 retro", "2027-11-12T15:00+01:00 retro"}},
		{"dec 3pm", "which day", nil},
		{"31 Feb 3pm", "no 31 February", nil},
		{"tomorrow 25:00 x", "no such time", nil},
		{"tomorrow 14pm x", "no 14 pm", nil},
		{"3pm tomorrow morning", "isn't in the morning", nil},
		{"2030-01-01 10:00", "two years", nil},
		{"tomorrow 3pm for 5s", "10 s", nil},
		{"tomorrow 3pm-4pm for 45m", "two durations", nil},
		{"tomorrow 3pm-3pm", "ends when it starts", nil},
		{"every second tuesday 9:30 standup", "more than one way", []string{
			"2026-11-24T09:30+01:00 standup every 2 weeks on tue", "2026-12-08T09:30+01:00 standup every month on the second tue",
		}},
		{"every day 4:30 standup", "morning or in the afternoon", []string{"2026-11-23T16:30+01:00 standup every day", "2026-11-24T04:30+01:00 standup every day"}},
		{"every monday tuesday 9:30", "in two ways", nil},
		{"every 3 months on monday 9:30", "how often", nil},
		{"every monday 9:30 until 1 jun 10 times", "more than one way", nil},
		{"every monday 9:30 until tomorrow", "before its first", nil},
		{"twice a week 9:30 sync", "how often", nil},
		{"every hour standup", "once a day", nil},
		{"move #12 every monday 9:30", "how often", []string{"move #12 2026-11-30T09:30+01:00"}},
		{"tomorrow 3pm " + strings.Repeat("é", 101), "at most 100", nil},
	} {
		t.Run(c.text, func(t *testing.T) {
			in := monday(t, c.text)
			_, err := parse.Parse(in)
			e := requireRefusal(t, err, "", len(c.choices))
			require.Contains(t, strings.ToLower(sentence(t, e)), strings.ToLower(c.why))
			for i, choice := range e.Choices {
				require.Equal(t, c.choices[i], choice.Form().Words())
			}
		})
	}
}

func TestTitleOf100(t *testing.T) {
	title := strings.Repeat("é", 100)
	r, err := parse.Parse(monday(t, "tomorrow 3pm "+title))
	require.NoError(t, err)
	require.Equal(t, title, r.Title)
}
