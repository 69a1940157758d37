package web_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
)

// TestOnlyModeratorsDoThings to a meeting from its page, and only what can be done then.
func TestOnlyModeratorsDoThings(t *testing.T) {
	type when struct {
		name  string
		after time.Duration
	}
	early, live, late := when{"before", -30 * time.Minute}, when{"during", 10 * time.Minute}, when{"after", 40 * time.Minute}
	visitors := map[string]core.Identity{"the organizer": alice, "a member": bob, "a stranger": carol, "nobody": {}}
	want := func(visitor, deed string, at when) int {
		switch {
		case visitor == "nobody":
			return 403
		case visitor != "the organizer": // for whom it is not there: it was called in a private channel
			return 404
		case at == late:
			return 410
		case deed == "end" && at == early, deed == "cancel" && at == live:
			return 400
		}
		return 200
	}
	for _, at := range []when{early, live, late} {
		for _, deed := range []string{"extend", "end", "cancel", "agenda"} {
			for visitor, who := range visitors {
				t.Run(strings.Join([]string{visitor, deed, at.name}, " "), func(t *testing.T) {
					for _, accept := range []string{"application/json", "text/html"} {
						w := newWorld(t)
						m := w.meeting()
						w.at(at.after)
						change := []request{header("Accept", accept)}
						if !who.IsZero() {
							change = append(change, w.as(who))
						}
						res := w.do("POST", "/m/"+string(m.ID)+"/"+deed, "text=Budget", change...)
						code := want(visitor, deed, at)
						after, err := w.service.Meeting(t.Context(), m.ID)
						require.NoError(t, err)
						if code != 200 {
							require.Equal(t, code, res.StatusCode)
							require.Contains(t, res.Header.Get("Content-Type"), accept, "a browser gets a page, and a script words")
							require.Equal(t, m, after, "nothing is done")
							continue
						}
						require.NotEqual(t, m, after)
						if accept == "text/html" {
							require.Equal(t, http.StatusSeeOther, res.StatusCode)
							require.Equal(t, "/m/"+string(m.ID), res.Header.Get("Location"))
							continue
						}
						require.Equal(t, 200, res.StatusCode)
						var said struct{ Message string }
						require.NoError(t, json.NewDecoder(res.Body).Decode(&said))
						require.NotEmpty(t, said.Message)
					}
				})
			}
		}
	}
}

func TestDeedsComeFromOurOwnPage(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(10 * time.Minute)
	for _, deed := range []string{"extend", "end", "cancel", "agenda"} {
		path := "/m/" + string(m.ID) + "/" + deed
		require.Equal(t, 403, w.do("POST", path, "", w.as(alice), header("Sec-Fetch-Site", "cross-site")).StatusCode)
		require.Equal(t, 405, w.do("GET", path, "", w.as(alice)).StatusCode, "what is only looked at changes nothing")
	}
	after, err := w.service.Meeting(t.Context(), m.ID)
	require.NoError(t, err)
	require.Equal(t, m.Occurrence, after.Occurrence)
	page := body(t, w.do("GET", "/m/"+string(m.ID), "", w.as(alice)))
	require.Contains(t, page, "/extend")
	require.Contains(t, page, "/end")
	require.NotContains(t, page, "/cancel")
	w.at(-10 * time.Minute)
	require.Contains(t, body(t, w.do("GET", "/m/"+string(m.ID), "", w.as(alice))), "/cancel")
}

