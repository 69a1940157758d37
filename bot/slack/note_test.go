package slack_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
	"meetbot/bot/emulator"
	"meetbot/core"
)

// cards says of a meeting what stands in its place where it cannot be edited later.
var cards = struct{ card, note bot.Card }{
	bot.Card{Title: "hush", Lines: []bot.Line{{bot.Text("in a moment")}}, Menu: []bot.Button{{Label: "Cancel…", Press: "cancel #1"}}},
	bot.Card{
		Title: "hush", Lines: []bot.Line{{bot.Text("at ten <!here>")}},
		Note: bot.Line{bot.Link{Label: "https://meet.test/m/1", URL: "https://meet.test/m/1"}},
	},
}

func (w *world) posts(channel string) error {
	_, err := w.slack.Post(w.t.Context(), core.Channel{Platform: "slack", Workspace: "T0001", ID: channel}, cards.card,
		bot.Posting{Key: "a", Fallback: &cards.note}, func(context.Context) error { return nil })
	return err
}

// noted returns what bob, who typed nothing, sees in a channel.
func (w *world) noted(channel string) (texts []string) {
	for _, m := range w.chat.Messages("U0002", channel) {
		texts = append(texts, m.Text)
		require.Empty(w.t, m.Rings)
		require.True(w.t, m.Text != noteText || len(m.Buttons) == 0)
	}
	return texts
}

const noteText = "hush\nat ten <!here>\nhttps://meet.test/m/1"

func TestANoteIsLeftWhereTheBotIsKeptOut(t *testing.T) {
	for _, socket := range []bool{false, true} {
		bubble(t, socket, func(w *world) {
			if socket {
				w.run(w.slack)
				w.connected(1)
			}
			for _, channel := range []string{"C0002", "C0003"} { // private, and public
				require.NotErrorIs(w.t, w.posts(channel), bot.ErrNoted, "nobody has typed anything there")
				_, err := w.chat.Type("U0001", channel, "/meet now")
				require.NoError(w.t, err)
				err = w.posts(channel)
				require.ErrorIs(w.t, err, core.ErrGone)
				require.ErrorIs(w.t, err, bot.ErrNoted)
				require.NotContains(w.t, err.Error(), "/response/")
				require.Equal(w.t, []string{noteText}, w.noted(channel))
			}
			w.sound()
		})
	}
}

func TestAPressOpensTheWayForANoteToo(t *testing.T) {
	bubble(t, false, func(w *world) {
		m, err := w.chat.Type("U0001", "C0002", "/meet now")
		require.NoError(w.t, err)
		time.Sleep(29 * time.Minute)
		_, err = w.chat.Press("U0001", m, "More")
		require.NoError(w.t, err)
		time.Sleep(2 * time.Minute)
		require.ErrorIs(w.t, w.posts("C0002"), bot.ErrNoted)
		require.Equal(w.t, []string{noteText}, w.noted("C0002"))
		w.sound()
	})
}

func TestTheWayForANoteIsUsedUpAndExpires(t *testing.T) {
	bubble(t, false, func(w *world) {
		types := func() {
			_, err := w.chat.Type("U0001", "C0002", "/meet now")
			require.NoError(w.t, err)
		}
		types()
		types()
		for range 8 {
			time.Sleep(time.Second) // about as fast as a channel takes posts
			require.ErrorIs(w.t, w.posts("C0002"), bot.ErrNoted)
		}
		time.Sleep(time.Second)
		require.NotErrorIs(w.t, w.posts("C0002"), bot.ErrNoted)
		require.Len(w.t, w.noted("C0002"), 8)
		types()
		time.Sleep(30 * time.Minute)
		err := w.posts("C0002")
		require.ErrorIs(w.t, err, core.ErrGone)
		require.NotErrorIs(w.t, err, bot.ErrNoted)
		w.sound()
	})
}

func TestNoNoteIsLeft(t *testing.T) {
	for name, c := range map[string]struct {
		prepare func(*world)
		channel string
		gone    bool
	}{
		"in another channel": {func(*world) {}, "C0003", true},
		"in an archive":      {func(w *world) { w.chat.Archive("C0002"); w.chat.Invite("C0002") }, "C0002", true},
		"beside the card":    {func(w *world) { w.chat.Invite("C0002") }, "C0002", false},
		"after a lost answer": {func(w *world) {
			w.chat.Fail(emulator.Fault{Method: "chat.postMessage", Status: http.StatusInternalServerError})
		}, "C0002", false},
		"where Slack refuses it": {func(w *world) {
			w.chat.Fail(emulator.Fault{Method: "response_url", Status: http.StatusNotFound})
		}, "C0002", true},
		"for a workspace that is not served": {func(w *world) {
			form := w.chat.CommandForm("U0001", "C0003", "now")
			form.Set("team_id", "T9999")
			_, err := w.chat.Post("/slack/commands", []byte(form.Encode()), nil)
			require.NoError(w.t, err)
		}, "C0003", true},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, false, func(w *world) {
				_, err := w.chat.Type("U0001", "C0002", "/meet now")
				require.NoError(w.t, err)
				c.prepare(w)
				err = w.posts(c.channel)
				require.NotErrorIs(w.t, err, bot.ErrNoted)
				require.Equal(w.t, c.gone, errors.Is(err, core.ErrGone))
				require.NotContains(w.t, w.noted(c.channel), noteText)
				w.sound()
			})
		})
	}
}

func TestRestrictedChannelsGetANoteToo(t *testing.T) {
	for _, code := range []string{"restricted_action_read_only_channel", "no_permission"} {
		bubble(t, false, func(w *world) {
			_, err := w.chat.Type("U0001", "C0001", "/meet now")
			require.NoError(w.t, err)
			w.chat.Fail(emulator.Fault{Method: "chat.postMessage", Code: code})
			require.ErrorIs(w.t, w.posts("C0001"), bot.ErrNoted)
			require.Equal(w.t, []string{noteText}, w.noted("C0001"))
			w.sound()
		})
	}
}
