package parse

import (
	"slices"
	"time"

	"meetbot/core"
)

// repeated is a series, from the first time on that is still to come.
func (r *reading) repeated(req Request, m moment, loc *time.Location) (Request, *Error) {
	req, err := r.everyTime(req, m, loc)
	switch {
	case err != nil:
		return req, err
	case r.verb == Move:
		once := req
		once.Repeat = nil
		e := r.refuse(r.typed(r.span(r.repeat)), because(MoveRepeats))
		if e.Read = &req; !m.night {
			e.Choices = []Request{once}
		}
		return req, e
	case m.night || m.open(r, req.Start):
		return req, r.nightlyRepeated(req, m, loc)
	}
	if req.AssumedHalf = m.assumed; m.assumed != "" {
		if other, err := r.everyTime(req, m.otherHalf(), loc); err == nil {
			req.OtherStart = other.Start
		}
	}
	return req, nil
}

// otherHalf is the same time of day in the other half.
func (m moment) otherHalf() moment {
	return moment{from: (m.from + noonSeconds) % daySeconds, length: m.length}
}

// nightlyRepeated asks which half of the day is meant.
func (r *reading) nightlyRepeated(req Request, m moment, loc *time.Location) *Error {
	e := r.refuse(r.whenText(), because(AtNight))
	if other, err := r.everyTime(req, m.otherHalf(), loc); err == nil {
		e.Choices = append(e.Choices, other)
	}
	e.Choices = append(e.Choices, req)
	return e
}

// lastDay is words that say until which day it repeats, some of which are read as something else: "until 1 jun 10 times".
func (r *reading) lastDay() *span {
	for i := range r.spans {
		if s := &r.spans[i]; r.repeat != none && s.kind == untilKind && s.to-s.from > 2 && !r.free(s) && !slices.Contains(r.more, i) && r.halved(s) {
			return s
		}
	}
	return nil
}

// halved tells whether what is in use ends in the middle of a span, or begins there.
func (r *reading) halved(s *span) (half bool) {
	r.used(func(o *span) {
		half = half || o.from < s.from && s.from < o.to && o.to < s.to || s.from < o.from && o.from < s.to && s.to < o.to
	})
	return half
}

// everyTime finds the days of a rule, and the first time.
func (r *reading) everyTime(req Request, m moment, loc *time.Location) (Request, *Error) {
	s := r.span(r.repeat)
	rule, why := r.rule(loc)
	if why != nil {
		return req, r.refuse(r.typed(s), why)
	}
	from := civilOf(r.in.Now.In(loc))
	if d := r.dateOf(); d != nil {
		days, err := r.fitting(d, d.days(from))
		if err != nil {
			return req, err
		}
		from = nextOf(days, from)
		if d.kind == weekdayDate && rule.Weekdays != 0 && rule.Weekdays>>from.weekday()&1 == 0 {
			return req, r.refuse(r.typed(s), because(TwoRepeats))
		}
		if d.kind == weekdayDate && rule.Freq == Monthly && rule.Weekdays == 0 && rule.Monthday == 0 {
			return req, r.refuse(r.typed(s), because(HowOften)) // which of the month
		}
		if rule.Freq == Weekly && rule.Weekdays == 0 {
			rule.Weekdays = 1 << from.weekday()
		}
		if rule.Freq == Monthly && rule.Weekdays == 0 && rule.Monthday == 0 {
			rule.Monthday = from.day
		}
	}
	if rule.span != (amount{}) {
		rule.Until = rule.begins(from).addMonths(rule.span.months).add(0, rule.span.days-1)
	}
	if _, err := core.ParseRule(rule.String()); err != nil {
		return req, r.refuse(r.typed(s), because(HowOften))
	}
	req.Repeat = rule
	var first civil
	for range 400 {
		c := rule.begins(from)
		at := core.Series{First: asUTC(c, m.from), Zone: loc.String()}.At(core.DayOf(asUTC(c, m.from)))
		if all := wall(c, m.from, loc); len(all) > 0 {
			at = all[0] // a zone without a name is none to core
		}
		if at.After(r.in.Now) && !rule.excluded(c) {
			first, req.Start = c, at.UTC()
			break
		}
		from = c.add(0, 1)
	}
	if req.Start.IsZero() || r.tooFar(req.Start) {
		return req, r.refuse(r.typed(s), because(TooFar))
	}
	if rule.Until != (civil{}) && rule.Until.before(first) {
		return req, r.refuse(r.typed(s), because(OverBefore))
	}
	return req, nil
}

// asUTC is what clocks show, as if they were those of UTC.
func asUTC(c civil, seconds int) time.Time {
	return time.Date(c.year, time.Month(c.month), c.day, 0, 0, seconds, 0, time.UTC)
}

// rule is the repeat with its end.
func (r *reading) rule(loc *time.Location) (*Repeat, *Why) {
	s := r.span(r.repeat)
	if s.fault != nil {
		return nil, s.fault
	}
	rule := Repeat{Freq: Weekly, Interval: 1}
	if s.repeat != nil {
		rule = *s.repeat
	} else if d := r.dateOf(); d == nil || d.kind != weekdayDate {
		return nil, because(HowOften)
	}
	today := civilOf(r.in.Now.In(loc))
	for _, i := range r.more {
		u := &r.spans[i]
		switch {
		case u.kind == exceptKind && u.date.kind == weekdayDate && rule.without(u.date.n):
		case u.kind == exceptKind:
			if days := u.date.days(today); len(days) > 0 {
				rule.Except = append(rule.Except, nextOf(days, today))
			}
		case u.kind != untilKind:
		case u.n > 0:
			rule.Count = u.n
		case !u.amount.zero():
			rule.span = u.amount
		default:
			if days := u.date.days(today); len(days) > 0 {
				rule.Until = nextOf(days, today)
			}
		}
	}
	return &rule, nil
}

// nextOf is the first of some days that is not over.
func nextOf(days []civil, today civil) civil {
	for _, c := range days {
		if !c.before(today) {
			return c
		}
	}
	return days[len(days)-1]
}
