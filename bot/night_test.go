package bot

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/parse"
	"meetbot/core"
)

func instantOf(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse("2006-01-02 15:04", text)
	require.NoError(t, err)
	return at
}

// TestATimeOnANightOfChangingClocks says which of two it is, wherever it is written, and on other nights nothing more.
func TestATimeOnANightOfChangingClocks(t *testing.T) {
	for _, c := range []struct {
		zone, now, start string // the instants in UTC
		lasts            time.Duration
		span, understood string
		beside           [2]string
	}{
		{
			"Europe/Berlin", "2026-10-24 12:00", "2026-10-25 00:30", 30 * time.Minute, "Sunday 25 October, 02:30 CEST–02:00 CET",
			"Sun 25 Oct 02:30 CEST, in 12 h 30 min",
			[2]string{"02:30 CEST", "02:00 CET"},
		},
		{
			"Europe/Berlin", "2026-10-24 12:00", "2026-10-24 23:30", 2 * time.Hour, "Sunday 25 October, 01:30 CEST–02:30 CET",
			"Sun 25 Oct 01:30 CEST, in 11 h 30 min",
			[2]string{"01:30 CEST", "02:30 CET"},
		},
		{
			"Europe/Berlin", "2026-03-28 12:00", "2026-03-29 00:30", time.Hour, "Sunday 29 March, 01:30 CET–03:30 CEST",
			"Sun 29 Mar 01:30 CET, in 12 h 30 min",
			[2]string{"01:30 CET", "03:30 CEST"},
		},
		{
			"Australia/Lord_Howe", "2026-04-04 12:00", "2026-04-04 14:45", 30 * time.Minute, "Sunday 5 April, 01:45 UTC+11–01:45 UTC+10:30",
			"Sun 5 Apr 01:45 UTC+11, in 2 h 45 min",
			[2]string{"01:45 UTC+11", "01:45 UTC+10:30"},
		},
		{
			"Asia/Tokyo", "2026-10-24 12:00", "2026-10-25 00:30", 30 * time.Minute, "Sunday 25 October, 09:30–10:00, Asia/Tokyo time",
			"Sun 25 Oct 09:30, Asia/Tokyo time, in 12 h 30 min",
			[2]string{"00:30 UTC", "01:00 UTC"}, // for readers in Berlin
		},
		{
			"Asia/Tokyo", "2026-10-24 12:00", "2026-10-25 02:00", 30 * time.Minute, "Sunday 25 October, 11:00–11:30, Asia/Tokyo time",
			"Sun 25 Oct 11:00, Asia/Tokyo time, in 14 h",
			[2]string{"", ""},
		},
		{
			"America/New_York", "2026-10-24 12:00", "2026-10-24 23:30", 30 * time.Minute, "Saturday 24 October, 19:30–20:00, America/New_York time",
			"Sat 24 Oct 19:30, America/New_York time, in 11 h 30 min",
			[2]string{"23:30 UTC", "00:00 UTC"}, // its end is 02:00 in Berlin, and so is a later hour
		},
		{
			"America/New_York", "2026-10-24 12:00", "2026-10-24 22:30", 4 * time.Hour, "Saturday 24 October, 18:30–22:30, America/New_York time",
			"Sat 24 Oct 18:30, America/New_York time, in 10 h 30 min",
			[2]string{"22:30 UTC", "02:30 UTC"},
		},
		{
			"America/New_York", "2026-10-24 12:00", "2026-10-24 21:00", 30 * time.Minute, "Saturday 24 October, 17:00–17:30, America/New_York time",
			"Sat 24 Oct 17:00, America/New_York time, in 9 h",
			[2]string{"", ""},
		},
		{
			"Asia/Tokyo", "2026-03-28 12:00", "2026-03-29 00:30", time.Hour, "Sunday 29 March, 09:30–10:30, Asia/Tokyo time",
			"Sun 29 Mar 09:30, Asia/Tokyo time, in 12 h 30 min",
			[2]string{"00:30 UTC", "01:30 UTC"},
		},
		{
			"Asia/Tokyo", "2026-03-28 12:00", "2026-03-29 01:00", time.Hour, "Sunday 29 March, 10:00–11:00, Asia/Tokyo time",
			"Sun 29 Mar 10:00, Asia/Tokyo time, in 13 h",
			[2]string{"", ""},
		},
		{
			"Europe/Berlin", "2026-10-31 12:00", "2026-11-01 05:30", time.Hour, "Sunday 1 November, 06:30–07:30, Europe/Berlin time",
			"Sun 1 Nov 06:30, Europe/Berlin time, in 17 h 30 min",
			[2]string{"05:30 UTC", "06:30 UTC"}, // in New York
		},
		{
			"Europe/Berlin", "2026-09-23 08:00", "2026-09-23 09:00", 30 * time.Minute, "Wednesday 23 September, 11:00–11:30, Europe/Berlin time",
			"Wed 23 Sep 11:00, Europe/Berlin time, in 1 h",
			[2]string{"", ""},
		},
	} {
		t.Run(c.zone+" "+c.start, func(t *testing.T) {
			now, zone := instantOf(t, c.now), location(c.zone)
			m := core.Meeting{Title: "night", Zone: c.zone, Occurrence: core.Occurrence{Start: instantOf(t, c.start), Duration: c.lasts}}
			require.Equal(t, Line{Text(c.span)}, english(t).span(m, c.zone, now))
			require.Equal(t, c.understood, english(t).understood(parse.Request{Start: m.Start}, zone, now))
			require.Equal(t, c.beside, [2]string{starts(m).Beside, ends(m).Beside})
			require.Equal(t, c.beside[0], moment(m, m.Start, TimeOfDay).Beside)
			en := english(t)
			for _, card := range []Card{en.meetingCard(m, Text("alice"), nil, 1, "", now), en.noteCard(m, ""), en.reminder(m, nil, ""), en.moved(m, m.Start, "alice"), en.ending(m)} {
				require.Equal(t, c.beside[0] != "", fmt.Sprint(card) != fmt.Sprint(without(card)), "%v", card)
			}
		})
	}
}

