package parse

import "time"

// past refuses a time that is over, and offers the nearest ones that are not.
func (r *reading) past(c civil, seconds int, loc *time.Location) *Error {
	when := time.Date(c.year, time.Month(c.month), c.day, 0, 0, seconds, 0, loc)
	e := r.refuse(r.whenText(), because(Over, "Ago", r.in.Now.Sub(when)))
	today := civilOf(r.in.Now.In(loc))
	var offers []time.Time
	add := func(c civil, seconds int) {
		if ts := r.still(wall(c, seconds, loc)); len(ts) == 1 {
			offers = insert(offers, ts[0])
		}
	}
	if r.when.clock.bare && c == today {
		add(c, (seconds+noonSeconds)%(2*noonSeconds))
	}
	if r.in.Now.Sub(when) < 48*time.Hour {
		add(today.add(0, 1), seconds)
	} else if d := r.dateOf(); d != nil && d.kind == lastWeekday {
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

// other is the whole text with a bare hour in the other half of the day, where that is still to come.
func (r *reading) other(s span, loc *time.Location) (string, time.Time) {
	from := (s.from + noonSeconds) % (2 * noonSeconds)
	start, err := r.findOne(span{from: from}, loc)
	if err != nil || r.finish(&Request{}, span{from: from, length: s.length}, start, loc) != nil {
		return "", time.Time{}
	}
	spelled := clockOf(from).typed()
	if s.length > 0 {
		spelled += "-" + clockOf(from+s.length).typed()
	}
	if r.words[r.when.from].raw[0] == '@' {
		spelled = "@" + spelled
	}
	t := append(text{}, r.words[:r.when.from]...)
	t = append(append(t, word{raw: spelled}), r.words[r.when.to:]...)
	return t.raw(), start.UTC()
}

func clockOf(seconds int) clock {
	seconds %= 2 * noonSeconds
	return clock{hour: seconds / 3600, minute: seconds % 3600 / 60, second: seconds % 60}
}
