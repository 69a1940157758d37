package say

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"meetbot/core"
)

// A calendar is what a language calls days and months, in full and short.
type calendar struct{ weekdays, shortWeekdays, months, shortMonths []string }

func (l *Language) readCalendar() (calendar, error) {
	c := calendar{
		strings.Fields(l.Say("date.weekdays")), strings.Fields(l.Say("date.weekdays_short")),
		strings.Fields(l.Say("date.months")), strings.Fields(l.Say("date.months_short")),
	}
	if len(c.weekdays) != 7 || len(c.shortWeekdays) != 7 || len(c.months) != 12 || len(c.shortMonths) != 12 {
		return c, fmt.Errorf("a week has 7 days and a year 12 months: %v", c)
	}
	return c, nil
}

// LongDay writes a day in full: "Tuesday 25 August 2026".
func (l *Language) LongDay(t time.Time) string {
	return l.Say("date.long", "Weekday", l.calendar.weekdays[t.Weekday()], "Day", strconv.Itoa(t.Day()),
		"Month", l.calendar.months[t.Month()-1], "Year", strconv.Itoa(t.Year()))
}

// FullDay writes a day in full, with the year where that is not the year of now: "Tuesday 25 August".
func (l *Language) FullDay(t, now time.Time) string {
	if t.Year() != now.In(t.Location()).Year() {
		return l.LongDay(t)
	}
	return l.Say("date.day", "Weekday", l.calendar.weekdays[t.Weekday()], "Day", strconv.Itoa(t.Day()), "Month", l.calendar.months[t.Month()-1])
}

// Day writes a day shortly, with the year where that is not the year of now: "Tue 25 Aug".
func (l *Language) Day(t, now time.Time) string {
	if t.Year() == now.In(t.Location()).Year() {
		return l.Say("date.day", "Weekday", l.Weekday(t), "Day", strconv.Itoa(t.Day()), "Month", l.calendar.shortMonths[t.Month()-1])
	}
	return l.Say("date.day_year", "Weekday", l.Weekday(t), "Day", strconv.Itoa(t.Day()),
		"Month", l.calendar.shortMonths[t.Month()-1], "Year", strconv.Itoa(t.Year()))
}

// Weekday writes the day of the week shortly: "Tue".
func (l *Language) Weekday(t time.Time) string { return l.calendar.shortWeekdays[t.Weekday()] }

// Clock writes a time of day to the minute: "15:04".
func (l *Language) Clock(t time.Time) string { return t.Format(l.Say("date.clock")) }

// ExactClock writes a time of day with its seconds, where it has any.
func (l *Language) ExactClock(t time.Time) string {
	if t.Second() == 0 {
		return l.Clock(t)
	}
	return t.Format(l.Say("date.clock_exact"))
}

// HalfClock writes a time of day so that it says which half of the day it is in: "3 pm", "15:00".
func (l *Language) HalfClock(t time.Time) string {
	if t.Minute() == 0 {
		return t.Format(l.Say("date.clock_half_whole"))
	}
	return t.Format(l.Say("date.clock_half"))
}

// InWords joins a day and a time that a chat fills in by itself: "tomorrow at 15:00".
func (l *Language) InWords(day, clock string) string {
	return l.Say("date.at_words", "Day", day, "Time", clock)
}

// UTC writes an instant so that it says when it is to whomever and whenever: "Tue 25 Aug 2026 15:04 UTC".
func (l *Language) UTC(t time.Time) string { return l.At(t.UTC(), time.Time{}) + " UTC" }

// At writes a day and a time of day shortly, "Tue 25 Aug 15:00", so that it names one instant also on a night on which
// clocks change.
func (l *Language) At(t, now time.Time) string {
	return l.Say("date.at", "Day", l.Day(t, now), "Time", l.Clock(t)+core.ClockName(t))
}
