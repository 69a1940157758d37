package web_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ical "github.com/emersion/go-ical"
	"github.com/stretchr/testify/require"

	"meetbot/core"
	"meetbot/web/webtest"
)

// An occasion is what another program reads of an entry in a calendar.
type occasion struct {
	Method, UID, Summary, Status, Location, Start, End string
	Sequence, Alarms                                   int
}

// ofMeeting is what any program has to read of a meeting.
func (w *world) ofMeeting(m core.Meeting) occasion {
	o := occasion{
		Method: "PUBLISH", UID: string(m.ID) + "@127.0.0.1", Summary: m.Title, Status: "CONFIRMED", Location: w.base + "/m/" + string(m.ID),
		Start: rfc3339(m.Start), End: rfc3339(m.End()), Sequence: m.Revision, Alarms: len(m.Reminders),
	}
	if !m.Cancelled.IsZero() {
		o.Method, o.Status, o.Alarms = "CANCEL", "CANCELLED", 0
	}
	return o
}

func rfc3339(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// byGo reads a calendar with a library that we do not write it with.
func byGo(t *testing.T, text string) occasion {
	t.Helper()
	c, err := ical.NewDecoder(strings.NewReader(text)).Decode()
	require.NoError(t, err, text)
	require.Len(t, c.Events(), 1)
	e := c.Events()[0]
	field := func(props ical.Props, name string) string {
		v, err := props.Text(name)
		require.NoError(t, err)
		return v
	}
	start, err := e.DateTimeStart(time.UTC)
	require.NoError(t, err)
	end, err := e.DateTimeEnd(time.UTC)
	require.NoError(t, err)
	o := occasion{
		Method: field(c.Props, "METHOD"), UID: field(e.Props, "UID"), Summary: field(e.Props, "SUMMARY"), Status: field(e.Props, "STATUS"),
		Location: field(e.Props, "LOCATION"), Start: rfc3339(start), End: rfc3339(end), Alarms: len(e.Children),
	}
	o.Sequence, err = e.Props.Get("SEQUENCE").Int()
	require.NoError(t, err)
	return o
}

// readByScript has the library of Thunderbird read calendars.
const readByScript = `
const ICAL = require('./ical.cjs');
const calendars = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(calendars.map((text) => {
  const c = new ICAL.Component(ICAL.parse(text));
  const [e, ...more] = c.getAllSubcomponents('vevent');
  if (more.length) throw new Error('more than one');
  const at = (name) => e.getFirstPropertyValue(name).toJSDate().toISOString().replace('.000', '');
  return { Method: c.getFirstPropertyValue('method'), UID: e.getFirstPropertyValue('uid'), Summary: e.getFirstPropertyValue('summary'),
    Status: e.getFirstPropertyValue('status'), Location: e.getFirstPropertyValue('location'), Start: at('dtstart'), End: at('dtend'),
    Sequence: e.getFirstPropertyValue('sequence'), Alarms: e.getAllSubcomponents('valarm').length };
})));`

func byScript(t *testing.T, texts []string) (out []occasion) {
	t.Helper()
	script(t, readByScript, texts, &out)
	return out
}

// script runs a script over texts, which has the library, and reads what it prints.
func script(t *testing.T, script string, texts []string, out any) {
	t.Helper()
	library, err := webtest.Script("ical.js", "2.2.1", "package/dist/ical.es5.cjs")
	require.NoError(t, err)
	in, err := json.Marshal(texts)
	require.NoError(t, err)
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "ical.cjs"), []byte(library), 0o600))
	cmd := exec.CommandContext(t.Context(), "node", "-e", script)
	cmd.Dir = folder
	cmd.Stdin = strings.NewReader(string(in))
	raw, err := cmd.Output()
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(raw, out))
}

// wellFormed holds a calendar against what RFC 5545 says of its lines (3.1).
func wellFormed(t *testing.T, text string) {
	t.Helper()
	require.True(t, strings.HasSuffix(text, "END:VCALENDAR\r\n"))
	require.Equal(t, strings.Count(text, "\n"), strings.Count(text, "\r\n"))
	require.Equal(t, strings.Count(text, "\r"), strings.Count(text, "\r\n"))
	for line := range strings.SplitSeq(text, "\r\n") {
		require.LessOrEqual(t, len(line), 75, line)
		require.True(t, utf8.ValidString(line), line)
	}
}

// odd are titles that have broken calendars: they end a value, a line or an entry, are escaped already, or have letters of
// several bytes where a line is folded.
var odd = []string{
	"Review, then lunch; or not", `back\slash \n \, \; \\`, "END:VEVENT", "BEGIN:VALARM", "a:b;c=d,\"e\"", "DTSTART:20000101T000000Z", "^n ^' ^^",
	"<b>bold</b> & <script>", "日本語のとても長い題名でありまして七十五オクテットを超えるので折り返されなければなりません、はい", "Überraschung 🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉",
	"a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p", "%0D%0ASUMMARY:x", "=0D=0A", "שלום", "' OR 1=1", "x", "#1 plus+plus",
}

func randomTitle(r *rand.Rand) string {
	if r.IntN(2) == 0 {
		return odd[r.IntN(len(odd))]
	}
	const from = "abc äß—😀漢,;:\\\"'<>&+%=^/#"
	all := []rune(from)
	var out strings.Builder
	for range 1 + r.IntN(90) {
		out.WriteRune(all[r.IntN(len(all))])
	}
	return strings.TrimSpace(out.String()) + "."
}

