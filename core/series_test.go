package core

import (
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/stretchr/testify/require"
)

func TestARuleIsReadAsItIsWritten(t *testing.T) {
	for _, text := range []string{
		"FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
		"FREQ=WEEKLY;BYDAY=SA,SU;UNTIL=20270601", "FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=5", "FREQ=MONTHLY;BYDAY=-1FR",
		"FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=2MO,2TH", "FREQ=YEARLY",
	} {
		r, err := ParseRule(text)
		require.NoError(t, err, text)
		require.Equal(t, text, r.String())
	}
	require.Empty(t, Rule{}.String())
	r, err := ParseRule("FREQ=DAILY;UNTIL=20270601T070000Z")
	require.NoError(t, err)
	require.Equal(t, Day("2027-06-01"), r.Until)
}

func TestARuleThatSaysMoreThanDaysIsRefused(t *testing.T) {
	for _, text := range []string{
		"", "FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9,15", "FREQ=DAILY;BYMINUTE=30", "FREQ=WEEKLY;BYSETPOS=1;BYDAY=MO",
		"FREQ=MONTHLY;BYMONTHDAY=1,15", "FREQ=MONTHLY;BYDAY=MO", "FREQ=MONTHLY;BYDAY=1MO,2TU", "FREQ=YEARLY;BYMONTH=2", "FREQ=DAILY;COUNT=3;UNTIL=20270601",
		"FREQ=YEARLY;BYDAY=MO", "FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=13", "FREQ=WEEKLY;WKST=SU;INTERVAL=2", "FREQ=FORTNIGHTLY", "BYDAY=MO",
		"FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=WEEKLY;BYDAY=1MO", "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;COUNT=-1", "FREQ=DAILY;UNTIL=soon",
	} {
		_, err := ParseRule(text)
		require.Error(t, err, text)
	}
}

// walk finds the same days in another way: it looks at each day of the calendar, one after the other.
func walk(r Rule, first Day, until time.Time) (out []Day) {
	begin := first.Midnight()
	monday := func(t time.Time) time.Time { return t.AddDate(0, 0, -int(t.Weekday()+6)%7) }
	for t := begin; t.Before(until) && (r.Count == 0 || len(out) < r.Count) && (r.Until == "" || DayOf(t) <= r.Until); t = t.AddDate(0, 0, 1) {
		months := (t.Year()-begin.Year())*12 + int(t.Month()-begin.Month())
		among := len(r.Weekdays) == 0 || slices.Contains(r.Weekdays, t.Weekday())
		fits := false
		switch r.Freq {
		case Daily:
			fits = among && int(t.Sub(begin).Hours()/24)%r.Interval == 0
		case Weekly:
			fits = (among && len(r.Weekdays) > 0 || t.Weekday() == begin.Weekday() && len(r.Weekdays) == 0) && int(monday(t).Sub(monday(begin)).Hours()/24/7)%r.Interval == 0
		case Monthly:
			fits = months%r.Interval == 0
			switch {
			case r.Monthday != 0:
				fits = fits && t.Day() == r.Monthday
			case r.Nth > 0:
				fits = fits && among && (t.Day()+6)/7 == r.Nth
			case r.Nth < 0:
				fits = fits && among && t.AddDate(0, 0, 7).Month() != t.Month()
			default:
				fits = fits && t.Day() == begin.Day()
			}
		case Yearly:
			fits = (t.Year()-begin.Year())%r.Interval == 0 && t.Month() == begin.Month() && t.Day() == begin.Day()
		}
		if fits {
			out = append(out, DayOf(t))
		}
	}
	return out
}

func TestTheDaysOfARuleAreThoseOfTheCalendar(t *testing.T) {
	for _, text := range []string{
		"FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=DAILY;COUNT=40", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU",
		"FREQ=WEEKLY;INTERVAL=5;BYDAY=TU;UNTIL=20280229", "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31", "FREQ=MONTHLY;BYDAY=-1FR",
		"FREQ=MONTHLY;BYDAY=5WE", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO,1TU", "FREQ=YEARLY", "FREQ=YEARLY;INTERVAL=3;COUNT=2", "FREQ=DAILY;BYDAY=MO,FR;INTERVAL=2",
	} {
		rule, err := ParseRule(text)
		require.NoError(t, err)
		for _, first := range []Day{"2026-11-24", "2027-01-31", "2028-02-29", "2026-12-28"} {
			s := Series{Rule: rule, First: first.Midnight().Add(9 * time.Hour), Zone: "Europe/Warsaw"}
			want := walk(rule, first, time.Date(2036, 1, 1, 0, 0, 0, 0, time.UTC))
			var got []Day
			for d, at := range s.Following("") {
				if d >= "2036" {
					break
				}
				got = append(got, d)
				require.Equal(t, string(d)+" 09:00", at.In(s.location()).Format("2006-01-02 15:04"))
			}
			require.Equal(t, want, got, "%s from %s", text, first)
		}
	}
}

