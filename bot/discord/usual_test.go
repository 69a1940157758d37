package discord

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
	"meetbot/bot/emulator"
	"meetbot/core"
)

// TestUsualTimes holds the times that only tests change against what Discord and the operators are promised.
func TestUsualTimes(t *testing.T) {
	const first = 3 * time.Second // after which Discord gives up on an interaction
	require.Less(t, usual.defers+usual.try, first)
	require.Less(t, usual.late, first)
	require.Less(t, usual.work, 15*time.Minute, "a promise must be kept while its token is good")
	require.LessOrEqual(t, usual.hello, usual.open)
	require.LessOrEqual(t, usual.open, 5*time.Second)
	require.LessOrEqual(t, usual.seldom, 5*time.Second)
	require.LessOrEqual(t, usual.slack, 2*time.Second)
	require.Less(t, usual.held+usual.look, 30*time.Second, "within which another process takes the gateway over")
	require.Less(t, 2*usual.renew, usual.held)
	require.LessOrEqual(t, remembers, 3*time.Minute, "Discord documents the past few minutes")
	require.Less(t, callTime, 15*time.Second, "well within the lease of an announcement")
}

// TestLostCallback: a first answer that arrived, though nobody heard so, is made again and counts once; one that is
// refused for good is not made again.
func TestLostCallback(t *testing.T) {
	t.Parallel()
	const callback = "POST /interactions/{interaction}/{token}/callback"
	w, a := newWorld(t), newTalker()
	w.spoilt = true
	w.run(w.d, a)
	w.connected(5 * time.Second)
	tries := func() (n int) {
		for _, c := range w.Journal() {
			if c.Route == callback {
				n++
			}
		}
		return n
	}
	w.Fail(emulator.Fault{Method: callback, Status: 500, Applied: true})
	m, err := w.Type(bob, team, "/meet list")
	require.NoError(t, err)
	require.Equal(t, "You said\nlist", m.Text)
	require.Eventually(t, func() bool { return tries() == 2 }, 5*time.Second, time.Millisecond)
	w.Fail(emulator.Fault{Method: callback, Status: 500})
	m, err = w.Type(bob, team, "/meet help")
	require.NoError(t, err)
	require.Equal(t, "You said\nhelp", m.Text)
	before := tries()
	w.Fail(emulator.Fault{Method: callback, Code: "50035"})
	_, err = w.Type(bob, team, "/meet list")
	require.Error(t, err)
	require.Equal(t, before+1, tries())
}

// TestLedNowhereElse: a redirect is followed by nobody, for every call holds the token.
func TestLedNowhereElse(t *testing.T) {
	led := 0
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { led++ }))
	defer other.Close()
	away := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusTemporaryRedirect))
	defer away.Close()
	w := newWorld(t)
	w.options.APIURL = away.URL + "/"
	d := w.another()
	_, err := d.Post(t.Context(), in(team), bot.Card{Title: "standup"}, bot.Posting{Key: "a"}, began)
	require.Error(t, err)
	require.Error(t, d.Edit(t.Context(), in(team), core.MessageRef(team+":1"), bot.Card{Title: "standup"}, began))
	require.Zero(t, led)
}

// TestNothingWithoutBegin: what may not be sent any more is not, and its turn goes to another.
func TestNothingWithoutBegin(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	no := errors.New("the lease is over")
	refuse := func(context.Context) error { return no }
	require.ErrorIs(t, w.d.Mirror(t.Context(), in(team).Home(), soon(), refuse), no)
	require.Empty(t, w.ScheduledEvents())
	for range 50 {
		_, err := w.d.Post(t.Context(), in(team), bot.Card{Title: "standup"}, bot.Posting{Key: "a"}, refuse)
		require.ErrorIs(t, err, no)
		require.ErrorIs(t, w.d.Edit(t.Context(), in(team), core.MessageRef(team+":1"), bot.Card{Title: "x"}, refuse), no)
	}
	require.Empty(t, w.Messages(bob, team))
}

// TestReplyIntoAnotherChannel stands alone: Discord refuses a reference to a message of another channel.
func TestReplyIntoAnotherChannel(t *testing.T) {
	w := newWorld(t)
	_, err := w.d.Post(t.Context(), in(team), bot.Card{Title: "standup"}, bot.Posting{Key: "a", ReplyTo: core.MessageRef(secret + ":1")}, began)
	require.NoError(t, err)
	require.Empty(t, w.Messages(bob, team)[0].ReplyTo)
	require.Empty(t, w.Refused())
}
