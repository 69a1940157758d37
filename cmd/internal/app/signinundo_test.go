package app_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestSeparatingGivesEachTheirOwn: whichever of the two goes, and whichever was kept when they were joined.
func TestSeparatingGivesEachTheirOwn(t *testing.T) {
	for _, c := range []struct{ name, begins, comes, goes string }{
		{"the one that came", "slack", "discord", aliceOnDiscord},
		{"the one that was there", "slack", "discord", aliceOnSlack},
		{"the one that came, from Slack", "discord", "slack", aliceOnSlack},
		{"the one that was there, on Discord", "discord", "slack", aliceOnDiscord},
	} {
		t.Run(c.name, func(t *testing.T) {
			signingIn(t, func(t *testing.T, w *world) {
				before := map[string]string{"slack": w.called("slack", "alice", "standup"), "discord": w.called("discord", "alice", "retro")}
				b := w.tab()
				w.signInWith(b, c.begins, "alice")
				w.signInWith(b, c.comes, "alice")
				w.joinAccounts(b, "yes")
				meanwhile := map[string]string{"slack": w.called("slack", "alice", "planning"), "discord": w.called("discord", "alice", "review")}
				require.Contains(t, b.do(http.MethodGet, "/", nil).Body.String(), `name="account" value="`+c.goes+`"`)
				require.Equal(t, http.StatusSeeOther, b.separates(c.goes).Code)
				for _, own := range []string{"slack", "discord"} {
					for home := range before {
						want := map[bool]string{true: "moderator", false: "guest"}[own == home]
						require.Equal(t, want, w.roleOf(own, "alice", before[home]), "%s in the meeting called on %s before", own, home)
						require.Equal(t, want, w.roleOf(own, "alice", meanwhile[home]), "%s in the meeting called on %s meanwhile", own, home)
					}
				}
			})
		})
	}
}
