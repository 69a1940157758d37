package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestCookies(t *testing.T) {
	for _, c := range []struct {
		base, name string
		secure     bool
	}{{"https://meetbot.test", "__Host-meetbot", true}, {"", "meetbot", false}} {
		w := newWorld(t, func(o *worldOptions) { o.base = c.base })
		cookies := w.do("POST", "/login/ticket/"+w.ticket(alice), "").Cookies()
		if len(cookies) != 1 {
			t.Fatalf("%d cookies", len(cookies))
		}
		got := cookies[0]
		if got.Name != c.name || got.Secure != c.secure || !got.HttpOnly || got.SameSite != http.SameSiteLaxMode || got.Path != "/" || got.Domain != "" {
			t.Errorf("got %v", got)
		}
		out := w.do("POST", "/logout", "", func(r *http.Request) { r.AddCookie(got) })
		if gone := out.Cookies(); len(gone) != 1 || gone[0].MaxAge >= 0 || gone[0].Name != c.name {
			t.Errorf("after signing out: %v", gone)
		}
		if who := body(t, w.do("GET", "/", "", func(r *http.Request) { r.AddCookie(got) })); strings.Contains(who, "alice on Slack") {
			t.Error("the session outlives signing out")
		}
	}
}

// What a browser keeps of a sign-in under way is for us alone, and for no longer than it may take.
func TestCookiesOfASignIn(t *testing.T) {
	for base, name := range map[string]string{"https://meetbot.test": "__Host-meetbot-login", "": "meetbot-login"} {
		w := newWorld(t, signingIn, func(o *worldOptions) { o.base = base })
		out := w.do("GET", "/login/slack?next=/m/secret", "")
		cookies := out.Cookies()
		if len(cookies) != 1 {
			t.Fatalf("%d cookies", len(cookies))
		}
		got := cookies[0]
		sound := got.HttpOnly && got.SameSite == http.SameSiteLaxMode && got.Path == "/" && got.Domain == "" && got.MaxAge == 600
		if got.Name != name || got.Secure != (base != "") || !sound {
			t.Errorf("got %v", got)
		}
		to, err := url.Parse(out.Header.Get("Location"))
		if err != nil || to.Query().Get("redirect_uri") != w.base+"/login/slack/callback" || len(to.Query().Get("state")) < 43 {
			t.Errorf("leads to %s", to)
		}
		if strings.Contains(to.String(), "secret") || strings.Contains(got.Value, to.Query().Get("state")) {
			t.Error("the platform learns where it goes on, or the cookie can be read")
		}
	}
}

// A platform that is out of order may answer with a token all the same.
func TestTokensAreNotLogged(t *testing.T) {
	w := newWorld(t, signingIn)
	w.login.sits(alice, "token-of-alice")
	w.login.fails(http.StatusInternalServerError)
	callback, flow := w.begun("/login/slack")
	if got := w.do("GET", callback, "", func(r *http.Request) { r.AddCookie(flow) }).StatusCode; got != 502 {
		t.Errorf("got %d", got)
	}
	if log := w.log.String(); !strings.Contains(log, "refused with status 500") || strings.Contains(log, "token-of-alice") {
		t.Errorf("the log says %s", log)
	}
}

// Chats and virus scanners open links: only the button signs in, and only once.
func TestTicketWorksOnceAndByPostAlone(t *testing.T) {
	w := newWorld(t)
	path := "/login/ticket/" + w.ticket(alice) + "?next=/m/x"
	for range 3 {
		r := w.do("GET", path, "")
		if page := body(t, r); r.StatusCode != http.StatusOK || len(r.Cookies()) != 0 || !strings.Contains(page, "alice on Slack") {
			t.Errorf("GET: %d, cookies %v", r.StatusCode, r.Cookies())
		}
	}
	first := w.do("POST", path, "")
	if first.StatusCode != http.StatusSeeOther || first.Header.Get("Location") != "/m/x" || len(first.Cookies()) != 1 {
		t.Errorf("POST: %d %v", first.StatusCode, first.Header)
	}
	for _, method := range []string{"POST", "GET"} {
		if again := w.do(method, path, ""); again.StatusCode != http.StatusGone || len(again.Cookies()) != 0 {
			t.Errorf("%s again: %d", method, again.StatusCode)
		}
	}
}

