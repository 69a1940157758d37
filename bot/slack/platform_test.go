package slack_test

import (
	"context"
	"io"
	"log/slog"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/bot/bottest"
	"meetbot/bot/emulator"
	"meetbot/bot/slack"
	"meetbot/bot/slack/slacktest"
	"meetbot/core"
	"meetbot/core/coretest"
)

func fixture(t *testing.T) bottest.Fixture {
	chat := slacktest.New(slacktest.Options{NoLimits: true})
	server := httptest.NewServer(chat.Handler())
	t.Cleanup(server.Close)
	chat.SetBaseURL(server.URL)
	chat.AddPerson(emulator.Person{ID: "U0001", Name: "alice", Zone: "Europe/Warsaw"})
	chat.AddChannel(emulator.Channel{ID: "C0001", Name: "team", Bot: true, Members: []string{"U0001"}})
	chat.AddChannel(emulator.Channel{ID: "C0002", Name: "secret", Private: true, Members: []string{"U0001"}})
	s, err := slack.New(slack.Options{
		BotToken: "xoxb-test", SigningSecret: "signing-test", APIURL: server.URL + "/api/", WebURL: server.URL,
		Words: bottest.Words(t), Clock: coretest.Wall{}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	require.NoError(t, err)
	require.NoError(t, s.Connect(context.Background()))
	in := func(id string) core.Channel { return core.Channel{Platform: "slack", Workspace: "T0001", ID: id} }
	return bottest.Fixture{
		Platform: s, Chat: chat, Open: in("C0001"), Closed: in("C0002"), Gone: in("C9999"),
		Person: core.Identity{Platform: "slack", Workspace: "T0001", UserID: "U0001"}, Zone: "Europe/Warsaw",
		Post: "chat.postMessage", Edit: "chat.update", Delete: "chat.delete",
		Secrets: []string{"xoxb-test", "signing-test", server.URL},
	}
}

func TestPlatform(t *testing.T) { bottest.TestPlatform(t, fixture) }
