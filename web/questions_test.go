package web_test

import (
	"net/http"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"meetbot/core"
	"meetbot/core/store"
	"meetbot/core/store/pgtest"
)

// TestAPageAsksTheDatabaseLittle: of somebody signed out at most twice, of somebody signed in at most three times, on
// either database, and however many meetings are listed.
func TestAPageAsksTheDatabaseLittle(t *testing.T) {
	for name, address := range map[string]string{"SQLite": "sqlite:" + filepath.Join(t.TempDir(), "meetbot.db"), "PostgreSQL": pgtest.Database(t)} {
		t.Run(name, func(t *testing.T) { asksLittle(t, address) })
	}
}

func asksLittle(t *testing.T, address string) {
	s, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	var asked atomic.Int64
	s.Watch(func(string, []any) { asked.Add(1) })
	w := newWorld(t, func(o *worldOptions) { o.keeps = s })
	m := w.meeting()
	for range 49 {
		w.meeting()
	}
	w.at(5 * time.Minute)
	hers, his := w.as(alice), w.as(bob)
	for _, c := range []struct {
		method, path string
		who          []request
		most         int64
		words        string
	}{
		{http.MethodGet, "/m/" + string(m.ID), nil, 2, `data-role="guest"`},
		{http.MethodGet, "/m/" + string(core.NewMeetingID()), nil, 2, "404"},
		{http.MethodGet, "/", nil, 2, "welcome"},
		{http.MethodPost, "/m/" + string(m.ID) + "/join", nil, 2, `"role":"guest"`},
		{http.MethodGet, "/m/" + string(m.ID), []request{his}, 3, `data-role="guest"`},
		{http.MethodGet, "/m/" + string(m.ID), []request{hers}, 3, `data-role="moderator"`},
		{http.MethodPost, "/m/" + string(m.ID) + "/rsvp", []request{his}, 16, "303"},
		{http.MethodGet, "/m/" + string(m.ID), []request{his}, 3, "bob</bdi>"},
		{http.MethodGet, "/", []request{hers}, 3, "meeting-card"},
		{http.MethodPost, "/m/" + string(m.ID) + "/join", []request{hers}, 3, `"role":"moderator"`},
	} {
		before := asked.Load()
		r := w.do(c.method, c.path, "name=bob&rsvp=going&nth=0", c.who...)
		n := asked.Load() - before
		if n > c.most || n == 0 && c.path != "/" {
			t.Errorf("%s %s asks %d times, of %v", c.method, c.path, n, len(c.who))
		}
		if got := r.Status + body(t, r); !strings.Contains(got, c.words) {
			t.Errorf("%s %s: %.200s", c.method, c.path, got)
		}
	}
}
