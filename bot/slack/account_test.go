package slack_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
	"meetbot/bot/emulator"
	"meetbot/core"
)

var (
	aliceThere = core.Identity{Platform: "slack", Workspace: "T0001", UserID: "U0001"}
	bobThere   = core.Identity{Platform: "slack", Workspace: "T0001", UserID: "U0002"}
	workspace  = aliceThere.Home()
)

func (w *world) is(want bool, ask func() (bool, error)) {
	w.t.Helper()
	is, err := ask()
	require.NoError(w.t, err)
	require.Equal(w.t, want, is)
}

// TestWhoIsDeactivatedIsNoMember, a minute later at most.
func TestWhoIsDeactivatedIsNoMember(t *testing.T) {
	bubble(t, false, func(w *world) {
		ctx := w.t.Context()
		member := func() (bool, error) { return w.slack.Member(ctx, aliceThere, workspace) }
		stands := func() (bool, error) { return w.slack.Stands(ctx, aliceThere) }
		w.is(true, member)
		w.is(true, stands)
		w.chat.Deactivate("U0001")
		time.Sleep(time.Minute)
		w.is(false, member)
		w.is(false, stands)
		w.chat.Reactivate("U0001")
		time.Sleep(time.Minute)
		w.is(true, member)

		stranger := core.Identity{Platform: "slack", Workspace: "T9999", UserID: "U0001"}
		w.is(false, func() (bool, error) { return w.slack.Stands(ctx, stranger) })
		w.is(false, func() (bool, error) { return w.slack.Member(ctx, stranger, workspace) })
		w.is(false, func() (bool, error) {
			return w.slack.Stands(ctx, core.Identity{Platform: "slack", Workspace: "T0001", UserID: "U0099"})
		})

		w.chat.Fail(emulator.Fault{Method: "users.info", Status: 500})
		_, err := w.slack.Stands(ctx, bobThere)
		require.Error(t, err)
		_, err = w.slack.Member(ctx, bobThere, workspace)
		require.Error(t, err, "it is not asked again at once")
		time.Sleep(3 * time.Second)
		w.is(true, func() (bool, error) { return w.slack.Member(ctx, bobThere, workspace) })
	})
}

// TestASilentSlackIsAskedOnce of somebody at a time: whoever waits is not made to wait again.
func TestASilentSlackIsAskedOnce(t *testing.T) {
	bubble(t, false, func(w *world) {
		for _, code := range []string{"users_not_found", "missing_scope", "internal_error", "ratelimited"} {
			w.chat.Fail(emulator.Fault{Method: "users.info", Code: code})
			_, err := w.slack.Stands(w.t.Context(), aliceThere)
			require.Error(w.t, err, "%s says nothing of her", code)
			time.Sleep(3 * time.Second)
		}
	})
}

// TestWhatMembersSee: a guest of the workspace, and whoever has left it, sees no open channel either.
func TestWhatMembersSee(t *testing.T) {
	bubble(t, false, func(w *world) {
		place := func(id string, open bool) core.Place {
			return core.Place{Channel: core.Channel{Platform: "slack", Workspace: "T0001", ID: id}, Open: open}
		}
		sees := func(who core.Identity) []core.Channel {
			out, err := w.slack.Sees(w.t.Context(), who, workspace, []core.Place{place("C1", true), place("C2", false)})
			require.NoError(w.t, err)
			return out
		}
		require.Equal(w.t, []core.Channel{place("C1", true).Channel}, sees(aliceThere))
		require.Empty(w.t, sees(core.Identity{Platform: "slack", Workspace: "T0002", UserID: "U0001"}))
		w.chat.MakeGuest("U0001")
		w.chat.Deactivate("U0002")
		time.Sleep(time.Minute)
		require.Empty(w.t, sees(aliceThere))
		require.Empty(w.t, sees(bobThere))
	})
}

// TestAnEventEndsSessionsAtOnce, over HTTP and over Socket Mode.
func TestAnEventEndsSessionsAtOnce(t *testing.T) {
	for _, socket := range []bool{false, true} {
		bubble(t, socket, func(w *world) {
			if socket {
				defer w.run(w.slack)()
				w.connected(1)
			}
			w.is(true, func() (bool, error) { return w.slack.Stands(w.t.Context(), aliceThere) })
			_, err := w.chat.Deliver(w.chat.UserChange("U0001"))
			require.NoError(w.t, err)
			w.chat.Deactivate("U0001")
			w.is(true, func() (bool, error) { return w.slack.Stands(w.t.Context(), bobThere) })
			require.Empty(w.t, w.bot.whoLeft(), "a new picture, say")
			_, err = w.chat.Deliver(w.chat.UserChange("U0001"))
			require.NoError(w.t, err)
			time.Sleep(time.Second)
			require.Equal(w.t, []core.Identity{aliceThere}, w.bot.whoLeft())
			w.is(false, func() (bool, error) { return w.slack.Stands(w.t.Context(), aliceThere) })
		})
	}
}

func (a *answerer) whoLeft() []core.Identity {
	a.turn <- struct{}{}
	defer func() { <-a.turn }()
	return append([]core.Identity(nil), a.left...)
}

// TestWhatARequestTellsOfItsChannel: by its name, for Slack tells nothing else of it without more rights.
func TestWhatARequestTellsOfItsChannel(t *testing.T) {
	bubble(t, false, func(w *world) {
		w.chat.AddChannel(emulator.Channel{ID: "C0009", Name: "mpdm-alice--bob-1", Members: []string{"U0001", "U0002"}})
		w.chat.AddChannel(emulator.Channel{ID: "G0001", Name: "old", Members: []string{"U0001"}})
		var told bot.Openness
		w.bot.before = func(c bot.Command) { told = c.Openness }
		for channel, want := range map[string]bot.Openness{
			"C0001": bot.Open, "C0003": bot.Open, "C0002": bot.Closed, "C0009": bot.Closed, "G0001": bot.Closed, "DU0001": bot.Closed,
		} {
			m, err := w.chat.Type("U0001", channel, "/meet x")
			require.NoError(w.t, err)
			require.Equal(w.t, want, told, channel)
			told = bot.Untold
			_, err = w.chat.Press("U0001", m, "More")
			require.NoError(w.t, err)
			require.Equal(w.t, want, told, channel)
		}
		form := w.chat.CommandForm("U0001", "C0001", "x")
		form.Del("channel_name")
		_, err := w.chat.Post("/slack/commands", []byte(form.Encode()), nil)
		require.NoError(w.t, err)
		require.Equal(w.t, bot.Untold, told)
	})
}
