package web_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	ical "github.com/emersion/go-ical"
	"github.com/stretchr/testify/require"

	"meetbot/core"
)

// expandByScript has the library of Thunderbird say when what repeats takes place, by the zones that come along alone.
const expandByScript = `
const ICAL = require('./ical.cjs');
const calendars = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(calendars.map((text) => {
  const c = new ICAL.Component(ICAL.parse(text));
  for (const z of c.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(z);
  const events = c.getAllSubcomponents('vevent').map((e) => new ICAL.Event(e));
  const [main, ...moved] = [...events.filter((e) => !e.isRecurrenceException()), ...events.filter((e) => e.isRecurrenceException())];
  for (const e of moved) main.relateException(e);
  const at = (t) => t.toJSDate().toISOString().replace('.000', '');
  if (!main.isRecurring()) return [at(main.startDate)];
  const out = [];
  for (const all = main.iterator(); out.length < 40;) {
    const next = all.next();
    if (!next) break;
    out.push(at(main.getOccurrenceDetails(next).startDate));
  }
  return out.sort();
})));`

// expandByGo is the same of a library in Go, which takes its zones from its own table.
func expandByGo(t *testing.T, text string) (out []string) {
	t.Helper()
	c, err := ical.NewDecoder(strings.NewReader(text)).Decode()
	require.NoError(t, err, text)
	moved := map[string]time.Time{}
	for _, e := range c.Events() {
		if id := e.Props.Get("RECURRENCE-ID"); id != nil {
			of, err := id.DateTime(time.UTC)
			require.NoError(t, err)
			moved[rfc3339(of)], err = e.DateTimeStart(time.UTC)
			require.NoError(t, err)
		}
	}
	main := c.Events()[0]
	set, err := main.RecurrenceSet(time.UTC)
	require.NoError(t, err)
	if set == nil {
		at, err := main.DateTimeStart(time.UTC)
		require.NoError(t, err)
		return []string{rfc3339(at)}
	}
	next := set.Iterator()
	for at, ok := next(); ok && len(out) < 40; at, ok = next() {
		if to, is := moved[rfc3339(at)]; is {
			at = to
		}
		out = append(out, rfc3339(at))
	}
	return out
}

var rules = []string{
	"FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=17",
	"FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=YEARLY", "FREQ=DAILY;UNTIL=20270401", "FREQ=WEEKLY;BYDAY=SA,SU;UNTIL=20261130",
}

// TestSeriesAreReadAsTheyAreMeant: 200 series in zones whose clocks change, some with one of them moved or skipped, by two
// programs that are not ours.
func TestSeriesAreReadAsTheyAreMeant(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	zones := []string{"Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Santiago", "Africa/Casablanca", "UTC", "Asia/Kathmandu"}
	var texts []string
	var want [][]string
	for i := range 200 {
		w := newWorld(t)
		zone, rule := zones[r.IntN(len(zones))], rules[i%len(rules)]
		loc, err := time.LoadLocation(zone)
		require.NoError(t, err)
		night := i%5 == 0 // in which clocks change
		m := w.seriesOf(t, r, loc, rule, night)
		switch i % 4 {
		case 1:
			m, err = w.service.Move(t.Context(), core.Actor{Identity: alice}, m.ID, m.Start.Add(45*time.Minute), 0, "")
			require.NoError(t, err)
		case 2:
			_, err = w.service.Skip(t.Context(), core.Actor{Identity: alice}, m.ID, m.Nth)
			require.NoError(t, err)
			m, err = w.service.Meeting(t.Context(), m.ID)
			require.NoError(t, err)
		}
		_, _, text := w.fetch(t, "/m/"+string(m.ID)+".ics")
		wellFormed(t, text)
		texts, want = append(texts, text), append(want, datesOf(m))
		if !night { // the library in Go takes the second of two times that a night shows; RFC 5545 (3.3.5) has the first
			require.Equal(t, datesOf(m), expandByGo(t, text), "%s %s\n%s", zone, rule, text)
		}
	}
	var got [][]string
	script(t, expandByScript, texts, &got)
	known := rfc3339(start.AddDate(9, 0, 0)) // of the changes of clocks ten years are told
	for i := range got {
		late := func(at string) bool { return at > known }
		require.Equal(t, slices.DeleteFunc(want[i], late), slices.DeleteFunc(got[i], late), texts[i])
	}
}

// seriesOf calls one that begins on some day of the rule.
func (w *world) seriesOf(t *testing.T, r *rand.Rand, zone *time.Location, rule string, night bool) core.Meeting {
	t.Helper()
	day := start.In(zone).AddDate(0, 0, r.IntN(60))
	for range 800 {
		hour := 5 + r.IntN(16)
		if night {
			hour = r.IntN(4)
		}
		at := time.Date(day.Year(), day.Month(), day.Day(), hour, 15*r.IntN(4), 0, 0, zone)
		m, err := w.service.Schedule(t.Context(), core.Actor{Identity: alice}, team, core.Request{
			Title: "standup", Start: at, Duration: 30 * time.Minute, Zone: zone.String(), Rule: rule, Key: fmt.Sprint(at),
		})
		if err == nil {
			return m
		}
		day = day.AddDate(0, 0, 1)
	}
	t.Fatalf("%s has no day", rule)
	return core.Meeting{}
}

// datesOf are the first times at which a meeting takes place.
func datesOf(m core.Meeting) (out []string) {
	if m.Cancelled.IsZero() {
		out = append(out, rfc3339(m.Start))
	}
	for _, at := range m.Series.Following(m.Day) {
		if len(out) == 40 {
			break
		}
		out = append(out, rfc3339(at))
	}
	return out
}
