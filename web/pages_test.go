package web_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"meetbot/core"
)

// What the page of a meeting shows in each state, to whom, on both sizes of screen.
func TestMeetingPage(t *testing.T) {
	w := newWorld(t)
	m, called := w.meeting(), w.meeting()
	closed := w.meeting(func(r *core.Request) { r.MembersOnly = true })
	w.cancel(called)
	for _, c := range []struct {
		name        string
		id          core.MeetingID
		who         core.Identity
		after       time.Duration
		state, role string
		join        bool
		words       []string
	}{
		{"before, guest", m.ID, bob, -47 * time.Minute, "upcoming", "guest", false, []string{"Starts in 47 min", "You’re joining as a guest", "You can join at 9:00 AM"}},
		{"before, moderator", m.ID, alice, -47 * time.Minute, "upcoming", "moderator", false, []string{"You’re the moderator", "from 8:50 AM"}},
		{"open early, moderator", m.ID, alice, -9 * time.Minute, "upcoming", "moderator", true, []string{"Guests can join from 9:00 AM"}},
		{"live, moderator", m.ID, alice, 12 * time.Minute, "live", "moderator", true, []string{"Live now", "Time left 18 min", "You’re the moderator"}},
		{"live, stranger", m.ID, core.Identity{}, 12 * time.Minute, "live", "guest", true, []string{"Your name", "Organizing this?"}},
		{"ended", m.ID, alice, 72 * time.Minute, "ended", "none", false, []string{"This meeting has ended", "42 min ago", "lasted 30 min"}},
		{"cancelled", called.ID, alice, 0, "cancelled", "none", false, []string{"This meeting was cancelled"}},
		{"members only", closed.ID, carol, time.Minute, "live", "none", false, []string{"Members only", "/meet link"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w.at(c.after)
			session := ""
			if !c.who.IsZero() {
				session = w.session(c.who)
			}
			win := open(t, desktop)
			win.visit(w.base+"/m/"+string(c.id), session)
			win.waitFor(`document.querySelector("main time[data-local]").title !== ""`)
			data := win.eval(`(({state, role, startsAt, endsAt, now}) => [state, role, startsAt, endsAt, now].join(" "))(document.querySelector("main").dataset)`)
			want := fmt.Sprintf("%s %s 2026-08-25T13:00:00Z 2026-08-25T13:30:00Z %s", c.state, c.role, w.clock.Now().Format(time.RFC3339))
			if data != want {
				t.Errorf("main says %q, want %q", data, want)
			}
			if got := win.eval(`document.querySelector("button[name=join]") !== null`); got != strconv.FormatBool(c.join) {
				t.Errorf("join button: %s", got)
			}
			text := win.text("main")
			for _, words := range c.words {
				if !strings.Contains(text, words) {
					t.Errorf("%q is missing in %s", words, text)
				}
			}
			win.mustFit()
			win.resize(phone)
			win.mustFit()
			win.resize(size{320, 568}) // as at 400 % zoom
			win.mustFit()
		})
	}
}

// mustFit checks that nothing has to be scrolled to sideways, and that what is pressed is large enough for a finger.
func (w *window) mustFit() {
	w.t.Helper()
	if wide := w.eval(`document.documentElement.scrollWidth > innerWidth`); wide == "true" {
		w.t.Error("the page is wider than the window")
	}
	small := w.eval(`[...document.querySelectorAll("main button, main a.button, main input, main summary, header a, header button")]
		.filter((e) => e.checkVisibility()).map((e) => [e, e.getBoundingClientRect()]).filter(([, r]) => r.width < 24 || r.height < 24).map(([e]) => e.outerHTML).join("\n")`)
	if small != "" {
		w.t.Errorf("too small to press: %s", small)
	}
}

func TestTimesInTheReadersZone(t *testing.T) {
	w := newWorld(t)
	win := open(t, desktop)
	win.visit(w.base+"/m/"+string(w.meeting().ID), "")
	win.waitText(".when", "Tuesday")
	if got := strings.ReplaceAll(win.text(".when"), "\u2060", ""); got != "Tuesday, August 25, 9:00 – 9:30 AM" {
		t.Errorf("the reader in New York sees %q", got)
	}
	if got := win.text(".when-there"); !strings.Contains(got, "15:00–15:30 (Europe/Warsaw)") {
		t.Errorf("of the organizer's time: %q", got)
	}
}