func TestExceptedDaysAreLeftOut(t *testing.T) {
	s := Series{Rule: Rule{Freq: Daily, Interval: 1, Count: 5}, First: noon, Zone: "UTC", Except: []Day{"2026-11-24", "2026-11-26"}}
	require.Equal(t, []Day{"2026-11-23", "2026-11-25", "2026-11-27"}, days(s.Following("")), "they count as times all the same")
	require.Equal(t, []Day{"2026-11-25", "2026-11-27"}, days(s.Following("2026-11-23")))
	require.True(t, s.has("2026-11-24"))
	require.False(t, s.has("2026-11-28"))
	require.Equal(t, 2, s.before("2026-11-25"))
	require.Empty(t, days(Series{}.Following("")))
}

func days(all iter.Seq2[Day, time.Time]) (out []Day) {
	for d := range all {
		out = append(out, d)
	}
	return out
}

// TestASkippedOrDoubledHourHasOneRule: what clocks skip counts by the clocks of before, what they show twice is the first.
func TestASkippedOrDoubledHourHasOneRule(t *testing.T) {
	for _, c := range []struct{ zone, wall, want string }{
		{"Europe/Warsaw", "2027-03-28 02:30", "2027-03-28T03:30:00+02:00"},
		{"Europe/Warsaw", "2027-03-28 02:00", "2027-03-28T03:00:00+02:00"},
		{"Europe/Warsaw", "2027-03-28 01:59", "2027-03-28T01:59:00+01:00"},
		{"Europe/Warsaw", "2027-03-28 03:00", "2027-03-28T03:00:00+02:00"},
		{"Europe/Warsaw", "2026-10-25 02:30", "2026-10-25T02:30:00+02:00"},
		{"Europe/Warsaw", "2026-10-25 02:00", "2026-10-25T02:00:00+02:00"},
		{"Europe/Warsaw", "2026-10-25 03:00", "2026-10-25T03:00:00+01:00"},
		{"America/New_York", "2027-03-14 02:30", "2027-03-14T03:30:00-04:00"},
		{"America/New_York", "2027-11-07 01:30", "2027-11-07T01:30:00-04:00"},
		{"Australia/Lord_Howe", "2027-10-03 02:15", "2027-10-03T02:45:00+11:00"},
		{"Australia/Lord_Howe", "2027-04-04 01:45", "2027-04-04T01:45:00+11:00"},
		{"Pacific/Apia", "2011-12-30 09:30", "2011-12-31T09:30:00+14:00"},
		{"America/Santiago", "2027-09-05 00:30", "2027-09-05T01:30:00-03:00"},
		{"America/Sao_Paulo", "2018-11-04 00:00", "2018-11-04T01:00:00-02:00"},
		{"UTC", "2027-03-28 02:30", "2027-03-28T02:30:00Z"},
	} {
		wall, err := time.Parse("2006-01-02 15:04", c.wall)
		require.NoError(t, err)
		zone, err := time.LoadLocation(c.zone)
		require.NoError(t, err)
		require.Equal(t, c.want, instantOf(wall, zone).In(zone).Format(time.RFC3339), "%s in %s", c.wall, c.zone)
	}
}

