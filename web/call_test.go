package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"meetbot/core"
	"meetbot/core/jitsi/jitsitest"
)

const frame = "#meet iframe"

// frameNode returns the frame in which the meeting runs.
func (w *window) frameNode() *chromedp.Node {
	w.t.Helper()
	return get(w, chromedp.Nodes(chromedp.CSS(frame)))[0]
}

// inFrame waits until an expression is true in the meeting's frame.
func (w *window) inFrame(expression string) {
	w.t.Helper()
	if err := w.poll(expression, chromedp.WithPollingInFrame(w.frameNode())); err != nil {
		w.t.Fatalf("never true in the frame: %s: %v", expression, err)
	}
}

// enter joins by the page's button, and then by that of Jitsi.
func (w *window) enter(address, session, name string) {
	w.t.Helper()
	w.visit(address, session)
	w.waitFor(`document.querySelector("main time[data-local]").title !== ""`)
	if name != "" {
		w.write("#name", name)
	}
	w.pressBoth()
	w.inFrame(`document.body.dataset.role`)
}

// pressBoth presses the page's button, and then the one in the frame.
func (w *window) pressBoth() {
	w.t.Helper()
	w.click("button[name=join]")
	w.waitFor(`document.querySelector("` + frame + `")`)
	w.inFrame(`document.querySelector("#lobby") && !document.querySelector("#lobby").hidden`)
	w.clickIn("#enter")
}

func (w *window) clickIn(selector string) {
	w.t.Helper()
	w.do(chromedp.Click(chromedp.CSS(selector), chromedp.FromNode(w.frameNode())))
}

// The moderator's page and the guest's differ in what the server behind the room lets them do.
func TestModeratorAndGuest(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(12 * time.Minute)
	address := w.base + "/m/" + string(m.ID)

	hers := open(t, desktop)
	hers.enter(address, w.session(alice), "")
	hers.inFrame(`document.body.dataset.role === "moderator" && document.querySelector("[data-tool=security]")`)
	hers.waitText("#room-role", "You’re the moderator")
	if got := hers.eval(`document.querySelector("` + frame + `").title + ", " + document.activeElement.tagName`); got != "Video meeting: Design review, IFRAME" {
		t.Errorf("the frame's title, and what has the focus: %s", got)
	}

	his := open(t, phone)
	his.enter(address, "", "bob")
	his.inFrame(`document.body.dataset.role === "participant" && !document.querySelector("[data-tool=security]")`)
	his.waitText("#room-role", "Guest")
	hers.inFrame(`document.querySelectorAll(".tile").length === 2`)
	if p := w.jitsi.Participants(m.Room); len(p) != 2 || !p[0].Moderator || p[1].Moderator || p[1].Name != "bob" {
		t.Errorf("in the room: %+v", p)
	}
	if got := his.eval(`location.href + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)`); strings.Contains(got, "eyJ") {
		t.Errorf("a token lies open: %s", got)
	}

	hers.clickIn("[data-tool=participants-pane]")
	hers.clickIn("[data-do=kick]")
	his.waitText("#problem", "A moderator removed you.")
	his.waitText("button[name=join]", "Try again")
	hers.click("#leave")
	hers.waitText("button[name=join]", "Join again")
	hers.waitText("#status", "You’ve left the meeting.")
}

// Whatever a guest does to the page, the server still takes the guest for one.
func TestGuestStaysGuest(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(12 * time.Minute)
	address := w.base + "/m/" + string(m.ID)
	win := open(t, desktop)
	win.visit(address, w.session(bob))
	role := get(win, chromedp.Evaluate[string](`fetch(location.pathname + "/join", {method: "POST", body: new URLSearchParams({name: "alice", role: "moderator"})})
		.then((r) => r.json()).then((e) => { window.entry = e; return e.role; })`, chromedp.EvalAwaitPromise))
	if role != "guest" {
		t.Errorf("who posts role=moderator becomes %s", role)
	}
	win.eval(`document.querySelector("main").dataset.role = "moderator"`)
	win.eval(`document.querySelector("#join").insertAdjacentHTML("beforeend", '<input type="hidden" name="role" value="moderator">')`)
	win.pressBoth()
	win.inFrame(`document.body.dataset.role === "participant"`)
	if p := w.jitsi.Participants(m.Room); len(p) != 1 || p[0].Moderator {
		t.Errorf("in the room: %+v", p)
	}
}

