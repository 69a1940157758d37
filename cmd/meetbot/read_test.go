package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// reads runs "meetbot read" on a Monday in Paris, 10:17.
func reads(t *testing.T, in string, args ...string) (out string, status int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	args = append([]string{"read", "--now", "2026-11-23T09:17:00Z", "--zone", "Europe/Paris"}, args...)
	status = program{strings.NewReader(in), &stdout, &stderr, nil}.run(t.Context(), args)
	return stdout.String() + stderr.String(), status
}

// TestReadTellsHowATextIsUnderstood, in the very fields that are promised.
func TestReadTellsHowATextIsUnderstood(t *testing.T) {
	meeting := []string{"--meeting", "2026-11-27T15:00:00+01:00/45m"}
	for _, c := range []struct {
		text, want string
		more       []string
	}{
		{text: "tomorrow 3pm Design review for 45m with @bob private", want: `{"text":"tomorrow 3pm Design review for 45m with @bob private","outcome":"meeting","verb":"new","title":"Design review","start":"2026-11-24T14:00:00Z","duration":"45m0s","zone":"Europe/Paris","repeat":"","members_only":true,"invited":["@bob"],"ref":"","choices":[],"message":"A new meeting · Design review · Tuesday 24 November, 15:00–15:45, Europe/Paris time, in 28 h 43 min · members only · @bob"}`},
		{text: "every weekday 9:30 standup for 15m until 1 June", want: `{"text":"every weekday 9:30 standup for 15m until 1 June","outcome":"meeting","verb":"new","title":"standup","start":"2026-11-24T08:30:00Z","duration":"15m0s","zone":"Europe/Paris","repeat":"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20270601","members_only":false,"invited":[],"ref":"","choices":[],"message":"A new meeting · standup · Tuesday 24 November, 09:30–09:45, Europe/Paris time, in 23 h 13 min · every weekday at 09:30 until Tue 1 Jun 2027"}`},
		{text: "now standup", want: `{"text":"now standup","outcome":"meeting","verb":"now","title":"standup","start":"","duration":"","zone":"Europe/Paris","repeat":"","members_only":false,"invited":[],"ref":"","choices":[],"message":"A meeting, now · standup"}`},
		{text: "move #12 30m later", more: meeting, want: `{"text":"move #12 30m later","outcome":"command","verb":"move","title":"","start":"2026-11-27T14:30:00Z","duration":"","zone":"Europe/Paris","repeat":"","members_only":false,"invited":[],"ref":"#12","choices":[],"message":"Move a meeting · #12 · Fri 27 Nov 15:30, Europe/Paris time, in 4 days"}`},
		{text: "move #12 30m later", want: `{"text":"move #12 30m later","outcome":"command","verb":"move","title":"","start":"","duration":"","zone":"","repeat":"","members_only":false,"invited":[],"ref":"#12","choices":[],"message":"Move a meeting · #12"}`},
		{text: "3pm or 4pm x", want: `{"text":"3pm or 4pm x","outcome":"question","verb":"","title":"","start":"","duration":"","zone":"","repeat":"","members_only":false,"invited":[],"ref":"","choices":[{"label":"Mon 23 Nov 15:00","text":"2026-11-23T15:00+01:00 x"},{"label":"Mon 23 Nov 16:00","text":"2026-11-23T16:00+01:00 x"}],"message":"“3pm or 4pm”: That's two times. Which one? Put a title that contains a time in quotes."}`},
		{text: "25:00 x", more: []string{"--locale", "de-DE"}, want: `{"text":"25:00 x","outcome":"refusal","verb":"","title":"","start":"","duration":"","zone":"","repeat":"","members_only":false,"invited":[],"ref":"","choices":[],"message":"„25:00“: Diese Uhrzeit gibt es nicht; es geht von 00:00 bis 23:59."}`},
	} {
		out, status := reads(t, "", append(append([]string{"--json"}, c.more...), c.text)...)
		require.Zero(t, status, out)
		require.JSONEq(t, c.want, out)
		require.Equal(t, c.want+"\n", out, "in this order")
	}
}

// TestReadTakesALineForEachText from the standard input, empty ones too, and the last without its end.
func TestReadTakesALineForEachText(t *testing.T) {
	out, status := reads(t, "tomorrow 3pm x\r\n\nlist mine\nend of year party 20 Dec 5pm", "--json")
	require.Zero(t, status)
	var got []string
	for line := range strings.Lines(out) {
		var one struct{ Text, Verb, Outcome string }
		require.NoError(t, json.Unmarshal([]byte(line), &one))
		got = append(got, one.Text+"|"+one.Verb+"|"+one.Outcome)
	}
	require.Equal(t, []string{"tomorrow 3pm x|new|meeting", "|help|command", "list mine|list|command", "end of year party 20 Dec 5pm|new|meeting"}, got)
	out, status = reads(t, "", "tomorrow", "midnight", "x")
	require.Zero(t, status)
	require.Contains(t, out, "tomorrow midnight x\n  question: ")
	require.Contains(t, out, "    [Tue 24 Nov 00:00]  2026-11-24T00:00+01:00 x\n")
}

func TestReadRefusesWhatItCannotGoBy(t *testing.T) {
	for _, args := range [][]string{{"--zone", "Mars"}, {"--zone", ""}, {"--now", "today"}, {"--meeting", "tomorrow/45m"}, {"--meeting", "2026-11-27T15:00:00Z"}, {"--meeting", "2026-11-27T15:00:00Z/-5m"}, {"--other"}} {
		out, status := reads(t, "", append(args, "tomorrow 3pm x")...)
		require.Equal(t, misled, status, out)
	}
}
