package parse_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/bot/parse"
)

// TestDaysAreNeverLeftInTheTitle: a day that is said beside the time is the day that is meant, or it is asked back.
func TestDaysAreNeverLeftInTheTitle(t *testing.T) {
	for text, start := range map[string]string{
		"30.11. 15:00 x":      "2026-11-30T15:00+01:00",
		"30.11 15:00 x":       "2026-11-30T15:00+01:00",
		"x 15:00 30.11.":      "2026-11-30T15:00+01:00",
		"11-30 15:00 x":       "2026-11-30T15:00+01:00",
		"30th 15:00 x":        "2026-11-30T15:00+01:00",
		"the 30th at 3pm x":   "2026-11-30T15:00+01:00",
		"x on the 5th at 10":  "2026-12-05T10:00+01:00",
		"x 23rd at 3pm":       "2026-11-23T15:00+01:00",
		"x 23rd at 9am":       "2026-12-23T09:00+01:00",
		"31st 3pm x":          "2026-12-31T15:00+01:00",
		"friday week 3pm x":   "2026-12-04T15:00+01:00",
		"x friday week at 15": "2026-12-04T15:00+01:00",
	} {
		r, err := parse.Parse(monday(t, text))
		require.NoError(t, err, text)
		require.Equal(t, instant(t, start).UTC(), r.Start, text)
		require.Equal(t, "x", r.Title, text)
	}
	for text, why := range map[string]string{
		"today or tomorrow 3pm x":   "two_dates",
		"tomorrow and friday 3pm x": "several_days",
		"x tomorrow before 15:00":   "open_time",
		"fri 14:00-13:00 x":         "next_day",
	} {
		r, err := parse.Parse(monday(t, text))
		require.ErrorContains(t, err, why, "%s: %v", text, r)
	}
	for text, rule := range map[string]string{
		"mon to fri 9:30 x": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
		"3pm fri - sun x":   "FREQ=WEEKLY;BYDAY=FR,SA,SU",
		"mon-fri 9:30 x":    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
	} {
		r, err := parse.Parse(monday(t, text))
		require.NoError(t, err, text)
		require.Equal(t, rule, r.Repeat.String())
		require.Equal(t, "x", r.Title)
	}
	for text, title := range map[string]string{
		"5th anniversary tomorrow 3pm":          "5th anniversary",
		"the 2nd review 3pm":                    "the 2nd review",
		"tomorrow 3pm 5th anniversary":          "5th anniversary",
		"mon-fri summary tomorrow 3pm":          "mon-fri summary",
		"24.5 release tomorrow 3pm":             "24.5 release",
		"retro fri 22:00-02:00":                 "retro",
		"friday week planning tomorrow 3pm":     "friday week planning",
		"day after deploy tomorrow at 3pm":      "day after deploy",
		"version 11-30 of it tomorrow at 15:00": "version 11-30 of it",
	} {
		r, err := parse.Parse(monday(t, text))
		require.NoError(t, err, text)
		require.Equal(t, title, r.Title)
	}
}
