package parse

import "time"

// wall gives the instants at which the clocks of loc show so many seconds of a day: one as a rule, two
// in an hour that is repeated, none in one that is skipped. time.Date alone would quietly pick one.
func wall(c civil, seconds int, loc *time.Location) []time.Time {
	var out []time.Time
	for _, t := range shifts(c, seconds, loc) {
		if shows(t, c, seconds) {
			out = append(out, t)
		}
	}
	return out
}

// widest is the most by which a zone has moved its clocks: Samoa left out a day.
const widest = 25 * time.Hour

// shifts reads a wall time with each of the offsets that loc has around it, in the order of time.
func shifts(c civil, seconds int, loc *time.Location) []time.Time {
	utc := time.Date(c.year, time.Month(c.month), c.day, 0, 0, seconds, 0, time.UTC)
	near := time.Date(c.year, time.Month(c.month), c.day, 0, 0, seconds, 0, loc)
	from, to := near.ZoneBounds()
	around := [3]time.Time{near, near, near}
	if !from.IsZero() && near.Sub(from) <= widest {
		around[0] = from.Add(-time.Second)
	}
	if !to.IsZero() && to.Sub(near) <= widest {
		around[2] = to
	}
	out := make([]time.Time, 0, 3)
	for _, t := range around {
		_, off := t.Zone()
		out = insert(out, utc.Add(-time.Duration(off)*time.Second).In(loc))
	}
	return out
}

// insert keeps instants in order and each of them once.
func insert(list []time.Time, t time.Time) []time.Time {
	i := len(list)
	for i > 0 && list[i-1].After(t) {
		i--
	}
	if i > 0 && list[i-1].Equal(t) {
		return list
	}
	list = append(list, t)
	copy(list[i+1:], list[i:])
	list[i] = t
	return list
}

func shows(t time.Time, c civil, seconds int) bool {
	h, m, s := t.Clock()
	want := time.Date(c.year, time.Month(c.month), c.day, 0, 0, seconds, 0, time.UTC)
	return civilOf(t) == civilOf(want) && h*3600+m*60+s == want.Hour()*3600+want.Minute()*60+want.Second()
}

// civil is a day of the calendar.
type civil struct{ year, month, day int }

func civilOf(t time.Time) civil {
	y, m, d := t.Date()
	return civil{y, int(m), d}
}

func (c civil) add(months, days int) civil {
	return civilOf(time.Date(c.year, time.Month(c.month+months), c.day+days, 0, 0, 0, 0, time.UTC))
}

// addMonths stays within the month it reaches: a month after 31 January is the end of February.
func (c civil) addMonths(n int) civil {
	first := civil{c.year, c.month, 1}.add(n, 0)
	last := first.add(1, -1)
	if c.day < last.day {
		last.day = c.day
	}
	return last
}

func (c civil) weekday() int {
	return int(time.Date(c.year, time.Month(c.month), c.day, 0, 0, 0, 0, time.UTC).Weekday())
}

// exists tells whether the calendar has such a day.
func (c civil) exists() bool {
	return c.month >= 1 && c.month <= 12 && c.day >= 1 && c.add(0, 0) == c
}

// since counts the days from a to c.
func (c civil) since(a civil) int {
	at := func(c civil) time.Time { return time.Date(c.year, time.Month(c.month), c.day, 0, 0, 0, 0, time.UTC) }
	return int(at(c).Sub(at(a)) / (24 * time.Hour))
}

// monday is the first day of the week of c.
func (c civil) monday() civil { return c.add(0, -((c.weekday() + 6) % 7)) }

func (c civil) before(d civil) bool { return c.since(d) < 0 }
