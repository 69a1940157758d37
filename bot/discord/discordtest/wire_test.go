package discordtest

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"meetbot/bot/emulator"
)

const postRoute = "POST /channels/{channel}/messages"

func nonced(n, channel string) (path, body string) {
	return "/channels/" + channel + "/messages", with(`"content":"x","nonce":"` + n + `","enforce_nonce":true`)
}

func TestNonce(t *testing.T) {
	w := newWorld(t)
	path, body := nonced("a", team)
	first := w.do("POST", path, body).get(t, "id")
	if again := w.do("POST", path, body).get(t, "id"); again != first || len(w.Messages(bob, team)) != 1 {
		t.Errorf("the same nonce made %v after %v", again, first)
	}
	w.clock.Advance(nonceWindow - time.Second)
	if again := w.do("POST", path, body).get(t, "id"); again != first {
		t.Error("the nonce was forgotten too early")
	}
	w.DeleteMessage(team, first.(string))
	if r := w.do("POST", path, body); r.code(t) != 10008 {
		t.Errorf("nonce of a deleted message: %d %s", r.status, r.body)
	}
	w.clock.Advance(time.Second)
	if again := w.do("POST", path, body).get(t, "id"); again == first {
		t.Error("the nonce was never forgotten")
	}
	w.sound()
	path, body = nonced("a", secret)
	w.do("POST", path, body)
	w.blamed("nonce of another channel")
}

func TestForgottenNonces(t *testing.T) {
	w := newWorld(t)
	path, body := nonced("a", team)
	first := w.do("POST", path, body).get(t, "id")
	w.ForgetNonces()
	if again := w.do("POST", path, body).get(t, "id"); again == first || len(w.Messages(bob, team)) != 2 {
		t.Errorf("%v was known again", first)
	}
}

func TestNonceUnenforced(t *testing.T) {
	w := newWorld(t)
	body := with(`"content":"x","nonce":"1"`)
	first := w.post(team, body)
	if w.post(team, body) == first {
		t.Error("an unenforced nonce was enforced")
	}
}

func TestChannelLimit(t *testing.T) {
	w := newWorld(t)
	for i := range 5 {
		r := w.do("POST", "/channels/"+team+"/messages", quiet("x"))
		if want := string(rune('4' - i)); r.header.Get("X-RateLimit-Remaining") != want || r.header.Get("X-RateLimit-Limit") != "5" || r.header.Get("X-RateLimit-Bucket") == "" {
			t.Errorf("post %d: %v", i, r.header)
		}
	}
	r := w.do("POST", "/channels/"+team+"/messages", quiet("x"))
	if r.status != 429 || r.get(t, "retry_after") != 5.0 || r.get(t, "global") != false || r.header.Get("Retry-After") != "5" || r.header.Get("X-RateLimit-Scope") != "user" {
		t.Errorf("%d %s %v", r.status, r.body, r.header)
	}
	if r := w.do("POST", "/channels/"+secret+"/messages", quiet("x")); r.status != 200 {
		t.Errorf("the limit of one channel holds in another: %s", r.body)
	}
	w.clock.Advance(4 * time.Second)
	w.do("POST", "/channels/"+team+"/messages", quiet("x"))
	w.clock.Advance(time.Second)
	if r := w.do("POST", "/channels/"+team+"/messages", quiet("x")); r.status != 200 {
		t.Errorf("after Retry-After: %d", r.status)
	}
	early := 0
	for _, c := range w.Journal() {
		if c.Early {
			early++
		}
	}
	if early != 1 {
		t.Errorf("%d requests count as early, want 1", early)
	}
	w.sound()
}

func TestGlobalLimit(t *testing.T) {
	w := newWorld(t)
	for range globalLimit {
		w.do("GET", "/users/@me", "")
	}
	r := w.do("GET", "/channels/"+team, "")
	if r.status != 429 || r.get(t, "global") != true || r.header.Get("X-RateLimit-Global") != "true" || r.header.Get("X-RateLimit-Reset-After") != "" {
		t.Errorf("%d %s %v", r.status, r.body, r.header)
	}
	if r := w.do("POST", "/interactions/1/x/callback", `{"type":5}`); r.status == 429 {
		t.Error("the global limit holds interactions up")
	}
}

