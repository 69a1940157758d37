package parse

import "time"

// findOne finds the one instant that is meant, or asks back where there are two.
func (r *reading) findOne(s span, loc *time.Location) (time.Time, *Error) {
	d := r.dateOf()
	if d != nil && d.swapped {
		other := *d
		other.civil.month, other.civil.day = d.civil.day, d.civil.month
		return r.either(d, s.from, &other, s.from, loc, because(DayOrMonth))
	}
	if r.when.clock.midnight && d != nil && (d.kind != offsetDate || d.n != 0 || d.plus != amount{}) && r.part != "night" {
		return r.either(d, 0, d, s.from, loc, because(WhichMidnight))
	}
	return r.find(d, s.from, loc)
}

func (r *reading) dateOf() *date {
	switch {
	case r.when.kind == instantMark:
		return &r.when.date
	case r.date != nil:
		return &r.date.date
	}
	return nil
}

// either takes the reading that is still to come, and asks back where both are.
func (r *reading) either(a *date, from int, b *date, till int, loc *time.Location, why *Why) (time.Time, *Error) {
	t, err := r.find(a, from, loc)
	u, other := r.find(b, till, loc)
	switch {
	case err != nil && other != nil:
		return t, err
	case err != nil || r.tooFar(t):
		return u, nil
	case other != nil || r.tooFar(u):
		return t, nil
	}
	e := r.refuse(r.whenText(), why)
	e.Choices = r.ahead(t, u)
	return t, e
}

// find gives the first instant still to come at which the clocks show that time on that day.
func (r *reading) find(d *date, seconds int, loc *time.Location) (time.Time, *Error) {
	days, err := r.days(d, civilOf(r.in.Now.In(loc)))
	if err != nil {
		return time.Time{}, err
	}
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
	return time.Time{}, r.past(days[len(days)-1], seconds, loc)
}

// still keeps the instants that are to come.
func (r *reading) still(all []time.Time) []time.Time {
	for len(all) > 0 && !all[0].After(r.in.Now) {
		all = all[1:]
	}
	return all
}

func (r *reading) ask(instants []time.Time, why *Why) *Error {
	e := r.refuse(r.whenText(), why)
	e.Choices = r.ahead(instants...)
	return e
}

// days gives the days that may be meant, the likeliest first; later ones count when earlier ones are past.
func (r *reading) days(d *date, today civil) ([]civil, *Error) {
	if d == nil {
		return []civil{today, today.add(0, 1)}, nil
	}
	var base []civil
	switch d.kind {
	case offsetDate:
		base = []civil{today.add(0, d.n)}
	case weekdayDate:
		c := today.add(0, (d.n-today.weekday()+7)%7)
		base = []civil{c, c.add(0, 7)}
	case nextWeek:
		monday := today.add(0, -(today.weekday()+6)%7)
		base = []civil{monday.add(0, 7+(d.n+6)%7)}
	case lastWeekday:
		base = []civil{today.add(0, -1-(today.weekday()-d.n+6)%7)}
	case dayDate:
		base = anyMonth(d.n, today)
	case fullDate:
		base = []civil{d.civil}
	case monthDate:
		base = anyYear(d, today)
	}
	return r.fitting(d, base)
}

// anyMonth gives the next days with that number, today included.
func anyMonth(day int, today civil) (out []civil) {
	for k := range 3 {
		c := civil{today.year, today.month, 1}.addMonths(k)
		if c.day = day; c.exists() && (k > 0 || c.day >= today.day) {
			out = append(out, c)
		}
	}
	return out
}

// anyYear gives a day of this year and the next, unless it is today.
func anyYear(d *date, today civil) []civil {
	c, next := d.civil, d.civil
	c.year, next.year = today.year, today.year+1
	if c == today {
		return []civil{c}
	}
	return []civil{c, next}
}

// fitting drops days that do not exist or are not the weekday that was typed beside them.
func (r *reading) fitting(d *date, base []civil) ([]civil, *Error) {
	days := base[:0:0]
	for _, c := range base {
		if c.exists() && (!d.weekday || c.weekday() == d.n) {
			days = append(days, c.addMonths(d.plus.months).add(0, d.plus.days))
		}
	}
	if len(days) > 0 {
		return days, nil
	}
	c := base[0]
	if !c.exists() {
		return nil, r.refuse(r.whenText(), noSuchDay(fullDate, base[len(base)-1]))
	}
	return nil, r.refuse(r.whenText(), because(OtherWeekday, "Weekday", time.Weekday(c.weekday())))
}
