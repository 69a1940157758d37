package slack_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
	"meetbot/bot/emulator"
	"meetbot/bot/slack/slacktest"
	"meetbot/core"
)

const (
	served   = "I'm not set up here"
	unknown  = "I can't tell who you are"
	sister   = "W0003" // of a sister workspace, and of ours too
	cousin   = "U0004" // of a sister workspace alone
	stranger = "U0005" // of a foreign organization
	outsider = "U0006" // of a workspace in no organization
)

// inGrid runs a test in a workspace of the organization E0001 that shares its channel with a foreign one.
func inGrid(t *testing.T, test func(*world), change ...func(*slacktest.Options)) {
	for name, socket := range map[string]bool{"over HTTP": false, "over Socket Mode": true} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				o := slacktest.Options{Socket: socket, Enterprise: "E0001"}
				for _, c := range change {
					c(&o)
				}
				w := newWorldOf(t, o)
				w.chat.AddSister(emulator.Person{ID: sister, Name: "sara"}, "T0002", true)
				w.chat.AddSister(emulator.Person{ID: cousin, Name: "cora"}, "T0003", false)
				w.chat.AddStranger(emulator.Person{ID: stranger, Name: "fred"}, "T9999", "E9999")
				w.chat.AddStranger(emulator.Person{ID: outsider, Name: "olga"}, "T8888", "")
				w.chat.AddChannel(emulator.Channel{ID: "C0009", Name: "shared", Bot: true, Members: []string{"U0001", sister, cousin, stranger, outsider}})
				if socket {
					w.run(w.slack)
					w.connected(1)
				}
				test(w)
				w.sound()
			})
		})
	}
}

// card puts up a card in the shared channel.
func (w *world) shared() emulator.Message {
	w.t.Helper()
	c := bot.Card{Title: "standup", Buttons: []bot.Button{{Label: "More", Press: "more"}}}
	_, err := w.slack.Post(w.t.Context(), core.Channel{Platform: "slack", Workspace: "T0001", ID: "C0009"}, c, bot.Posting{}, func(context.Context) error { return nil })
	require.NoError(w.t, err)
	all := w.chat.Messages("U0001", "C0009")
	return all[len(all)-1]
}

func (w *world) presses(person string, on emulator.Message) string {
	w.t.Helper()
	m, err := w.chat.Press(person, on, "More")
	require.NoError(w.t, err)
	return m.Text
}

func TestAPressIsOfTheSamePersonAsTheirCommand(t *testing.T) {
	for name, wide := range map[string]bool{"installed in the workspace": false, "for the whole organization": true} {
		t.Run(name, func(t *testing.T) {
			inGrid(t, func(w *world) {
				m := w.shared()
				for _, person := range []string{"U0001", sister, cousin} {
					_, err := w.chat.Type(person, "C0009", "/meet list")
					require.NoError(w.t, err)
					require.Equal(w.t, "heard: more", w.presses(person, m), person)
					all := w.bot.senders
					require.Equal(w.t, core.Identity{Platform: "slack", Workspace: "T0001", UserID: person}, all[len(all)-1])
					require.Equal(w.t, all[len(all)-2], all[len(all)-1], "command and press")
				}
			}, func(o *slacktest.Options) { o.OrgWide = wide })
		})
	}
}

func TestAForeignOrganizationIsNotServed(t *testing.T) {
	inGrid(t, func(w *world) {
		m := w.shared()
		for _, person := range []string{stranger, outsider} {
			require.Contains(w.t, w.presses(person, m), served, person)
		}
		w.chat.RemoveBot("C0009") // then Slack calls them strangers too
		time.Sleep(2 * time.Minute)
		require.Contains(w.t, w.presses(stranger, m), served)
		require.Empty(w.t, w.bot.did())
	})
}

// TestOutsideOfGridEveryOtherWorkspaceIsForeign also where the two channels' people are known to Slack by the same fields.
func TestOutsideOfGridEveryOtherWorkspaceIsForeign(t *testing.T) {
	inGrid(t, func(w *world) {
		m := w.shared()
		for _, person := range []string{cousin, stranger, outsider} {
			require.Contains(w.t, w.presses(person, m), served, person)
		}
		require.Empty(w.t, w.bot.did())
	}, func(o *slacktest.Options) { o.Enterprise = "" })
}

func TestSlackIsAskedOnceInAWhile(t *testing.T) {
	inGrid(t, func(w *world) {
		m := w.shared()
		for range 5 {
			w.presses("U0001", m)
		}
		require.Zero(w.t, w.count("users.info"), "nobody is asked of our own people")
		for range 5 {
			w.presses(sister, m)
			w.presses(stranger, m)
		}
		require.Equal(w.t, 2, w.count("users.info"))
		w.chat.Deactivate(sister)
		time.Sleep(time.Minute)
		require.Contains(w.t, w.presses(sister, m), served)
	})
}

func TestWhoCannotBeAskedForMayTryAgain(t *testing.T) {
	for name, fault := range map[string]emulator.Fault{
		"Slack is down":   {Method: "users.info", Status: 500},
		"it is busy":      {Method: "users.info", Status: 429, RetryAfter: time.Minute},
		"it says nothing": {Method: "users.info", Hang: true},
		"a right is gone": {Method: "users.info", Code: "missing_scope"},
	} {
		t.Run(name, func(t *testing.T) {
			inGrid(t, func(w *world) {
				m := w.shared()
				w.chat.Fail(fault)
				began := time.Now()
				got, err := w.chat.Press(sister, m, "More")
				require.NoError(w.t, err)
				require.Contains(w.t, got.Text, unknown)
				require.LessOrEqual(w.t, time.Since(began), 1100*time.Millisecond)
				require.Empty(w.t, w.bot.did())
				time.Sleep(3 * time.Second)
				again, err := w.chat.Press(sister, got, "Try again")
				require.NoError(w.t, err)
				require.Equal(w.t, "heard: more", again.Text)
			})
		})
	}
}
