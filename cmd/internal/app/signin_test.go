package app_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
)

// signingIn runs a test in a world of fake time in which people sign in with either platform. Alice has called a meeting
// on each, and bob and carol are members of both.
func signingIn(t *testing.T, test func(t *testing.T, w *world)) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, (*world).withDiscord, (*world).withSignIns)
		t.Cleanup(w.close)
		w.ready()
		test(t, w)
	})
}

// A tab is a browser with nothing stored.
func (w *world) tab() *browser { return &browser{world: w, cookies: map[string]string{}} }

// called has somebody call a meeting in the platform's open channel that starts in five minutes, and returns its path.
func (w *world) called(platform, person, title string) string {
	w.t.Helper()
	w.says(person, platform, "in 5 minutes", title)
	chat, caller := w.chats[platform], w.idOf(person, platform)
	channel := chat.Channels()[0].ID
	time.Sleep(3 * time.Second) // of the bubble's: cards of one channel follow each other as fast as the platform allows
	synctest.Wait()
	for _, m := range slices.Backward(chat.Messages(caller, channel)) {
		if link := meetingLink.FindString(string(m.Raw)); link != "" && strings.Contains(m.Text, title) {
			return strings.TrimPrefix(link, baseURL)
		}
	}
	w.t.Fatalf("no card of %s", title)
	return ""
}

// sent starts a sign-in, and returns where the platform would send the browser back to.
func (b *browser) sent(path string) string {
	b.world.t.Helper()
	return b.abroad(b.do(http.MethodGet, path, nil).Header().Get("Location"))
}

// back is what the platform brings back.
func back(callback string) url.Values {
	u, _ := url.Parse(callback) // redirected to just now
	return u.Query()
}

var signedInAs = regexp.MustCompile(`Signed in as</span> <bdi>([^<]*)</bdi>`)

// who is whom the front page takes the browser for; empty: nobody.
func (b *browser) who() string { return first(signedInAs, b.do(http.MethodGet, "/", nil)) }

// role is the one that the page of a meeting tells the browser.
func (b *browser) role(path string) string {
	page := b.do(http.MethodGet, path, nil)
	m := shown.FindStringSubmatch(page.Body.String())
	require.NotNil(b.world.t, m, page.Body.String())
	return m[2]
}

// TestSigningInComesBackToTheMeeting follows the link that the meeting's own page shows.
func TestSigningInComesBackToTheMeeting(t *testing.T) {
	for _, platform := range []string{"slack", "discord"} {
		t.Run(platform, func(t *testing.T) {
			signingIn(t, func(t *testing.T, w *world) {
				meeting := w.called(platform, "alice", "standup")
				b := w.tab()
				page := b.do(http.MethodGet, meeting, nil)
				link := "/login/" + platform + "?next=" + url.QueryEscape(meeting)
				require.Contains(t, page.Body.String(), `href="`+link+`"`)
				require.Equal(t, "guest", b.role(meeting))

				w.sits(platform, "alice")
				page = b.walk(link)
				require.Equal(t, http.StatusOK, page.Code)
				require.Equal(t, "standup", headingOf(page))
				require.Equal(t, "moderator", b.role(meeting))
				require.Equal(t, "alice on "+title(platform), b.who())

				w.sits(platform, "bob")
				other := w.tab()
				require.Equal(t, "standup", headingOf(other.walk(link)))
				require.Equal(t, "guest", other.role(meeting), "the link carries no role")
				require.Empty(t, w.chats[platform].Refused())
			})
		})
	}
}

func title(platform string) string { return strings.ToUpper(platform[:1]) + platform[1:] }

