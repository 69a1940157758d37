package parse

import "time"

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
