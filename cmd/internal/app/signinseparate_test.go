package app_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	aliceOnSlack   = "slack:T0001:U0001"
	aliceOnDiscord = "discord:" + discordApplication + ":200000000000000001"
)

// TestSeparatingIsTheOwnersAlone: an account is separated by a browser of its person, from our own page.
func TestSeparatingIsTheOwnersAlone(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		meeting := w.called("slack", "alice", "standup")
		alice := w.asked()
		w.joinAccounts(alice, "yes")
		bob := w.tab()
		w.signInWith(bob, "slack", "bob")
		for _, b := range []*browser{bob, w.tab()} {
			require.Equal(t, http.StatusForbidden, b.separates(aliceOnDiscord).Code)
		}
		require.Equal(t, http.StatusForbidden, w.tab().separates("::").Code, "nobody's account")
		for _, account := range []string{"", "slack:T0001:U0002", "slack:T9999:U0001", "nonsense"} {
			require.Equal(t, http.StatusForbidden, alice.separates(account).Code, account)
		}
		form := url.Values{"account": {aliceOnDiscord}}
		require.Equal(t, http.StatusForbidden, alice.from("cross-site", "/login/separate", form).Code)
		require.Equal(t, http.StatusMethodNotAllowed, alice.do(http.MethodGet, "/login/separate?"+form.Encode(), nil).Code)
		require.Equal(t, "moderator", w.roleOf("discord", "alice", meeting))
	})
}

// TestASingleAccountHasNothingToSeparateFrom: it stays as it is, its meetings too.
func TestASingleAccountHasNothingToSeparateFrom(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		meeting := w.called("slack", "alice", "standup")
		b := w.tab()
		w.signInWith(b, "slack", "alice")
		require.NotContains(t, b.do(http.MethodGet, "/", nil).Body.String(), "/login/separate")
		require.Equal(t, http.StatusSeeOther, b.separates(aliceOnSlack).Code)
		require.Equal(t, "moderator", b.role(meeting))
	})
}
