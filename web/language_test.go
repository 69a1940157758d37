package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"

	"meetbot/core"
)

// speaks has a window be that of somebody who reads a language.
func (w *window) speaks(locale string) {
	w.t.Helper()
	send(w, emulation.SetLocaleOverride, emulation.SetLocaleOverrideParams{Locale: strings.ReplaceAll(locale, "-", "_")})
	send(w, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{UserAgent: w.eval("navigator.userAgent"), AcceptLanguage: locale})
	send(w, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: map[string]any{"Accept-Language": locale}})
}

// TestGermanPages are German as a whole: what the server writes, what scripts write over it, and what they say.
func TestGermanPages(t *testing.T) {
	w := newWorld(t)
	m, called := w.meeting(), w.meeting()
	closed := w.meeting(func(r *core.Request) { r.MembersOnly = true })
	w.cancel(called)
	link := "/m/" + string(m.ID)
	for _, c := range []struct {
		name, path string
		who        core.Identity
		after      time.Duration
		words      []string
	}{
		{"front page", "/", core.Identity{}, 0, []string{"Plane Meetings da, wo du sowieso chattest", "Tippe /meet link im Chat."}},
		{"my meetings", "/", alice, -50 * time.Hour, []string{"Deine Meetings", "In 2 Tagen 2 h", "Du moderierst", "Dienstag, 25. August, 09:00–09:30"}},
		{"before", link, core.Identity{}, -47 * time.Minute, []string{"Steht an", "Beginnt in 47 min", "Du nimmst als Gast teil", "Du kannst ab 09:00 teilnehmen. Diese Seite aktualisiert sich von selbst.", "Dauer 30 min"}},
		{"days before", link, alice, -50 * time.Hour, []string{"Beginnt in 2 Tagen 02 h"}},
		{"live", link, alice, 12 * time.Minute, []string{"Läuft gerade", "Noch 18 min", "Am Meeting teilnehmen"}},
		{"ended", link, alice, 72 * time.Minute, []string{"Dieses Meeting ist beendet", "Es endete vor 42 min, um 09:30, und dauerte 30 min."}},
		{"cancelled", "/m/" + string(called.ID), bob, 0, []string{"Dieses Meeting wurde abgesagt", "Fragen? Wende dich an alice."}},
		{"members only", "/m/" + string(closed.ID), carol, 0, []string{"Nur für Mitglieder", "Du bist als carol bei Discord angemeldet"}},
		{"error", "/login/ticket/old", core.Identity{}, 0, []string{"Dieser Link gilt nicht mehr", "Im Chat bekommst du einen neuen.", "Zur Startseite"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w.at(c.after)
			session := ""
			if !c.who.IsZero() {
				session = w.session(c.who)
			}
			win := open(t, desktop)
			win.speaks("de-DE")
			win.visit(w.base+c.path, session)
			win.waitFor(`document.documentElement.lang === "de" && document.readyState === "complete"`)
			if c.path != "/login/ticket/old" && c.words[0] != "Plane Meetings da, wo du sowieso chattest" {
				win.waitFor(`document.querySelector("main time[data-local]").title === "Deine Zeitzone: America/New_York"`)
			}
			text := strings.NewReplacer("\u2060", "", "\u00a0", " ").Replace(win.text("main"))
			for _, words := range c.words {
				if !strings.Contains(text, words) {
					t.Errorf("%q is missing in %s", words, text)
				}
			}
			for _, s := range []size{desktop, phone, {320, 568}} {
				win.resize(s)
				win.mustFit()
				win.audit(c.name)
			}
			if c.name == "error" {
				win.expect("410")
			}
		})
	}
}

func TestAGermanCall(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(28 * time.Minute)
	win := open(t, phone)
	win.speaks("de-AT")
	win.enter(w.base+"/m/"+string(m.ID), w.session(alice), "")
	win.waitText("#room-role", "Du moderierst")
	win.waitText(".bar-time", "Noch 1:")
	win.mustFit()
	if got := win.eval(`document.querySelector("#meet iframe").title`); got != "Videomeeting: Design review" {
		t.Errorf("the frame is called %q", got)
	}
	w.at(31 * time.Minute)
	win.wake()
	win.waitText(".bar-time", "Zeit ist um · Raum schließt in")
	win.waitText("#status", "Die Zeit ist um. Der Raum schließt in")
	win.mustFit()
	win.click("#leave")
	win.waitText("#status", "Du hast das Meeting verlassen.")
}

// TestTheLanguageOfAPage is the one that its reader likes best of those there are, and caches know that it depends on that.
func TestTheLanguageOfAPage(t *testing.T) {
	w := newWorld(t)
	path := "/m/" + string(w.meeting().ID)
	for accept, want := range map[string]string{
		"": "en", "de": "de", "de-CH,de;q=0.9,en;q=0.8": "de", "fr,en;q=0.5": "en", "fr, de;q=0.5": "de", "en;q=0.1,de;q=0.2": "de",
		"de;q=0": "en", "*": "en", "q=;;": "en", strings.Repeat("de-", 5000): "en",
	} {
		for _, p := range []string{path, "/", "/m/none", "/nowhere"} {
			page := w.do("GET", p, "", header("Accept-Language", accept))
			if text := body(t, page); !strings.Contains(text, `<html lang="`+want+`">`) || !strings.Contains(page.Header.Get("Vary"), "Accept-Language") || page.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%.40q: %s is in another language, or not said to depend on it: %v %.60s", accept, p, page.Header, text)
			}
		}
	}
	answer := w.do("POST", path+"/join", "name=x", header("Accept-Language", "de"))
	if text := body(t, answer); answer.StatusCode != http.StatusConflict || !strings.Contains(text, "Dieses Meeting ist noch nicht offen.") || answer.Header.Get("Vary") != "Accept-Language" {
		t.Errorf("%d %v %s", answer.StatusCode, answer.Header, text)
	}
	static := w.do("GET", "/static/none.js", "", header("Accept-Language", "de"))
	if strings.Contains(static.Header.Get("Vary"), "Language") {
		t.Error("what is the same for everybody depends on nobody's language")
	}
}

// TestHostileTitlesInASentence: what people typed stays text inside of sentences that have elements too.
func TestHostileTitlesInASentence(t *testing.T) {
	w := newWorld(t)
	m := w.meeting(func(r *core.Request) { r.Title = `<b onclick="x">{{.Title}} **x** "</title>` })
	page := body(t, w.do("GET", "/", "", w.as(alice)))
	if !strings.Contains(page, `aria-label="Open: &lt;b onclick=&#34;x&#34;&gt;{{.Title}} **x** &#34;&lt;/title&gt;"`) || strings.Contains(page, "<b ") {
		t.Error(page)
	}
	if _, err := w.service.Introduce(t.Context(), alice, `<i>alice</i>`, ""); err != nil {
		t.Fatal(err)
	}
	w.cancel(m)
	if page := body(t, w.do("GET", "/m/"+string(m.ID), "")); !strings.Contains(page, `Questions? Ask <bdi>&lt;i&gt;alice&lt;/i&gt;</bdi>.`) {
		t.Error(page)
	}
}