// TestSigningInLeadsNowhereElse: whoever made the link has no say in where a browser goes that is signed in.
func TestSigningInLeadsNowhereElse(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		w.called("discord", "alice", "standup")
		for _, next := range []string{
			"https://evil.test/", "//evil.test", `/\evil.test`, `\\evil.test`, "/\t/evil.test", "javascript:alert(1)", "http:evil.test",
			"@evil.test", "/" + strings.Repeat("x", 2000),
		} {
			for _, platform := range []string{"slack", "discord"} {
				w.sits(platform, "alice")
				b := w.tab()
				res := b.do(http.MethodGet, b.sent("/login/"+platform+"?next="+url.QueryEscape(next)), nil)
				require.Equal(t, http.StatusSeeOther, res.Code)
				require.Equal(t, "/", res.Header().Get("Location"), next)
			}
		}
	})
}

// TestASignInEndsOnceInTheBrowserItBeganIn brings back what is not this browser's to bring, or not any more.
func TestASignInEndsOnceInTheBrowserItBeganIn(t *testing.T) {
	const foreign, ended, unproved = "This sign-in can’t be finished here", "This sign-in has already ended", "Slack didn’t confirm it"
	with := func(callback, key, value string) string {
		q := back(callback)
		q.Set(key, value)
		return "/login/slack/callback?" + q.Encode()
	}
	for _, c := range []struct {
		name    string
		status  int
		heading string
		bring   func(w *world, b *browser, callback string) *httptest.ResponseRecorder
	}{
		{"wrong state", http.StatusBadRequest, foreign, func(_ *world, b *browser, callback string) *httptest.ResponseRecorder {
			return b.walk(with(callback, "state", strings.Repeat("A", 43)))
		}},
		{"no state", http.StatusBadRequest, foreign, func(_ *world, b *browser, callback string) *httptest.ResponseRecorder {
			return b.walk(with(callback, "state", ""))
		}},
		{"another browser", http.StatusBadRequest, foreign, func(w *world, b *browser, callback string) *httptest.ResponseRecorder {
			b.cookies = map[string]string{}
			return b.walk(callback)
		}},
		{"another browser, signing in too", http.StatusBadRequest, foreign, func(w *world, b *browser, callback string) *httptest.ResponseRecorder {
			b.cookies = map[string]string{}
			b.sent("/login/slack")
			return b.walk(callback)
		}},
		{"begun anew since", http.StatusBadRequest, foreign, func(_ *world, b *browser, callback string) *httptest.ResponseRecorder {
			b.sent("/login/slack")
			return b.walk(callback)
		}},
		{"another platform", http.StatusBadRequest, foreign, func(_ *world, b *browser, callback string) *httptest.ResponseRecorder {
			return b.walk("/login/discord/callback?" + back(callback).Encode())
		}},
		{"cookie changed", http.StatusBadRequest, foreign, func(_ *world, b *browser, callback string) *httptest.ResponseRecorder {
			b.cookies["meetbot-login"] = altered(b.cookies["meetbot-login"])
			return b.walk(callback)
		}},
		{"too late", http.StatusBadRequest, foreign, func(_ *world, b *browser, callback string) *httptest.ResponseRecorder {
			time.Sleep(10 * time.Minute)
			return b.walk(callback)
		}},
		{"twice", http.StatusBadRequest, foreign, func(_ *world, b *browser, callback string) *httptest.ResponseRecorder {
			b.walk(callback)
			delete(b.cookies, "meetbot")
			return b.walk(callback)
		}},
		{"twice, the cookie copied", http.StatusGone, ended, func(_ *world, b *browser, callback string) *httptest.ResponseRecorder {
			kept := b.cookies["meetbot-login"]
			b.walk(callback)
			b.cookies = map[string]string{"meetbot-login": kept}
			return b.walk(callback)
		}},
		{"no code", http.StatusBadRequest, unproved, func(_ *world, b *browser, callback string) *httptest.ResponseRecorder {
			return b.walk(with(callback, "code", ""))
		}},
		{"a code of Discord's", http.StatusBadRequest, unproved, func(w *world, b *browser, callback string) *httptest.ResponseRecorder {
			return b.walk(with(callback, "code", back(w.tab().sent("/login/discord")).Get("code")))
		}},
		{"somebody else's code", http.StatusBadRequest, unproved, func(w *world, b *browser, callback string) *httptest.ResponseRecorder {
			return b.walk(with(callback, "code", back(w.tab().sent("/login/slack")).Get("code")))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			signingIn(t, func(t *testing.T, w *world) {
				w.sits("slack", "alice")
				w.sits("discord", "alice")
				b := w.tab()
				page := c.bring(w, b, b.sent("/login/slack"))
				require.Equal(t, c.status, page.Code, page.Body.String())
				require.Equal(t, c.heading, headingOf(page))
				require.Contains(t, page.Body.String(), "Nothing has changed.")
				require.Contains(t, page.Body.String(), `href="/login/`, "the way to another attempt")
				require.Empty(t, b.cookies["meetbot"])
				require.Empty(t, b.who())
			})
		})
	}
}

