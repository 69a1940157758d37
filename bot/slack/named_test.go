package slack_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
	"meetbot/bot/emulator"
	"meetbot/bot/slack/slacktest"
)

// TestMarksAreReadAsPeopleSeeThem whoever it is that Slack marks, and over either way.
func TestMarksAreReadAsPeopleSeeThem(t *testing.T) {
	for _, socket := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorldOf(t, slacktest.Options{Socket: socket, Unlabelled: true})
			w.chat.AddGroup("S0001", "designers")
			if socket {
				w.run(w.slack)
				w.connected(1)
			}
			const text = "ask @bob & <@designers> @here in #secret or #lobby, a@example.org or +49 30 1234567, &lt;!channel&gt;"
			require.Equal(t, "heard: ask @bob & <@designers> @here in #channel or #lobby, a@example.org or +49 30 1234567, &lt;!channel&gt;", w.types(text).Text)
			require.Empty(t, w.types(text).Rings)
			require.Equal(t, 1, w.count("users.info"), "remembered")
			w.sound()
		})
	}
}

func TestWhoCannotBeNamedIsSomebody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorldOf(t, slacktest.Options{Unlabelled: true})
		w.chat.Fail(emulator.Fault{Method: "users.info", Hang: true})
		began := time.Now()
		require.Equal(t, "heard: ask @somebody @somebody", w.types("ask @bob @alice").Text)
		require.LessOrEqual(t, time.Since(began), 1100*time.Millisecond, "all of it together")
		time.Sleep(3 * time.Second)
		require.Equal(t, "heard: ask @bob @alice", w.types("ask @bob @alice").Text)
		form := w.chat.CommandForm("U0001", "C0001", "ask @alice")
		form.Set("team_id", "T9999")
		n := w.count("users.info")
		_, err := w.chat.Post("/slack/commands", []byte(form.Encode()), nil)
		require.NoError(t, err)
		require.Equal(t, n, w.count("users.info"), "nobody is asked for others")
	})
}

// TestATitleOfMarksRingsNobody also when it goes out again, as a title does.
func TestATitleOfMarksRingsNobody(t *testing.T) {
	bubble(t, false, func(w *world) {
		w.chat.AddGroup("S0001", "designers")
		w.bot.card = func(c bot.Command) bot.Card {
			return bot.Card{Title: heard(c), Lines: []bot.Line{{bot.Strong(heard(c)), bot.Text(heard(c))}}, Buttons: []bot.Button{{Label: heard(c), Press: "more"}}}
		}
		m := w.types("@designers @here @bob <!channel> #team")
		require.Contains(w.t, m.Text, "@designers @here @bob <!channel> #team")
		require.Empty(w.t, m.Rings)
		w.sound()
	})
}