// TestEveryMinuteOfAYearIsFoundInEveryZone goes through a year of each zone by its instants: the first that shows a time of
// day is the one.
func TestEveryQuarterOfAnHourIsFoundWhereClocksChange(t *testing.T) {
	for _, name := range []string{
		"Europe/London", "Europe/Dublin", "America/St_Johns", "America/Havana", "Africa/Casablanca", "Africa/Cairo", "Asia/Tehran", "Asia/Beirut",
		"Asia/Gaza", "Australia/Adelaide", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Auckland", "America/Santiago", "America/Asuncion", "Antarctica/Troll",
	} {
		zone, err := time.LoadLocation(name)
		require.NoError(t, err)
		shown := map[string]time.Time{}
		for at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2028; at = at.Add(15 * time.Minute) {
			wall := at.In(zone).Format(time.DateTime)
			if _, twice := shown[wall]; !twice {
				shown[wall] = at
			}
		}
		skipped := 0
		for wall := time.Date(2026, 1, 3, 0, 0, 0, 0, time.UTC); wall.Before(time.Date(2027, 12, 30, 0, 0, 0, 0, time.UTC)); wall = wall.Add(15 * time.Minute) {
			got := instantOf(wall, zone)
			if want, there := shown[wall.Format(time.DateTime)]; there {
				require.True(t, want.Equal(got), "%s in %s", wall, name)
				continue
			}
			skipped++
			_, before := got.Add(-3 * time.Hour).In(zone).Zone()
			require.True(t, wall.Add(-time.Duration(before)*time.Second).Equal(got), "%s in %s", wall, name)
		}
		require.Less(t, skipped, 50, name)
	}
}

func TestADayThatAZoneLeftOutBringsNoSecondOccurrence(t *testing.T) {
	s := Series{Rule: Rule{Freq: Daily, Interval: 1, Count: 4}, First: time.Date(2011, 12, 29, 9, 30, 0, 0, time.UTC), Zone: "Pacific/Apia"}
	var got []string
	for _, at := range s.Following("") {
		got = append(got, at.In(s.location()).Format("2 15:04"))
	}
	require.Equal(t, []string{"29 09:30", "31 09:30", "1 09:30"}, got)
}

func TestWhetherClocksEverSkipOrDoubleTheTime(t *testing.T) {
	at := func(zone string, h, m int) bool {
		s := Series{Rule: Rule{Freq: Daily, Interval: 1}, First: time.Date(2026, 11, 24, h, m, 0, 0, time.UTC), Zone: zone}
		return s.AtChanges(noon)
	}
	require.True(t, at("Europe/Warsaw", 2, 30))
	require.True(t, at("Europe/Warsaw", 2, 0))
	require.False(t, at("Europe/Warsaw", 3, 0))
	require.False(t, at("Europe/Warsaw", 9, 30))
	require.True(t, at("America/New_York", 1, 30), "it comes twice")
	require.True(t, at("America/New_York", 2, 30), "it is skipped")
	require.True(t, at("America/Santiago", 23, 30), "it comes twice, the evening before")
	require.False(t, at("Asia/Kolkata", 2, 30))
	require.False(t, at("UTC", 2, 30))
}

func TestAShiftedRule(t *testing.T) {
	for _, c := range []struct{ rule, from, to, want string }{
		{"FREQ=WEEKLY;BYDAY=MO", "2026-11-23", "2026-11-24", "FREQ=WEEKLY;BYDAY=TU"},
		{"FREQ=WEEKLY;BYDAY=MO,TU", "2026-11-23", "2026-11-23", "FREQ=WEEKLY;BYDAY=MO,TU"},
		{"FREQ=WEEKLY;BYDAY=MO,TU", "2026-11-23", "2026-11-24", ""},
		{"FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", "2026-11-26", "FREQ=MONTHLY;BYDAY=-1TH"},
		{"FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", "2026-11-19", "FREQ=MONTHLY;BYDAY=3TH"},
		{"FREQ=MONTHLY;BYDAY=2TH", "2026-12-10", "2026-12-04", "FREQ=MONTHLY;BYDAY=1FR"},
		{"FREQ=MONTHLY;BYMONTHDAY=15", "2026-12-15", "2026-12-17", "FREQ=MONTHLY;BYMONTHDAY=17"},
		{"FREQ=DAILY;INTERVAL=2", "2026-12-15", "2026-12-17", "FREQ=DAILY;INTERVAL=2"},
		{"FREQ=YEARLY", "2026-12-15", "2026-12-17", "FREQ=YEARLY"},
	} {
		rule, err := ParseRule(c.rule)
		require.NoError(t, err)
		got, err := rule.shifted(Day(c.from), Day(c.to))
		if c.want == "" {
			require.True(t, IsCode(err, Invalid), "%v", err)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, c.want, got.String(), fmt.Sprint(c))
	}
}
