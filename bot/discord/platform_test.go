package discord

import (
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/bot/bottest"
)

func fixture(t *testing.T) bottest.Fixture {
	w := newWorld(t)
	// Whoever is addressed in a server, and not in the application, is known for a person once they were looked up.
	_, err := w.d.Profile(t.Context(), aliceID)
	require.NoError(t, err)
	return bottest.Fixture{
		Platform: w.d, Chat: w, Open: in(team), Closed: in(secret), Gone: in(vanished),
		Person: aliceID,
		Post:   "POST /channels/{channel}/messages", Edit: "PATCH /channels/{channel}/messages/{message}",
		Secrets: []string{botToken, w.url},
	}
}

func TestPlatform(t *testing.T) { bottest.TestPlatform(t, fixture) }
