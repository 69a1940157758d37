package slack

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
)

func TestFallbackReadsTheWholeCard(t *testing.T) {
	now := time.Date(2030, 3, 18, 17, 0, 0, 0, time.UTC)
	card := bot.Card{
		Title: "Cancel <b>?",
		Lines: []bot.Line{
			{bot.Text("Everybody is told.")},
			{bot.Text("Called by "), bot.Mention{Name: "alice"}},
			{bot.Moment{At: now.Add(50 * time.Minute)}, bot.Text(", "), bot.Moment{At: now.Add(50 * time.Minute), Style: bot.Countdown}},
		},
		Buttons: []bot.Button{{Label: "Join", URL: "https://meet.example/m/x"}, {Label: "Yes", Command: "cancel #1"}},
	}
	require.Equal(t, "Cancel &lt;b&gt;? Everybody is told. Called by @alice. Mon 18 Mar 2030 17:50 UTC, within 1 h. Join: https://meet.example/m/x", fallback(card, now))
}

func TestCountdownStaysTrueUntilItsNextEdit(t *testing.T) {
	for left, want := range map[time.Duration]string{
		time.Second: "within 1 min", time.Minute: "within 1 min", 61 * time.Second: "within 5 min", 5 * time.Minute: "within 5 min",
		10 * time.Minute: "within 10 min", 15 * time.Minute: "within 15 min", 29 * time.Minute: "within 30 min",
		time.Hour: "within 1 h", 61 * time.Minute: "in more than an hour", 48 * time.Hour: "in more than an hour",
	} {
		require.Equal(t, want, countdown(left), left.String())
	}
}
