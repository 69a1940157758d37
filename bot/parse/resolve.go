package parse

import "time"

// location is the zone in which the words are read; nil: not known.
func (r *reading) location() *time.Location {
	switch {
	case r.when.zone != nil:
		return r.when.zone
	case r.zone != nil:
		return r.zone.zone
	}
	return r.in.Zone
}

// zoneText is the name of that zone, or the person's where only an offset was typed.
func (r *reading) zoneText() string {
	if loc := r.location(); loc != nil && loc.String() != "" {
		return loc.String()
	}
	if r.in.Zone != nil {
		return r.in.Zone.String()
	}
	return ""
}

// resolve turns the words that were picked into an instant and a duration.
func (r *reading) resolve(req *Request) *Error {
	req.Zone, req.Duration = r.zoneText(), r.lasts()
	if r.when.kind == relativeMark {
		return r.fromNow(req)
	}
	loc := r.location()
	if loc == nil {
		return r.needsZone()
	}
	s, err := r.span()
	if err != nil {
		return err
	}
	if err := r.spanLength(s); err != nil {
		return err
	}
	start, err := r.findOne(s, loc)
	if err != nil {
		return err
	}
	req.Start = start.UTC()
	if req.AssumedHalf = s.assumed; s.assumed != "" {
		req.Other, req.OtherStart = r.other(s, loc)
	}
	return r.finish(req, s, start, loc)
}

func (r *reading) needsZone() *Error {
	e := r.in.refuse(r.whenText(), because(ZoneUnknown), r.example("tomorrow 15:00 Europe/Paris"))
	e.NeedsZone = true
	return e
}

// spanLength makes the span's length the one that choices are spelled with.
func (r *reading) spanLength(s span) *Error {
	if s.length == 0 {
		return nil
	}
	m := *r.when
	m.length = time.Duration(s.length) * time.Second
	switch {
	case m.length < shortest:
		return r.refuse(r.typed(r.when), tooShort())
	case s.from+s.length > 24*60*60 && m.length > 18*time.Hour:
		return r.refuse(r.typed(r.when), because(NextDay))
	case r.length != nil && r.length.length != m.length:
		return r.twoLengths(r.when, r.length)
	}
	r.length = &m
	return nil
}

// finish checks the start, and measures a span between its two instants: the clocks may change within.
func (r *reading) finish(req *Request, s span, start time.Time, loc *time.Location) *Error {
	if r.tooFar(start) {
		return r.refuse(r.whenText(), because(TooFar))
	}
	if s.length == 0 {
		return nil
	}
	local := start.In(loc)
	h, m, sec := local.Clock()
	ends := wall(civilOf(local), h*3600+m*60+sec+s.length, loc)
	if len(ends) != 1 || !ends[0].After(start) {
		e := r.refuse(r.typed(r.when), because(ClocksAtEnd))
		e.Choices = r.ahead(start)
		return e
	}
	req.Duration = ends[0].Sub(start)
	return nil
}

func (r *reading) tooFar(t time.Time) bool { return t.After(r.in.Now.AddDate(2, 0, 0)) }

// whenText is the date and the time as typed.
func (r *reading) whenText() string {
	s := r.typed(r.when)
	switch {
	case r.date == nil || r.date == r.when:
		return s
	case r.date.from < r.when.from:
		return r.typed(r.date) + " " + s
	}
	return s + " " + r.typed(r.date)
}

// fromNow counts from now on: elapsed time for hours and less, the calendar for days and more.
func (r *reading) fromNow(req *Request) *Error {
	a := r.when.days
	if a.zero() && r.verb == New {
		req.Verb = Now
		return nil
	}
	now := r.in.Now
	if a.days > 0 || a.months > 0 {
		if r.location() == nil {
			return r.needsZone()
		}
		now = now.In(r.location()).AddDate(0, a.months, a.days)
	}
	req.Start = now.Add(r.when.length).Truncate(time.Second).UTC()
	req.Relative = true
	switch {
	case r.tooFar(req.Start):
		return r.refuse(r.typed(r.when), because(TooFar))
	case !req.Start.After(r.in.Now):
		return r.refuse(r.typed(r.when), because(ThatIsNow))
	}
	return nil
}
