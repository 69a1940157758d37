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
