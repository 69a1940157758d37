package slack

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	slackapi "github.com/slack-go/slack"
	"github.com/stretchr/testify/require"

	"meetbot/bot"
)

func TestCountdownStaysTrueUntilItsNextEdit(t *testing.T) {
	for left, want := range map[time.Duration]string{
		time.Second: "within 1 min", time.Minute: "within 1 min", 61 * time.Second: "within 5 min", 5 * time.Minute: "within 5 min",
		10 * time.Minute: "within 10 min", 15 * time.Minute: "within 15 min", 29 * time.Minute: "within 30 min",
		time.Hour: "within 1 h", 61 * time.Minute: "in more than an hour", 48 * time.Hour: "in more than an hour",
	} {
		require.Equal(t, want, countdown(left), left.String())
	}
}

// TestALongMenuIsAList: three dots hold five choices.
func TestALongMenuIsAList(t *testing.T) {
	for n, want := range map[int]string{0: "", 1: "overflow", 5: "overflow", 6: "static_select", 101: "static_select"} {
		c := bot.Card{Title: "x", Lines: []bot.Line{{bot.Text("y")}}}
		for range n {
			c.Menu = append(c.Menu, bot.Button{Label: strings.Repeat("m", 80), Press: "settle UTC"})
		}
		m, is := buttons(c).(*slackapi.ActionBlock)
		require.Equal(t, want != "", is, n)
		if !is {
			continue
		}
		raw, err := json.Marshal(m.Elements.ElementSet[0])
		require.NoError(t, err)
		var drawn struct {
			Type    string
			Options []struct{ Value string }
		}
		require.NoError(t, json.Unmarshal(raw, &drawn))
		require.Equal(t, want, drawn.Type)
		require.Len(t, drawn.Options, min(n, 100))
	}
}