// A page that stays open follows the meeting: it opens, starts and ends without being loaded again, and says so.
func TestPageFollowsTheMeeting(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(-3 * time.Second)
	win := open(t, desktop)
	win.visit(w.base+"/m/"+string(m.ID), "")
	win.waitText("#countdown", "3 s")
	win.eval(`window.kept = true`)
	w.at(0)
	win.waitFor(`document.querySelector("button[name=join]")`) // by itself, at the boundary
	win.waitText("#status", "The meeting has started.")
	win.write("#name", "bo")
	if _, err := w.service.Rename(t.Context(), core.Actor{Identity: alice}, m.ID, "Design & drinks"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.service.Extend(t.Context(), core.Actor{Identity: alice}, m.ID, 15*time.Minute); err != nil {
		t.Fatal(err)
	}
	win.wake()
	win.waitText("h1", "Design & drinks")
	win.waitText("#countdown", "45 min")
	win.write("#name", "b")
	if got := win.eval(`document.querySelector("#name").value`); got != "bob" {
		t.Errorf("what was typed became %q", got)
	}
	w.at(45 * time.Minute)
	win.wake()
	win.waitText("#now-title", "This meeting has ended")
	win.waitText("#status", "The meeting has ended.")
	if got := win.eval(`window.kept + " " + document.activeElement.id`); got != "true now-title" {
		t.Errorf("kept and focus: %s", got)
	}
}

func TestCountdownTicks(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(-90 * time.Second)
	win := open(t, desktop)
	win.visit(w.base+"/m/"+string(m.ID), "")
	win.waitText("#countdown", "1 min 28 s")
	if got := win.eval(`document.querySelector("#countdown").dateTime + document.querySelector("#countdown").ariaLive`); got != "2026-08-25T13:00:00Zoff" {
		t.Errorf("got %s", got)
	}
}

func TestHome(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.meeting(func(r *core.Request) { r.Title, r.Start = "Retrospective", start.Add(26*time.Hour) })
	w.at(12 * time.Minute)
	for _, s := range []size{desktop, phone} {
		out := open(t, s)
		out.visit(w.base+"/", "")
		out.waitText("main", "/meet link")
		out.mustFit()

		in := open(t, s)
		in.visit(w.base+"/", w.session(alice))
		in.waitText("main", "Retrospective")
		in.mustFit()
		if got := in.eval(`[...document.querySelectorAll(".meeting-card")].map((c) => c.dataset.state).join()`); got != "live,upcoming" {
			t.Errorf("states: %s", got)
		}
		if got := in.eval(`document.querySelector("button[data-copy]").dataset.copy`); got != w.base+"/m/"+string(m.ID) {
			t.Errorf("link to copy: %s", got)
		}
		in.click("button[data-copy]")
		in.waitText("#status", "ink") // copied, or shown where the browser does not allow it
		in.click(".account button")
		in.waitText("main", "/meet link")
	}
}

func TestTicketPage(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	for _, s := range []size{desktop, phone} {
		win := open(t, s)
		win.visit(w.base+"/login/ticket/"+w.ticket(alice)+"?next=/m/"+string(m.ID), w.session(bob))
		win.waitText("main", "alice on Slack")
		win.waitText("main", "bob on Slack")
		win.mustFit()
		win.click("main button")
		win.waitText("main", "You’re the moderator")
		win.waitText("header", "alice on Slack")
	}
}

// Without JavaScript everything can be read, and it says what joining needs.
func TestWithoutJavaScript(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(12 * time.Minute)
	win := open(t, desktop)
	send(win, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	win.visit(w.base+"/m/"+string(m.ID), "")
	text := strings.Join(strings.Fields(get(win, chromedp.Text(chromedp.CSS("main"), chromedp.NodeVisible))), " ")
	for _, words := range []string{"Design review", "15:00–15:30 (Europe/Warsaw)", "18 min", "Joining needs JavaScript"} {
		if !strings.Contains(text, words) {
			t.Errorf("%q is missing in\n%s", words, text)
		}
	}
}

// What people typed is shown as they typed it, and is nothing else.
func TestHostileTitles(t *testing.T) {
	w := newWorld(t)
	win := open(t, desktop)
	for _, title := range []string{
		`<script>window.hurt = 1</script>`, `<img src=x onerror="window.hurt=1">`, `"onmouseover="window.hurt=1`, `' autofocus onfocus='window.hurt=1`,
		`<!channel> @everyone`, `{{.Script}} ${hurt} &amp; &lt;`, `</title></main><h1>other`, "🎉 Feier 🥳", "\u202edesrever\u202c مرحبا", `javascript:window.hurt=1`,
	} {
		w.at(-time.Hour)
		m := w.meeting(func(r *core.Request) { r.Title = title })
		title = core.CleanText(title) // without what turns the text around
		w.at(time.Minute)
		session := w.session(alice)
		win.visit(w.base+"/m/"+string(m.ID), session)
		win.wake()
		win.waitFor(`document.querySelector("main time[data-local]").title !== ""`)
		if got := win.eval(`document.querySelector("h1").textContent`); got != title {
			t.Errorf("%q is shown as %q", title, got)
		}
		if got := win.eval(`document.title`); got != strings.Join(strings.Fields(title), " ")+" · meetbot" {
			t.Errorf("%q: the window is called %q", title, got)
		}
		win.visit(w.base+"/", session)
		if got := win.eval(`document.querySelector(".meeting-card:last-child h2").textContent`); !strings.Contains(win.text("main"), title) && got != title {
			t.Errorf("%q in the list is %q", title, got)
		}
		odd := win.eval(`window.hurt || [...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) => a.name.startsWith("on"))).length + document.querySelectorAll("main script, main img").length`)
		if odd != "0" {
			t.Errorf("%q did something: %s", title, odd)
		}
	}
}
