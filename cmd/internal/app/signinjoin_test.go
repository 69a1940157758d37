package app_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// asked is a browser that is signed in as alice on Slack and was asked whether alice on Discord is the same person.
func (w *world) asked() *browser {
	w.t.Helper()
	b := w.tab()
	w.signInWith(b, "slack", "alice")
	require.Equal(w.t, "Are both accounts yours?", headingOf(w.signInWith(b, "discord", "alice")))
	return b
}

// says posts an answer to the question as it stands.
func (b *browser) says(answer string) *httptest.ResponseRecorder {
	return b.do(http.MethodPost, "/login/join", url.Values{"answer": {answer}})
}

// roleOf is what somebody who has signed in on one platform alone is in a meeting.
func (w *world) roleOf(platform, person, meeting string) string {
	w.t.Helper()
	b := w.tab()
	w.signInWith(b, platform, person)
	return b.role(meeting)
}

func TestJoiningTakesAYesOnAPageThatNamesBoth(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		onSlack, onDiscord := w.called("slack", "alice", "standup"), w.called("discord", "alice", "retro")
		b := w.asked()
		for range 3 {
			page := b.do(http.MethodGet, "/login/join", nil)
			require.Equal(t, http.StatusOK, page.Code)
			for _, words := range []string{"alice on Slack", "U0001", "alice on Discord", `name="answer" value="yes"`, `name="answer" value="no"`} {
				require.Contains(t, page.Body.String(), words)
			}
			require.Equal(t, "alice on Slack", b.who(), "the session stays as it was")
			require.Equal(t, "guest", b.role(onDiscord), "looking at the page changes nothing")
		}
		require.Equal(t, "Your meetings", headingOf(w.joinAccounts(b, "no")))
		require.Equal(t, "guest", b.role(onDiscord))
		require.Equal(t, http.StatusForbidden, b.says("yes").Code, "the question is answered")

		require.Equal(t, "Are both accounts yours?", headingOf(w.signInWith(b, "discord", "alice")))
		require.Equal(t, "Your meetings", headingOf(w.joinAccounts(b, "yes")))
		for _, meeting := range []string{onSlack, onDiscord} {
			require.Equal(t, "moderator", b.role(meeting))
			require.Equal(t, "moderator", w.roleOf("slack", "alice", meeting))
			require.Equal(t, "moderator", w.roleOf("discord", "alice", meeting))
			require.Equal(t, "guest", w.roleOf("slack", "bob", meeting))
		}
		require.Equal(t, "alice on Slack", b.who())
	})
}

// TestTheQuestionComesBackToTheMeeting: whoever signs in at a meeting's page is asked on the way, and gets there.
func TestTheQuestionComesBackToTheMeeting(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		meeting := w.called("discord", "alice", "retro")
		for _, answer := range []string{"no", "yes"} {
			b := w.tab()
			w.signInWith(b, "slack", "alice")
			w.sits("discord", "alice")
			require.Equal(t, "Are both accounts yours?", headingOf(b.walk("/login/discord?next="+url.QueryEscape(meeting))))
			require.Equal(t, "retro", headingOf(w.joinAccounts(b, answer)))
		}
	})
}