// TestACallIsMadeLongerAndEnded from the page, with the keyboard: everybody is out then.
func TestACallIsMadeLongerAndEnded(t *testing.T) {
	for name, s := range map[string]size{"desk": desktop, "phone": phone} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			m := w.meeting()
			w.at(12 * time.Minute)
			address := w.base + "/m/" + string(m.ID)
			hers, his := open(t, s), open(t, s)
			hers.enter(address, w.session(alice), "")
			his.enter(address, "", "bob")
			his.waitFor(`document.querySelector("#room-deeds").hidden`)
			hers.mustFit()
			hers.audit("the room of its moderator")

			hers.eval(`document.querySelector("#room-title").focus()`) // for the frame has many buttons
			hers.tabTo(`!!document.activeElement.closest("#room-deeds form[action$=extend]")`)
			hers.press("\r")
			hers.waitText("#status", "It now ends at 15:45 (Europe/Warsaw).")
			hers.waitFor(`document.querySelector("main").dataset.endsAt === "` + start.Add(45*time.Minute).Format(time.RFC3339) + `"`)

			hers.tabTo(`!!document.activeElement.closest("#room-deeds summary")`)
			hers.press("\r")
			hers.waitFor(`document.querySelector("#room-deeds details").open`)
			hers.mustFit()
			require.Equal(t, "true", hers.eval(`document.querySelector("#room-deeds details form").getBoundingClientRect().left >= 0`))
			hers.tabTo(`!!document.activeElement.closest("#room-deeds form[action$=end]")`)
			hers.press("\r")
			hers.waitText("#now-title", "This meeting has ended")
			his.wake()
			his.waitText("#now-title", "This meeting has ended")
			require.Empty(t, w.jitsi.Participants(m.Room))
		})
	}
}

// TestADeedThatIsRefusedIsSaidThere, where the button is, unless the page itself says now what is so.
func TestADeedThatIsRefusedIsSaidThere(t *testing.T) {
	w := newWorld(t)
	m := w.meeting(func(r *core.Request) { r.Duration = 24 * time.Hour })
	win := open(t, phone)
	win.visit(w.base+"/m/"+string(m.ID), w.session(alice))
	win.click(".deeds form[action$=extend] button")
	win.waitText(".deeds .problem:not([hidden])", "24 h")
	win.expect("400")
	win.mustFit()
	win.audit("a refused deed")
	w.cancel(m)
	win.click(".deeds form[action$=extend] button")
	win.waitText("#now-title", "This meeting was cancelled")
	win.expect("410")
}

// TestAnAgendaIsOnThePage with its addresses as links, and nothing else of it as more than text.
func TestAnAgendaIsOnThePage(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	address := w.base + "/m/" + string(m.ID)
	hers := open(t, phone)
	hers.visit(address, w.session(alice))
	hers.click(".deed:has([action$=agenda]) summary")
	hers.write("#agenda-text", "Budget <b>first</b>")
	hers.press("\r")
	hers.write("#agenda-text", "then https://example.org/map?a=1&b=2.")
	hers.click("[action$=agenda] button")
	hers.waitText(".agenda p", "Budget <b>first</b> then https://example.org/map?a=1&b=2.")
	require.Equal(t, "https://example.org/map?a=1&b=2", hers.eval(`document.querySelector(".agenda a").href`))
	require.Equal(t, "2", hers.eval(`document.querySelector(".agenda p").innerText.split("\n").length`))
	hers.mustFit()
	hers.audit("an agenda")
	_, _, text := w.fetch(t, "/m/"+string(m.ID)+".ics")
	wellFormed(t, text)
	require.Contains(t, strings.ReplaceAll(text, "\r\n ", ""), `DESCRIPTION:Budget <b>first</b>\nthen https://example.org/map?a=1&b=2.\n\nJoin: `)
}

// TestAnAgendaIsForThoseWhoMayCome.
func TestAnAgendaIsForThoseWhoMayCome(t *testing.T) {
	w := newWorld(t)
	m := w.meeting(func(r *core.Request) { r.MembersOnly = true })
	_, err := w.service.Describe(t.Context(), core.Actor{Identity: alice}, m.ID, "Layoffs")
	require.NoError(t, err)
	path := "/m/" + string(m.ID)
	for _, who := range []request{w.as(carol), header("X", "nobody")} {
		require.NotContains(t, body(t, w.do("GET", path, "", who)), "Layoffs")
		require.NotContains(t, body(t, w.do("GET", path+".ics", "", who)), "Layoffs")
		require.NotContains(t, w.do("GET", path+"/calendar/google", "", who).Header.Get("Location"), "Layoffs")
	}
	require.Contains(t, body(t, w.do("GET", path, "", w.as(bob))), "Layoffs")
	require.Contains(t, body(t, w.do("GET", w.subscribed(alice), "")), "Layoffs")
}
