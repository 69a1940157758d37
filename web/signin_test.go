package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"meetbot/core"
)

// aliceElsewhere is alice's account on the other platform.
var aliceElsewhere = core.Identity{Platform: "discord", Workspace: "A1", UserID: "8"}

// give puts a cookie into the window.
func (w *window) give(address, name, value string) {
	w.t.Helper()
	send(w, network.SetCookie, network.SetCookieParams{Name: name, Value: value, URL: address})
}

// asked opens the question whether alice on Slack and on Discord are one, in a window of the size.
func (w *world) asked(s size) *window {
	w.t.Helper()
	win := open(w.t, s)
	w.login.sits(aliceElsewhere, "Alice")
	win.visit(w.base+"/login/discord?join=1", w.session(alice))
	win.waitText("h1", "Are both accounts yours?")
	return win
}

// The links on the front page and on a meeting's page sign in and lead back there.
func TestSignInLinks(t *testing.T) {
	w := newWorld(t, signingIn)
	w.login.sits(alice, "alice")
	m := w.meeting()
	for _, s := range []size{desktop, phone} {
		for path, then := range map[string]string{"/": "Your meetings", "/m/" + string(m.ID): "Design review"} {
			win := open(t, s)
			win.visit(w.base+path, "")
			win.mustFit()
			win.click(`main a[href^="/login/slack"]`)
			win.waitText("header", "alice on Slack")
			win.waitText("h1", then)
			if got := win.eval(`location.pathname + location.search`); got != path {
				t.Errorf("from %s it leads to %s", path, got)
			}
		}
	}
}

// Who presses keys only gets to both answers, sees where they are, and can take the yes back.
func TestJoiningByKeyboard(t *testing.T) {
	w := newWorld(t, signingIn)
	m := w.meeting()
	win := w.asked(desktop)
	win.tabTo(`document.activeElement.value === "no"`)
	win.press("\r")
	win.waitText("h1", "Your meetings")
	if text := win.text("main"); strings.Contains(text, "Alice on Discord") {
		t.Errorf("after a no: %s", text)
	}
	win.tabTo(`document.activeElement.innerText === "Connect your Discord account"`)
	win.press("\r")
	win.waitText("h1", "Are both accounts yours?")
	win.tabTo(`document.activeElement.value === "yes"`)
	win.press("\r")
	win.waitText(".accounts", "on Discord")
	if role := w.role(m, aliceElsewhere); role != core.Moderator {
		t.Error("joined, and not a moderator")
	}
	win.tabTo(`document.activeElement.matches("li:last-child summary")`)
	win.press("\r")
	win.tabTo(`document.activeElement.matches("li:last-child form button")`)
	win.press("\r")
	win.waitText(".accounts", "Connect your Discord account")
}

