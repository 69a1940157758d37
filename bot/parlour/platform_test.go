package parlour_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"meetbot/bot/bottest"
	"meetbot/bot/parlour"
	"meetbot/bot/parlour/parlourtest"
	"meetbot/core"
	"meetbot/core/coretest"
)

func fixture(t *testing.T) bottest.Fixture {
	chat := parlourtest.Furnished("", http.DefaultClient).(*parlourtest.Parlour)
	server := httptest.NewServer(chat.Handler())
	t.Cleanup(server.Close)
	p := parlour.New(parlour.Options{
		URL: server.URL, House: parlourtest.House, Token: parlourtest.Token, Secret: parlourtest.Secret, Words: bottest.Words(t),
		Clock: coretest.Wall{}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	in := func(id string) core.Channel {
		return core.Channel{Platform: parlour.Name, Workspace: parlourtest.House, ID: id}
	}
	return bottest.Fixture{
		Platform: p, Chat: chat, Open: in("room-1"), Closed: in("room-2"), Gone: in("room-9"),
		Person: core.Identity{Platform: parlour.Name, Workspace: parlourtest.House, UserID: "alice-1"}, Zone: "Europe/Warsaw",
		Post: "messages.post", Edit: "messages.edit", Delete: "messages.delete",
		Secrets: []string{parlourtest.Token, parlourtest.Secret, server.URL},
	}
}

func TestPlatform(t *testing.T) { bottest.TestPlatform(t, fixture) }
