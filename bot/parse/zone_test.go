package parse_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/parse"
)

// What the clocks skip or repeat is asked back; each choice is one of the instants that may be meant.
func TestClockChanges(t *testing.T) {
	for _, c := range []struct {
		zone, now, text string
		why             string
		want            []string
	}{
		{"Europe/Paris", "2026-03-20T12:00:00Z", "29 Mar 02:30 x", "skip", []string{"2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"}},
		{"Europe/Paris", "2026-10-20T12:00:00Z", "25 Oct 02:30 x", "twice", []string{"2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"}},
		{"America/New_York", "2026-03-07T17:00:00Z", "tomorrow 2:30am x", "skip", []string{"2026-03-08T06:30:00Z", "2026-03-08T07:30:00Z"}},
		{"America/New_York", "2026-10-31T12:00:00Z", "tomorrow 1:30am x", "twice", []string{"2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"}},
		{"Australia/Lord_Howe", "2026-10-01T00:00:00Z", "2026-10-04 02:15 x", "skip", []string{"2026-10-03T15:15:00Z", "2026-10-03T15:45:00Z"}},
		{"Australia/Lord_Howe", "2026-04-01T00:00:00Z", "2026-04-05 01:45 x", "twice", []string{"2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z"}},
		{"Africa/Casablanca", "2026-02-10T00:00:00Z", "15 Feb 02:30 x", "twice", []string{"2026-02-15T01:30:00Z", "2026-02-15T02:30:00Z"}},
		{"Africa/Casablanca", "2026-03-20T00:00:00Z", "22 Mar 02:30 x", "skip", []string{"2026-03-22T01:30:00Z", "2026-03-22T02:30:00Z"}},
		{"Africa/Cairo", "2026-04-20T00:00:00Z", "24 Apr 00:30 x", "skip", []string{"2026-04-23T21:30:00Z", "2026-04-23T22:30:00Z"}},
		{"Pacific/Apia", "2011-12-28T12:00:00Z", "30 Dec 09:00 x", "skip", []string{"2011-12-29T19:00:00Z", "2011-12-30T19:00:00Z"}},
	} {
		t.Run(c.zone+" "+c.text, func(t *testing.T) {
			in := input(t, c.now, c.zone, c.text)
			_, err := parse.Parse(in)
			e := requireRefusal(t, err, c.why, len(c.want))
			for i, choice := range e.Choices {
				in.Text = choice.Form().Words()
				r, err := parse.Parse(in)
				require.NoError(t, err)
				require.Equal(t, c.want[i], r.Start.Format(time.RFC3339))
				require.Equal(t, "x", r.Title)
			}
		})
	}
}

// Days are added on the calendar; hours and minutes are elapsed time.
func TestAcrossClockChanges(t *testing.T) {
	for _, c := range []struct{ zone, now, text, start, length string }{
		{"Europe/Paris", "2026-03-28T12:00:00Z", "tomorrow 13:00", "2026-03-29T11:00:00Z", "0s"},
		{"Europe/Paris", "2026-10-24T12:00:00Z", "tomorrow 14:00", "2026-10-25T13:00:00Z", "0s"},
		{"Europe/Paris", "2026-10-24T12:00:00Z", "in 24 hours", "2026-10-25T12:00:00Z", "0s"},
		{"Europe/Paris", "2026-10-24T12:00:00Z", "tomorrow 01:00-04:00", "2026-10-24T23:00:00Z", "4h0m0s"},
		{"Europe/Paris", "2026-03-28T12:00:00Z", "tomorrow 01:00-04:00", "2026-03-29T00:00:00Z", "2h0m0s"},
		{"Europe/Paris", "2026-10-25T00:40:00Z", "02:30", "2026-10-25T01:30:00Z", "0s"}, // the first 2:30 is over
		{"Asia/Kathmandu", "2026-03-28T12:00:00Z", "tomorrow 9:00", "2026-03-29T03:15:00Z", "0s"},
		{"Pacific/Kiritimati", "2026-03-28T12:00:00Z", "tomorrow 9:00", "2026-03-29T19:00:00Z", "0s"},
		{"Europe/Paris", "2026-12-31T22:30:00Z", "tomorrow 9am", "2027-01-01T08:00:00Z", "0s"},
		{"Europe/Paris", "2027-12-31T12:00:00Z", "29 Feb 9am", "2028-02-29T08:00:00Z", "0s"},
		{"Europe/Paris", "2027-01-31T12:00:00Z", "in 1 month at 9am", "2027-02-28T08:00:00Z", "0s"},
	} {
		t.Run(c.zone+" "+c.text, func(t *testing.T) {
			r, err := parse.Parse(input(t, c.now, c.zone, c.text))
			require.NoError(t, err)
			require.Equal(t, c.start, r.Start.Format(time.RFC3339))
			require.Equal(t, c.length, r.Duration.String())
		})
	}
}