func TestTicketGrowsOld(t *testing.T) {
	w := newWorld(t)
	path := "/login/ticket/" + w.ticket(alice)
	w.clock.Advance(10 * time.Minute)
	for _, method := range []string{"GET", "POST"} {
		if got := w.do(method, path, "").StatusCode; got != 410 {
			t.Errorf("%s: got %d", method, got)
		}
	}
}

func TestTicketNamesBothAccounts(t *testing.T) {
	w := newWorld(t)
	page := body(t, w.do("GET", "/login/ticket/"+w.ticket(alice), "", w.as(bob)))
	if !strings.Contains(page, "alice on Slack") || !strings.Contains(page, "bob on Slack") {
		t.Error("one of the accounts is not named")
	}
}

// The session that a browser had before is over, for whoever may have kept its cookie.
func TestSigningInEndsTheSessionBefore(t *testing.T) {
	w := newWorld(t)
	asBob := w.as(bob)
	w.do("POST", "/login/ticket/"+w.ticket(alice), "", asBob)
	if page := body(t, w.do("GET", "/", "", asBob)); strings.Contains(page, "Signed in") {
		t.Error("the session is still there")
	}
}

func TestSessionsGrowOld(t *testing.T) {
	w := newWorld(t)
	asAlice := w.as(alice)
	for range 3 {
		w.clock.Advance(29 * 24 * time.Hour)
		if page := body(t, w.do("GET", "/", "", asAlice)); !strings.Contains(page, "alice on Slack") {
			t.Fatal("a session in use is over")
		}
	}
	w.clock.Advance(30*24*time.Hour + time.Second)
	if page := body(t, w.do("GET", "/", "", asAlice)); strings.Contains(page, "alice on Slack") {
		t.Error("an unused session lives on")
	}
}

// A link that signs in leads on within this host alone.
func TestNextStaysHere(t *testing.T) {
	w := newWorld(t)
	for next, want := range map[string]string{
		"":                       "/",
		"/m/abc":                 "/m/abc",
		"/m/abc?x=1#y":           "/m/abc?x=1#y",
		"//evil.test":            "/",
		"///evil.test":           "/",
		`/\evil.test`:            "/",
		`\\evil.test`:            "/",
		"/\t/evil.test":          "/",
		"/\n/evil.test":          "/",
		"https://evil.test":      "/",
		"HTTPS:evil.test":        "/",
		"javascript:alert(1)":    "/",
		"data:text/html,x":       "/",
		"m/abc":                  "/",
		"@evil.test":             "/",
		" //evil.test":           "/",
		"/%zz":                   "/",
		"http://meetbot@evil/":   "/",
		"/m/abc\r\nX-Header: on": "/",
	} {
		for _, r := range []*http.Response{
			w.do("POST", "/login/ticket/"+w.ticket(alice)+"?next="+url.QueryEscape(next), ""),
			w.do("POST", "/logout", "next="+url.QueryEscape(next)),
		} {
			if got := r.Header.Get("Location"); r.StatusCode != http.StatusSeeOther || got != want {
				t.Errorf("%q: %d to %q, want %q", next, r.StatusCode, got, want)
			}
		}
	}
}

// Where the ticket's platform cannot be asked, no account is connected to its session.
func TestATicketThatCannotBeProved(t *testing.T) {
	w := newWorld(t, signingIn, func(o *worldOptions) { o.only = "discord" })
	w.login.sits(carol, "carol")
	for path, want := range map[string]string{"/login/discord?join=1": "A link from the chat isn’t enough", "/login/discord": "carol on Discord"} {
		secret, err := w.service.SignIn(t.Context(), w.ticket(bob), "")
		if err != nil {
			t.Fatal(err)
		}
		session := func(r *http.Request) { r.AddCookie(&http.Cookie{Name: "meetbot", Value: secret}) }
		callback, flow := w.begun(path, session)
		page := w.do("GET", callback, "", session, func(r *http.Request) { r.AddCookie(flow) })
		if page.StatusCode == http.StatusSeeOther {
			page = w.do("GET", page.Header.Get("Location"), "", func(r *http.Request) { r.AddCookie(page.Cookies()[1]) })
		}
		if text := body(t, page); !strings.Contains(text, want) {
			t.Errorf("%s: %s", path, text)
		}
	}
}