// altered changes one letter in the middle of a cookie.
func altered(value string) string {
	raw, at := []byte(value), len(value)/2
	if raw[at] == 'A' {
		raw[at] = 'B'
	} else {
		raw[at] = 'A'
	}
	return string(raw)
}

// TestAForeignCallbackLeavesASignInAsItIs: anybody can lead a browser to one.
func TestAForeignCallbackLeavesASignInAsItIs(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		w.sits("slack", "alice")
		b := w.tab()
		callback := b.sent("/login/slack")
		require.Equal(t, http.StatusBadRequest, b.walk("/login/slack/callback?code=x&state=y").Code)
		require.Equal(t, http.StatusOK, b.walk(callback).Code)
		require.Equal(t, "alice on Slack", b.who())
	})
}

// TestSomebodyElsesCodeOnDiscord has the attacker's code come back with the state of whoever is to be signed in with it.
func TestSomebodyElsesCodeOnDiscord(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		w.spoilt = true
		w.called("discord", "alice", "standup")
		w.sits("discord", "bob")
		theirs := back(w.tab().sent("/login/discord"))
		w.sits("discord", "alice")
		b := w.tab()
		q := back(b.sent("/login/discord"))
		q.Set("code", theirs.Get("code"))
		require.Equal(t, http.StatusBadRequest, b.walk("/login/discord/callback?"+q.Encode()).Code)
		require.Empty(t, b.who())
		require.Contains(t, strings.Join(w.discord.Refused(), "\n"), "the code verifier does not fit")
	})
}

func TestWhoDeclinesIsToldSo(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		for _, platform := range []string{"slack", "discord"} {
			w.sits(platform, "alice")
			b := w.tab()
			state := back(b.sent("/login/" + platform)).Get("state")
			page := b.walk("/login/" + platform + "/callback?error=access_denied&state=" + state)
			require.Equal(t, http.StatusForbidden, page.Code)
			require.Equal(t, "You didn’t allow it", headingOf(page))
			require.Contains(t, page.Body.String(), `href="/login/`+platform+`?next=%2F"`)
			require.Empty(t, b.who())
		}
	})
}

// TestStrangersAreRefused: anybody can make a workspace, and an account at Discord.
func TestStrangersAreRefused(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		w.called("discord", "alice", "standup")
		stranger := w.discord.AddStranger(emulator.Person{Name: "mallory"})
		w.slack.SpoilSignIn("the person is of another workspace")
		for platform, person := range map[string]string{"slack": "alice", "discord": stranger.ID} {
			b := w.tab()
			page := w.signInWith(b, platform, person)
			require.Equal(t, http.StatusForbidden, page.Code)
			require.Equal(t, "This account isn’t from here", headingOf(page))
			require.Empty(t, b.cookies["meetbot"])
		}
	})
}

// TestSigningInEndsTheSessionBefore: nobody who had the browser before goes on in it, nor by a cookie they kept.
func TestSigningInEndsTheSessionBefore(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		b := w.tab()
		w.signInWith(b, "slack", "alice")
		kept := &browser{world: w, cookies: map[string]string{"meetbot": b.cookies["meetbot"]}}
		require.Equal(t, "alice on Slack", kept.who())
		w.signInWith(b, "slack", "bob")
		require.Equal(t, "bob on Slack", b.who())
		require.Empty(t, kept.who())
	})
}
