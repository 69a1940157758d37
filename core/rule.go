package core

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"
)

// A Day is a day of the calendar, "2026-11-24", in no zone: days compare in the order in which they come. Empty is none.
type Day string

// DayOf returns the day that the clocks of t's zone show.
func DayOf(t time.Time) Day { return Day(t.Format(time.DateOnly)) }

// Midnight returns the beginning of the day, as if the clocks were those of UTC.
func (d Day) Midnight() time.Time {
	t, _ := time.Parse(time.DateOnly, string(d)) // what is no day is none
	return t
}

// since counts the days from an earlier one.
func (d Day) since(earlier Day) int {
	return int(d.Midnight().Sub(earlier.Midnight()) / day)
}

// Freq is what a Rule counts.
type Freq string

// The frequencies. A meeting takes place once a day at most.
const (
	Daily   Freq = "DAILY"
	Weekly  Freq = "WEEKLY"
	Monthly Freq = "MONTHLY"
	Yearly  Freq = "YEARLY"
)

// A Rule says on which days a meeting takes place: an RRULE of RFC 5545 that counts days, weeks, months or years. The zero
// value is none.
type Rule struct {
	Freq     Freq
	Interval int            // every so many; 1 as a rule
	Weekdays []time.Weekday // on these; none: on that of the first day, or on any
	Nth      int            // Monthly: that one of its weekdays in the month, the last is -1; 0: none is said
	Monthday int            // Monthly: that day of the month; 0: none is said
	Until    Day            // the last day on which it may be; empty: no end is said
	Count    int            // on so many days in all; 0: no end is said
}

var freqs = map[rrule.Frequency]Freq{rrule.DAILY: Daily, rrule.WEEKLY: Weekly, rrule.MONTHLY: Monthly, rrule.YEARLY: Yearly}

// weekdays are the library's, from Sunday on.
var weekdays = []rrule.Weekday{rrule.SU, rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA}

// ParseRule reads an RRULE. What says more than a Rule can hold is refused: nothing of it may be lost.
func ParseRule(text string) (Rule, error) {
	until, text := cutUntil(text)
	o, err := rrule.StrToROption(text)
	if err != nil {
		return Rule{}, fmt.Errorf("read rule: %w", err)
	}
	r := Rule{Freq: freqs[o.Freq], Interval: cmp.Or(o.Interval, 1), Until: until, Count: o.Count}
	for _, w := range o.Byweekday {
		if i := slices.IndexFunc(weekdays, func(k rrule.Weekday) bool { return k.Day() == w.Day() }); !slices.Contains(r.Weekdays, time.Weekday(i)) {
			r.Weekdays = append(r.Weekdays, time.Weekday(i))
		}
		r.Nth = w.N()
	}
	slices.SortFunc(r.Weekdays, byWeek)
	if len(o.Bymonthday) == 1 {
		r.Monthday = o.Bymonthday[0]
	}
	if !r.sound() {
		return Rule{}, fmt.Errorf("rule %q is none of days", text)
	}
	// What it says, and nothing else, is what we would write.
	want, _ := rrule.StrToROption(r.String())
	want.Until = time.Time{}
	if fmt.Sprint(sorted(*want)) != fmt.Sprint(sorted(*o)) {
		return Rule{}, fmt.Errorf("rule %q says more than days", text)
	}
	return r, nil
}

// cutUntil takes the last day out of a rule. Only its day counts, in whatever zone the rule is: the library would take that
// day for its midnight, and leave it out.
func cutUntil(text string) (Day, string) {
	var until Day
	parts := slices.DeleteFunc(strings.Split(text, ";"), func(p string) bool {
		stamp, ok := strings.CutPrefix(p, "UNTIL=")
		if t, err := time.Parse("20060102", stamp[:min(8, len(stamp))]); ok && err == nil {
			until = DayOf(t)
			return true
		}
		return false
	})
	return until, strings.Join(parts, ";")
}

func sorted(o rrule.ROption) rrule.ROption {
	o.Interval = cmp.Or(o.Interval, 1)
	o.Byweekday = slices.Clone(o.Byweekday)
	slices.SortFunc(o.Byweekday, func(a, b rrule.Weekday) int { return cmp.Or(cmp.Compare(a.Day(), b.Day()), cmp.Compare(a.N(), b.N())) })
	return o
}

// byWeek orders weekdays from Monday on.
func byWeek(a, b time.Weekday) int { return cmp.Compare((a+6)%7, (b+6)%7) }

func (r Rule) sound() bool {
	monthly := r.Freq == Monthly
	switch {
	case r.Freq == "", r.Interval < 1, r.Count < 0, r.Count > 0 && r.Until != "",
		r.Monthday != 0 && (!monthly || r.Monthday < 1 || r.Monthday > 31 || len(r.Weekdays) > 0),
		r.Nth != 0 && (!monthly || len(r.Weekdays) == 0 || r.Nth < -1 || r.Nth > 5),
		len(r.Weekdays) > 0 && (r.Freq == Yearly || monthly && r.Nth == 0):
		return false
	}
	return true
}

// String writes the rule as ParseRule reads it.
func (r Rule) String() string {
	if r.Freq == "" {
		return ""
	}
	parts := []string{"FREQ=" + string(r.Freq)}
	add := func(name, value string) { parts = append(parts, name+"="+value) }
	if r.Interval > 1 {
		add("INTERVAL", strconv.Itoa(r.Interval))
	}
	if len(r.Weekdays) > 0 {
		add("BYDAY", strings.Join(r.byday(), ","))
	}
	if r.Monthday != 0 {
		add("BYMONTHDAY", strconv.Itoa(r.Monthday))
	}
	if r.Until != "" {
		add("UNTIL", r.Until.Midnight().Format("20060102"))
	}
	if r.Count > 0 {
		add("COUNT", strconv.Itoa(r.Count))
	}
	return strings.Join(parts, ";")
}

func (r Rule) byday() (out []string) {
	for _, d := range r.Weekdays {
		w := weekdays[d]
		out = append(out, strings.TrimPrefix(w.Nth(r.Nth).String(), "+"))
	}
	return out
}

// from returns the rule as the library takes it, counting from the first day on. It knows no zone: so no change of any clock
// can add or lose a day.
func (r Rule) from(first Day) (*rrule.RRule, error) {
	bare := r
	bare.Until = ""
	o, err := rrule.StrToROption(bare.String())
	if err != nil {
		return nil, fmt.Errorf("read rule: %w", err)
	}
	o.Dtstart = first.Midnight()
	if r.Until != "" {
		o.Until = r.Until.Midnight()
	}
	out, err := rrule.NewRRule(*o)
	if err != nil {
		return nil, fmt.Errorf("make rule: %w", err)
	}
	return out, nil
}
