package web_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"meetbot/core"
)

func TestStatusCodes(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	for _, c := range []struct {
		method, path string
		want         int
	}{
		{"GET", "/", 200},
		{"GET", "/healthz", 200},
		{"GET", "/readyz", 200},
		{"GET", "/m/" + string(m.ID), 200},
		{"GET", "/m/nothing", 404},
		{"GET", "/nothing", 404},
		{"GET", "/static/style.css", 404},
		{"GET", "/static/0000/style.css", 404},
		{"GET", "/metrics", 404},
		{"GET", "/debug/pprof/", 404},
		{"GET", "/login/ticket/nothing", 410},
		{"POST", "/login/ticket/nothing", 410},
		{"POST", "/logout", 303},
		{"GET", "/login/slack", 404}, // not set up
		{"GET", "/login/join", 403},
		{"POST", "/login/join", 403},
		{"GET", "/login/separate", 405},
		{"POST", "/", 405},
		{"POST", "/m/" + string(m.ID), 405},
		{"GET", "/m/" + string(m.ID) + "/join", 405},
		{"GET", "/m/" + string(m.ID) + "/rsvp", 405},
		{"POST", "/m/" + string(m.ID) + "/rsvp", 403},
		{"POST", "/m/nothing/rsvp", 404},
		{"DELETE", "/m/" + string(m.ID), 405},
		{"GET", "/logout", 405},
		{"PUT", "/login/ticket/nothing", 405},
		{"POST", "/healthz", 405},
	} {
		if got := w.do(c.method, c.path, "").StatusCode; got != c.want {
			t.Errorf("%s %s: got %d, want %d", c.method, c.path, got, c.want)
		}
	}
}

// A meeting that never was and one that is deleted cannot be told apart.
func TestUnknownAndDeletedLookTheSame(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(100 * 24 * time.Hour)
	if err := w.service.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	never := core.NewMeetingID()
	for _, path := range []string{"/m/%", "/m/%/join"} {
		method := map[bool]string{true: "POST", false: "GET"}[strings.HasSuffix(path, "join")]
		deleted := w.do(method, strings.ReplaceAll(path, "%", string(m.ID)), "")
		unknown := w.do(method, strings.ReplaceAll(path, "%", string(never)), "")
		if deleted.StatusCode != http.StatusNotFound || unknown.StatusCode != http.StatusNotFound || body(t, deleted) != body(t, unknown) {
			t.Errorf("%s: %d and %d, or other words", path, deleted.StatusCode, unknown.StatusCode)
		}
	}
}

func TestHeaders(t *testing.T) {
	w := newWorld(t, func(o *worldOptions) { o.base = "https://meetbot.test" })
	m := w.meeting()
	meet := strings.TrimSuffix(w.script, "/external_api.js")
	want := map[string]string{
		"Content-Security-Policy": "default-src 'none'; script-src 'self' " + meet + "; style-src 'self'; frame-src " + meet +
			"; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
		"Referrer-Policy": "same-origin", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
		"Strict-Transport-Security": "max-age=31536000", "Cross-Origin-Opener-Policy": "same-origin", "Cache-Control": "no-store",
	}
	for _, path := range []string{"/", "/m/" + string(m.ID), "/m/nothing", "/nothing", "/login/ticket/" + w.ticket(alice), "/login/ticket/old"} {
		r := w.do("GET", path, "")
		for name, value := range want {
			if got := r.Header.Get(name); got != value {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
		if p := r.Header.Get("Permissions-Policy"); !strings.Contains(p, `camera=(self "`+meet+`")`) || !strings.Contains(p, `microphone=(self "`+meet+`")`) {
			t.Errorf("%s: Permissions-Policy is %q", path, p)
		}
		if got := r.Header.Get("Content-Type"); got != "text/html; charset=utf-8" {
			t.Errorf("%s: Content-Type is %q", path, got)
		}
	}
}

// Files are kept by browsers under an address that changes with them, and import each other by plain names.
func TestStaticFiles(t *testing.T) {
	w := newWorld(t)
	page := body(t, w.do("GET", "/", ""))
	for name, kind := range map[string]string{"style.css": "text/css", "page.js": "text/javascript", "icon.svg": "image/svg+xml"} {
		end := strings.Index(page, "/"+name)
		if end < 0 {
			t.Fatalf("the page does not name %s", name)
		}
		address := page[strings.LastIndex(page[:end], `"`)+1:end] + "/" + name
		r := w.do("GET", address, "")
		if r.StatusCode != http.StatusOK || !strings.HasPrefix(r.Header.Get("Content-Type"), kind) || !strings.Contains(r.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d %v", address, r.StatusCode, r.Header)
		}
	}
}

func TestTooLarge(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	large := "name=" + strings.Repeat("x", 64<<10)
	untold := func(r *http.Request) {
		r.Body, r.ContentLength = io.NopCloser(strings.NewReader(large)), -1
	}
	for _, path := range []string{"/m/" + string(m.ID) + "/join", "/logout", "/login/ticket/x", "/nothing"} {
		if got := w.do("POST", path, large).StatusCode; got != 413 {
			t.Errorf("%s: got %d", path, got)
		}
		if got := w.do("POST", path, "", untold).StatusCode; got != 413 {
			t.Errorf("%s without a length: got %d", path, got)
		}
	}
	small := func(r *http.Request) {
		r.Body, r.ContentLength = io.NopCloser(strings.NewReader("name=bob")), -1
	}
	w.at(time.Minute)
	if got := w.do("POST", "/m/"+string(m.ID)+"/join", "", small).StatusCode; got != 200 {
		t.Errorf("a small one without a length: got %d", got)
	}
}

func TestPostsFromOtherSites(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(time.Minute)
	for _, path := range []string{"/login/join", "/login/separate"} {
		if page := body(t, w.do("POST", path, "", header("Sec-Fetch-Site", "cross-site"))); !strings.Contains(page, "cross-origin") {
			t.Errorf("%s: not refused for where it comes from: %s", path, page)
		}
	}
	for _, path := range []string{"/m/" + string(m.ID) + "/join", "/logout", "/login/ticket/" + w.ticket(alice)} {
		for _, foreign := range []request{header("Sec-Fetch-Site", "cross-site"), header("Sec-Fetch-Site", "same-site"), header("Origin", "https://evil.test")} {
			if got := w.do("POST", path, "name=bob", foreign).StatusCode; got != 403 {
				t.Errorf("%s: got %d", path, got)
			}
		}
		if got := w.do("POST", path, "name=bob", header("Sec-Fetch-Site", "same-origin"), header("Origin", "null")).StatusCode; got >= 400 {
			t.Errorf("%s from our own page: got %d", path, got)
		}
	}
}