// TestCalendarsAreReadAsTheyAreMeant: 200 meetings by two programs that are not ours.
func TestCalendarsAreReadAsTheyAreMeant(t *testing.T) {
	w, r := newWorld(t), rand.New(rand.NewPCG(1, 2))
	var texts []string
	var want []occasion
	for i := range 200 {
		m := w.meeting(func(q *core.Request) {
			q.Title, q.Start = randomTitle(r), start.Add(time.Duration(r.IntN(400*24*60))*time.Minute)
			q.Duration, q.Key = time.Duration(1+r.IntN(300))*time.Minute, fmt.Sprint(i)
		})
		if i%2 == 0 { // somebody may have a hundred
			w.cancel(m)
		}
		m, err := w.service.Meeting(t.Context(), m.ID)
		require.NoError(t, err)
		code, header, text := w.fetch(t, "/m/"+string(m.ID)+".ics")
		require.Equal(t, 200, code)
		require.Equal(t, "text/calendar; charset=utf-8; method="+w.ofMeeting(m).Method, header.Get("Content-Type"))
		wellFormed(t, text)
		require.Equal(t, w.ofMeeting(m), byGo(t, text), text)
		texts, want = append(texts, text), append(want, w.ofMeeting(m))
	}
	require.Equal(t, want, byScript(t, texts))
}

func (w *world) fetch(t *testing.T, path string) (int, http.Header, string) {
	t.Helper()
	res := w.do(http.MethodGet, path, "")
	return res.StatusCode, res.Header, body(t, res)
}

// TestACalendarLearnsOfAChange: the same entry, with a higher number.
func TestACalendarLearnsOfAChange(t *testing.T) {
	w := newWorld(t)
	m := w.meeting()
	get := func() occasion {
		_, _, text := w.fetch(t, "/m/"+string(m.ID)+".ics")
		return byGo(t, text)
	}
	before := get()
	_, err := w.service.Move(t.Context(), core.Actor{Identity: alice}, m.ID, start.Add(time.Hour), 0, "")
	require.NoError(t, err)
	after := get()
	require.Equal(t, before.UID, after.UID)
	require.Greater(t, after.Sequence, before.Sequence)
	require.Equal(t, rfc3339(start.Add(time.Hour)), after.Start)
	w.cancel(m)
	require.Equal(t, "CANCELLED", get().Status)
	require.Greater(t, get().Sequence, after.Sequence)
}

// TestCalendarsOnTheWeb are handed the meeting as they ask for it.
func TestCalendarsOnTheWeb(t *testing.T) {
	w := newWorld(t)
	m := w.meeting(func(r *core.Request) { r.Title = `A&B + "C" #1 ü` })
	link := w.base + "/m/" + string(m.ID)
	to := func(calendar string) *url.URL {
		code, header, _ := w.fetch(t, "/m/"+string(m.ID)+"/calendar/"+calendar)
		require.Equal(t, http.StatusSeeOther, code)
		u, err := url.Parse(header.Get("Location"))
		require.NoError(t, err)
		return u
	}
	google := to("google")
	require.Equal(t, "https://calendar.google.com/calendar/render", google.Scheme+"://"+google.Host+google.Path)
	require.Equal(t, m.Title, google.Query().Get("text"))
	require.Equal(t, "20260825T130000Z/20260825T133000Z", google.Query().Get("dates"))
	require.Equal(t, link, google.Query().Get("location"))
	require.Equal(t, "Join: "+link+"\nOrganizer: alice", google.Query().Get("details"))
	w.clock.Set(start.Add(-time.Hour))
	again, err := w.service.Schedule(t.Context(), core.Actor{Identity: alice}, team, core.Request{
		Title: "standup", Start: start, Duration: 30 * time.Minute, Zone: "Europe/Warsaw", Rule: "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261201", Key: "again",
	})
	require.NoError(t, err)
	_, header, _ := w.fetch(t, "/m/"+string(again.ID)+"/calendar/google")
	series, err := url.Parse(header.Get("Location"))
	require.NoError(t, err)
	require.Equal(t, "20260825T150000/20260825T153000", series.Query().Get("dates"))
	require.Equal(t, "Europe/Warsaw", series.Query().Get("ctz"))
	require.Equal(t, "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261201T140000Z", series.Query().Get("recur"))
	for name, host := range map[string]string{"outlook": "outlook.live.com", "office": "outlook.office.com"} {
		u := to(name)
		require.Equal(t, "https://"+host+"/calendar/deeplink/compose", u.Scheme+"://"+u.Host+u.Path)
		require.NotContains(t, u.RawQuery, "+")
		require.Equal(t, m.Title, u.Query().Get("subject"))
		require.Equal(t, "2026-08-25T13:00:00Z", u.Query().Get("startdt"))
		require.Equal(t, "2026-08-25T13:30:00Z", u.Query().Get("enddt"))
	}
	for _, path := range []string{"/m/" + string(m.ID) + "/calendar/yahoo", "/m/" + strings.Repeat("a", 26) + "/calendar/google", "/m/" + strings.Repeat("a", 26) + ".ics", "/m/x.ics", "/m/.ics", "/m/%00.ics"} {
		code, _, body := w.fetch(t, path)
		require.Equal(t, 404, code, path)
		require.Contains(t, body, "Nothing here", path)
	}
}
