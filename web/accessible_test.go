package web_test

import (
	"testing"
	"time"

	"meetbot/core"
	"meetbot/web/webtest"
)

// Every page stands up to axe's rules for WCAG 2.2 AA, in light and in dark, wide and narrow.
func TestAccessible(t *testing.T) {
	w := newWorld(t)
	m, called := w.meeting(), w.meeting()
	closed := w.meeting(func(r *core.Request) { r.MembersOnly = true })
	w.cancel(called)
	link := "/m/" + string(m.ID)
	for _, c := range []struct {
		name, path string
		who        core.Identity
		after      time.Duration
	}{
		{"front page", "/", core.Identity{}, 0},
		{"my meetings", "/", alice, 12 * time.Minute},
		{"no meetings", "/", bob, 12 * time.Minute},
		{"before, a member", link, bob, -47 * time.Minute},
		{"before", link, core.Identity{}, -47 * time.Minute},
		{"live", link, core.Identity{}, 12 * time.Minute},
		{"live, moderator", link, alice, 12 * time.Minute},
		{"ended", link, alice, time.Hour},
		{"cancelled", "/m/" + string(called.ID), bob, 0},
		{"members only", "/m/" + string(closed.ID), carol, 0},
		{"ticket", "/login/ticket/" + w.ticket(alice), bob, -time.Hour},
		{"error", "/login/ticket/old", core.Identity{}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			w.at(c.after)
			session := ""
			if !c.who.IsZero() {
				session = w.session(c.who)
			}
			win := open(t, desktop)
			win.visit(w.base+c.path, session)
			for scheme, s := range map[string]size{"light": desktop, "dark": phone} {
				win.resize(s)
				win.dress(scheme)
				win.audit(scheme)
			}
			if c.name == "error" {
				win.expect("410")
			}
		})
	}
}

// TestAccessibleCall looks at the page with the meeting in it; what is inside the frame is Jitsi's.
func TestAccessibleCall(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(28 * time.Minute)
	win := open(t, phone)
	win.enter(w.base+"/m/"+string(m.ID), w.session(alice), "")
	win.mustFit()
	win.audit("call")
}

// audit has axe look at the page as it stands.
func (w *window) audit(what string) {
	w.t.Helper()
	violations, err := webtest.Audit(w.ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, v := range violations {
		w.t.Errorf("%s: %s", what, v)
	}
}