// TestWhoMayNotAnswer has a yes come from where it does not count.
func TestWhoMayNotAnswer(t *testing.T) {
	const cookie = "meetbot-join"
	for _, c := range []struct {
		name   string
		status int
		answer func(w *world, b *browser) *httptest.ResponseRecorder
	}{
		{"another's browser", http.StatusForbidden, func(w *world, b *browser) *httptest.ResponseRecorder {
			other := w.tab()
			w.signInWith(other, "slack", "bob")
			other.cookies[cookie] = b.cookies[cookie]
			return other.says("yes")
		}},
		{"another browser of the same person", http.StatusForbidden, func(w *world, b *browser) *httptest.ResponseRecorder {
			other := w.tab()
			w.signInWith(other, "slack", "alice")
			other.cookies[cookie] = b.cookies[cookie]
			return other.says("yes")
		}},
		{"a browser that is signed out", http.StatusForbidden, func(_ *world, b *browser) *httptest.ResponseRecorder {
			delete(b.cookies, "meetbot")
			return b.says("yes")
		}},
		{"after signing out", http.StatusForbidden, func(_ *world, b *browser) *httptest.ResponseRecorder {
			kept := b.cookies["meetbot"]
			b.do(http.MethodPost, "/logout", nil)
			b.cookies["meetbot"] = kept
			return b.says("yes")
		}},
		{"after signing in anew", http.StatusForbidden, func(w *world, b *browser) *httptest.ResponseRecorder {
			w.signInWith(b, "slack", "alice")
			return b.says("yes")
		}},
		{"after a ticket of another's", http.StatusForbidden, func(w *world, b *browser) *httptest.ResponseRecorder {
			require.Equal(w.t, http.StatusSeeOther, b.do(http.MethodPost, w.ticketOf("U0002"), nil).Code)
			return b.says("yes")
		}},
		{"too late", http.StatusForbidden, func(_ *world, b *browser) *httptest.ResponseRecorder {
			time.Sleep(10 * time.Minute)
			return b.says("yes")
		}},
		{"cookie changed", http.StatusForbidden, func(_ *world, b *browser) *httptest.ResponseRecorder {
			b.cookies[cookie] = altered(b.cookies[cookie])
			return b.says("yes")
		}},
		{"a cookie of ours for something else", http.StatusForbidden, func(_ *world, b *browser) *httptest.ResponseRecorder {
			b.sent("/login/discord")
			b.cookies[cookie] = b.cookies["meetbot-login"]
			return b.says("yes")
		}},
		{"no cookie", http.StatusForbidden, func(_ *world, b *browser) *httptest.ResponseRecorder {
			delete(b.cookies, cookie)
			return b.says("yes")
		}},
		{"after a no, the cookie copied", http.StatusGone, func(_ *world, b *browser) *httptest.ResponseRecorder {
			kept := b.cookies[cookie]
			require.Equal(b.world.t, http.StatusSeeOther, b.says("no").Code)
			b.cookies[cookie] = kept
			return b.says("yes")
		}},
		{"after a yes that was undone, the cookie copied", http.StatusGone, func(_ *world, b *browser) *httptest.ResponseRecorder {
			kept := b.cookies[cookie]
			require.Equal(b.world.t, http.StatusSeeOther, b.says("yes").Code)
			require.Equal(b.world.t, http.StatusSeeOther, b.separates(aliceOnDiscord).Code)
			b.cookies[cookie] = kept
			return b.says("yes")
		}},
		{"a question of another tab", http.StatusForbidden, func(_ *world, b *browser) *httptest.ResponseRecorder {
			return b.do(http.MethodPost, "/login/join", url.Values{"answer": {"yes"}, "question": {"another"}})
		}},
		{"neither yes nor no", http.StatusBadRequest, func(_ *world, b *browser) *httptest.ResponseRecorder { return b.says("maybe") }},
		{"the answer in the address", http.StatusBadRequest, func(_ *world, b *browser) *httptest.ResponseRecorder {
			return b.do(http.MethodPost, "/login/join?answer=yes", nil)
		}},
		{"another site", http.StatusForbidden, func(_ *world, b *browser) *httptest.ResponseRecorder {
			return b.from("cross-site", "/login/join", url.Values{"answer": {"yes"}})
		}},
		{"a neighbouring site", http.StatusForbidden, func(_ *world, b *browser) *httptest.ResponseRecorder {
			return b.from("same-site", "/login/join", url.Values{"answer": {"yes"}})
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			signingIn(t, func(t *testing.T, w *world) {
				meeting := w.called("slack", "alice", "standup")
				require.Equal(t, c.status, c.answer(w, w.asked()).Code)
				require.Equal(t, "guest", w.roleOf("discord", "alice", meeting))
				require.Equal(t, "guest", w.roleOf("slack", "bob", meeting))
			})
		})
	}
}

