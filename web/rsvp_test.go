package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"meetbot/core"
)

// says posts an answer to a meeting, and returns the status.
func (w *world) says(m core.Meeting, form string, change ...request) int {
	w.t.Helper()
	return w.do(http.MethodPost, "/m/"+string(m.ID)+"/rsvp", form, change...).StatusCode
}

// TestWhoeverBelongsThereSaysWhetherTheyCome, and reads who does; nobody else does either.
func TestWhoeverBelongsThereSaysWhetherTheyCome(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	path := "/m/" + string(m.ID)
	w.who.Leave(carol)
	hers, his := w.as(alice), w.as(bob)
	if got := w.says(m, "rsvp=going&nth=0", his); got != http.StatusSeeOther {
		t.Fatalf("got %d", got)
	}
	if got := w.says(m, "rsvp=maybe&nth=0", hers); got != http.StatusSeeOther {
		t.Fatalf("got %d", got)
	}
	page := body(t, w.do(http.MethodGet, path, "", his))
	for _, part := range []string{"<dd><bdi>bob</bdi></dd>", "<dd><bdi>alice</bdi></dd>", "<dd><bdi>–</bdi></dd>", `value="going" class="second" aria-pressed="true"`, `value="maybe" class="second" aria-pressed="false"`} {
		if !strings.Contains(page, part) {
			t.Errorf("the page has no %s", part)
		}
	}
	stranger := core.Identity{Platform: "slack", Workspace: "T2", UserID: "mallory"}
	for name, c := range map[string]struct {
		form string
		who  []request
		want int
	}{
		"signed out":           {"rsvp=going&nth=0", nil, 403},
		"a stranger":           {"rsvp=going&nth=0", []request{w.as(stranger)}, 403},
		"whoever has left":     {"rsvp=going&nth=0", []request{w.as(carol)}, 403},
		"another site":         {"rsvp=declined&nth=0", []request{his, header("Sec-Fetch-Site", "cross-site")}, 403},
		"no answer":            {"nth=0", []request{his}, 400},
		"none that there is":   {"rsvp=perhaps&nth=0", []request{his}, 400},
		"no occurrence":        {"rsvp=declined", []request{his}, 410},
		"another occurrence":   {"rsvp=declined&nth=1", []request{his}, 410},
		"in the address alone": {"", []request{his, func(r *http.Request) { r.URL.RawQuery = "rsvp=declined&nth=0" }}, 400},
	} {
		if got := w.says(m, c.form, c.who...); got != c.want {
			t.Errorf("%s: got %d, want %d", name, got, c.want)
		}
	}
	for name, who := range map[string][]request{"signed out": nil, "a stranger": {w.as(stranger)}} {
		if page := body(t, w.do(http.MethodGet, path, "", who...)); strings.Contains(page, "bob") || strings.Contains(page, "/rsvp") {
			t.Errorf("%s reads who comes", name)
		}
	}
	if page := body(t, w.do(http.MethodGet, path, "", his)); !strings.Contains(page, `value="going" class="second" aria-pressed="true"`) {
		t.Error("what was refused has changed something")
	}
	w.at(time.Hour)
	if got := w.says(m, "rsvp=going&nth=0", his); got != http.StatusGone {
		t.Errorf("over: got %d", got)
	}
	if page := body(t, w.do(http.MethodGet, path, "", his)); strings.Contains(page, "/rsvp") {
		t.Error("what is over asks who comes")
	}
}

// TestAnsweringInTheBrowser presses the buttons, with a script and on a narrow screen as on a wide one.
func TestAnsweringInTheBrowser(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(-47 * time.Minute)
	if got := w.says(m, "rsvp=going&nth=0", w.as(alice)); got != http.StatusSeeOther {
		t.Fatalf("got %d", got)
	}
	for _, s := range []size{desktop, phone} {
		win := open(t, s)
		win.visit(w.base+"/m/"+string(m.ID), w.session(bob))
		for _, r := range core.RSVPs() {
			win.click("#rsvp-" + string(r))
			win.waitFor(`document.querySelector('#rsvp-` + string(r) + `')?.getAttribute('aria-pressed') === 'true'`)
		}
		win.mustFit()
	}
}
