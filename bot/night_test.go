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
			"Europe/Berlin", "2026-10-24 12:00", "2026-10-25 00:30", 30 * time.Minute, "Sun 25 Oct 02:30 CEST–02:00 CET",
			"Sun 25 Oct 02:30 CEST, in 12 h 30 min",
			[2]string{"02:30 CEST", "02:00 CET"},
		},
		{
			"Europe/Berlin", "2026-10-24 12:00", "2026-10-24 23:30", 2 * time.Hour, "Sun 25 Oct 01:30 CEST–02:30 CET",
			"Sun 25 Oct 01:30 CEST, in 11 h 30 min",
			[2]string{"01:30 CEST", "02:30 CET"},
		},
		{
			"Europe/Berlin", "2026-03-28 12:00", "2026-03-29 00:30", time.Hour, "Sun 29 Mar 01:30 CET–03:30 CEST",
			"Sun 29 Mar 01:30 CET, in 12 h 30 min",
			[2]string{"01:30 CET", "03:30 CEST"},
		},
		{
			"Australia/Lord_Howe", "2026-04-04 12:00", "2026-04-04 14:45", 30 * time.Minute, "Sun 5 Apr 01:45 UTC+11–01:45 UTC+10:30",
			"Sun 5 Apr 01:45 UTC+11, in 2 h 45 min",
			[2]string{"01:45 UTC+11", "01:45 UTC+10:30"},
		},
		{
			"Asia/Tokyo", "2026-10-24 12:00", "2026-10-25 00:30", 30 * time.Minute, "Sun 25 Oct 09:30–10:00, Asia/Tokyo time",
			"Sun 25 Oct 09:30, Asia/Tokyo time, in 12 h 30 min",
			[2]string{"", ""},
		},
		{
			"Europe/Berlin", "2026-09-23 08:00", "2026-09-23 09:00", 30 * time.Minute, "Wed 23 Sep 11:00–11:30, Europe/Berlin time",
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

func TestAZonesClockOnANightOfChangingClocks(t *testing.T) {
	for now, want := range map[string]string{
		"2026-10-25 00:30": "Europe/Berlin, now Sun 02:30 CEST", "2026-10-25 01:30": "Europe/Berlin, now Sun 02:30 CET",
		"2026-09-23 08:00": "Europe/Berlin, now Wed 10:00",
	} {
		require.Equal(t, want, english(t).clockIn("Europe/Berlin", instantOf(t, now)))
	}
}
