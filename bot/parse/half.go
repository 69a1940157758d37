package parse

import "time"

const noonSeconds = 12 * 3600

// span is a time of day and how long it lasts, in seconds of the clock on the wall.
type span struct {
	from    int // since midnight; past 24 hours: the night after
	length  int // where there is an end
	assumed string
}

// span settles which half of the day is meant.
func (r *reading) span() (span, *Error) {
	c := r.when.clock
	if why := contradicts(c, r.part); why != nil {
		return span{}, r.refuse(r.typed(r.when), why)
	}
	var s span
	c, s.assumed = r.settle(c)
	s.from = c.seconds()
	if r.part == "night" && c.half == "am" && c.hour < 5 && r.date != nil {
		s.from += 2 * noonSeconds // tonight at 1 is after midnight
	}
	if r.when.hasTill {
		length, err := r.till(s, c)
		if err != nil {
			return s, err
		}
		s.length = length
	}
	return s, nil
}

// settle gives a bare hour its half, from the part of the day, from the end of the span, or by rule.
func (r *reading) settle(c clock) (settled clock, assumed string) {
	switch {
	case !c.open():
		return c, ""
	case r.part != "" && !c.padded:
		return inPart(c, r.part), ""
	case r.when.hasTill && r.when.till.half != "" && !c.padded:
		c.half = r.when.till.half
		if c.seconds() >= r.when.till.seconds() {
			c.half = otherHalf(c.half)
		}
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
func inPart(c clock, part string) clock {
	switch {
	case part == "morning", part == "night" && c.hour < 5:
		c.half = "am"
	case part != "afternoon" && c.hour == 12:
		c.hour = 24
	default:
		c.half = "pm"
	}
	return c
}

// contradicts tells what is wrong with "3pm in the morning".
func contradicts(c clock, part string) *Why {
	wrong := part == "morning" && c.half == "pm" || (part == "afternoon" || part == "evening") && c.half == "am"
	switch {
	case !wrong:
		return nil
	case part == "morning":
		return because(NotInMorning, "Clock", c.typed())
	case part == "afternoon":
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

// till is how long a span lasts: to the first such time after its start.
func (r *reading) till(s span, start clock) (int, *Error) {
	t := r.when.till
	first := after(s.from, t.seconds())
	if first == 0 {
		return 0, r.refuse(r.typed(r.when), because(EndsAtStart))
	}
	if !t.open() || t.padded {
		return first, nil
	}
	second := after(s.from, t.seconds()+noonSeconds)
	if second == 0 || first < second {
		return first, nil
	}
	if t.bare || start.half != "" || start.noon {
		return second, nil
	}
	if s.from%(2*noonSeconds)+second >= 2*noonSeconds { // "22:00-6:00": the other half comes later still
		return first, nil
	}
	return 0, r.askEnd(first, second)
}

// after counts the seconds from one time of day to the next other.
func after(from, to int) int {
	const whole = 2 * noonSeconds
	return ((to-from)%whole + whole) % whole
}

// askEnd asks which end is meant by "11:30-1:30".
func (r *reading) askEnd(lengths ...int) *Error {
	e := r.refuse(r.typed(r.when), because(WhichEnd))
	for _, n := range lengths {
		d := time.Duration(n) * time.Second
		only := *r
		only.when = r.single()
		only.length = &mark{length: d}
		var req Request
		if only.resolve(&req) == nil {
			e.Choices = append(e.Choices, only.at(req.Start))
		}
	}
	return e
}

// single is the time without its end.
func (r *reading) single() *mark {
	m := *r.when
	m.hasTill = false
	return &m
}
