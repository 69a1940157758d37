package parse

import (
	"cmp"
	"strings"
	"time"
)

// request turns a reading into an instant and a duration.
func (r *reading) request() (Request, *Error) {
	req := Request{Verb: r.verb, Title: r.title(), MembersOnly: r.members()}
	if r.verb == Move {
		if r.ref != "" && req.Title != "" {
			return req, r.in.refuse(req.Title, because(NotATime), NewForm(Move, "meeting", r.ref, "when", "tomorrow 15:00"))
		}
		req.Ref, req.Title = cmp.Or(r.ref, link(req.Title)), ""
	}
	if err := r.fieldTitle(&req); err != nil {
		return req, err
	}
	if err := r.in.fit(req.Title); err != nil {
		return req, err
	}
	for _, i := range r.more {
		switch s := &r.spans[i]; s.kind {
		case withKind:
			for _, w := range r.raw(s) {
				if person(strings.TrimLeft(w.raw, "([")) {
					req.Invited = append(req.Invited, strings.Trim(w.raw, "()[],.;:!?"))
				}
			}
		case whereKind:
			for _, w := range r.raw(s) {
				if channel(w.raw) {
					req.Channel = strings.TrimRight(w.raw, ",.;:!?)]")
				}
			}
		}
	}
	if err := r.lasts(&req); err != nil {
		return req, err
	}
	t := r.span(r.time)
	if r.verb == Move {
		if req, err, ok := r.moved(req, t); ok {
			return req, err
		}
	}
	switch {
	case t == nil:
		return req, r.untimed(req)
	case t.kind == nowKind:
		req.Verb = Now
		if r.verb == Move {
			return req, r.refuse(r.typed(t), because(ThatIsNow))
		}
		if r.in.Zone != nil {
			req.Zone = r.in.Zone.String()
		}
		return req, nil
	case t.kind == vagueKind:
		e := r.vagueTime(req, t)
		if t.width == 2 && len(e.Choices) == 1 { // on the hour, the next hour is in an hour
			return e.Choices[0], nil
		}
		return req, e
	case t.kind == relKind:
		return r.fromNow(req, t)
	}
	return r.resolve(req, t)
}

// lasts finds the length that was said, beside the time or in a field of its own.
func (r *reading) lasts(req *Request) *Error {
	p := parser{in: r.in, fields: r.fields}
	d, err := p.length("duration")
	if err == nil && d > 0 && d < shortest {
		err = r.in.refuse(r.fields["duration"], tooShort(), sample())
	}
	if err != nil {
		return err
	}
	req.Duration = d
	s := r.span(r.length)
	if s == nil {
		return nil
	}
	typed, why := s.amount.duration()
	if why = first(s.fault, why); why != nil {
		return r.refuse(r.typed(s), why)
	}
	switch {
	case d != 0 && d != typed:
		return r.refuse(r.typed(s)+" … "+r.fields["duration"], because(TwoLengths))
	}
	req.Duration = typed
	return nil
}

// zones are those that may be meant; nil where none is known.
func (r *reading) zones() (out []*time.Location) {
	t, z := r.span(r.time), r.span(r.zone)
	loc, names := t.loc, t.zones
	if loc == nil && names == "" && z != nil {
		loc, names = z.loc, z.zones
	}
	switch {
	case loc != nil:
		return []*time.Location{loc}
	case names != "":
		return r.named3(names)
	case r.in.Zone != nil:
		return []*time.Location{r.in.Zone}
	}
	return nil
}

// named3 are zones by their names: the person's own alone, or the one of their part of the world, where it is among them.
func (r *reader) named3(names string) (out []*time.Location) {
	var near []*time.Location
	for name := range strings.SplitSeq(names, ",") {
		loc := loadZone(name)
		if loc == nil {
			continue
		}
		out = append(out, loc)
		if r.in.Zone == nil {
			continue
		}
		if name == r.in.Zone.String() {
			return []*time.Location{loc}
		}
		part, _, _ := strings.Cut(name, "/")
		if own, _, _ := strings.Cut(r.in.Zone.String(), "/"); own == part && (own == "America" || own == "Australia") {
			near = append(near, loc)
		}
	}
	if len(near) == 1 {
		return near
	}
	return out
}

// zoneText is the name of a zone, or the person's where only an offset was typed.
func (r *reader) zoneText(loc *time.Location) string {
	if loc != nil && loc.String() != "" {
		return loc.String()
	}
	if r.in.Zone != nil {
		return r.in.Zone.String()
	}
	return ""
}

