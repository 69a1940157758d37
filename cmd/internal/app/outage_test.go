package app_test

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
)

// TestAnOutageOfMinutes has one platform refuse everything, at the card and again at the start. Each comes once when it is
// back, and the other platform never waits.
func TestAnOutageOfMinutes(t *testing.T) {
	for down, other := range map[string]string{"slack": "discord", "discord": "slack"} {
		t.Run(down, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, (*world).withDiscord)
				t.Cleanup(w.close)
				w.ready()
				outage := emulator.Fault{Status: http.StatusServiceUnavailable, Times: 6}
				w.chats[down].Fail(outage)
				w.says("alice", down, "in 20 minutes", "retro")
				w.says("alice", other, "in 20 minutes", "standup")
				time.Sleep(2 * time.Second)
				require.Equal(t, 1, w.seen(other, "standup"))
				require.Zero(t, w.seen(down, "retro"))
				time.Sleep(3 * time.Minute)
				require.Equal(t, 1, w.seen(down, "retro"), "the card")

				time.Sleep(16 * time.Minute) // past the reminder
				require.Equal(t, 1, w.seen(down, "retro starts at"))
				w.chats[down].Fail(outage)
				time.Sleep(59 * time.Second)
				require.Equal(t, 1, w.seen(other, "standup has started"))
				require.Zero(t, w.seen(down, "retro has started"))
				time.Sleep(5 * time.Minute)
				require.Equal(t, 1, w.seen(down, "retro has started"))
				time.Sleep(time.Hour)
				require.Equal(t, 1, w.seen(down, "retro started at"), "the start, without a way in")
				require.Zero(t, w.seen(down, "retro starts at"), "no reminder is left behind")
				require.Equal(t, 1, w.seen(down, "retro has ended"))
				require.Empty(t, w.chats[down].Refused())
			})
		})
	}
}

// TestAnAnswerThatRefusesUsIsNothingAboutTheChannel: what we ask before we send again may be refused for reasons of its own.
func TestAnAnswerThatRefusesUsIsNothingAboutTheChannel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		t.Cleanup(w.close)
		w.ready()
		w.slack.Fail(emulator.Fault{Method: "chat.postMessage", Status: http.StatusServiceUnavailable})
		w.slack.Fail(emulator.Fault{Method: "auth.test", Code: "access_denied"})
		w.says("alice", "slack", "in 20 minutes", "retro")
		time.Sleep(time.Minute)
		require.Equal(t, 1, w.seen("slack", "retro"))
	})
}

// says has somebody call a meeting in the platform's open channel.
func (w *world) says(person, platform, when, title string) {
	w.t.Helper()
	text := "/meet " + when + " " + title
	if platform == "discord" {
		text = "/meet new when:" + when + " title:" + title
	}
	_, err := w.chats[platform].Type(w.idOf(person, platform), w.chats[platform].Channels()[0].ID, text)
	require.NoError(w.t, err)
}

func (w *world) idOf(person, platform string) string {
	for _, p := range w.chats[platform].People() {
		if p.Name == person {
			return p.ID
		}
	}
	return person
}

// seen counts the messages in the platform's open channel that begin with some words.
func (w *world) seen(platform, words string) int {
	n := 0
	for _, m := range w.chats[platform].Messages(w.idOf("bob", platform), w.chats[platform].Channels()[0].ID) {
		if strings.HasPrefix(m.Text, words) {
			n++
		}
	}
	return n
}
