package web_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"

	"meetbot/core"
)

// TestNightsOfChangingClocks: the reader's own time and the organizer's each say which hour it is where their clocks change.
func TestNightsOfChangingClocks(t *testing.T) {
	for _, c := range []struct {
		name, start, reader, own, there string
		waiting                         string
	}{
		{
			"in New York", "2026-11-01T05:30:00Z", "America/New_York", "Sunday, November 1, 1:30 AM EDT – 1:30 AM EST", "06:30–07:30 (Europe/Warsaw)",
			"at 1:30 AM EDT.",
		},
		{
			"in Warsaw", "2026-10-24T23:30:00Z", "America/New_York", "Saturday, October 24, 7:30 – 8:30 PM", "25 October 2026, 01:30 CEST–02:30 CEST (Europe/Warsaw)",
			"at 7:30 PM.",
		},
		{
			"for both", "2026-10-25T00:30:00Z", "Europe/London", "Sunday, October 25, 1:30 AM UTC+1 – 1:30 AM GMT", "02:30 CEST–02:30 CET (Europe/Warsaw)",
			"at 1:30 AM UTC+1.",
		},
		{
			"half an hour", "2026-04-04T14:30:00Z", "Australia/Lord_Howe", "Sunday, April 5, 1:30 AM UTC+11 – 2:00 AM UTC+10:30", "16:30–17:30 (Europe/Warsaw)",
			"at 1:30 AM UTC+11.",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			start, err := time.Parse(time.RFC3339, c.start)
			if err != nil {
				t.Fatal(err)
			}
			w := newWorld(t)
			w.clock.Set(start.Add(-time.Hour))
			m := w.meeting(func(r *core.Request) { r.Start, r.Duration = start, time.Hour })
			win := open(t, desktop)
			if c.reader != "America/New_York" { // which it has already
				send(win, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: c.reader})
			}
			win.visit(w.base+"/m/"+string(m.ID), "")
			win.waitText(".when", c.own[:6])
			plain := func(selector string) string {
				return strings.NewReplacer("\u2060", "", "\u00a0", " ", "\u202f", " ").Replace(win.text(selector))
			}
			if got := plain(".when"); got != c.own {
				t.Errorf("the reader sees %q", got)
			}
			if got := plain(".when-there"); !strings.Contains(got, c.there) {
				t.Errorf("of the organizer's time: %q", got)
			}
			if got := plain("#waiting"); !strings.Contains(got, c.waiting) {
				t.Errorf("of when to come in: %q", got)
			}
		})
	}
}
