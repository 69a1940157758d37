package app_test

import (
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"

	"github.com/stretchr/testify/require"

	"meetbot/cmd/internal/app"
)

// withSignIns is an option of newWorld: people can sign in with the platforms that there are.
func (w *world) withSignIns() {
	w.edits = append(w.edits, func(c *app.Config) {
		c.Slack.ClientID, c.Slack.ClientSecret = "1111111111.2222222222", "client-test"
		if w.discord != nil {
			c.Discord.ClientSecret = "client-test"
		}
	})
}

// signInWith goes the whole way that the link "Sign in with Slack" on the front page leads, as a person with an account
// there, and returns the last page of ours: the front page, or the question whether two accounts are to be joined.
func (w *world) signInWith(b *browser, platform, person string) *httptest.ResponseRecorder {
	w.t.Helper()
	w.sits(platform, person)
	return b.walk("/login/" + platform)
}

// joinAccounts answers the question that the browser was asked, "yes" or "no", and returns the page that it leads to.
func (w *world) joinAccounts(b *browser, answer string) *httptest.ResponseRecorder {
	w.t.Helper()
	page := b.do(http.MethodGet, "/login/join", nil)
	if page.Code != http.StatusOK {
		return page
	}
	return b.onward(b.do(http.MethodPost, "/login/join", url.Values{"answer": {answer}, "question": {questionOn(page)}}))
}

// sits says who sits before the browsers that come to a platform to sign in, by name or ID.
func (w *world) sits(platform, person string) {
	w.t.Helper()
	chat, id := w.chats[platform], person
	for _, p := range chat.People() {
		if p.Name == person {
			id = p.ID
		}
	}
	chat.(interface{ SignInAs(id string) }).SignInAs(id)
}

// walk opens a path of ours and goes on wherever it leads, also by way of the platforms.
func (b *browser) walk(path string) *httptest.ResponseRecorder {
	b.world.t.Helper()
	return b.onward(b.do(http.MethodGet, path, nil))
}

// onward follows redirects until there is a page.
func (b *browser) onward(res *httptest.ResponseRecorder) *httptest.ResponseRecorder {
	b.world.t.Helper()
	for range 10 {
		to := res.Header().Get("Location")
		if res.Code < 300 || res.Code > 399 || to == "" {
			return res
		}
		if path := b.abroad(to); path != "" {
			res = b.do(http.MethodGet, path, nil)
			continue
		}
		return res // a page of the platform's
	}
	b.world.t.Fatal("the redirects lead nowhere")
	return nil
}

// abroad returns where an address leads here, by way of the platform if need be; empty: the platform shows a page.
func (b *browser) abroad(to string) string {
	b.world.t.Helper()
	for range 10 {
		if path, ours := strings.CutPrefix(to, baseURL); ours || strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "//") {
			return path
		}
		r, err := http.NewRequestWithContext(b.world.t.Context(), http.MethodGet, to, nil)
		require.NoError(b.world.t, err)
		require.Contains(b.world.t, []string{"slack.test", "discord.test"}, r.URL.Host, "led astray")
		res, err := b.world.RoundTrip(r)
		require.NoError(b.world.t, err)
		if to = res.Header.Get("Location"); to == "" {
			return ""
		}
	}
	return ""
}

var (
	questionField = regexp.MustCompile(`name="question" value="([^"]*)"`)
	headingTag    = regexp.MustCompile(`(?s)<h1[^>]*>(.*?)</h1>`)
)

func questionOn(page *httptest.ResponseRecorder) string { return first(questionField, page) }

// headingOf is what a page is about.
func headingOf(page *httptest.ResponseRecorder) string { return first(headingTag, page) }

func first(form *regexp.Regexp, page *httptest.ResponseRecorder) string {
	if m := form.FindStringSubmatch(page.Body.String()); m != nil {
		return html.UnescapeString(m[1])
	}
	return ""
}
