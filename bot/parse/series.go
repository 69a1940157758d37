package parse

import "strings"

// series reads what repeats: "every weekday", "weekly on wed", "mondays".
func (t text) series(i int, m *mark) {
	next := t.at(i + 1)
	switch w := t[i].low; w {
	case "every", "each":
		switch then := t.at(i + 2); {
		case repeats(next):
			m.set(seriesMark, i+2)
		case counts(next) && (repeats(then) || unitOf(then) != noUnit):
			m.set(seriesMark, i+3)
		}
	case "weekly", "daily", "monthly", "biweekly", "fortnightly", "hourly", "yearly", "weekdays":
		if next == "on" || next == "at" || next == "until" || weekdayOf(next) >= 0 || t.hasClock(i+1) {
			m.set(seriesMark, i+1)
		}
	default:
		if strings.HasSuffix(w, "days") && weekdayOf(w[:len(w)-1]) >= 0 && (next == "at" || t.hasClock(i+1)) {
			m.set(seriesMark, i+1)
		}
	}
}

// counts tells whether w is what stands between "every" and a unit: "every other week", "every 2 days".
func counts(w string) bool {
	switch w {
	case "other", "first", "second", "third", "last":
		return true
	}
	return numeral(w) > 1 || digits(w) > 0
}

func repeats(w string) bool {
	switch w {
	case "day", "weekday", "workday", "week", "month", "year", "hour", "morning", "afternoon", "evening", "night", "fortnight", "quarter", "weekend":
		return true
	}
	return weekdayOf(strings.TrimSuffix(w, "s")) >= 0 || weekdayOf(w) >= 0
}

// hasClock tells whether a time of day follows.
func (t text) hasClock(i int) bool {
	c, rest, _, ok := t.timeOfDay(i)
	return ok && rest == "" && c.fault() == nil
}
