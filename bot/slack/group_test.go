package slack_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
	"meetbot/bot/bottest"
	"meetbot/bot/emulator"
	"meetbot/core"
)

func TestNobodyIsLetIntoAGroupMessage(t *testing.T) {
	for _, group := range []string{"C0010", "G0010"} { // as their IDs are now, and as they were
		bubble(t, false, func(w *world) {
			w.chat.AddChannel(emulator.Channel{ID: group, Name: "mpdm-alice--bob-1", Private: true, Members: []string{"U0001", "U0002"}})
			w.chat.AddChannel(emulator.Channel{ID: "G0011", Name: "hush", Private: true, Members: []string{"U0001", "U0002"}})
			at := func(id string) core.Channel { return core.Channel{Platform: "slack", Workspace: "T0001", ID: id} }
			var direct []bool
			w.bot.before = func(c bot.Command) { direct = append(direct, c.Direct) }
			require.Contains(w.t, w.slack.LetIn(bottest.Words(w.t).In(), at("G0011")), "in a channel instead", "nobody has told what it is")
			for _, channel := range []string{group, "G0011", "C0002"} {
				m, err := w.chat.Type("U0001", channel, "/meet list")
				require.NoError(w.t, err)
				_, err = w.chat.Press("U0001", m, "More")
				require.NoError(w.t, err)
			}
			require.Equal(w.t, []bool{true, true, false, false, false, false}, direct)
			require.Empty(w.t, w.slack.LetIn(bottest.Words(w.t).In(), at(group)))
			for _, channel := range []string{"G0011", "C0002"} {
				require.Equal(w.t, "type /invite @meetbot there", w.slack.LetIn(bottest.Words(w.t).In(), at(channel)))
			}
			w.chat.Invite(group)
			require.ErrorIs(w.t, w.posts(group), bot.ErrNoted, "an invitation does nothing")
			w.sound()
		})
	}
}
