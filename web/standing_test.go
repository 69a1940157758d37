package web_test

import (
	"net/http"
	"strings"
	"testing"

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
		{hers, open, []string{`data-role="guest"`, "We couldn’t check with Slack just now", "you’re a guest for the moment", `<a href="">Try again</a>`}, "Is it your meeting?"},
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
