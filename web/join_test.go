package web_test

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"meetbot/core"
	"meetbot/core/jitsi"
)

// join asks to be let in, and returns the status and the answer.
func (w *world) join(id core.MeetingID, form string, change ...request) (int, map[string]any) {
	w.t.Helper()
	r := w.do("POST", "/m/"+string(id)+"/join", form, change...)
	var out map[string]any
	if err := json.Unmarshal([]byte(body(w.t, r)), &out); err != nil {
		w.t.Fatal(err)
	}
	return r.StatusCode, out
}

// Each refusal hides those after it.
func TestRefusalsInTheirOrder(t *testing.T) {
	w := newWorld(t)
	open, closed := w.meeting(), w.meeting(func(r *core.Request) { r.MembersOnly = true })
	called := w.meeting(func(r *core.Request) { r.MembersOnly = true })
	w.cancel(called)
	nobody := func(*http.Request) {}
	for _, c := range []struct {
		name   string
		after  time.Duration
		id     core.MeetingID
		who    request
		status int
		code   string
	}{
		{"unknown", 0, "nothing", nobody, 404, "not_found"},
		{"ended, members only, no name", time.Hour, closed.ID, nobody, 410, "ended"},
		{"ended, moderator", 30 * time.Minute, open.ID, w.as(alice), 410, "ended"},
		{"cancelled, members only, early", -time.Minute, called.ID, nobody, 410, "cancelled"},
		{"cancelled, moderator", -time.Minute, called.ID, w.as(alice), 410, "cancelled"},
		{"members only, early, no name", -time.Hour, closed.ID, nobody, 403, "members_only"},
		{"members only, from elsewhere", time.Minute, closed.ID, w.as(carol), 403, "members_only"},
		{"early, no name", -time.Second, open.ID, nobody, 409, "too_early"},
		{"early, a guest from the chat", -time.Second, closed.ID, w.as(bob), 409, "too_early"},
		{"early, moderator", -10*time.Minute - time.Second, open.ID, w.as(alice), 409, "too_early"},
		{"no name", time.Minute, open.ID, nobody, 400, "name_required"},
		{"in", time.Minute, closed.ID, w.as(bob), 200, ""},
		{"in early", -10 * time.Minute, open.ID, w.as(alice), 200, ""},
		{"in at the last moment", 30*time.Minute - time.Second, open.ID, w.as(bob), 200, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w.at(c.after)
			status, answer := w.join(c.id, "", c.who)
			code, _ := answer["error"].(string)
			if status != c.status || code != c.code {
				t.Errorf("got %d %q, want %d %q", status, code, c.status, c.code)
			}
			if message, _ := answer["message"].(string); status != 200 && message == "" {
				t.Error("it does not say why")
			}
		})
	}
}

func TestTooEarlySaysWhenForThisVisitor(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	if _, answer := w.join(m.ID, "name=bob"); answer["opens_at"] != "2026-08-25T13:00:00Z" {
		t.Errorf("a guest: %v", answer["opens_at"])
	}
	if _, answer := w.join(m.ID, "", w.as(alice)); answer["opens_at"] != "2026-08-25T12:50:00Z" {
		t.Errorf("the moderator: %v", answer["opens_at"])
	}
}

// The role is found from the session; what the form says of it counts nothing.
func TestRolesInTheAnswer(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(time.Minute)
	for _, c := range []struct {
		who  string
		form string
		as   []request
		role string
		id   string
	}{
		{"the organizer", "", []request{w.as(alice)}, "moderator", "slack:T1:U1"},
		{"somebody from the chat", "role=moderator&moderator=true", []request{w.as(bob)}, "guest", "slack:T1:U2"},
		{"a stranger", "name=alice&role=moderator", nil, "guest", "guest:"},
		{"a made-up session", "name=bob", []request{header("Cookie", "meetbot=moderator")}, "guest", "guest:"},
	} {
		_, answer := w.join(m.ID, c.form, c.as...)
		claims := claimsOf(t, answer["jwt"].(string))
		user := claims["context"].(map[string]any)["user"].(map[string]any)
		if answer["role"] != c.role || user["moderator"] != (c.role == "moderator") || !strings.HasPrefix(user["id"].(string), c.id) {
			t.Errorf("%s: role %v, token %v", c.who, answer["role"], user)
		}
		if claims["room"] != answer["room"] || claims["aud"] != "jitsi" || claims["exp"] != float64(start.Add(35*time.Minute).Unix()) {
			t.Errorf("%s: token %v", c.who, claims)
		}
		if answer["ends_at"] != "2026-08-25T13:30:00Z" || answer["now"] != "2026-08-25T13:01:00Z" {
			t.Errorf("%s: times %v %v", c.who, answer["ends_at"], answer["now"])
		}
	}
}

func TestWithoutTokens(t *testing.T) {
	w := newWorld(t, func(o *worldOptions) { o.mode, o.jitsi.Secret = jitsi.Open, nil })
	m := w.meeting()
	w.at(time.Minute)
	if _, answer := w.join(m.ID, "name=bob"); answer["jwt"] != "" || answer["room"] != m.Room {
		t.Errorf("got %v", answer)
	}
}

// claimsOf reads a token without checking it, which is for the stand-in to do.
func claimsOf(t *testing.T, token string) map[string]any {
	t.Helper()
	raw, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[1])
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}
