package bottest

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
	"meetbot/bot/emulator"
	"meetbot/core"
)

func deletes(t *testing.T, f Fixture) {
	card := f.post(t, simple("standup"), bot.Posting{Key: "a"})
	reply := f.post(t, simple("soon"), bot.Posting{Key: "b", ReplyTo: card, Broadcast: true})
	for range 2 {
		require.NoError(t, f.Platform.Delete(t.Context(), f.Open, reply, began))
	}
	require.Contains(t, f.only(t).Text, "standup", "and nothing else")
}

func refusesToDelete(t *testing.T, f Fixture) {
	ref := f.post(t, simple("standup"), bot.Posting{Key: "a"})
	lost := func(context.Context) error { return core.ErrLost }
	require.ErrorIs(t, f.Platform.Delete(t.Context(), f.Open, ref, lost), core.ErrLost)
	require.Contains(t, f.only(t).Text, "standup")
}

func deletesUnheard(t *testing.T, f Fixture) {
	ref := f.post(t, simple("standup"), bot.Posting{Key: "a"})
	f.Chat.Fail(emulator.Fault{Method: f.Delete, Applied: true})
	err := f.Platform.Delete(t.Context(), f.Open, ref, began)
	require.ErrorIs(t, err, core.ErrUnknown)
	f.clean(t, err)
	require.NoError(t, f.Platform.Delete(t.Context(), f.Open, ref, began))
	require.Empty(t, f.Chat.Messages(f.Person.UserID, f.Open.ID))
}

func waitsToDelete(t *testing.T, f Fixture) {
	ref := f.post(t, simple("standup"), bot.Posting{Key: "a"})
	f.Chat.Fail(emulator.Fault{Method: f.Delete, Status: 429, RetryAfter: 7 * time.Second})
	var busy *core.Busy
	require.ErrorAs(t, f.Platform.Delete(t.Context(), f.Open, ref, began), &busy)
	require.Equal(t, 7*time.Second, busy.After)
	require.ErrorAs(t, f.Platform.Delete(t.Context(), f.Open, ref, began), &busy, "it is left alone for so long")
	require.NotErrorIs(t, f.Platform.Edit(t.Context(), f.Open, ref, simple("retro"), began), core.ErrGone)
	require.Contains(t, f.only(t).Text, "retro")
}

func deletesNowhere(t *testing.T, f Fixture) {
	ref := f.post(t, simple("standup"), bot.Posting{Key: "a"})
	other := core.MessageRef(strings.ReplaceAll(string(ref), f.Open.ID, f.Gone.ID))
	err := f.Platform.Delete(t.Context(), f.Gone, other, began)
	require.ErrorIs(t, err, core.ErrGone)
	f.clean(t, err)
}