// The room's own address opens nothing without a token, nor with one that was changed.
func TestRoomWithoutOurPage(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(12 * time.Minute)
	_, answer := w.join(m.ID, "name=bob")
	token := answer["jwt"].(string)
	parts := strings.Split(token, ".")
	forged := parts[0] + "." + strings.Replace(parts[1], "Z", "Y", 1) + "." + parts[2]
	for _, hash := range []string{"", "#jwt=%22" + forged + "%22", "#config.subject=%22x%22&userInfo.displayName=%22alice%22"} {
		win := open(t, desktop)
		win.visit(strings.TrimSuffix(w.script, "external_api.js")+m.Room+hash, "")
		win.click("#enter")
		win.waitFor(`document.body.dataset.refused === "connection.passwordRequired"`)
		win.expect("403")
	}
	if p := w.jitsi.Participants(m.Room); len(p) != 0 {
		t.Errorf("in the room: %+v", p)
	}
}

func TestJoiningByKeyboardAlone(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(12 * time.Minute)
	win := open(t, desktop)
	win.visit(w.base+"/m/"+string(m.ID), "")
	win.waitFor(`document.querySelector("#name")`)
	for range 12 {
		if win.eval(`document.activeElement.id`) == "name" {
			break
		}
		win.press("\t")
	}
	win.press("\r") // without a name: it says so, and one can go on typing
	win.waitText("#problem", "name")
	win.waitFor(`document.activeElement.id === "name" && document.activeElement.ariaInvalid === "true"`)
	win.expect("400")
	win.press("bob\r")
	win.waitFor(`document.activeElement.tagName === "IFRAME"`)
	win.inFrame(`document.querySelector("#lobby") && !document.querySelector("#lobby").hidden`)
	win.press("\r")
	win.inFrame(`document.body.dataset.role === "participant"`)
}

// At the planned end it says so; when the room closes everybody is out, also from the room itself.
func TestHangsUpWhenTheRoomCloses(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(12 * time.Minute)
	address := w.base + "/m/" + string(m.ID)
	hers, his := open(t, desktop), open(t, phone)
	hers.enter(address, w.session(alice), "")
	his.enter(address, w.session(bob), "")
	hers.inFrame(`document.body.dataset.timer.startsWith("1800/72")`) // 1800 s in all, 12 min of them past
	for _, win := range []*window{hers, his} {
		win.waitText(".bar-time", "Time left 18 min")
	}
	w.at(29 * time.Minute)
	hers.wake()
	hers.inFrame(`document.querySelector("#notes").innerText.includes("ends in 1 minute")`)
	w.at(31 * time.Minute)
	hers.wake()
	hers.waitText(".bar-time", "Time’s up · room closes in 4:")
	his.wake()
	his.waitText(".bar-time", "Time’s up · room closes in 4:")
	w.at(35 * time.Minute)
	for _, win := range []*window{his, hers} {
		win.wake()
		win.waitFor(`document.querySelector("` + frame + `") === null`)
		win.waitText("#now-title", "This meeting has ended")
		win.waitFor(`document.activeElement.id === "now-title"`)
	}
	if rooms := w.jitsi.Rooms(); len(rooms) != 0 {
		t.Errorf("still open: %v", rooms)
	}
}

func TestFollowsTheTimesDuringTheCall(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(12 * time.Minute)
	win := open(t, desktop)
	win.enter(w.base+"/m/"+string(m.ID), w.session(alice), "")
	actor := core.Actor{Identity: alice}
	if _, err := w.service.Extend(t.Context(), actor, m.ID, 15*time.Minute); err != nil {
		t.Fatal(err)
	}
	win.wake()
	win.waitText(".bar-time", "Time left 33 min")
	win.inFrame(`document.body.dataset.timer.startsWith("2700/")`)
	if _, err := w.service.End(t.Context(), actor, m.ID); err != nil {
		t.Fatal(err)
	}
	win.wake()
	win.waitText("#now-title", "This meeting has ended")
}

// A guest who finds moderator's rights is told that the server does not keep what it promises.
func TestServerThatDoesNotKeepRoles(t *testing.T) {
	w := newWorld(t, func(o *worldOptions) { o.jitsi.Roles = jitsitest.Everybody })
	m := w.meeting()
	w.at(12 * time.Minute)
	win := open(t, desktop)
	win.enter(w.base+"/m/"+string(m.ID), w.session(bob), "")
	win.waitText("#room-note", "doesn’t keep the roles")
}

