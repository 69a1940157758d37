package core

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestClockName(t *testing.T) {
	for _, c := range []struct {
		zone, start string // in UTC
		lasts       time.Duration
		want        string
	}{
		{"Europe/Berlin", "2026-10-25 00:30", time.Hour, "02:30 CEST–02:30 CET"},
		{"Europe/Berlin", "2026-10-24 23:30", 2 * time.Hour, "01:30 CEST–02:30 CET"},
		{"Europe/Berlin", "2026-10-25 01:30", 30 * time.Minute, "02:30 CET–03:00 CET"},
		{"Europe/Berlin", "2026-03-29 00:30", time.Hour, "01:30 CET–03:30 CEST"},
		{"Europe/Berlin", "2026-10-25 15:00", time.Hour, "16:00 CET–17:00 CET"},
		{"Europe/Berlin", "2026-10-23 23:30", 30 * time.Minute, "01:30–02:00"},
		{"Europe/Berlin", "2026-10-24 00:00", time.Hour, "02:00 CEST–03:00 CEST"}, // its end is a day before
		{"Europe/Berlin", "2026-10-26 01:01", time.Hour, "02:01–03:01"},
		{"Europe/Berlin", "2026-10-22 12:00", 120 * time.Hour, "14:00 CEST–13:00 CET"}, // between the two
		{"Europe/Berlin", "2026-09-23 08:00", time.Hour, "10:00–11:00"},
		{"Europe/London", "2026-10-25 00:30", time.Hour, "01:30 BST–01:30 GMT"},
		{"America/New_York", "2026-11-01 05:30", time.Hour, "01:30 EDT–01:30 EST"},
		{"America/New_York", "2026-03-08 06:30", time.Hour, "01:30 EST–03:30 EDT"},
		{"Australia/Lord_Howe", "2026-04-04 14:30", time.Hour, "01:30 UTC+11–02:00 UTC+10:30"},
		{"Australia/Lord_Howe", "2026-10-03 15:00", time.Hour, "01:30 UTC+10:30–03:00 UTC+11"},
		{"America/Santiago", "2026-09-06 03:30", time.Hour, "23:30 UTC-4–01:30 UTC-3"},
		{"America/Santiago", "2026-04-05 02:30", time.Hour, "23:30 UTC-3–23:30 UTC-4"},
		{"Africa/Casablanca", "2026-02-15 01:30", time.Hour, "02:30 UTC+1–02:30 UTC"},
		{"Asia/Tokyo", "2026-10-25 00:30", time.Hour, "09:30–10:30"},
		{"America/Sao_Paulo", "2026-10-25 00:30", time.Hour, "21:30–22:30"},
		{"UTC", "2026-10-25 00:30", time.Hour, "00:30–01:30"},
	} {
		t.Run(c.zone+" "+c.start, func(t *testing.T) {
			zone, err := time.LoadLocation(c.zone)
			require.NoError(t, err)
			start, err := time.Parse("2006-01-02 15:04", c.start)
			require.NoError(t, err)
			from, to := start.In(zone), start.Add(c.lasts).In(zone)
			write := func(a, b time.Time) string { return a.Format("15:04") + ClockName(a, b) }
			require.Equal(t, c.want, write(from, to)+"–"+write(to, from))
			require.Equal(t, write(from, to), write(from, to.UTC()), "in whatever zone the other is given")
		})
	}
}
