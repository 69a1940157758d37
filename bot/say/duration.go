package say

import (
	"strings"
	"time"
)

// The units of lengths of time, the largest first.
var units = []struct {
	size time.Duration
	key  Key
}{{day, "unit.day"}, {time.Hour, "unit.hour"}, {time.Minute, "unit.minute"}, {time.Second, "unit.second"}}

const day = 24 * time.Hour

// Duration writes how long a meeting is: "45 min", "1 h 30 min", "20 s".
func (l *Language) Duration(d time.Duration) string {
	return l.length(d.Round(time.Second), time.Hour, len(units), false)
}

// Left writes how long something still goes on, in its two largest units: "2 days 3 h", "45 min".
func (l *Language) Left(d time.Duration) string { return l.length(d, day, 2, false) }

// Away writes how far off something is, as it stands behind "in" and before "ago".
func (l *Language) Away(d time.Duration) string { return l.length(d, day, 2, true) }

// length writes a length of time, beginning with no unit above largest, in so many units at most. Some languages decline
// days by what they stand with: away is for those that are so far off.
func (l *Language) length(d, largest time.Duration, most int, away bool) string {
	var out []string
	d = max(d, 0)
	for _, u := range units {
		if u.size > largest {
			continue
		}
		n := int(d / u.size)
		d %= u.size
		key := u.key
		if away && u.size == day {
			key = "unit.day_away"
		}
		if n > 0 || u.size == time.Second && len(out) == 0 {
			out = append(out, l.Say(key, "N", n))
		}
	}
	return strings.Join(out[:min(len(out), most)], " ")
}

// RoughlyLeft and RoughlyAway write a length of time to the minute, and from two days on in days.
func (l *Language) RoughlyLeft(d time.Duration) string {
	if d < time.Minute {
		return l.Say("unit.under_minute")
	}
	return l.length(roughly(d), dayFrom(d), len(units), false)
}

// RoughlyAway is RoughlyLeft as it stands behind "in" and before "ago".
func (l *Language) RoughlyAway(d time.Duration) string {
	if d < time.Minute {
		return l.Say("unit.under_minute_away")
	}
	return l.length(roughly(d), dayFrom(d), len(units), true)
}

func roughly(d time.Duration) time.Duration {
	if d < 2*day {
		return d.Truncate(time.Minute)
	}
	return d.Truncate(day)
}

func dayFrom(d time.Duration) time.Duration {
	if d < 2*day {
		return time.Hour
	}
	return day
}