// without takes what stands beside the moments of a card away.
func without(c Card) Card {
	lines := make([]Line, len(c.Lines))
	for i, line := range c.Lines {
		for _, s := range line {
			if m, ok := s.(Moment); ok {
				m.Beside = ""
				s = m
			}
			lines[i] = append(lines[i], s)
		}
	}
	c.Lines = lines
	return c
}

// TestATimeFromBeforeAMove is written as one may take it, whatever the meeting's times are now.
func TestATimeFromBeforeAMove(t *testing.T) {
	m := core.Meeting{Zone: "Asia/Tokyo", Occurrence: core.Occurrence{Start: instantOf(t, "2026-10-28 09:00"), Duration: time.Hour}}
	require.Equal(t, "00:30 UTC", moment(m, instantOf(t, "2026-10-25 00:30"), Full).Beside)
	require.Empty(t, moment(m, instantOf(t, "2026-10-25 02:30"), Full).Beside)
	require.Empty(t, starts(m).Beside)
}

func TestAReadersOwnClocks(t *testing.T) {
	m := core.Meeting{Zone: "America/New_York", Occurrence: core.Occurrence{Start: instantOf(t, "2026-10-25 00:30"), Duration: time.Hour}}
	for zone, want := range map[string]string{"Europe/Berlin": "02:30 CEST", "America/New_York": "", "": "00:30 UTC"} {
		require.Equal(t, want, starts(m).to(func() *time.Location { return location(zone) }).Beside, zone)
	}
	m.Start = instantOf(t, "2026-09-23 08:00")
	require.Empty(t, starts(m).to(func() *time.Location { t.Error("asked on an ordinary day"); return nil }).Beside)
}

// TestTheOtherHalfOfTheDay is offered though the clocks show it twice.
func TestTheOtherHalfOfTheDay(t *testing.T) {
	for _, c := range []struct {
		zone, now, typed, assumed string
		others                    []string
	}{
		{"Europe/Berlin", "2026-10-24 12:00", "tomorrow 2 sync", "2 pm CET", []string{"No, 2 am CEST", "No, 2 am CET"}},
		{"Europe/Berlin", "2026-10-24 12:00", "tomorrow 3 sync", "3 pm CET", []string{"No, 3 am CET"}},
		{"Europe/Berlin", "2026-03-28 12:00", "tomorrow 2 sync", "", nil}, // there is none
		{"Australia/Lord_Howe", "2026-04-04 02:00", "tomorrow 2 sync", "2 pm UTC+10:30", []string{"No, 2 am UTC+10:30"}},
		{"Europe/Berlin", "2026-09-23 08:00", "tomorrow 3 sync", "3 pm", []string{"No, 3 am"}},
	} {
		t.Run(c.zone+" "+c.typed, func(t *testing.T) {
			now := instantOf(t, c.now)
			r, err := parse.Parse(parse.Input{Now: now, Zone: location(c.zone), Text: c.typed})
			require.NoError(t, err)
			card := english(t).booked(core.Meeting{Zone: r.Zone, Occurrence: core.Occurrence{Start: r.Start, Duration: time.Hour}}, r, 1, "", now)
			var others []string
			for _, b := range card.Buttons[1 : len(card.Buttons)-1] {
				others = append(others, b.Label)
			}
			require.Equal(t, c.others, others)
			if c.others != nil {
				require.Contains(t, fmt.Sprint(card.Lines), "I assumed  "+c.assumed+" .")
			}
		})
	}
}

func TestAZonesClockOnANightOfChangingClocks(t *testing.T) {
	for now, want := range map[string]string{
		"2026-10-25 00:30": "Europe/Berlin, now Sun 02:30 CEST", "2026-10-25 01:30": "Europe/Berlin, now Sun 02:30 CET",
		"2026-09-23 08:00": "Europe/Berlin, now Wed 10:00",
	} {
		require.Equal(t, want, english(t).clockIn("Europe/Berlin", instantOf(t, now)))
	}
}
