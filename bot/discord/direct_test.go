package discord

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
	"meetbot/core"
	"meetbot/core/coretest"
)

// TestDirect: in a direct message no server is told.
func TestDirect(t *testing.T) {
	both(t, func(t *testing.T, w *world, a *talker) {
		there := w.DirectChannel(bob)
		if w.options.Gateway {
			require.Eventually(t, func() bool { return w.d.onlyGuild() == server }, time.Second, time.Millisecond, "READY tells our servers")
			w.d.guilds.setOurs(nil)
		}
		m, err := w.Type(bob, there, "/meet new when:tomorrow 3pm")
		require.NoError(t, err)
		require.Contains(t, m.Text, "Which server?")
		_, err = w.Type(bob, there, "/meet link")
		require.NoError(t, err)
		require.Equal(t, core.Channel{Platform: Name, Workspace: application, ID: there}, a.last(t).Channel)
		require.True(t, a.last(t).Direct)

		_, err = w.Type(bob, team, "/meet help")
		require.NoError(t, err)
		require.False(t, a.last(t).Direct)
		a.card = func(bot.Command) bot.Card {
			return bot.Card{Title: "list", Buttons: []bot.Button{{Label: "Go", Press: "show #1"}}}
		}
		m, err = w.Type(bob, there, "/meet list")
		require.NoError(t, err)
		require.Equal(t, core.Channel{Platform: Name, Workspace: server, ID: there}, a.last(t).Channel)
		w.d.people.meet(bob, sighting{guild: "300000000000000009", name: "bob", at: time.Now()}) // seen in another server since
		_, err = w.Press(bob, m, "Go")
		require.NoError(t, err)
		require.Equal(t, server, a.last(t).Channel.Workspace, "what is pressed belongs to the server it was written for")
	})
}

// TestDirectStranger: who writes to us directly and is no member of a server, or is one no longer, is not in it.
func TestDirectStranger(t *testing.T) {
	t.Parallel()
	w, a := newWorld(t), newTalker()
	w.run(w.d, a)
	w.connected(5 * time.Second)
	require.Eventually(t, func() bool { return w.d.onlyGuild() == server }, 5*time.Second, time.Millisecond)
	const stranger = "400000000000000009"
	w.d.people.meet(stranger, sighting{guild: server, name: "mallory", at: time.Now().Add(-seenFor)})
	typed := w.Interaction(bob, w.DirectChannel(bob), "/meet show meeting:#1")
	w.Dispatch(bytes.ReplaceAll(typed, []byte(bob), []byte(stranger)))
	require.Eventually(t, func() bool { return a.count() == 1 }, 5*time.Second, time.Millisecond)
	require.Equal(t, application, a.last(t).Channel.Workspace)
	_, err := w.Type(bob, w.DirectChannel(bob), "/meet show meeting:#1")
	require.NoError(t, err)
	require.Equal(t, server, a.last(t).Channel.Workspace)
}

// TestALeaverWhoWritesDirectly is a member for a minute more at most, however what we know of them came together.
func TestALeaverWhoWritesDirectly(t *testing.T) {
	w := newWorld(t)
	clock := coretest.NewClock(time.Now())
	w.d.clock = clock
	w.d.sights = newSights(clock.Now)
	r := w.d.receiver(newTalker())
	belongs := func() bool { return r.belongs(t.Context(), bob, server) }
	_, err := w.d.member(t.Context(), server, bob) // of a page, say
	require.NoError(t, err)
	w.RemovePerson(bob)
	left := clock.Now()
	clock.Set(left.Add(memberLife - time.Second))
	require.True(t, belongs(), "as it was known just now")
	clock.Set(left.Add(time.Minute))
	require.False(t, belongs())
}

// TestCardOfAnotherServer: what is pressed on a card that was carried elsewhere does nothing.
func TestCardOfAnotherServer(t *testing.T) {
	both(t, func(t *testing.T, w *world, a *talker) {
		far := core.Channel{Platform: Name, Workspace: "300000000000000009", ID: team}
		_, err := w.d.Post(t.Context(), far, bot.Card{Title: "standup", Buttons: []bot.Button{{Label: "End…", Press: "ask end #1"}}}, bot.Posting{Key: "k"}, began)
		require.NoError(t, err)
		_, err = w.Press(bob, w.Messages(bob, team)[0], "End…")
		require.NoError(t, err)
		require.Zero(t, a.count())
	})
}

// TestDirectButtons: what is written to a person directly can be pressed there.
func TestDirectButtons(t *testing.T) {
	both(t, func(t *testing.T, w *world, a *talker) {
		to := core.Channel{Platform: Name, Workspace: application, ID: bob}
		_, err := w.d.Post(t.Context(), to, bot.Card{Title: "ends soon", Buttons: []bot.Button{{Label: "15m longer", Press: "extend ID 15m"}}}, bot.Posting{Key: "k"}, began)
		require.NoError(t, err)
		m := w.Messages(bob, w.DirectChannel(bob))[0]
		_, err = w.Press(bob, m, "15m longer")
		require.NoError(t, err)
		require.Equal(t, "extend ID 15m", heard(a.last(t)))
	})
}