func (w *world) role(m core.Meeting, who core.Identity) core.Role {
	w.t.Helper()
	m, err := w.service.Meeting(w.t.Context(), m.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	role, err := w.service.Role(w.t.Context(), m, core.Actor{Identity: who})
	if err != nil {
		w.t.Fatal(err)
	}
	return role
}

// tabTo presses the tab key until what has the focus fits, and wants it to be seen where that is.
func (w *window) tabTo(expression string) {
	w.t.Helper()
	for range 25 {
		w.press("\t")
		if w.eval(expression) != "true" {
			continue
		}
		if got := w.eval(`getComputedStyle(document.activeElement).outlineStyle`); got == "none" {
			w.t.Errorf("nobody sees that the focus is on %s", w.eval(`document.activeElement.outerHTML`))
		}
		return
	}
	w.t.Fatalf("the tab key never gets to %s\n%s", expression, w.outline())
}

// A sight is a page of signing in, and how a browser gets to see it.
type sight struct {
	name, heading string
	status        string // in the console; empty: 200
	show          func(w *world, win *window)
}

// visiting goes to a path, signed in or as nobody.
func visiting(path string, who core.Identity) func(*world, *window) {
	return func(w *world, win *window) {
		session := ""
		if !who.IsZero() {
			session = w.session(who)
		}
		win.visit(w.base+path, session)
	}
}

// comingAs signs in as somebody, on a platform that answers codes with a status.
func comingAs(who core.Identity, name string, status int) func(*world, *window) {
	return func(w *world, win *window) {
		w.login.sits(who, name)
		w.login.fails(status)
		visiting("/login/slack?next=/", core.Identity{})(w, win)
	}
}

// answering has a script run on the page that asks.
func answering(script string) func(*world, *window) {
	return func(w *world, win *window) {
		w.login.sits(aliceElsewhere, "Alice")
		visiting("/login/discord?join=1", alice)(w, win)
		win.waitText("h1", "Are both accounts yours?")
		win.eval(script)
	}
}

// proving has bob's ticket be half of the joining, with a yes, and a script run on the page that comes then.
func proving(sits core.Identity, script string) func(*world, *window) {
	return func(w *world, win *window) {
		w.login.sits(carol, "carol")
		secret, err := w.service.SignIn(w.t.Context(), w.ticket(bob), "")
		if err != nil {
			w.t.Fatal(err)
		}
		win.visit(w.base+"/login/discord?join=1", secret)
		win.waitText("main", "Next, Slack will confirm your account")
		w.login.sits(sits, "bob")
		win.click(`button[value="yes"]`)
		win.waitText("h1", "One more step")
		win.eval(script)
	}
}

const goOn = `document.querySelector('main a[href^="/login/slack"]').click()`

// joined visits a path as alice whose accounts are joined, with somebody coming from the platform.
func joined(path string, comes core.Identity) func(*world, *window) {
	return func(w *world, win *window) {
		w.unite(alice, aliceElsewhere)
		w.unite(bob, carol)
		w.login.sits(comes, "carol")
		visiting(path, alice)(w, win)
	}
}

// twice ends a sign-in without the window, and then in it.
func twice(w *world, win *window) {
	w.login.sits(alice, "alice")
	callback, flow := w.begun("/login/slack")
	w.do("GET", callback, "", func(r *http.Request) { r.AddCookie(flow) })
	win.give(w.base, flow.Name, flow.Value)
	win.do(chromedp.Navigate(w.base + callback))
}

// unproved signs in on a platform whose answer lacks the proof.
func unproved(w *world, win *window) {
	w.login.sits(alice, "alice")
	visiting("/login/forgetful", core.Identity{})(w, win)
}

// notMine separates an account that is somebody else's.
func notMine(w *world, win *window) {
	joined("/", alice)(w, win)
	win.eval(`document.querySelector("input[name=account]").value = "slack:T1:U2"`)
	win.eval(`document.querySelector("form[action='/login/separate']").submit()`)
}

var (
	nobody   = core.Identity{}
	stranger = core.Identity{Platform: "slack", Workspace: "T9", UserID: "stranger"}
)

var sights = []sight{
	{"asked", "Are both accounts yours?", "", answering(`1`)},
	{"no answer", "Yes or no?", "400", answering(`document.querySelector("form.consent").submit()`)},
	{"foreign", "This sign-in can’t be finished here", "400", visiting("/login/slack/callback?code=x&state=y", nobody)},
	{"used", "This sign-in has already ended", "410", twice},
	{"signed out", "You’re signed out", "403", visiting("/login/slack?join=1", nobody)},
	{"not asked", "Nothing to answer here", "403", visiting("/login/join", alice)},
	{"declined", "You didn’t allow it", "403", comingAs(nobody, "", 0)},
	{"stranger", "This account isn’t from here", "403", comingAs(stranger, "mallory", 0)},
	{"not confirmed", "Slack didn’t confirm it", "400", comingAs(alice, "alice", http.StatusBadRequest)},
	{"no platform", "Slack doesn’t answer", "502", comingAs(alice, "alice", http.StatusInternalServerError)},
	{"not sound", "We can’t trust this answer", "502", unproved},
	{"joined", "Your meetings", "", joined("/", alice)},
	{"not mine", "That isn’t your account", "403", notMine},
	{"another's", "These accounts can’t be connected", "409", joined("/login/discord?join=1", carol)},
	{"asked on the way", "Are both accounts yours?", "", func(w *world, win *window) {
		w.login.sits(aliceElsewhere, "Alice")
		visiting("/login/discord", alice)(w, win)
		win.waitText("main", "No, sign in as Alice on Discord instead")
		win.waitText("main", "alice.0") // which no twin has
	}},
	{"proof", "One more step", "", proving(bob, `1`)},
	{"proved", "Your meetings", "", proving(bob, goOn)},
	{"a stranger's ticket", "That’s another account", "403", proving(alice, goOn)},
	{"same", "These accounts are already connected", "", joined("/login/discord?join=1", aliceElsewhere)},
}

// begun starts a sign-in without a window, and returns where it comes back to and the cookie that it has set.
func (w *world) begun(path string, change ...request) (callback string, cookie *http.Cookie) {
	w.t.Helper()
	out := w.do("GET", path, "", change...)
	direct := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	back, err := direct.Get(out.Header.Get("Location"))
	if err != nil {
		w.t.Fatal(err)
	}
	defer back.Body.Close()
	return strings.TrimPrefix(back.Header.Get("Location"), w.base), out.Cookies()[0]
}

func (w *world) unite(keep, other core.Identity) {
	w.t.Helper()
	if _, err := w.service.Unite(w.t.Context(), keep, other); err != nil {
		w.t.Fatal(err)
	}
}

// Every page on the way of signing in and joining stands up to axe's rules, in light and in dark, wide and narrow.
func TestAccessibleSignIn(t *testing.T) {
	for _, c := range sights {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, signingIn)
			w.meeting()
			win := open(t, desktop)
			c.show(w, win)
			win.waitText("h1", c.heading)
			for scheme, s := range map[string]size{"light": desktop, "dark": phone} {
				win.resize(s)
				win.dress(scheme)
				win.audit(scheme)
				win.mustFit()
			}
			win.resize(size{320, 568}) // as at 400 % zoom
			win.mustFit()
			if c.status != "" {
				win.expect(c.status)
			}
		})
	}
}

// Who clicks twice sends a form once: a link that works once would be used up by the second, which is all one would see.
func TestAFormIsSentOnce(t *testing.T) {
	w := newWorld(t)
	win := open(t, desktop)
	win.visit(w.base+"/login/ticket/"+w.ticket(alice), "")
	win.waitText("h1", "Sign in to meetbot")
	sent := win.eval(`(() => {
		let sent = 0;
		addEventListener("submit", (e) => { if (!e.defaultPrevented) sent++; });
		const button = document.querySelector("main form button");
		button.click(); button.click(); button.click();
		return sent;
	})()`)
	if sent != "1" {
		t.Errorf("sent %s times", sent)
	}
	win.waitText("header", "alice on Slack")
}
