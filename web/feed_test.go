package web_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	ical "github.com/emersion/go-ical"
	"github.com/stretchr/testify/require"

	"meetbot/core"
)

var feedLink = regexp.MustCompile(`/calendar/[A-Z2-7]{26}\.ics`)

// subscribed returns the path of somebody's feed, which they get on their page.
func (w *world) subscribed(who core.Identity) string {
	w.t.Helper()
	me := w.as(who)
	res := w.do("POST", "/calendar", "", me)
	require.Equal(w.t, http.StatusSeeOther, res.StatusCode)
	require.Equal(w.t, "/calendar", res.Header.Get("Location"))
	page := body(w.t, w.do("GET", "/calendar", "", me))
	path := feedLink.FindString(page)
	require.NotEmpty(w.t, path, page)
	_, host, _ := strings.Cut(w.base, "://")
	require.Contains(w.t, page, `href="webcal://`+host+path+`"`)
	require.Contains(w.t, page, `data-copy="`+w.base+path+`"`)
	return path
}

// fed reads a feed.
func (w *world) fed(path string) (titles []string) {
	w.t.Helper()
	code, header, text := w.fetch(w.t, path)
	require.Equal(w.t, 200, code, text)
	require.Equal(w.t, "text/calendar; charset=utf-8; method=PUBLISH", header.Get("Content-Type"))
	require.Empty(w.t, header.Get("Set-Cookie"))
	wellFormed(w.t, text)
	c, err := ical.NewDecoder(strings.NewReader(text)).Decode()
	if strings.Contains(text, "VEVENT") {
		require.NoError(w.t, err)
		for _, e := range c.Events() {
			title, err := e.Props.Text("SUMMARY")
			require.NoError(w.t, err)
			titles = append(titles, title)
		}
	}
	return titles
}

func TestAFeedHasWhatItsOwnerModerates(t *testing.T) {
	w := newWorld(t)
	path := w.subscribed(alice)
	require.Empty(t, w.fed(path))
	first := w.meeting()
	second := w.meeting(func(r *core.Request) { r.Title, r.Key, r.Start = "Lunch; with all", "2", start.Add(24*time.Hour) })
	bobs, err := w.service.Schedule(t.Context(), core.Actor{Identity: bob}, team, core.Request{Title: "Bob's own", Start: start, Duration: time.Hour, Zone: "Europe/Warsaw", Key: "3"})
	require.NoError(t, err)
	require.Equal(t, []string{first.Title, second.Title}, w.fed(path))
	require.Equal(t, []string{bobs.Title}, w.fed(w.subscribed(bob)))

	w.cancel(first)
	require.Equal(t, []string{second.Title}, w.fed(path), "calendars forget what is gone")
	w.at(30 * 24 * time.Hour)
	require.Equal(t, []string{second.Title}, w.fed(path), "what is over stays for a month")
	w.at(32 * 24 * time.Hour)
	require.Empty(t, w.fed(path))
}

func TestAFeedEnds(t *testing.T) {
	w := newWorld(t)
	w.meeting()
	gone := func(path string) {
		t.Helper()
		code, _, text := w.fetch(t, path)
		require.Equal(t, 404, code)
		require.NotContains(t, text, "Design review")
	}
	old := w.subscribed(alice)
	path := w.subscribed(alice)
	require.NotEqual(t, old, path)
	gone(old)
	require.Len(t, w.fed(path), 1)
	for _, odd := range []string{"/calendar/", "/calendar/x.ics", "/calendar/.ics", "/calendar/%00.ics", strings.TrimSuffix(path, ".ics"), strings.ToLower(path), strings.Replace(path, path[len("/calendar/"):][:26], strings.Repeat("A", 26), 1)} {
		gone(odd)
	}

	w.who.Silence(true)
	code, header, text := w.fetch(t, path)
	require.Equal(t, http.StatusServiceUnavailable, code, "calendars would forget what is not there")
	require.Equal(t, "300", header.Get("Retry-After"))
	require.NotContains(t, text, "Design review")
	w.who.Silence(false)
	require.Len(t, w.fed(path), 1)

	w.who.Leave(alice)
	gone(path)
}

func TestAFeedIsForWhoeverIsSignedIn(t *testing.T) {
	w := newWorld(t)
	page := body(t, w.do("GET", "/calendar", ""))
	require.Contains(t, page, "Sign in to get a link")
	require.NotContains(t, page, "<form")
	require.Equal(t, http.StatusSeeOther, w.do("POST", "/calendar", "").StatusCode)
	require.Contains(t, body(t, w.do("GET", "/calendar", "", w.as(alice))), "Get the link")
	require.Equal(t, http.StatusForbidden, w.do("POST", "/calendar", "", w.as(alice), header("Sec-Fetch-Site", "cross-site")).StatusCode)
	require.Contains(t, body(t, w.do("GET", "/calendar", "", w.as(alice))), "Get the link", "nothing was made")

	path := w.subscribed(alice)
	require.NotContains(t, body(t, w.do("GET", "/calendar", "", w.as(bob))), path)
	require.Contains(t, body(t, w.do("GET", "/", "", w.as(alice))), `href="/calendar"`)
	require.NotContains(t, w.log.String(), path[len("/calendar/"):][:26])
}

// TestFeedsAreLimited by address, as everything is that anybody may ask for.
func TestFeedsAreLimited(t *testing.T) {
	w := newWorld(t)
	w.meeting()
	path := w.subscribed(alice)
	var codes []int
	for range 601 {
		codes = append(codes, w.do("GET", path, "").StatusCode)
	}
	require.Equal(t, 429, codes[600])
	require.False(t, slices.Contains(codes[:600], 429))
}