// from posts a form as a page of another site would have the browser do it.
func (b *browser) from(site, path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, baseURL+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", site)
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	rec := httptest.NewRecorder()
	b.world.app.Handler().ServeHTTP(rec, r)
	return rec
}

// ticketOf is the path of a link that somebody on Slack has asked for.
func (w *world) ticketOf(id string) string {
	w.t.Helper()
	m, err := w.slack.Type(id, "C0001", "/meet link")
	require.NoError(w.t, err)
	require.NotEmpty(w.t, m.Buttons, m.Text)
	u, err := url.Parse(m.Buttons[0].URL)
	require.NoError(w.t, err)
	return u.RequestURI()
}

func (b *browser) separates(account string) *httptest.ResponseRecorder {
	return b.do(http.MethodPost, "/login/separate", url.Values{"account": {account}})
}

// TestNobodyIsLedToJoinWhatIsNotTheirs leads alice, who is signed in, to what bob has prepared for her.
func TestNobodyIsLedToJoinWhatIsNotTheirs(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		lead   func(w *world, alice *browser) *httptest.ResponseRecorder
	}{
		{"his code and state", http.StatusBadRequest, func(w *world, alice *browser) *httptest.ResponseRecorder {
			w.sits("discord", "bob")
			return alice.walk(w.tab().sent("/login/discord"))
		}},
		{"his code and state while she signs in herself", http.StatusBadRequest, func(w *world, alice *browser) *httptest.ResponseRecorder {
			w.sits("discord", "bob")
			callback := w.tab().sent("/login/discord")
			alice.sent("/login/discord?join=1")
			return alice.walk(callback)
		}},
		{"his code with her state", http.StatusBadRequest, func(w *world, alice *browser) *httptest.ResponseRecorder {
			w.spoilt = true
			w.sits("discord", "bob")
			q := back(w.tab().sent("/login/discord"))
			w.sits("discord", "alice")
			q.Set("state", back(alice.sent("/login/discord?join=1")).Get("state"))
			return alice.walk("/login/discord/callback?" + q.Encode())
		}},
		{"the platform's page of his own attempt", http.StatusBadRequest, func(w *world, alice *browser) *httptest.ResponseRecorder {
			bob := w.tab()
			w.signInWith(bob, "slack", "bob")
			platform := bob.do(http.MethodGet, "/login/discord?join=1", nil).Header().Get("Location")
			w.sits("discord", "alice")
			return alice.walk(alice.abroad(platform))
		}},
		{"the question", http.StatusForbidden, func(_ *world, alice *browser) *httptest.ResponseRecorder {
			return alice.walk("/login/join?answer=yes")
		}},
		{"the question with an account that he signed her in with", http.StatusOK, func(w *world, alice *browser) *httptest.ResponseRecorder {
			w.sits("discord", "bob")
			page := alice.walk("/login/discord?join=1")
			require.Contains(w.t, page.Body.String(), "bob on Discord")
			alice.from("cross-site", "/login/join", url.Values{"answer": {"yes"}})
			return page
		}},
		{"his ticket", http.StatusSeeOther, func(w *world, alice *browser) *httptest.ResponseRecorder {
			return alice.do(http.MethodPost, w.ticketOf("U0002"), nil)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			signingIn(t, func(t *testing.T, w *world) {
				meeting := w.called("slack", "alice", "standup")
				alice := w.tab()
				w.signInWith(alice, "slack", "alice")
				require.Equal(t, c.status, c.lead(w, alice).Code)
				for _, platform := range []string{"slack", "discord"} {
					require.Equal(t, "guest", w.roleOf(platform, "bob", meeting))
				}
				require.Equal(t, "guest", w.roleOf("discord", "alice", meeting))
				require.Equal(t, "moderator", w.roleOf("slack", "alice", meeting))
			})
		})
	}
}

