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

// weekdayOf reads the name of a weekday, -1 where it is none; Sunday is 0.
func weekdayOf(s string) int {
	switch s {
	case "sun", "sunday":
		return 0
	case "mon", "monday":
		return 1
	case "tue", "tues", "tuesday":
		return 2
	case "wed", "weds", "wednesday":
		return 3
	case "thu", "thur", "thurs", "thursday":
		return 4
	case "fri", "friday":
		return 5
	case "sat", "saturday":
		return 6
	}
	return -1
}

// monthOf reads the name of a month, 0 where it is none.
func monthOf(s string) int {
	switch s {
	case "jan", "january":
		return 1
	case "feb", "february":
		return 2
	case "mar", "march":
		return 3
	case "apr", "april":
		return 4
	case "may":
		return 5
	case "jun", "june":
		return 6
	case "jul", "july":
		return 7
	case "aug", "august":
		return 8
	case "sep", "sept", "september":
		return 9
	case "oct", "october":
		return 10
	case "nov", "november":
		return 11
	case "dec", "december":
		return 12
	}
	return 0
}
