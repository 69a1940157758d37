package say

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"meetbot/core"
)

// workdays are Monday to Friday.
var workdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}

// Repeats writes how a meeting repeats, by the clocks of its zone: "every Monday and Thursday at 09:30 until Tue 1 Jun 2027".
func (l *Language) Repeats(s core.Series) string {
	out := l.Say("repeat.at", "Rule", l.rule(s.Rule, s.First), "Time", l.ExactClock(s.First))
	switch {
	case s.Rule.Until != "":
		out = l.Say("repeat.until", "Rule", out, "Day", l.Day(s.Rule.Until.Midnight(), time.Time{}))
	case s.Rule.Count > 0:
		out = l.Say("repeat.times", "Rule", out, "N", s.Rule.Count)
	}
	return out
}

// Days writes on which days it repeats: "every Monday and Thursday".
func (l *Language) Days(s core.Series) string { return l.rule(s.Rule, s.First) }

// rule writes on which days it is, with what the first day says.
func (l *Language) rule(r core.Rule, first time.Time) string {
	on := r.Weekdays
	if len(on) == 0 {
		on = []time.Weekday{first.Weekday()}
	}
	days := make([]string, len(on))
	for i, d := range on {
		days[i] = l.calendar.weekdays[d]
	}
	each := "some"
	if r.Interval == 1 {
		each = "each"
	}
	switch {
	case r.Freq == core.Daily:
		return l.Say(Key("repeat.day").Of(each), "N", r.Interval)
	case r.Freq == core.Weekly && r.Interval == 1 && slices.Equal(on, workdays):
		return l.Say("repeat.workdays")
	case r.Freq == core.Weekly:
		return l.Say(Key("repeat.week").Of(each), "N", r.Interval, "Days", l.List(days))
	case r.Nth != 0:
		return l.Say(Key("repeat.month_nth").Of(each), "N", r.Interval, "Nth", strings.Fields(l.Say("repeat.nths"))[max(r.Nth, 0)], "Days", l.List(days))
	case r.Freq == core.Monthly:
		day := r.Monthday
		if day == 0 {
			day = first.Day()
		}
		return l.Say(Key("repeat.month").Of(each), "N", r.Interval, "Day", strings.Fields(l.Say("repeat.ordinals"))[day-1])
	default:
		date := l.Say("repeat.date", "Day", strconv.Itoa(first.Day()), "Month", l.calendar.months[first.Month()-1])
		return l.Say(Key("repeat.year").Of(each), "N", r.Interval, "Day", date)
	}
}

// List writes several things, all of which are meant: "Monday, Tuesday and Friday".
func (l *Language) List(all []string) string {
	out := all[0]
	for i, next := range all[1:] {
		key := Key("repeat.comma")
		if i == len(all)-2 {
			key = "repeat.and"
		}
		out = l.Say(key, "One", out, "Other", next)
	}
	return out
}
