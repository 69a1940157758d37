package bot

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestWhatIsAssumedIsSaidAndOneButtonAway from its alternative, of a new meeting and of a move.
func TestWhatIsAssumedIsSaidAndOneButtonAway(t *testing.T) {
	c := newChat(t, "Europe/Warsaw")
	said := func(words string) (out Card) {
		c.n++
		command := Command{Sender: c.alice(), Channel: c.channel(), Said: Words(words), Key: string(rune('a' + c.n)), Openness: Open, Locale: "en-GB"}
		_, err := c.bot.Answer(t.Context(), command, func(card Card) []byte { out = card; return nil })
		require.NoError(t, err)
		return out
	}
	booked := said("9/12 15:00 review")
	require.Contains(t, booked.Lines, Line{Text("I assumed "), Text("Wed 9 Dec"), Text(".")})
	require.Equal(t, instantOf(t, "2026-12-09 14:00"), c.upcoming()[0].Start)
	c.presses(booked, "No, Sat 12 Sep")
	require.Equal(t, instantOf(t, "2026-09-12 13:00"), c.upcoming()[0].Start)

	moved := said("move #1 to 4")
	require.Equal(t, instantOf(t, "2026-09-12 14:00"), c.upcoming()[0].Start)
	c.presses(moved, "No, 4 am")
	require.Equal(t, instantOf(t, "2026-09-12 02:00"), c.upcoming()[0].Start)
}
