package discord

import (
	"testing"

	"meetbot/bot/bottest"
)

func fixture(t *testing.T) bottest.Fixture {
	w := newWorld(t)
	return bottest.Fixture{
		Platform: w.d, Chat: w, Open: in(team), Closed: in(secret), Gone: in(vanished),
		Person: aliceID,
		Post:   "POST /channels/{channel}/messages", Edit: "PATCH /channels/{channel}/messages/{message}",
		Delete:  "DELETE /channels/{channel}/messages/{message}",
		Secrets: []string{botToken, w.url},
	}
}

func TestPlatform(t *testing.T) { bottest.TestPlatform(t, fixture) }
