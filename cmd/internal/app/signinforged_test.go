package app_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
	"meetbot/bot/slack/slacktest"
)

// TestIDTokensThatDoNotHold has Slack give one that is wrong in one way, and right in every other.
func TestIDTokensThatDoNotHold(t *testing.T) {
	const unsound, unasked, unread = "We can’t trust this answer", "Slack didn’t confirm it", "Slack doesn’t answer"
	for fault, want := range map[slacktest.SignInFault]struct {
		status  int
		heading string
		logged  string
	}{
		slacktest.WrongAudience:  {http.StatusBadGateway, unsound, "expected audience"},
		slacktest.SharedAudience: {http.StatusBadGateway, unsound, "it is for others too"},
		slacktest.NoAudience:     {http.StatusBadGateway, unsound, "expected audience"},
		slacktest.WrongIssuer:    {http.StatusBadGateway, unsound, "issued by a different provider"},
		slacktest.WrongKey:       {http.StatusBadGateway, unsound, "failed to verify signature"},
		slacktest.UnknownKey:     {http.StatusBadGateway, unsound, "failed to verify signature"},
		slacktest.WrongSecret:    {http.StatusBadGateway, unsound, "signature algorithm"},
		slacktest.WrongKind:      {http.StatusBadGateway, unsound, "signature algorithm"},
		slacktest.Unsigned:       {http.StatusBadGateway, unsound, "signature algorithm"},
		slacktest.Altered:        {http.StatusBadGateway, unsound, "failed to verify signature"},
		slacktest.Expired:        {http.StatusBadGateway, unsound, "token is expired"},
		slacktest.NoExpiry:       {http.StatusBadGateway, unsound, "token is expired"},
		slacktest.FromTheFuture:  {http.StatusBadGateway, unsound, "from the future"},
		slacktest.NoToken:        {http.StatusBadGateway, unsound, "no ID token"},
		slacktest.WrongNonce:     {http.StatusBadRequest, unasked, "another sign-in"},
		slacktest.NoNonce:        {http.StatusBadRequest, unasked, "another sign-in"},
		slacktest.NoTeam:         {http.StatusBadGateway, unread, "no workspace"},
		slacktest.OtherTeam:      {http.StatusForbidden, "This account isn’t from here", ""},
	} {
		t.Run(string(fault), func(t *testing.T) {
			signingIn(t, func(t *testing.T, w *world) {
				w.slack.SpoilSignIn(fault)
				b := w.tab()
				page := w.signInWith(b, "slack", "alice")
				require.Equal(t, want.status, page.Code)
				require.Equal(t, want.heading, headingOf(page), w.log.String())
				require.Contains(t, w.log.String(), want.logged)
				require.Empty(t, b.cookies["meetbot"])
				w.keepsSecrets(b)

				require.Equal(t, http.StatusOK, w.signInWith(b, "slack", "alice").Code, "without the fault it goes well")
			})
		})
	}
}

// TestPlatformsThatFail: whatever a platform answers, there is a page that says so.
func TestPlatformsThatFail(t *testing.T) {
	failing := map[string]emulator.Fault{
		"500": {Status: http.StatusInternalServerError}, "503 in HTML": {Status: http.StatusServiceUnavailable},
		"429": {Status: http.StatusTooManyRequests, RetryAfter: time.Minute}, "no connection": {},
	}
	odd := map[string]emulator.Fault{"200 and nothing that was asked for": {Status: http.StatusOK}}
	for _, c := range []struct {
		platform string
		methods  []string
		faults   map[string]emulator.Fault
	}{
		{"slack", []string{"openid.connect.token", "openid-configuration", "keys", "users.info"}, failing},
		{"slack", []string{"openid.connect.token", "openid-configuration", "keys", "users.info"}, odd},
		{"slack", []string{"openid.connect.token", "openid-configuration", "keys", "users.info"}, map[string]emulator.Fault{"silence": {Hang: true}}},
		{"slack", []string{"openid.connect.token"}, map[string]emulator.Fault{"trouble": {Code: "internal_error"}, "limit": {Code: "ratelimited"}}},
		{"discord", []string{"POST /oauth2/token", "GET /users/@me", "GET /users/@me/guilds", "GET /guilds/{guild}/members/{user}"}, failing},
		{"discord", []string{"POST /oauth2/token", "GET /users/@me", "GET /users/@me/guilds"}, odd},
	} {
		for _, method := range c.methods {
			for name, fault := range c.faults {
				t.Run(method+" "+name, func(t *testing.T) {
					signingIn(t, func(t *testing.T, w *world) {
						fault.Method, fault.Times = method, 10
						w.chats[c.platform].Fail(fault)
						w.failsToSignIn(c.platform)
					})
				})
			}
		}
	}
}

// failsToSignIn goes the whole way to a page that says that the platform is at fault.
func (w *world) failsToSignIn(platform string) {
	w.t.Helper()
	b, start := w.tab(), time.Now()
	page := w.signInWith(b, platform, "alice")
	require.Equal(w.t, http.StatusBadGateway, page.Code, w.log.String())
	require.Contains(w.t, page.Body.String(), "Nothing has changed.")
	require.Contains(w.t, page.Body.String(), `href="/login/`+platform+`?next=%2F"`, "the way to another attempt")
	require.LessOrEqual(w.t, time.Since(start), 20*time.Second, "nobody waits for ever")
	require.Empty(w.t, b.cookies["meetbot"])
	w.keepsSecrets(b)
}

// keepsSecrets looks for everything that lets somebody in, in what was logged and in what the browser was told.
func (w *world) keepsSecrets(b *browser) {
	w.t.Helper()
	secrets := []string{"client-test", "xoxb-test", "xoxp-", "discord-test", "code-", "eyJ"}
	for _, cookie := range b.cookies {
		if cookie != "" {
			secrets = append(secrets, cookie)
		}
	}
	for _, s := range secrets {
		require.NotContains(w.t, w.log.String(), s)
	}
	require.NotContains(w.t, strings.ToLower(w.log.String()), "level=error", "it is nothing of ours that is wrong")
}

// TestSlackMayChangeItsKeys: they are asked for anew when a token names one that is not known.
func TestSlackMayChangeItsKeys(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		for range 3 {
			b := w.tab()
			require.Equal(t, http.StatusOK, w.signInWith(b, "slack", "alice").Code, w.log.String())
			require.Equal(t, "alice on Slack", b.who())
			w.slack.RotateKeys()
		}
		require.Empty(t, w.slack.Refused())
	})
}

// TestWhatIsSaidInPlaceOfACode: an error of the platform's is one of the platform's, and nothing that a browser makes up
// gets into the log.
func TestWhatIsSaidInPlaceOfACode(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		w.sits("discord", "alice")
		for said, status := range map[string]int{
			"server_error": http.StatusBadGateway, "temporarily_unavailable": http.StatusBadGateway, "invalid_scope": http.StatusBadRequest,
			"level=ERROR+msg=made-up": http.StatusBadRequest,
		} {
			b := w.tab()
			state := back(b.sent("/login/discord")).Get("state")
			page := b.walk("/login/discord/callback?state=" + state + "&code=ignored&error=" + said)
			require.Equal(t, status, page.Code, said)
			require.Empty(t, b.who())
		}
		require.NotContains(t, w.log.String(), "made-up")
		require.Contains(t, w.log.String(), "temporarily_unavailable")
	})
}
