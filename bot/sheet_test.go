package bot

import (
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/bot/parse"
)

// TestOnlyOurSheetsAreTaken: what comes back of one is data from outside, and no way to any other command.
func TestOnlyOurSheetsAreTaken(t *testing.T) {
	carrying := func(f parse.Form) string { return request{Form: &f}.press() }
	tomorrow := map[string]string{"when": "tomorrow 16:00", "title": "lunch", "meeting": "#1", "text": "x"}
	for press, want := range map[string]string{
		carrying(parse.NewForm(parse.New)):                                     "Booked: lunch",
		carrying(parse.NewForm(parse.Agenda, "meeting", "#1")):                 "Agenda: standup",
		carrying(parse.NewForm(parse.Cancel, "meeting", "#1")):                 "That button is out of date",
		carrying(parse.NewForm(parse.Rename, "meeting", "#1")):                 "That button is out of date",
		request{Request: parse.Request{Verb: parse.Cancel, Ref: "#1"}}.press(): "That button is out of date",
		"":      "That button is out of date",
		"2{}":   "That button is out of date",
		"1{}":   "That button is out of date",
		"1#x.0": "That button is out of date",
	} {
		c := busy(t)
		require.Equal(t, want, c.says(Filled{Press: press, Values: tomorrow}).Title, press)
		require.NotEqual(t, "lunch", c.says(Words("show #1")).Title)
	}
}
