package parlour_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
	"meetbot/bot/bottest"
	"meetbot/bot/parlour"
	"meetbot/bot/parlour/parlourtest"
	"meetbot/core"
	"meetbot/core/coretest"
)

// An echo answers with what was said, and a button that says it again.
type echo struct{ heard []bot.Command }

func (e *echo) Answer(_ context.Context, c bot.Command, render func(bot.Card) []byte) ([]byte, error) {
	e.heard = append(e.heard, c)
	said := fmt.Sprint(c.Said)
	return render(bot.Card{Title: said, Lines: []bot.Line{{bot.Text(said)}}, Buttons: []bot.Button{{Label: "Again", Press: "again"}}}), nil
}

// house is a chat whose bot says everything again.
func house(t *testing.T) (*parlourtest.Parlour, *echo) {
	e := &echo{}
	p := parlour.New(parlour.Options{
		URL: parlourtest.URL, House: parlourtest.House, Token: parlourtest.Token, Secret: parlourtest.Secret, Words: bottest.Words(t),
		Clock: coretest.Wall{}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	server := httptest.NewServer(p.Handler(e))
	t.Cleanup(server.Close)
	chat := parlourtest.Furnished(server.URL, http.DefaultClient).(*parlourtest.Parlour)
	return chat, e
}

func TestCommandsAndPresses(t *testing.T) {
	chat, e := house(t)
	m, err := chat.Type("bob-1", "room-2", "/meet {person:alice-1} @everybody \\ }{ {strong:x}")
	require.NoError(t, err)
	require.Equal(t, "bob-1", m.PrivateTo)
	require.Equal(t, 2, strings.Count(m.Text, "{person:alice-1} @everybody \\ }{ {strong:x}"), "shown as it was typed")
	require.NotEmpty(t, e.heard[0].Key)
	e.heard[0].Key = ""
	require.Equal(t, bot.Command{
		Sender:  core.Identity{Platform: "parlour", Workspace: "house-1", UserID: "bob-1"},
		Name:    "bob",
		Channel: core.Channel{Platform: "parlour", Workspace: "house-1", ID: "room-2"},
		Said:    bot.Words("{person:alice-1} @everybody \\ }{ {strong:x}"), Openness: bot.Closed,
	}, e.heard[0])

	again, err := chat.Press("bob-1", m, "Again")
	require.NoError(t, err)
	require.Equal(t, m.ID, again.ID, "a private answer is replaced")
	require.Equal(t, "again\nagain", again.Text)
	require.Equal(t, bot.Press("again"), e.heard[1].Said)

	_, err = chat.Type("carol-1", chat.DirectChannel("carol-1"), "/meet list")
	require.NoError(t, err)
	require.True(t, e.heard[2].Direct)
	require.Empty(t, chat.Refused())
}

// TestNothingUnsignedIsRead has requests be spoilt on their way.
func TestNothingUnsignedIsRead(t *testing.T) {
	chat, e := house(t)
	body := []byte(`{"id": "1", "house": "house-1", "person": {"id": "bob-1"}, "room": {"id": "room-1", "door": "open"}, "typed": "list"}`)
	for name, c := range map[string]struct {
		body  string
		spoil func(*http.Request)
		want  int
	}{
		"as it should be":      {string(body), nil, 200},
		"unsigned":             {string(body), func(r *http.Request) { r.Header.Del("Parlour-Signature") }, 401},
		"another's signature":  {string(body), func(r *http.Request) { parlourtest.Sign(r.Header, time.Now(), []byte("{}")) }, 401},
		"stale":                {string(body), func(r *http.Request) { parlourtest.Sign(r.Header, time.Now().Add(-301*time.Second), body) }, 401},
		"another time":         {string(body), func(r *http.Request) { r.Header.Set("Parlour-Time", "1") }, 401},
		"unsigned and no JSON": {"{", func(r *http.Request) { r.Header.Del("Parlour-Signature") }, 401},
		"no JSON":              {"{", nil, 400},
		"an ID that is none":   {strings.Replace(string(body), "bob-1", "bob <1>", 1), nil, 400},
	} {
		t.Run(name, func(t *testing.T) {
			e.heard = nil
			res, err := chat.Ask([]byte(c.body), c.spoil)
			require.NoError(t, err)
			require.NoError(t, res.Body.Close())
			require.Equal(t, c.want, res.StatusCode)
			require.Equal(t, c.want == 200, len(e.heard) == 1)
		})
	}
	t.Run("another house", func(t *testing.T) {
		e.heard = nil
		res, err := chat.Ask([]byte(strings.Replace(string(body), "house-1", "house-2", 1)), nil)
		require.NoError(t, err)
		answer, err := io.ReadAll(res.Body)
		require.NoError(t, err)
		require.NoError(t, res.Body.Close())
		require.Contains(t, string(answer), "I'm not set up here")
		require.Empty(t, e.heard)
	})
}
