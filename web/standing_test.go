package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"meetbot/core"
)

// TestAPlatformThatIsSilent: the page says why somebody is a guest for now, and offers to try again.
func TestAPlatformThatIsSilent(t *testing.T) {
	w := newWorld(t)
	open, closed := w.meeting(), w.meeting(func(r *core.Request) { r.MembersOnly = true })
	hers, his := w.as(alice), w.as(bob)
	w.who.Silence(true)
	for _, c := range []struct {
		who   request
		m     core.Meeting
		words []string
		not   string
	}{
		{hers, open, []string{`data-role="guest"`, "We couldn’t check with Slack just now", "you’re a guest for the moment", `<a href="">Try again</a>`}, "Organizing this?"},
		{hers, closed, []string{`data-role="none"`, "you can’t join yet", "Try again"}, "who is in none of the chats"},
		{his, closed, []string{`data-role="none"`, "you can’t join yet", "Try again"}, "who is in none of the chats"},
		{his, open, []string{`data-role="guest"`}, "couldn’t check"},
	} {
		page := body(t, w.do(http.MethodGet, "/m/"+string(c.m.ID), "", c.who))
		for _, words := range c.words {
			if !strings.Contains(page, words) {
				t.Errorf("%q is missing: %s", words, page)
			}
		}
		if strings.Contains(page, c.not) {
			t.Errorf("%q is said", c.not)
		}
	}
	w.who.Silence(false)
	if page := body(t, w.do(http.MethodGet, "/m/"+string(open.ID), "", hers)); !strings.Contains(page, `data-role="moderator"`) {
		t.Error("she is a moderator again")
	}
}

// TestComingInWhileAPlatformIsSilent: a page that was opened before said that she moderates, so the room says why she is a
// guest, and what to do.
func TestComingInWhileAPlatformIsSilent(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(-time.Minute) // open to moderators alone
	hers := w.as(alice)
	w.who.Silence(true)
	code, answer := w.join(m.ID, "", hers)
	if code != http.StatusConflict || !strings.Contains(answer["message"].(string), "not clear just now whether you moderate it") {
		t.Errorf("%d %v", code, answer)
	}
	w.at(12 * time.Minute)
	code, answer = w.join(m.ID, "", hers)
	if note, _ := answer["note"].(string); code != http.StatusOK || answer["role"] != "guest" || !strings.HasPrefix(note, "We couldn’t check with Slack just now") {
		t.Errorf("%d %v", code, answer)
	}
	if _, answer = w.join(m.ID, "name=bob"); answer["note"] != nil {
		t.Errorf("a guest is told %v", answer["note"])
	}
	w.who.Silence(false)
	if _, answer = w.join(m.ID, "", hers); answer["role"] != "moderator" || answer["note"] != nil {
		t.Errorf("afterwards: %v", answer)
	}
}

// TestTheRoomSaysWhySheIsAGuest, also where the meeting server confirms that she is one.
func TestTheRoomSaysWhySheIsAGuest(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(12 * time.Minute)
	win := open(t, desktop)
	win.visit(w.base+"/m/"+string(m.ID), w.session(alice))
	win.waitFor(`document.querySelector("main").dataset.role === "moderator" && document.querySelector("main time[data-local]").title !== ""`)
	w.who.Silence(true)
	win.pressBoth()
	win.inFrame(`document.body.dataset.role === "participant"`)
	win.waitText("#room-role", "Guest")
	win.waitText("#room-note", "so you’re a guest for the moment")
}
