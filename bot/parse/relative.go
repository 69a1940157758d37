package parse

import (
	"cmp"
	"strings"
	"time"
)

// fromNow counts from now on: elapsed time for hours and less, the calendar for days and more.
func (r *reading) fromNow(req Request, t *span) (Request, *Error) {
	a := t.amount
	if r.in.Zone != nil {
		req.Zone = r.in.Zone.String()
	}
	if z := r.span(r.zone); z != nil && z.loc != nil && z.loc.String() != "" {
		req.Zone = z.loc.String()
	}
	if a.zero() && r.verb == New {
		req.Verb = Now
		return req, nil
	}
	now := r.in.Now
	if a.days > 0 || a.months > 0 {
		loc := r.in.Zone
		if loc == nil {
			return req, r.noZone()
		}
		now = now.In(loc).AddDate(0, a.months, a.days)
	}
	req.Start = now.Add(a.length).Truncate(time.Second).UTC()
	req.Relative = true
	switch {
	case r.tooFar(req.Start):
		return req, r.refuse(r.typed(t), because(TooFar))
	case !req.Start.After(r.in.Now):
		return req, r.refuse(r.typed(t), because(ThatIsNow))
	}
	return req, nil
}

// at is what is wanted, at t.
func (r *reading) at(t time.Time) Request {
	req := Request{Verb: r.verb, Start: t.UTC()}
	_ = r.lasts(&req)
	locs := []*time.Location{r.in.Zone}
	if s := r.span(r.time); s != nil {
		locs = append(r.zones(), r.in.Zone)
	}
	req.Zone = r.zoneText(locs[0])
	if m := r.in.Meeting; req.Zone == "" && m != nil && m.Zone != nil {
		req.Zone = m.Zone.String()
	}
	if r.verb == Move {
		req.Ref = cmp.Or(r.ref, link(r.title()))
		return req
	}
	req.Title, req.MembersOnly = cmp.Or(r.fields["title"], r.title()), r.members()
	return req
}

// atOnce is what is wanted, now.
func (r *reading) atOnce() Request {
	req := r.at(r.in.Now)
	req.Verb, req.Start = Now, time.Time{}
	req.Zone = r.zoneText(nil)
	return req
}

// ahead makes choices of those instants that are still to come.
func (r *reading) ahead(instants ...time.Time) (out []Request) {
	for _, t := range instants {
		if t.After(r.in.Now) && !r.tooFar(t) {
			out = append(out, r.at(t))
		}
	}
	return out
}

// other is the same time of day in the other half, where that is still to come.
func (r *reading) other(m moment, loc *time.Location) time.Time {
	o := moment{from: (m.from + noonSeconds) % daySeconds, length: m.length}
	start, err := r.findOne(o, loc)
	if err != nil || r.finish(&Request{}, o, start, loc) != nil {
		return time.Time{}
	}
	return start.UTC()
}

// otherwise asks where an abbreviation is not in force at that time of the year: by the clocks there, or to the letter.
func (r *reading) otherwise(req Request, t *span, loc *time.Location) *Error {
	z := r.span(r.zone)
	typed := ""
	switch {
	case z != nil && z.to-z.from == 1:
		typed = r.tokens[z.from].text
	case z == nil && t.zones != "":
		typed = r.tokens[t.to-1].text
	}
	typed = strings.ToUpper(typed)
	name, offset := req.Start.In(loc).Zone()
	if len(typed) < 3 || len(typed) > 4 || name == typed {
		return nil
	}
	for _, months := range []int{3, 6, 9} {
		if other, o := req.Start.AddDate(0, months, 0).In(loc).Zone(); other == typed {
			e := r.refuse(strings.TrimSpace(typed), because(NotInForce))
			literal := req
			literal.Start = req.Start.Add(time.Duration(offset-o) * time.Second)
			e.Choices = []Request{req, literal}
			return e
		}
	}
	return nil
}