func TestJoiningStartsSignedIn(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		b := w.tab()
		w.sits("discord", "alice")
		page := b.walk("/login/discord?join=1")
		require.Equal(t, http.StatusForbidden, page.Code)
		require.Equal(t, "You’re signed out", headingOf(page))
		require.Empty(t, b.who())
	})
}

// TestTheSessionIsGoneBeforeTheSecondSignIn: what was begun to join an account never signs it in instead.
func TestTheSessionIsGoneBeforeTheSecondSignIn(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		b := w.tab()
		w.signInWith(b, "slack", "alice")
		w.sits("discord", "alice")
		callback := b.sent("/login/discord?join=1")
		b.do(http.MethodPost, "/logout", nil)
		page := b.walk(callback)
		require.Equal(t, http.StatusForbidden, page.Code)
		require.Contains(t, page.Body.String(), "Nothing has changed just now.")
		require.Empty(t, b.who())
	})
}

// TestAnAccountThatIsConnectedToSomebodyElse cannot be had from them.
func TestAnAccountThatIsConnectedToSomebodyElse(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		meeting := w.called("slack", "bob", "standup")
		bob := w.tab()
		w.signInWith(bob, "slack", "bob")
		w.signInWith(bob, "discord", "bob")
		w.joinAccounts(bob, "yes")

		alice := w.tab()
		w.signInWith(alice, "slack", "alice")
		page := alice.walk("/login/discord?join=1") // as bob
		require.Equal(t, http.StatusConflict, page.Code)
		require.Equal(t, "These accounts can’t be connected", headingOf(page))
		require.Equal(t, "guest", alice.role(meeting))
		require.Equal(t, http.StatusForbidden, alice.says("yes").Code)

		require.Equal(t, http.StatusOK, w.signInWith(alice, "discord", "bob").Code, "whoever is bob on Discord may sign in as him")
		require.Equal(t, "bob on Discord", alice.who())
		require.Equal(t, "guest", w.roleOf("slack", "alice", meeting))
	})
}

func TestAnAccountThatIsConnectedAlready(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		b := w.asked()
		w.joinAccounts(b, "yes")
		page := b.walk("/login/discord?join=1")
		require.Equal(t, http.StatusOK, page.Code)
		require.Equal(t, "These accounts are already connected", headingOf(page))
		w.signInWith(b, "discord", "alice")
		require.Equal(t, "alice on Discord", b.who(), "signing in goes from one to the other without a question")
	})
}

// TestWhoOnlyWantedToSignIn may do just that, and stays two.
func TestWhoOnlyWantedToSignIn(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		standup, retro := w.called("slack", "alice", "standup"), w.called("discord", "alice", "retro")
		b := w.tab()
		w.signInWith(b, "slack", "alice")
		before := &browser{world: w, cookies: map[string]string{"meetbot": b.cookies["meetbot"]}}
		w.sits("discord", "alice")
		page := b.walk("/login/discord?next=" + url.QueryEscape(retro))
		require.Contains(t, page.Body.String(), "No, sign in as <bdi>alice on Discord</bdi> instead")
		require.Equal(t, "retro", headingOf(w.joinAccounts(b, "instead")))
		require.Equal(t, "alice on Discord", b.who())
		require.Equal(t, "moderator", b.role(retro))
		require.Equal(t, "guest", b.role(standup))
		require.Empty(t, before.who(), "the session before is over")
		require.Equal(t, http.StatusForbidden, b.says("yes").Code, "the question is answered")

		b.do(http.MethodPost, "/logout", nil)
		w.signInWith(b, "slack", "alice")
		w.sits("discord", "alice")
		page = b.walk("/login/discord?join=1")
		require.NotContains(t, page.Body.String(), "instead", "who wants to connect accounts is asked about that alone")
		require.Equal(t, http.StatusBadRequest, b.says("instead").Code)
		require.Equal(t, "alice on Slack", b.who())
	})
}
