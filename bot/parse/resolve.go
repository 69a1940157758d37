package parse

import (
	"fmt"
	"strings"
	"time"
)

const (
	noonSeconds = 12 * 3600
	daySeconds  = 24 * 3600
)

// seconds counts from the beginning of the day; what is open counts as it stands.
func (c clock) seconds() int {
	h := c.hour
	switch {
	case c.half == "am" && h == 12:
		h = 0
	case c.half == "pm" && h < 12:
		h += 12
	}
	return h*3600 + c.minute*60 + c.second
}

// open tells whether c says neither am nor pm and could mean either.
func (c clock) open() bool {
	return c.half == "" && c.part == 0 && !c.noon && !c.midnight && !c.same && !c.padded && c.hour >= 1 && c.hour <= 12
}

// typed writes c so that it is read in one way only.
func (c clock) typed() string {
	s := c.seconds() % daySeconds
	h, half := s/3600, "am"
	if h >= 12 {
		half = "pm"
	}
	if h = h % 12; h == 0 {
		h = 12
	}
	if c.minute == 0 {
		return fmt.Sprintf("%d%s", h, half)
	}
	return fmt.Sprintf("%d:%02d%s", h, c.minute, half)
}

// A moment is a time of day and how long it lasts, in seconds of the clock on the wall.
type moment struct {
	from    int // since midnight; past 24 hours: the night after
	length  int // where there is an end
	assumed string
	night   bool // it was read at night, though it may be meant by day
}

// settle gives a clock its half, from the part of the day, from the end, or by rule: 1 to 6 are in the afternoon.
func settle(c clock, till *clock, part int) (settled clock, assumed string) {
	if c.part != 0 {
		part = c.part
	}
	switch {
	case c.half != "" || c.noon || c.midnight || c.same || c.padded || c.hour < 1 || c.hour > 12:
		return c, ""
	case part != 0:
		return c.inPart(part), ""
	case till != nil && till.half != "":
		c.half = till.half
		if c.seconds() >= till.seconds() {
			c.half = otherHalf(c.half)
		}
		return c, ""
	case till != nil && till.noon && c.hour < 12:
		c.half = "am"
		return c, ""
	case !c.bare:
		return c, ""
	case c.hour == 12:
		c.half = "pm"
		return c, ""
	case c.hour <= 6:
		c.half = "pm"
	default:
		c.half = "am"
	}
	return c, c.half
}

// inPart reads an hour within a part of the day; 12 at night is midnight.
func (c clock) inPart(part int) clock {
	switch {
	case part == morning, part == night && c.hour < 5:
		c.half = "am"
	case part != afternoon && part != midday && c.hour == 12:
		c.hour = 24
	default:
		c.half = "pm"
	}
	return c
}

// contradicts tells what is wrong with "3pm in the morning".
func contradicts(c clock, part int) *Why {
	wrong := part == morning && c.half == "pm" || (part == afternoon || part == evening) && c.half == "am"
	if part == evening && c.open() && c.hour < 4 {
		return because(NotInEvening, "Clock", clock{hour: c.hour, minute: c.minute, half: "pm"}.typed())
	}
	switch {
	case !wrong:
		return nil
	case part == morning:
		return because(NotInMorning, "Clock", c.typed())
	case part == afternoon:
		return because(NotInAfternoon, "Clock", c.typed())
	}
	return because(NotInEvening, "Clock", c.typed())
}

func otherHalf(half string) string {
	if half == "am" {
		return "pm"
	}
	return "am"
}

// after counts the seconds from one time of day to the next other.
func after(from, to int) int { return ((to-from)%daySeconds + daySeconds) % daySeconds }

// still keeps the instants that are to come.
func (r *reader) still(all []time.Time) []time.Time {
	for len(all) > 0 && !all[0].After(r.in.Now) {
		all = all[1:]
	}
	return all
}

func (r *reader) tooFar(t time.Time) bool { return t.After(r.in.Now.AddDate(2, 0, 0)) }

// days gives the days that may be meant, the likeliest first; later ones count when earlier ones are past.
func (d *date) days(today civil) []civil {
	var base []civil
	switch d.kind {
	case offsetDate:
		base = []civil{today.add(0, d.n)}
	case weekdayDate:
		c := today.add(0, (d.n-today.weekday()+7)%7)
		base = []civil{c, c.add(0, 7)}
	case weekDate:
		base = []civil{today.monday().add(0, 7*d.civil.day+(d.n+6)%7)}
	case lastWeekday:
		base = []civil{today.add(0, -1-(today.weekday()-d.n+6)%7)}
	case dayDate:
		base = anyMonth(d.civil.day, today, d.weekday)
	case fullDate:
		base = []civil{d.civil}
	case monthDate:
		base = anyYear(d.civil, today)
	case nthDate:
		base = d.nthDays(today)
	}
	for i := range base {
		if base[i].exists() {
			base[i] = base[i].addMonths(d.plus.months).add(0, d.plus.days)
		}
	}
	return base
}

// anyMonth gives the next days with that number, today included.
func anyMonth(day int, today civil, far bool) (out []civil) {
	months := 3
	if far {
		months = 14
	}
	for k := range months {
		c := civil{today.year, today.month, 1}.addMonths(k)
		if c.day = day; c.exists() && (k > 0 || c.day >= today.day) {
			out = append(out, c)
		}
	}
	return out
}

// anyYear gives a day of this year and the next, unless it is today.
func anyYear(c, today civil) []civil {
	next := c
	c.year, next.year = today.year, today.year+1
	if c == today {
		return []civil{c}
	}
	return []civil{c, next}
}

