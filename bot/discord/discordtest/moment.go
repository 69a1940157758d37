package discordtest

import (
	"fmt"
	"math"
	"time"
)

// moment shows a time stamp of a style. The real client follows each reader's language; this form is fixed:
//
//	t 15:04 · T 15:04:05 · d 02/01/2006 · D 2 January 2006 · f 2 January 2006 15:04 · F Mon 2 Jan 15:04 (with the
//	year where it is not this one) · s 02/01/2006, 15:04 · S 02/01/2006, 15:04:05 · R in 5 min, 5 min ago
func (v view) moment(t time.Time, style string) string {
	if style == "R" {
		return relative(t.Sub(v.now))
	}
	t = t.In(v.zone)
	if style == "F" && t.Year() != v.now.In(v.zone).Year() {
		return t.Format("Mon 2 Jan 2006 15:04")
	}
	return t.Format(map[string]string{
		"t": "15:04", "T": "15:04:05", "d": "02/01/2006", "D": "2 January 2006", "f": "2 January 2006 15:04",
		"F": "Mon 2 Jan 15:04", "s": "02/01/2006, 15:04", "S": "02/01/2006, 15:04:05",
	}[style])
}

// relative rounds to the nearest whole of the largest unit that fits.
func relative(d time.Duration) string {
	text := span(d.Abs())
	switch {
	case d.Abs() < 500*time.Millisecond:
		return "now"
	case d < 0:
		return text + " ago"
	}
	return "in " + text
}

func span(d time.Duration) string {
	for _, u := range []struct {
		under, unit time.Duration
		name        string
	}{
		{time.Minute, time.Second, "s"},
		{time.Hour, time.Minute, "min"},
		{24 * time.Hour, time.Hour, "h"},
		{30 * 24 * time.Hour, 24 * time.Hour, "day"},
		{365 * 24 * time.Hour, 30 * 24 * time.Hour, "month"},
		{math.MaxInt64, 365 * 24 * time.Hour, "year"},
	} {
		n := int(d.Round(u.unit) / u.unit)
		if d.Round(u.unit) >= u.under {
			continue
		}
		if n != 1 && len(u.name) > 3 || n != 1 && u.name == "day" {
			return fmt.Sprintf("%d %ss", n, u.name)
		}
		return fmt.Sprintf("%d %s", n, u.name)
	}
	return "for ever"
}