func TestZones(t *testing.T) {
	for _, c := range []struct{ text, start, zone string }{
		{"tomorrow 3pm America/New_York sync", "2026-11-24T20:00:00Z", "America/New_York"},
		{"tomorrow 3pm america/new_york sync", "2026-11-24T20:00:00Z", "America/New_York"},
		{"tomorrow 3pm sync Asia/Tokyo", "2026-11-24T06:00:00Z", "Asia/Tokyo"},
		{"tomorrow 3pm UTC sync", "2026-11-24T15:00:00Z", "UTC"},
		{"tomorrow 9am PT sync", "2026-11-24T17:00:00Z", "America/Los_Angeles"},
		{"tomorrow 9am JST sync", "2026-11-24T00:00:00Z", "Asia/Tokyo"},
		{"tomorrow 3pm CET sync", "2026-11-24T14:00:00Z", "Europe/Paris"},
		{"tomorrow 3pm ET/12pm PT sync", "2026-11-24T20:00:00Z", "America/New_York"},
		{"tomorrow 3am EST / 9am CET sync", "2026-11-24T08:00:00Z", "America/New_York"},
		{"16:00 UK time sync", "2026-11-23T16:00:00Z", "Europe/London"},
		{"tomorrow 3pm my time sync", "2026-11-24T14:00:00Z", "Europe/Paris"},
		{"tomorrow 3pm utc+2 sync", "2026-11-24T13:00:00Z", "Europe/Paris"},
		{"2026-11-24T15:00-05:30 sync", "2026-11-24T20:30:00Z", "Europe/Paris"},
		{"tomorrow 3pm New York time sync", "2026-11-24T20:00:00Z", "America/New_York"},
		{"2026-11-24T15:00:30+09:00 sync", "2026-11-24T06:00:30Z", "Europe/Paris"},
	} {
		t.Run(c.text, func(t *testing.T) {
			r, err := parse.Parse(monday(t, c.text))
			require.NoError(t, err)
			require.Equal(t, c.start, r.Start.Format(time.RFC3339))
			require.Equal(t, c.zone, r.Zone)
			require.Equal(t, "sync", r.Title)
		})
	}
}

func TestZoneRefused(t *testing.T) {
	for text, want := range map[string]struct {
		why     string
		choices []string
	}{
		"tomorrow 3pm EST":                      {"several time zones", []string{"America/New_York", "Australia/Sydney"}},
		"tomorrow 3pm ist":                      {"several time zones", []string{"Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"}},
		"tomorrow 3pm PST x":                    {"several time zones", []string{"America/Los_Angeles", "Asia/Manila"}},
		"tomorrow 15:00 Europe/Berln":           {"don't know that time zone", []string{"Europe/Berlin"}},
		"tomorrow 3pm UTC+15":                   {"no such offset", nil},
		"tomorrow 15:00+99":                     {"no such offset", nil},
		"tomorrow 3pm Asia/Tokyo Europe/Berlin": {"two time zones", nil},
	} {
		_, err := parse.Parse(monday(t, text))
		require.Error(t, err, text)
		e := requireRefusal(t, err, want.why, len(want.choices))
		for i, c := range e.Choices {
			require.Equal(t, want.choices[i], c.Zone, text)
		}
	}
}

func TestZoneNotKnown(t *testing.T) {
	in := monday(t, "")
	in.Zone = nil
	for _, text := range []string{"now", "in 10 minutes x", "2026-12-01T09:00Z", "tomorrow 3pm Asia/Tokyo", "tomorrow 15:00+02:00"} {
		in.Text = text
		_, err := parse.Parse(in)
		require.NoError(t, err, text)
	}
	for _, text := range []string{"tomorrow 3pm", "15:00 x", "2026-12-01T09:00", "in 1 day 2 hours", "move 12 fri 9:00"} {
		in.Text = text
		_, err := parse.Parse(in)
		var e *parse.Error
		require.ErrorAs(t, err, &e, text)
		require.True(t, e.NeedsZone, text)
	}
}

// monday is a Monday in Paris, 10:17.
func monday(t testing.TB, text string) parse.Input {
	return input(t, "2026-11-23T10:17:00+01:00", "Europe/Paris", text)
}