// nthDays gives the nth weekday of a month, in the years that may be meant.
func (d *date) nthDays(today civil) (out []civil) {
	if d.civil.month == 0 {
		first := civil{today.year, today.month, 1}.addMonths(d.civil.day)
		return []civil{nthOf(first, d.nth, d.n)}
	}
	for k := range 2 {
		out = append(out, nthOf(civil{today.year + k, d.civil.month, 1}, d.nth, d.n))
	}
	return out
}

// nthOf is the nth weekday of the month that begins on first, the last where nth is -1.
func nthOf(first civil, nth, weekday int) civil {
	if nth < 0 {
		last := first.addMonths(1).add(0, -1)
		return last.add(0, -(last.weekday()-weekday+7)%7)
	}
	c := first.add(0, (weekday-first.weekday()+7)%7+7*(nth-1))
	if c.month != first.month {
		c.day = 40 // there is none
		c.month = first.month
	}
	return c
}

// find gives the first instant still to come at which the clocks show that time on that day.
func (r *reading) find(d *date, seconds int, loc *time.Location) (time.Time, *Error) {
	today := civilOf(r.in.Now.In(loc))
	days := []civil{today, today.add(0, 1)}
	if d != nil {
		var err *Error
		if days, err = r.fitting(d, d.days(today)); err != nil {
			return time.Time{}, err
		}
	}
	return r.firstOf(d, days, seconds, loc)
}

// firstOf gives the first instant still to come at which the clocks show that time on one of some days.
func (r *reading) firstOf(d *date, days []civil, seconds int, loc *time.Location) (time.Time, *Error) {
	for _, c := range days {
		all := wall(c, seconds, loc)
		ahead := r.still(all)
		switch {
		case len(ahead) == 1:
			return ahead[0], nil
		case len(ahead) > 1:
			return ahead[0], r.ask(ahead, because(TwiceThen))
		case len(all) == 0:
			if around := r.still(shifts(c, seconds, loc)); len(around) > 0 {
				return around[0], r.ask(around, because(SkippedThen))
			}
		}
	}
	return time.Time{}, r.past(d, days[len(days)-1], seconds, loc)
}

// fitting drops days that do not exist or are not the weekday that was typed beside them.
func (r *reading) fitting(d *date, base []civil) ([]civil, *Error) {
	var days []civil
	for _, c := range base {
		if c.exists() && (!d.weekday || c.weekday() == d.n) {
			days = append(days, c)
		}
	}
	if len(days) > 0 {
		if d.weekday && d.kind == monthDate && base[0].exists() && days[0] != base[0] && !base[0].before(civilOf(r.in.Now)) {
			return nil, r.otherWeekday(d, base[0]) // of another year it would be
		}
		if d.weekday && d.kind == dayDate && days[0] != base[0] && days[0].since(civilOf(r.in.Now)) > 62 {
			e := r.otherWeekday(d, base[0])
			e.Choices = append(e.Choices, r.onDays(date{kind: fullDate, civil: days[0]})...)
			return nil, e.few()
		}
		return days, nil
	}
	if len(base) == 0 {
		return nil, r.refuse(r.whenText(), because(OtherWeekday, "Weekday", time.Weekday(d.n)))
	}
	c := base[0]
	if !c.exists() {
		return nil, r.refuse(r.whenText(), noSuchDay(fullDate, base[len(base)-1]))
	}
	return nil, r.otherWeekday(d, c)
}

// otherWeekday asks where a date does not fall on the weekday beside it: the date, or the weekday.
func (r *reading) otherWeekday(d *date, c civil) *Error {
	e := r.refuse(r.whenText(), because(OtherWeekday, "Weekday", time.Weekday(c.weekday())))
	only := *d
	only.weekday, only.swapped = false, false
	e.Choices = r.onDays(only, date{kind: weekdayDate, n: d.n})
	return e
}

// ask asks which of several instants is meant.
func (r *reading) ask(instants []time.Time, why *Why) *Error {
	e := r.refuse(r.whenText(), why)
	e.Choices = r.ahead(instants...)
	return e
}

// past refuses a time that is over, and offers the nearest ones that are not.
func (r *reading) past(d *date, c civil, seconds int, loc *time.Location) *Error {
	when := time.Date(c.year, time.Month(c.month), c.day, 0, 0, seconds, 0, loc)
	e := r.refuse(r.whenText(), because(Over, "Ago", r.in.Now.Sub(when)))
	today := civilOf(r.in.Now.In(loc))
	var offers []time.Time
	add := func(c civil, seconds int) {
		if ts := r.still(wall(c, seconds, loc)); len(ts) == 1 {
			offers = insert(offers, ts[0])
		}
	}
	if t := r.span(r.time); t != nil && t.clock.open() && t.clock.bare && c == today {
		add(c, (seconds+noonSeconds)%daySeconds)
	}
	if r.in.Now.Sub(when) < 48*time.Hour {
		add(today.add(0, 1), seconds)
	} else if d != nil && d.kind == lastWeekday {
		add(c.add(0, 7), seconds)
	} else if c.exists() {
		for y := today.year; y <= today.year+1 && len(offers) == 0; y++ {
			c.year = y
			if c.exists() {
				add(c, seconds)
			}
		}
	}
	e.Choices = r.ahead(offers...)
	return e
}

// monthFirst tells whether 9/12 is in September where the person comes from; open: nobody knows.
func monthFirst(locale string) (first, open bool) {
	lang, region, _ := strings.Cut(strings.ReplaceAll(locale, "_", "-"), "-")
	switch {
	case strings.EqualFold(region, "US"), strings.EqualFold(region, "PH"):
		return true, false
	case region != "", lang != "" && !strings.EqualFold(lang, "en"):
		return false, false
	}
	return true, true
}