func TestServerThatRefusesTheToken(t *testing.T) {
	w := newWorld(t, func(o *worldOptions) { o.jitsi.Secret = []byte("another one") })
	m := w.meeting()
	w.at(12 * time.Minute)
	win := open(t, desktop)
	win.visit(w.base+"/m/"+string(m.ID), w.session(alice))
	win.pressBoth()
	win.waitText("#problem", "didn’t let you in.")
	win.waitText("button[name=join]", "Try again")
	win.waitFor(`document.activeElement.id === "problem"`)
	win.expect("403")
}

func TestServerThatCannotBeReached(t *testing.T) {
	gone := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	defer gone.Close()
	w := newWorld(t, func(o *worldOptions) { o.script = gone.URL + "/external_api.js" })
	m := w.meeting()
	w.at(12 * time.Minute)
	win := open(t, desktop)
	win.visit(w.base+"/m/"+string(m.ID), w.session(alice))
	for range 2 {
		win.click("button[name=join]")
		win.waitText("#problem", "The meeting server can’t be reached.")
		win.waitText("button[name=join]", "Try again")
		win.expect("ERR_EMPTY_RESPONSE")
	}
}

// reports has the frame report something to our page, as Jitsi's own does.
func (w *window) reports(event string) {
	w.t.Helper()
	w.inFrame(`(parent.postMessage(JSON.stringify({postis: true, scope: "jitsi_meet_external_api_0", method: "message", params: {type: "event", data: ` + event + `}}), "*"), true)`)
}

// TestWhatEndsTheCallIsSaid by name, and not as Jitsi calls it fatal: of 13.2.0's errors it calls eight so.
func TestWhatEndsTheCallIsSaid(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(12 * time.Minute)
	for name, says := range map[string]string{
		`"connection.conferenceRequestFailed", isFatal: false`:     "couldn’t open the room",
		`"conference.connectionError.notAllowed", isFatal: false`:  "didn’t let you into this room",
		`"conference.authenticationRequired", isFatal: false`:      "asks for a sign-in of its own",
		`"conference.reservationError", params: [403, "no"]`:       "isn’t opening this room now",
		`"conference.max_users"`:                                   "The room is full.",
		`"conference.destroyed", params: ["over"], isFatal: false`: "The room was closed.",
		`"connection.droppedError", isFatal: true`:                 "The connection to the meeting was lost.",
		`"conference.iceFailed", isFatal: true`:                    "The meeting couldn’t go on.",
		`"conference.videobridgeNotAvailable", isFatal: true`:      "The video server is busy.",
	} {
		t.Run(says, func(t *testing.T) {
			win := open(t, phone)
			win.enter(w.base+"/m/"+string(m.ID), w.session(alice), "")
			win.reports(`{name: "error-occurred", error: {name: ` + name + `}}`)
			win.waitText("#problem", says)
			win.waitText("button[name=join]", "Try again")
			win.waitFor(`document.querySelector("` + frame + `") === null && document.activeElement.id === "problem"`)
		})
	}
}

// TestWhatDoesNotEndTheCallIsNoted, while it goes on.
func TestWhatDoesNotEndTheCallIsNoted(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	w.at(12 * time.Minute)
	win := open(t, phone)
	win.enter(w.base+"/m/"+string(m.ID), w.session(alice), "")
	for _, passing := range []string{"conference.connectionError.membersOnly", "conference.passwordRequired", "connection.droppedError", "conference.iceFailed"} {
		win.reports(`{name: "error-occurred", error: {name: "` + passing + `", isFatal: false}}`)
	}
	win.reports(`{name: "camera-error", type: "gum.permission_denied", message: "no"}`)
	win.waitText("#room-note", "Your camera doesn’t work here.")
	win.reports(`{name: "mic-error", type: "gum.not_found", message: "no"}`)
	win.waitText("#room-note", "Your microphone doesn’t work here.")
	win.waitText("#room-note", "Your camera doesn’t work here.")
	win.reports(`{name: "browser-support", supported: false}`)
	win.waitText("#room-note", "This browser may not do everything")
	win.inFrame(`document.body.dataset.role === "moderator"`)
	win.mustFit()
	win.reports(`{name: "suspend-detected"}`)
	win.reports(`{name: "video-ready-to-close"}`)
	win.waitText("#problem", "Your device was asleep")
}
