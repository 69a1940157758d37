package jitsitest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
)

// call posts a value as JSON and returns the status, and the answer in out.
func call(t *testing.T, h http.Handler, path string, body, out any) int {
	t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, path, bytes.NewReader(raw)))
	if out != nil {
		if err := json.Unmarshal(w.Body.Bytes(), out); err != nil {
			t.Fatal(err)
		}
	}
	return w.Code
}

func comeIn(t *testing.T, s *Server, name string, moderator bool) welcome {
	t.Helper()
	b := goodBody()
	b["context"] = map[string]any{"user": map[string]any{"id": name, "name": name, "moderator": moderator}}
	var w welcome
	if code := call(t, s.Handler(), "/-/enter", entry{Room: "Room1", Token: token(t, goodHeader(), b, secret)}, &w); code != http.StatusOK {
		t.Fatalf("%s may not enter: %d", name, code)
	}
	return w
}

// What a guest's page asks for is refused by the server, whatever the page shows.
func TestGuestsMayNotModerate(t *testing.T) {
	s := newServer()
	alice, bob := comeIn(t, s, "alice", true), comeIn(t, s, "bob", false)
	for _, do := range moderators {
		if code := call(t, s.Handler(), "/-/act", action{Key: bob.Key, Do: do, Target: alice.ID}, nil); code != http.StatusForbidden {
			t.Errorf("%s: got %d", do, code)
		}
	}
	if code := call(t, s.Handler(), "/-/act", action{Do: "end"}, nil); code != http.StatusNotFound {
		t.Errorf("without a key: got %d", code)
	}
	if len(s.Participants("room1")) != 2 {
		t.Error("somebody is gone")
	}
}

func TestModeratorsModerate(t *testing.T) {
	s := newServer()
	alice, bob := comeIn(t, s, "alice", true), comeIn(t, s, "bob", false)
	do := func(a action) {
		t.Helper()
		a.Key = alice.Key
		if code := call(t, s.Handler(), "/-/act", a, nil); code != http.StatusNoContent {
			t.Errorf("%s: got %d", a.Do, code)
		}
	}
	do(action{Do: "microphone", On: true})
	do(action{Do: "mute-everyone"})
	if p := s.Participants("room1"); p[0].Muted || !p[1].Muted {
		t.Errorf("muted: %v", p)
	}
	do(action{Do: "kick", Target: bob.ID})
	if p := s.Participants("room1"); len(p) != 1 || p[0].Name != "alice" {
		t.Errorf("after kick: %v", p)
	}
	do(action{Do: "end"})
	if len(s.Rooms()) != 0 {
		t.Error("the room is still there")
	}
}

func TestWithoutTokensTheFirstModerates(t *testing.T) {
	s := New(Options{})
	var alice, bob welcome
	call(t, s.Handler(), "/-/enter", entry{Room: "r", Name: "alice"}, &alice)
	call(t, s.Handler(), "/-/enter", entry{Room: "r", Name: "bob"}, &bob)
	if !alice.Moderator || bob.Moderator {
		t.Errorf("alice %t, bob %t", alice.Moderator, bob.Moderator)
	}
	call(t, s.Handler(), "/-/act", action{Key: alice.Key, Do: "leave"}, nil)
	if p := s.Participants("r"); len(p) != 1 || !p[0].Moderator {
		t.Errorf("nobody follows: %v", p)
	}
}

// The ways in which a server is set up wrongly.
func TestServersThatDoNotKeepRoles(t *testing.T) {
	everybody, nobody := newServer(), newServer()
	everybody.o.Roles, nobody.o.Roles = Everybody, Nobody
	if !comeIn(t, everybody, "bob", false).Moderator {
		t.Error("Everybody left one out")
	}
	if comeIn(t, nobody, "alice", true).Moderator {
		t.Error("Nobody made one")
	}
}

func TestEndMeeting(t *testing.T) {
	service := goodBody()
	delete(service, "context")
	end := func(s *Server, host, conference string, body map[string]any) (code int, page bool) {
		r := httptest.NewRequest(http.MethodPost, "/end-meeting?conference="+conference, nil)
		r.Host = host
		r.Header.Set("Authorization", "Bearer "+token(t, goodHeader(), body, secret))
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)
		return w.Code, w.Body.Len() > 0
	}
	s := newServer()
	comeIn(t, s, "bob", false)
	unloaded, keyed := newServer(), newServer()
	unloaded.o.Ends, keyed.o.Ends = EndsOff, EndsByKey
	for name, c := range map[string]struct {
		at               *Server
		host, conference string
		body             map[string]any
		want             int
		page             bool
	}{
		"another host":   {s, "other.test", "room1@conference.meet.test", service, http.StatusNotFound, true},
		"not loaded":     {unloaded, "meet.test", "room1@conference.meet.test", service, http.StatusNotFound, true},
		"another muc":    {s, "meet.test", "room1@muc.meet.test", service, http.StatusNotFound, false},
		"no such room":   {s, "meet.test", "room2@conference.meet.test", with(service, "room", "*"), http.StatusNotFound, false},
		"a key is asked": {keyed, "meet.test", "room1@conference.meet.test", service, http.StatusUnauthorized, false},
		"run out":        {s, "meet.test", "room1@conference.meet.test", with(service, "exp", 1), http.StatusUnauthorized, false},
	} {
		if got, page := end(c.at, c.host, c.conference, c.body); got != c.want || page != c.page {
			t.Errorf("%s: got %d, a page: %v", name, got, page)
		}
	}
	// Of whom a token is, the module does not ask.
	for who, body := range map[string]map[string]any{"ours": service, "a guest's": goodBody(), "one of another room": with(goodBody(), "room", "room2")} {
		if got, _ := end(s, "meet.test", "room1@conference.meet.test", body); got != http.StatusOK || len(s.Rooms()) != 0 {
			t.Errorf("%s: got %d, rooms %v", who, got, s.Rooms())
		}
		comeIn(t, s, "bob", false)
	}
}

func with(body map[string]any, name string, value any) map[string]any {
	out := map[string]any{name: value}
	for n, v := range body {
		if n != name {
			out[n] = v
		}
	}
	return out
}

func TestWhatIsServed(t *testing.T) {
	h := newServer().Handler()
	for path, want := range map[string]string{
		"/external_api.js": "text/javascript; charset=utf-8", "/config.js": "text/javascript; charset=utf-8",
		"/room1": "text/html; charset=utf-8", "/-/page/room.css": "text/css; charset=utf-8",
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if got := w.Header().Get("Content-Type"); w.Code != http.StatusOK || got != want {
			t.Errorf("%s: %d %q", path, w.Code, got)
		}
	}
}
