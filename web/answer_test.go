package web_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"meetbot/core"
)

// TestAPageIsNotSentAgainWhereNothingChanged, and it is where anything did that it shows: to whom, in what language, at what
// minute, and of whom.
func TestAPageIsNotSentAgainWhereNothingChanged(t *testing.T) {
	w := newWorld(t, signingIn)
	m := w.meeting()
	w.at(5 * time.Minute)
	hers, his := w.as(alice), w.as(bob)
	german := header("Accept-Language", "de")
	for _, path := range []string{"/m/" + string(m.ID), "/"} {
		tagged := func(change ...request) string {
			r := w.do(http.MethodGet, path, "", change...)
			if r.StatusCode != http.StatusOK || r.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s: %s %v", path, r.Status, r.Header)
			}
			return r.Header.Get("Etag")
		}
		again := func(tag string, change ...request) int {
			r := w.do(http.MethodGet, path, "", append(change, header("If-None-Match", `"other", `+tag))...)
			if r.StatusCode == http.StatusNotModified && (body(t, r) != "" || r.Header.Get("Meetbot-Now") != w.clock.Now().Format(time.RFC3339)) {
				t.Errorf("%s: %v", path, r.Header)
			}
			return r.StatusCode
		}
		visitors := map[string][]request{"guest": nil, "alice": {hers}, "bob": {his}, "carol": {w.as(carol)}, "a guest who reads German": {german}, "alice in German": {hers, german}}
		tags := map[string]string{}
		for name, who := range visitors {
			tags[name] = tagged(who...)
		}
		for name, who := range visitors {
			for other, tag := range tags {
				want := http.StatusOK
				if name == other {
					want = http.StatusNotModified
				}
				if got := again(tag, who...); got != want {
					t.Errorf("%s: %s asks with what %s has seen: %d", path, name, other, got)
				}
			}
		}
		changes := map[string]func(){
			"a minute later": func() { w.clock.Set(w.clock.Now().Add(time.Minute)) },
			"renamed":        func() { w.rename(m, "Another "+string(core.NewMeetingID())) },
			"longer":         func() { w.extend(m, 7*time.Minute) },
			"another name": func() {
				if _, err := w.service.Introduce(t.Context(), alice, "alison"+string(core.NewMeetingID()), ""); err != nil {
					t.Fatal(err)
				}
			},
		}
		for what, change := range changes {
			before := tagged(hers)
			change()
			if again(before, hers) != http.StatusOK {
				t.Errorf("%s: %s is no change", path, what)
			}
		}
		before := tagged(hers)
		w.clock.Set(w.clock.Now().Add(5 * time.Second))
		if again(before, hers) != http.StatusNotModified {
			t.Errorf("%s: what runs with the clock counts as a change", path)
		}
		w.at(5 * time.Minute)
	}
	// The role alone.
	his = w.as(bob)
	link := "/m/" + string(m.ID)
	guest := w.do(http.MethodGet, link, "", his).Header.Get("Etag")
	if _, err := w.service.Unite(t.Context(), bob, alice); err != nil {
		t.Fatal(err)
	}
	if got := w.do(http.MethodGet, link, "", his, header("If-None-Match", guest)); !strings.Contains(body(t, got), `data-role="moderator"`) {
		t.Errorf("he moderates it now: %s", got.Status)
	}
}

func (w *world) rename(m core.Meeting, title string) {
	w.t.Helper()
	if _, err := w.service.Rename(w.t.Context(), core.Actor{Identity: alice}, m.ID, title); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) extend(m core.Meeting, by time.Duration) {
	w.t.Helper()
	if _, err := w.service.Extend(w.t.Context(), core.Actor{Identity: alice}, m.ID, by); err != nil {
		w.t.Fatal(err)
	}
}

// TestWhatIsCompressed: what is large and holds no secret that somebody could find out by its length.
func TestWhatIsCompressed(t *testing.T) {
	w := newWorld(t, signingIn, func(o *worldOptions) { o.base = "https://meetbot.test" })
	m := w.meeting()
	w.at(5 * time.Minute)
	session := w.session(alice)
	hers := func(r *http.Request) { r.AddCookie(&http.Cookie{Name: "__Host-meetbot", Value: session}) }
	zipped, link := header("Accept-Encoding", "deflate, gzip;q=0.8, br"), "/m/"+string(m.ID)
	from := func(site string) request { return header("Sec-Fetch-Site", site) }
	page := body(t, w.do(http.MethodGet, "/", ""))
	style := page[strings.Index(page, "/static/"):]
	style = style[:strings.Index(style, "/icon.svg")] + "/style.css"
	for _, c := range []struct {
		name, method, path string
		change             []request
		want               bool
	}{
		{"a guest's page", http.MethodGet, link, []request{zipped}, true},
		{"whoever led there", http.MethodGet, link, []request{zipped, from("cross-site")}, true},
		{"who takes none", http.MethodGet, link, nil, false},
		{"who refuses it", http.MethodGet, link, []request{header("Accept-Encoding", "gzip;q=0, br")}, false},
		{"hers, typed in", http.MethodGet, "/", []request{zipped, hers, from("none")}, true},
		{"hers, from a page of ours", http.MethodGet, link, []request{zipped, hers, from("same-origin")}, true},
		{"hers, from elsewhere", http.MethodGet, "/", []request{zipped, hers, from("cross-site")}, false},
		{"hers, from beside us", http.MethodGet, link, []request{zipped, hers, from("same-site")}, false},
		{"hers, who knows from where", http.MethodGet, "/", []request{zipped, hers}, false},
		{"a ticket", http.MethodGet, "/login/ticket/" + w.ticket(alice), []request{zipped, from("none")}, false},
		{"a token", http.MethodPost, link + "/join", []request{zipped, hers, from("same-origin")}, false},
		{"a file", http.MethodGet, style, []request{zipped}, true},
		{"a file as it is", http.MethodGet, style, nil, false},
	} {
		plain := w.do(c.method, c.path, "", append(c.change[:len(c.change):len(c.change)], header("Accept-Encoding", ""))...)
		want := body(t, plain)
		r := w.do(c.method, c.path, "", c.change...)
		if got := r.Header.Get("Content-Encoding") == "gzip"; got != c.want || r.StatusCode != http.StatusOK {
			t.Errorf("%s: %s, compressed: %v", c.name, r.Status, got)
			continue
		}
		if c.method == http.MethodGet && !strings.HasPrefix(c.path, "/login") && !strings.Contains(r.Header.Get("Vary"), "Accept-Encoding") {
			t.Errorf("%s: varies by %q", c.name, r.Header.Get("Vary"))
		}
		if !c.want {
			continue
		}
		z, err := gzip.NewReader(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(z)
		if err != nil || string(got) != want {
			t.Errorf("%s: something else, %v", c.name, err)
		}
	}
}

// TestTheListIsSmallOnTheWire, with as many meetings as it shows.
func TestTheListIsSmallOnTheWire(t *testing.T) {
	w := newWorld(t)
	for i := range 50 {
		w.meeting(func(r *core.Request) { r.Title = strings.Repeat("Design review ", 1+i%5) + string(core.NewMeetingID()) })
	}
	r := w.do(http.MethodGet, "/", "", w.as(alice), header("Accept-Encoding", "gzip"))
	if n := len(body(t, r)); n > 20_000 || r.Header.Get("Content-Encoding") != "gzip" {
		t.Errorf("%d bytes", n)
	}
}