func TestOrderedFaults(t *testing.T) {
	for _, c := range []struct {
		name   string
		fault  emulator.Fault
		status int
		body   string
		posted int
	}{
		{"user 429", emulator.Fault{Status: 429, RetryAfter: 1500 * time.Millisecond}, 429, `"retry_after":1.5`, 0},
		{"global 429", emulator.Fault{Status: 429, Code: "global", RetryAfter: time.Second}, 429, `"global":true`, 0},
		{"ban page", emulator.Fault{Status: 429, Code: "html"}, 429, "<html>", 0},
		{"nothing said", emulator.Fault{}, 500, "500: Internal Server Error", 0},
		{"bad gateway", emulator.Fault{Status: 502}, 502, "<html>", 0},
		{"took effect", emulator.Fault{Status: 502, Applied: true}, 502, "<html>", 1},
		{"code", emulator.Fault{Code: "50007"}, 403, `"code":50007`, 0},
		{"code with status", emulator.Fault{Code: "30046", Status: 400}, 400, `"code":30046`, 0},
		{"status", emulator.Fault{Status: 401}, 401, "401: Unauthorized", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			c.fault.Method = postRoute
			w.Fail(c.fault)
			w.do("GET", "/users/@me", "")
			r := w.do("POST", "/channels/"+team+"/messages", quiet("x"))
			if r.status != c.status || !strings.Contains(string(r.body), c.body) || len(w.Messages(bob, team)) != c.posted {
				t.Errorf("%d %s, %d posted", r.status, r.body, len(w.Messages(bob, team)))
			}
			w.post(team, quiet("after"))
			w.sound()
		})
	}
}

func TestLostAnswers(t *testing.T) {
	w := newWorld(t)
	w.Fail(emulator.Fault{Method: postRoute, Applied: true})
	if _, err := w.try("POST", "/channels/"+team+"/messages", quiet("cut")); err == nil {
		t.Error("an answer arrived though it was to be lost")
	}
	w.Fail(emulator.Fault{Method: "POST /channels/" + team + "/messages", Applied: true, Hang: true})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-w.Changed()
		cancel()
	}()
	changed := w.Changed()
	_, err := w.try("POST", "/channels/"+team+"/messages", quiet("hung"), func(r *http.Request) { *r = *r.WithContext(ctx) })
	<-changed
	if !errors.Is(err, context.Canceled) {
		t.Errorf("err %v", err)
	}
	if got := w.Messages(bob, team); len(got) != 2 {
		t.Errorf("messages %+v", got)
	}
	if j := w.Journal(); j[len(j)-1].Status != 0 {
		t.Errorf("the journal says that the answer went out: %+v", j[len(j)-1])
	}
	w.sound()
}

func TestJournal(t *testing.T) {
	w := newWorld(t)
	w.post(team, quiet("x"))
	c := w.Journal()[0]
	if c.Route != postRoute || c.Path != "/channels/"+team+"/messages" || c.Status != 200 || !strings.Contains(string(c.Body), "allowed") || !strings.Contains(string(c.Answer), "author") {
		t.Errorf("%+v", c)
	}
	if strings.Contains(c.Header.Get("Authorization"), token) {
		t.Error("the journal holds the token")
	}
}

func TestClosed(t *testing.T) {
	w := newWorld(t)
	w.Close()
	if r := w.do("GET", "/users/@me", ""); r.status != http.StatusServiceUnavailable {
		t.Errorf("status %d", r.status)
	}
}

func TestHistory(t *testing.T) {
	w := newWorld(t)
	a, b := w.post(team, quiet("a")), w.post(team, quiet("b"))
	for query, want := range map[string]string{"": b + a, "?limit=1": b, "?after=" + a: b, "?before=" + b: a} {
		r := w.do("GET", "/channels/"+team+"/messages"+query, "")
		if got := ids(t, r); got != want {
			t.Errorf("%q: %s, want %s", query, got, want)
		}
	}
	if got := w.do("GET", "/channels/"+team+"/messages/"+a, "").get(t, "content"); got != "a" {
		t.Errorf("content %v", got)
	}
	w.do("DELETE", "/channels/"+team+"/messages/"+a, "")
	kinds := ""
	for _, e := range w.Events(1) {
		kinds += string(e.Kind) + " " + e.Message.Text + ";"
	}
	if kinds != "posted b;deleted a;" {
		t.Error(kinds)
	}
	w.sound()
}
