package web

import (
	"bytes"
	"html/template"
	"reflect"
	"strings"
	"testing"

	"meetbot/bot/say"
	"meetbot/core"
)

// hostile is what people may have typed into whatever they can write.
const hostile = `</title></main><script>hurt()</script> "onload="hurt()" ' onfocus='hurt()' <!-- {{.Script}} --> ]]> &lt; javascript:hurt() + \` + "\x00 \u2028 🎉 مرحبا %EE%80%80 ` ${x}"

// TestAMouldIsItsTemplate: whatever the shape, and whatever people have typed, a mould renders what html/template does.
func TestAMouldIsItsTemplate(t *testing.T) {
	words, err := say.Load(say.Default)
	if err != nil {
		t.Fatal(err)
	}
	for name, logins := range map[string][]string{"no sign-in": nil, "two": {"slack", "discord"}} {
		pages, err := loadPages(words, []string{"/meet", "/m"}, func(next string) (out []link) {
			for _, l := range logins {
				out = append(out, link{l, "/login/" + l + "?next=" + template.URLQueryEscaper(next)})
			}
			return out
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, tag := range say.Languages() {
			t.Run(name+" "+tag, func(t *testing.T) {
				for _, page := range everyMeetingPage() {
					same(t, pages.meetings[tag], page)
				}
				for _, card := range everyCard() {
					same(t, pages.cards[tag], card)
				}
				if n := len(pages.meetings[tag].casts); n >= mostCasts/2 {
					t.Errorf("%d shapes", n)
				}
			})
		}
	}
}

// same renders a page in both ways, twice.
func same[P shaped[P]](t *testing.T, m *mould[P], page P) {
	t.Helper()
	var want bytes.Buffer
	if err := m.template.Execute(&want, page); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		var got bytes.Buffer
		if err := m.render(&got, page); err != nil {
			t.Fatalf("%+v: %v", page, err)
		}
		// Inside of sentences the templates leave + as it is.
		if a, b := strings.ReplaceAll(got.String(), "&#43;", "+"), strings.ReplaceAll(want.String(), "&#43;", "+"); a != b {
			at := 0
			for at < min(len(a), len(b)) && a[at] == b[at] {
				at++
			}
			t.Fatalf("%+v:\n%.200q\nis no\n%.200q", page, a[max(at-50, 0):], b[max(at-50, 0):])
		}
	}
}

const someID = "abcdefghijklmnopqrstuvwxyz"

func everyMeetingPage() (all []meetingPage) {
	for _, state := range []core.State{core.Upcoming, core.Live, core.Ended, core.Cancelled} {
		for bits := range 1 << 7 {
			on := func(bit int) bool { return bits>>bit&1 == 1 }
			p := meetingPage{ID: someID, State: state, Role: "guest", Script: "https://meet.test/external_api.js"}
			p.Link, p.Next = "https://meetbot.test/m/"+someID, "/m/"+someID
			p.Open, p.Barred, p.Untold, p.MembersOnly, p.Enforced = on(0), on(1), on(2), on(3), !on(3)
			if on(4) {
				p.SignedIn, p.Platform = true, "Slack"
				p.Role = "moderator"
			}
			if p.Comes = on(6) && p.SignedIn && (state == core.Upcoming || state == core.Live); p.Comes {
				for _, c := range []*coming{&p.Going, &p.Maybe, &p.Declined} {
					fill(c, true)
				}
			}
			fill(&p, on(5))
			if !p.SignedIn {
				p.Account = ""
			}
			all = append(all, p)
		}
	}
	return all
}

func everyCard() (all []meetingCard) {
	for _, state := range []core.State{core.Upcoming, core.Live} {
		for _, role := range []core.Role{core.Guest, core.Moderator} {
			c := meetingCard{ID: someID, Link: "https://meetbot.test/m/" + someID, Path: "/m/" + someID, State: state, Role: role.String()}
			fill(&c, true)
			all = append(all, c)
		}
	}
	return all
}

// fill puts something hostile, and something different, into every text that a page shows; all but the optional ones.
func fill(page any, optional bool) {
	fields := reflect.ValueOf(page).Elem()
	for n, f := range reflect.VisibleFields(fields.Type()) {
		own := fields.FieldByIndex(f.Index)
		if own.Kind() != reflect.String || own.String() != "" || f.Name == "Platform" || !optional && (f.Name == "Zone" || f.Name == "Organizer") {
			continue
		}
		own.SetString(string(rune('a'+n)) + hostile)
	}
}
