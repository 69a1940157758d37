package app_test

import (
	"net/http"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
	"meetbot/cmd/internal/app"
)

// leaving is how somebody leaves each platform, and what it is asked about them.
var leaving = map[string]struct {
	goes func(w *world, person string)
	ask  string
}{
	"slack":   {func(w *world, person string) { w.slack.Deactivate(w.idOf(person, "slack")) }, "users.info"},
	"discord": {func(w *world, person string) { w.discord.RemovePerson(w.idOf(person, "discord")) }, "GET /guilds/{guild}/members/{user}"},
}

// roleOn returns the role that a page shows, and whether the browser counts as signed in.
func (b *browser) roleOn(path string) (role string, signedIn bool) {
	b.world.t.Helper()
	page := b.do(http.MethodGet, path, nil)
	require.Equal(b.world.t, http.StatusOK, page.Code)
	m := shown.FindStringSubmatch(page.Body.String())
	require.NotNil(b.world.t, m, page.Body.String())
	home := b.do(http.MethodGet, "/", nil)
	return m[2], headingOf(home) == "Your meetings"
}

// TestLeavingEndsRights: who is put out of the workspace or the server is neither moderator nor signed in a minute later.
func TestLeavingEndsRights(t *testing.T) {
	for platform, l := range leaving {
		signingIn(t, func(t *testing.T, w *world) {
			path := w.called(platform, "alice", "salaries")
			b := w.tab()
			w.signInWith(b, platform, "alice")
			role, signedIn := b.roleOn(path)
			require.Equal(t, "moderator", role)
			require.True(t, signedIn)

			l.goes(w, "alice")
			time.Sleep(time.Minute)
			role, signedIn = b.roleOn(path)
			require.Equal(t, "guest", role)
			require.False(t, signedIn)
			require.Equal(t, http.StatusConflict, b.do(http.MethodPost, path+"/join", url.Values{"name": {"alice"}}).Code, "a guest waits for the start")
			require.NotEqual(t, "Your meetings", headingOf(w.signInWith(b, platform, "alice")), "nor are they let in again")
		})
	}
}

// TestAPlatformThatDoesNotAnswer makes nobody a moderator, says why, and signs nobody out.
func TestAPlatformThatDoesNotAnswer(t *testing.T) {
	for platform, l := range leaving {
		signingIn(t, func(t *testing.T, w *world) {
			path := w.called(platform, "alice", "salaries")
			b := w.tab()
			w.signInWith(b, platform, "alice")
			time.Sleep(2 * time.Minute)
			w.chats[platform].Fail(emulator.Fault{Method: l.ask, Times: 3, Status: 500})
			page := b.do(http.MethodGet, path, nil).Body.String()
			require.Contains(t, page, `data-role="guest"`)
			require.Contains(t, page, "We couldn’t check with "+map[string]string{"slack": "Slack", "discord": "Discord"}[platform]+" just now")
			require.Contains(t, page, ">Try again</a>")
			home := b.do(http.MethodGet, "/", nil).Body.String()
			require.Contains(t, home, "so some may be missing")
			require.NotContains(t, home, "salaries")

			time.Sleep(time.Minute)
			for range 4 { // until the ordered faults are used up
				b.do(http.MethodGet, path, nil)
				time.Sleep(3 * time.Second)
			}
			role, signedIn := b.roleOn(path)
			require.Equal(t, "moderator", role)
			require.True(t, signedIn)
		})
	}
}

// TestSlackTellsWhoIsDeactivated, and everything of theirs ends at once.
func TestSlackTellsWhoIsDeactivated(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		path := w.called("slack", "alice", "salaries")
		b := w.tab()
		w.signInWith(b, "slack", "alice")
		_, signedIn := b.roleOn(path)
		require.True(t, signedIn)
		w.slack.Deactivate("U0001")
		res, err := w.slack.Deliver(w.slack.UserChange("U0001"))
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, res.StatusCode)
		role, signedIn := b.roleOn(path)
		require.Equal(t, "guest", role)
		require.False(t, signedIn)
	})
}

func TestTheManifestAsksForTheEventsAndForNoMoreRights(t *testing.T) {
	for _, socket := range []bool{false, true} {
		c := app.Defaults()
		c.BaseURL = "https://meet.example.org"
		manifest, err := app.SlackManifest(c, socket)
		require.NoError(t, err)
		require.Contains(t, manifest, "user_change")
		require.Contains(t, manifest, "users:read")
		require.NotContains(t, manifest, "channels:read")
		require.NotContains(t, manifest, "groups:read")
		if socket {
			require.NotContains(t, manifest, "/slack/events")
		} else {
			require.Contains(t, manifest, "request_url: https://meet.example.org/slack/events")
		}
	}
}

// TestAnAdminHandsOverWhatSomebodyHasLeftBehind, and not before they have left.
func TestAnAdminHandsOverWhatSomebodyHasLeftBehind(t *testing.T) {
	command := map[string]string{"slack": "/meet cohost #1 @bob", "discord": "/meet cohost meeting:#1 person:@bob"}
	channel := map[string]string{"slack": "C0001", "discord": "300000000000000001"}
	for platform, l := range leaving {
		signingIn(t, func(t *testing.T, w *world) {
			w.called(platform, "alice", "salaries")
			carol, in := w.idOf("carol", platform), channel[platform]
			asks := func() emulator.Message {
				m, err := w.chats[platform].Type(carol, in, command[platform])
				require.NoError(t, err)
				return m
			}
			require.Contains(t, asks().Text, "Only alice, the organizer, can do that")
			l.goes(w, "alice")
			time.Sleep(time.Minute)
			require.Contains(t, asks().Text, "Co-host added")
			for _, label := range []string{"Hand over…", "Yes, hand it over"} {
				all := w.chats[platform].Messages(carol, in)
				i := slices.IndexFunc(all, func(m emulator.Message) bool {
					return slices.ContainsFunc(m.Buttons, func(b emulator.Button) bool { return b.Label == label })
				})
				require.GreaterOrEqual(t, i, 0, label)
				_, err := w.chats[platform].Press(carol, all[i], label)
				require.NoError(t, err)
			}
			require.Contains(t, asks().Text, "Only bob, the organizer, can do that")
		})
	}
}