// resolve finds the instant of a time of day, or of an instant.
func (r *reading) resolve(req Request, t *span) (Request, *Error) {
	if d := r.span(r.day); d != nil && d.kind == openKind {
		return req, r.openDay(req, d)
	}
	locs := r.zones()
	if len(locs) == 0 {
		return req, r.noZone()
	}
	if t.tillZone != "" {
		return r.agreed(req, t, locs)
	}
	got, err := r.in1(req, t, locs[0])
	if len(locs) == 1 || err != nil && len(err.Choices) == 0 {
		return got, err
	}
	return r.inZones(req, t, locs)
}

// inZones asks which of several zones is meant where they differ.
func (r *reading) inZones(req Request, t *span, locs []*time.Location) (Request, *Error) {
	var all []Request
	for _, loc := range locs {
		got, err := r.in1(req, t, loc)
		switch {
		case err == nil:
			all = append(all, got)
		case err.Reason == NotInForce && len(locs) > 2 && len(err.Choices) > 0: // there are enough to choose from
			all = append(all, err.Choices[0])
		default:
			all = append(all, err.Choices...)
		}
	}
	same := true
	for _, a := range all {
		same = same && a.Start.Equal(all[0].Start)
	}
	if same && len(all) == len(locs) {
		return r.in1(req, t, locs[0])
	}
	z := r.span(r.zone)
	part := r.whenText()
	if z != nil {
		part = r.typed(z)
	}
	e := r.refuse(part, because(WhichZone))
	for _, a := range all {
		a.AssumedHalf, a.OtherStart, a.OtherDay = "", time.Time{}, time.Time{}
		e.Choices = append(e.Choices, a)
	}
	return req, e.few()
}

// agreed reads one moment by two clocks, or asks which of two moments is meant.
func (r *reading) agreed(req Request, t *span, locs []*time.Location) (Request, *Error) {
	one, two := t.value, t.value
	two.clock, two.zones = t.till, t.tillZone
	one.till, one.tillZone, two.till, two.tillZone = clock{}, "", clock{}, ""
	if one.clock.half == "" && one.clock.bare && two.clock.half != "" {
		one.clock.half = two.clock.half
	}
	first, second := r.with(t, span{kind: clockKind, value: one}), r.with(t, span{kind: clockKind, value: two})
	var left, right []Request
	for _, loc := range locs {
		if got, err := first.in1(req, first.span(r.time), loc); err == nil {
			left = append(left, got)
		}
	}
	for _, loc := range r.named3(t.tillZone) {
		if got, err := second.in1(req, second.span(r.time), loc); err == nil {
			right = append(right, got)
		}
	}
	for _, a := range left {
		for _, b := range right {
			if a.Start.Equal(b.Start) {
				return a, nil
			}
		}
	}
	e := r.refuse(r.typed(t), because(TwoTimes))
	e.Choices = append(left, right...)
	return req, e.few()
}

// in1 finds the instant in one zone.
func (r *reading) in1(req Request, t *span, loc *time.Location) (Request, *Error) {
	req.Zone = r.zoneText(loc)
	m, err := r.moment(t, loc)
	if err != nil {
		return req, err
	}
	if err := r.spanLength(&req, m, t); err != nil {
		return req, err
	}
	if r.repeat != none {
		return r.repeated(req, m, loc)
	}
	start, err := r.findOne(m, loc)
	if err != nil {
		return req, r.lengthen(err, req)
	}
	req.Start = start.UTC()
	if err := r.finish(&req, m, start, loc); err != nil {
		return req, err
	}
	if e := r.otherwise(req, t, loc); e != nil {
		return req, e
	}
	if e := r.fromOwn(req, t); e != nil {
		return req, e
	}
	req.OtherDay = r.otherDay(m, start, loc)
	if m.night || m.open(r, start) {
		return req, r.nightly(req, m, loc)
	}
	if req.AssumedHalf = m.assumed; m.assumed != "" {
		req.OtherStart = r.other(m, loc)
	}
	return req, nil
}

// lengthen gives choices the length that an end makes.
func (r *reading) lengthen(e *Error, req Request) *Error {
	for i := range e.Choices {
		if e.Choices[i].Duration == 0 {
			e.Choices[i].Duration = req.Duration
		}
	}
	return e
}
