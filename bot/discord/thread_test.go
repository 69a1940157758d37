package discord

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
	"meetbot/bot/bottest"
	"meetbot/bot/discord/discordtest"
	"meetbot/bot/emulator"
	"meetbot/core"
)

const thread = "200000000000000011"

// inThread is a world with a card in a thread.
func inThread(t *testing.T) (*world, core.MessageRef) {
	t.Helper()
	w := newWorld(t)
	w.AddThread(emulator.Channel{ID: thread, Name: "retro", Members: []string{alice}}, team)
	ref, err := w.d.Post(t.Context(), in(thread), bot.Card{Title: "before"}, bot.Posting{Key: "a"}, began)
	require.NoError(t, err)
	return w, ref
}

func (w *world) edits(ref core.MessageRef) error {
	return w.d.Edit(w.t.Context(), in(thread), ref, bot.Card{Title: "after"}, began)
}

func (w *world) reads() string {
	all := w.Messages(alice, thread)
	require.NotEmpty(w.t, all)
	return all[len(all)-1].Text
}

func (w *world) called(method string) (n int) {
	for _, c := range w.Journal() {
		if c.Route == method {
			n++
		}
	}
	return n
}

const opening = "PATCH /channels/{channel}"

func TestAnArchivedThreadIsOpenedForAnEdit(t *testing.T) {
	w, ref := inThread(t)
	w.Archive(thread)
	require.NoError(t, w.edits(ref))
	require.Contains(t, w.reads(), "after")
	require.False(t, w.Archived(thread))
	require.NoError(t, w.edits(ref))
	require.Equal(t, 1, w.called(opening), "one that is open needs no opening")
}

func TestALockedThreadStaysAsItIs(t *testing.T) {
	for name, rights := range map[string]discordtest.Permissions{
		"without the right to open it": discordtest.Installed, "with it": discordtest.Installed | discordtest.ManageThreads,
	} {
		t.Run(name, func(t *testing.T) {
			w, ref := inThread(t)
			w.SetPermissions(team, rights)
			w.Lock(thread)
			require.ErrorIs(t, w.edits(ref), core.ErrFiltered)
			require.True(t, w.Archived(thread))
			require.Contains(t, w.reads(), "before")
			require.Zero(t, w.called(opening))
		})
	}
}

func TestAThreadThatTheBotMayNotOpenIsTriedLater(t *testing.T) {
	w, ref := inThread(t)
	w.Archive(thread)
	w.Expel(thread)
	err := w.edits(ref)
	require.ErrorIs(t, err, core.ErrClosed)
	require.NotErrorIs(t, err, core.ErrGone)
	require.Contains(t, w.reads(), "before")
	_, err = w.d.Post(t.Context(), in(thread), bot.Card{Title: "started"}, bot.Posting{Key: "b"}, began)
	require.NoError(t, err, "what is written opens it")
	require.NoError(t, w.edits(ref))
}

// TestALostAnswerToTheOpeningLeavesNothingOpen: nothing that is seen was sent, so that it can be tried again.
func TestALostAnswerToTheOpeningLeavesNothingOpen(t *testing.T) {
	for _, fault := range []emulator.Fault{
		{Method: opening, Status: http.StatusInternalServerError},
		{Method: opening, Applied: true},
		{Method: "GET /channels/{channel}", Status: http.StatusBadGateway},
	} {
		w, ref := inThread(t)
		w.Archive(thread)
		w.Fail(fault)
		err := w.edits(ref)
		require.Error(t, err)
		for _, final := range []error{core.ErrUnknown, core.ErrGone, core.ErrClosed} {
			require.NotErrorIs(t, err, final)
		}
		require.NoError(t, w.edits(ref))
		require.Contains(t, w.reads(), "after")
	}
}

func TestAPostThatAnArchiveRefusesIsMadeOnceItIsOpen(t *testing.T) {
	w, _ := inThread(t)
	w.Archive(thread)
	w.Fail(emulator.Fault{Method: "POST /channels/{channel}/messages", Code: "50083"})
	_, err := w.d.Post(t.Context(), in(thread), bot.Card{Title: "started"}, bot.Posting{Key: "b"}, began)
	require.NoError(t, err)
	require.Len(t, w.Messages(alice, thread), 2)
	w.Archive(thread)
	w.Expel(thread)
	w.Fail(emulator.Fault{Method: "POST /channels/{channel}/messages", Code: "50083"})
	_, err = w.d.Post(t.Context(), in(thread), bot.Card{Title: "ended"}, bot.Posting{Key: "c"}, began)
	require.ErrorIs(t, err, core.ErrFiltered, "then it is told elsewhere")
}

func TestHowTheBotIsLetIntoAThread(t *testing.T) {
	w := newWorld(t, overHTTP)
	w.serve(newTalker())
	w.AddThread(emulator.Channel{ID: thread, Name: "retro", Members: []string{alice}}, team)
	const hush = "200000000000000012"
	w.AddThread(emulator.Channel{ID: hush, Name: "hush", Private: true, Members: []string{alice}}, team)
	for _, channel := range []string{thread, hush, team} {
		_, err := w.Type(alice, channel, "/meet list")
		require.NoError(t, err)
	}
	require.Contains(t, w.d.LetIn(bottest.Words(t).In(), in(thread)), "Send Messages in Threads")
	require.NotContains(t, w.d.LetIn(bottest.Words(t).In(), in(thread)), "mention me")
	require.Contains(t, w.d.LetIn(bottest.Words(t).In(), in(hush)), "mention me in that thread")
	require.NotContains(t, w.d.LetIn(bottest.Words(t).In(), in(team)), "hread")
}
