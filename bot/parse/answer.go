package parse

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
)

// meeting reads words as a meeting; timed tells whether there is a time in them at all.
func (p *parser) meeting(words text) (req Request, timed bool, err *Error) {
	return p.reader(words, New, "").answer()
}

// answer is the request that the words stand for, or what has to be asked.
func (r *reader) answer() (req Request, timed bool, err *Error) {
	best, rivals := r.best()
	timed = best.time != none
	if err := best.asked(rivals); err != nil {
		return Request{Verb: r.verb}, timed, err
	}
	req, err = best.request()
	if err == nil {
		err = best.rivalled(req, rivals)
	}
	return req, timed, err
}

// asked is what a reading leaves open, whatever time it comes to.
func (r *reading) asked(rivals []*reading) *Error {
	if t := r.span(r.time); t == nil && r.repeat == none {
		if x := r.worst(); x != nil && x.span != none && r.day == none && r.spans[x.span].kind != membersKind {
			return r.doubt(x, rivals)
		}
		return nil
	}
	for _, i := range []int{r.time, r.day, r.zone, r.length, r.end, r.repeat} {
		if s := r.span(i); s != nil && s.fault != nil && !(i == r.zone && r.time != none && r.spans[r.time].kind == relKind) {
			return r.faulty(s)
		}
	}
	for _, i := range r.more {
		if s := &r.spans[i]; s.kind == notKind {
			e := r.refuse(r.typed(s), because(NotThen))
			for _, k := range r.able {
				if u := &r.spans[k]; s.from < u.from && u.to <= s.to && (u.kind == dayKind || u.kind == clockKind) {
					e.Choices = append(e.Choices, r.instead(k)...)
				}
			}
			if r.time != none && r.day != none {
				e.Choices = r.choices()
			}
			return e.few()
		}
	}
	if t := r.span(r.time); t != nil && t.either {
		return r.eitherTime(t)
	}
	if d := r.span(r.day); d != nil && d.either {
		return r.eitherDay(d)
	}
	if x := r.worst(); x != nil {
		return r.doubt(x, rivals)
	}
	return nil
}

// worst is the gravest trouble of a reading.
func (r *reading) worst() *trouble {
	all := r.troubles()
	if len(all) == 0 {
		return nil
	}
	x := slices.MaxFunc(all, func(a, b trouble) int { return cmp.Compare(a.weight, b.weight) })
	if x.weight < 6 {
		return nil
	}
	return &x
}

// faulty refuses what is meant, but wrong.
func (r *reading) faulty(s *span) *Error {
	e := r.refuse(r.typed(s), s.fault)
	switch s.fault.Reason {
	case OpenTime:
		if only := r.with(s, span{kind: clockKind, value: value{clock: s.clock, loc: s.loc, zones: s.zones, date: s.date}}); only != nil {
			e.Choices = only.choices()
		}
	case SeveralDays:
		if both := []date{s.date, s.other}; s.width > 0 {
			e.Choices = r.onDays(both[:s.width]...)
		}
	case NoSuchZone:
		e.Part = r.words[r.tokens[s.to-1].word].raw
		for _, name := range nearZones(e.Part) {
			v := s.value
			v.zones, v.loc, v.fault = name, nil, nil
			e.Choices = append(e.Choices, r.with(s, span{kind: s.kind, value: v}).choices()...)
		}
	case ZeroLength, NegativeLength, LengthTooShort, LengthTooLong, SeveralLengths, BareLength, PlainDigits, OtherDigits, NotANumber:
		if r.in.Text != "" || true {
			e.Example = r.without(s).example("")
		}
	}
	return e
}

// with is the reading in which a span says something else.
func (r *reading) with(s *span, as span) *reading {
	as.from, as.to, as.lang = s.from, s.to, s.lang
	c := *r
	own := *r.reader
	own.chart = &chart{}
	*own.chart = *r.chart
	own.spans = slices.Clone(r.spans)
	c.reader = &own
	for i := range own.spans {
		if &r.spans[i] == s {
			own.spans[i] = as
		}
	}
	return &c
}

// without is the reading in which a span is of no account.
func (r *reading) without(s *span) *reading {
	c := *r
	c.taken = nil
	for _, i := range []*int{&c.length, &c.end, &c.zone} {
		if *i != none && &r.spans[*i] == s {
			*i = none
		}
	}
	return &c
}

// choices is the request that a reading stands for, or what it could be, as something to choose.
func (r *reading) choices() []Request {
	if title := r.fields["title"]; title != "" { // the words of the others are beside this one
		own := *r.reader
		own.fields = maps.Clone(own.fields)
		delete(own.fields, "title")
		c := *r
		c.reader = &own
		all := c.choices()
		for i := range all {
			all[i].Title = title
		}
		return all
	}
	req, err := r.request()
	switch {
	case err == nil && (req.Verb == Now || !req.Start.IsZero()):
		req.AssumedHalf, req.OtherStart = "", time.Time{}
		return []Request{req}
	case err != nil && err.Reason != Repeating: // what repeats is offered once only where it is said that it can't
		return err.Choices
	}
	return nil
}

// eitherTime asks which of two times is meant.
func (r *reading) eitherTime(t *span) *Error {
	e := r.refuse(r.typed(t), because(TwoTimes))
	for _, c := range []clock{t.clock, t.till} {
		if c.half == "" && t.till.half != "" {
			c, _ = settle(c, &t.till, 0)
		}
		v := t.value
		v.clock, v.either, v.till = c, false, clock{}
		e.Choices = append(e.Choices, r.with(t, span{kind: clockKind, value: v}).choices()...)
	}
	return e.few()
}

// eitherDay asks which of two days is meant.
func (r *reading) eitherDay(d *span) *Error {
	e := r.refuse(r.typed(d), because(TwoDates))
	e.Choices = r.onDays(d.date, d.other)
	return e.few()
}

// onDays is what is wanted on each of some days.
func (r *reading) onDays(days ...date) (out []Request) {
	if r.day == none {
		return nil
	}
	d := r.span(r.day)
	if t := r.span(r.time); t == nil || t.kind == instKind {
		return nil
	}
	for _, o := range days {
		out = append(out, r.with(d, span{kind: dayKind, value: value{date: o}}).choices()...)
	}
	return out
}

// few keeps what can be told apart, four at most.
func (e *Error) few() *Error {
	var out []Request
	for _, c := range e.Choices {
		if !slices.ContainsFunc(out, func(o Request) bool {
			return o.Verb == c.Verb && o.Start.Equal(c.Start) && o.Duration == c.Duration && o.Title == c.Title && o.Ref == c.Ref
		}) && len(out) < 4 {
			out = append(out, c)
		}
	}
	e.Choices = out
	return e
}

// doubt asks about what is left in the title and looks like time.
func (r *reading) doubt(x *trouble, rivals []*reading) *Error {
	typed := r.words[x.first:x.last].raw()
	why := x.why
	e := r.refuse(typed, why)
	switch {
	case x.fix != "":
		e.Why = *because(Mistyped, "Meant", x.fix)
		fixed := slices.Clone(r.words)
		fixed[x.first] = word{raw: x.fix, low: x.fix}
		p := &parser{in: r.in, fields: r.fields}
		if best, _ := p.reader(fixed, r.verb, r.ref).best(); best.worst() == nil && best.timeAt(x.first) {
			e.Choices = append(e.Choices, best.choices()...)
		}
	case why.Reason == Repeating:
	case x.span != none:
		if why.Reason != TwoLengths && why.Reason != TwoZones {
			e.Choices = append(e.Choices, r.instead(x.span)...)
		}
		if u := r.span(r.time); u != nil && why.Reason != WhoMayCome {
			e.Part = r.both(&r.spans[x.span])
		}
	}
	if why.Reason == BareLength {
		for _, c := range r.choices() {
			n := whole(r.words[x.first+1].low, 3)
			c.Title = strings.Join(strings.Fields(strings.Replace(c.Title, typed, "", 1)), " ")
			c.Duration = time.Duration(n) * time.Minute
			e.Choices = append(e.Choices, c)
		}
	}
	if !refusing(why.Reason) {
		c := *r
		if x.span != none && r.drops(r.span(x.span)) {
			c.more, c.taken = append(slices.Clone(r.more), x.span), nil
		}
		e.Choices = append(e.Choices, c.choices()...)
	}
	if e.Reason != Mistyped {
		slices.SortStableFunc(e.Choices, func(a, b Request) int { return a.Start.Compare(b.Start) })
	}
	return e.few()
}

// refusing tells whether there is nothing to choose from.
func refusing(r Reason) bool {
	switch r {
	case OpenDay, PlainDigits, OtherDigits, NotANumber, SeveralLengths, NegativeLength, TwoLengths, TwoZones:
		return true
	}
	return false
}

// both names two spans that are at odds.
func (r *reading) both(s *span) string {
	for _, i := range []int{r.time, r.day, r.length, r.zone} {
		o := r.span(i)
		if o == nil || !rivalKinds(o.kind, s.kind) {
			continue
		}
		if o.from > s.from {
			o, s = s, o
		}
		return r.typed(o) + " … " + r.typed(s)
	}
	return r.typed(s)
}

// drops tells whether a day or a time that is not chosen beside another is no title either.
func (r *reading) drops(s *span) bool {
	return (s.kind == dayKind || s.kind == clockKind) && !s.weak && r.besideTime(s)
}

// rivalKinds tells whether a reading has room for one of two kinds only.
func rivalKinds(a, b kind) bool {
	class := func(k kind) int {
		switch k {
		case clockKind, relKind, instKind, vagueKind, nowKind:
			return 1
		case dayKind, openKind:
			return 2
		}
		return 10 + int(k)
	}
	return class(a) == class(b)
}

// instead is the likeliest reading that has a span in it which r leaves out.
func (r *reading) instead(i int) []Request {
	s := &r.spans[i]
	var best *reading
	others := []int{none}
	for _, k := range r.able {
		if o := r.spans[k].kind; o != s.kind && (o == clockKind || o == dayKind) {
			others = append(others, k)
		}
	}
	for _, k := range bounded(others, 8) {
		c := reading{reader: r.reader, time: r.time, day: r.day, repeat: r.repeat, length: none, end: none, zone: none}
		switch s.kind {
		case clockKind:
			c.time, c.day = i, k
		case relKind, instKind, vagueKind, nowKind:
			c.time, c.day = i, none
		case dayKind, openKind:
			if c.day = i; k != none {
				c.time = k
			}
		case membersKind:
			c.more = append(c.more, i)
		default:
			return nil
		}
		if t, d := c.span(c.time), c.span(c.day); t != nil && d != nil && overlap(t, d) {
			continue
		}
		c.fill()
		for _, u := range [...]int{r.time, r.day} {
			if o := r.span(u); o != nil && u != c.day && u != c.time && rivalKinds(o.kind, s.kind) && r.drops(o) && c.free(o) {
				c.more = append(c.more, u)
			}
		}
		c.settle(make([]bool, len(r.words)))
		if c.score = c.worth(); best == nil || c.score > best.score {
			best = &c
		}
	}
	if best == nil {
		return nil
	}
	return best.choices()
}

// rivalled asks where another reading comes close and means something else.
func (r *reading) rivalled(req Request, rivals []*reading) *Error {
	var others []Request
	for _, o := range rivals {
		if o.score < r.score-5 || o.time == none && o.repeat == none || o.vague() && !r.vague() {
			continue
		}
		for _, c := range o.choices() {
			if !c.Start.Equal(req.Start) || c.Verb != req.Verb || c.Duration != req.Duration || c.Ref != req.Ref {
				others = append(others, c)
			}
		}
	}
	if len(others) == 0 {
		return nil
	}
	part := ""
	r.used(func(s *span) {
		if s.ambiguous && part == "" {
			part = r.typed(s)
		}
	})
	for _, o := range rivals {
		o.used(func(s *span) {
			if s.ambiguous && part == "" && s.kind != leadKind {
				part = r.typed(s)
			}
		})
	}
	if part == "" {
		part = r.whenText()
	}
	e := r.refuse(part, because(WhichReading))
	e.Choices = append(r.choices(), others...)
	if e.few(); len(e.Choices) < 2 {
		return nil
	}
	return e
}

func (r *reading) vague() bool { return r.time != none && r.spans[r.time].kind == vagueKind }

// refuse is an Error whose example is the command as typed, put right.
func (r *reading) refuse(part string, why *Why) *Error {
	return r.in.refuse(part, why, r.example(""))
}

// example is the whole command with a time that is read.
func (r *reading) example(when string) Form {
	when = cmp.Or(when, "tomorrow 15:00")
	title := cmp.Or(r.fields["title"], r.title())
	if r.verb == Move {
		return NewForm(Move, "meeting", cmp.Or(r.ref, link(r.title())), "when", when)
	}
	if title == "" || len([]rune(title)) > maxTitle || r.fields["title"] == "" && r.worst() != nil {
		title = "review"
	}
	length := ""
	if s := r.span(r.length); s != nil && s.fault == nil && !s.amount.calendar() && s.amount.length > 0 {
		length = TypedDuration(s.amount.length)
	}
	return NewForm(New, "when", when, "title", title, "duration", length, "members_only", yes(r.members()))
}

func (r *reading) members() bool {
	return r.fields["members_only"] == "true" || slices.ContainsFunc(r.more, func(i int) bool { return r.spans[i].kind == membersKind })
}

// whenText is the day and the time as typed.
func (r *reading) whenText() string {
	t, d := r.span(r.time), r.span(r.day)
	switch {
	case t == nil && d == nil:
		return ""
	case t == nil:
		return r.typed(d)
	case d == nil:
		return r.typed(t)
	case d.from < t.from:
		return r.typed(d) + " " + r.typed(t)
	}
	return r.typed(t) + " " + r.typed(d)
}

// request turns a reading into an instant and a duration.
func (r *reading) request() (Request, *Error) {
	req := Request{Verb: r.verb, Title: r.title(), MembersOnly: r.members()}
	if r.verb == Move {
		if r.ref != "" && req.Title != "" && req.Title != "to" {
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
		e := r.in.refuse(r.whenText(), because(ZoneUnknown), r.example("tomorrow 15:00 Europe/Paris"))
		e.NeedsZone = true
		return req, e
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
		a.AssumedHalf, a.OtherStart = "", time.Time{}
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

// till is the end of the time, as part of a span or in words of its own.
func (r *reading) till(t *span) *clock {
	switch {
	case t.hasTill:
		return &t.till
	case r.end != none:
		return &r.spans[r.end].clock
	}
	return nil
}

// part is the part of the day that was said.
func (r *reading) part() int {
	if d := r.span(r.day); d != nil && d.kind == dayKind {
		return d.date.part
	}
	return 0
}

// moment settles which half of the day is meant.
func (r *reading) moment(t *span, loc *time.Location) (moment, *Error) {
	c, till, part := t.clock, r.till(t), r.part()
	if why := contradicts(c, cmp.Or(c.part, part)); why != nil {
		return moment{}, r.refuse(r.typed(t), why)
	}
	if c.same {
		h, m, _ := r.in.Now.In(loc).Clock()
		c = clock{hour: h, minute: m, padded: true}
	}
	var m moment
	settled, assumed := settle(c, till, part)
	m.assumed = assumed
	m.from = settled.seconds()
	if h := m.from / 3600; assumed == "" && c.open() && part == 0 && settled.half == "" && t.kind != instKind && (h < 7 || h >= 22) && (till == nil || till.half == "") {
		m.night = true
	}
	if cmp.Or(c.part, part) == night && settled.half == "am" && c.hour < 5 && r.day != none {
		m.from += daySeconds // tonight at 1 is after midnight
	}
	if till != nil {
		length, err := r.until(m, settled, *till, t)
		if err != nil {
			return m, err
		}
		m.length = length
	}
	return m, nil
}

// open tells whether what was assumed falls into the night where the person is.
func (m moment) open(r *reading, start time.Time) bool {
	if m.assumed == "" || r.in.Zone == nil {
		return false
	}
	h := start.In(r.in.Zone).Hour()
	return h < 7 || h >= 22
}

// nightly asks whether a time without am or pm is meant at night.
func (r *reading) nightly(req Request, m moment, loc *time.Location) *Error {
	e := r.refuse(r.whenText(), because(AtNight))
	first := req
	m.from = (m.from + noonSeconds) % daySeconds
	m.night, m.assumed = false, ""
	if start, err := r.findOne(m, loc); err == nil && !start.UTC().Equal(first.Start) {
		other := req
		other.Start = start.UTC()
		if r.finish(&other, m, start, loc) == nil {
			e.Choices = append(e.Choices, other)
		}
	}
	e.Choices = append(e.Choices, first)
	return e
}

// until is how long a span lasts: to the first such time after its start.
func (r *reading) until(m moment, start, t clock, at *span) (int, *Error) {
	if p := cmp.Or(t.part, at.clock.part, r.part()); p != 0 && t.half == "" && t.hour <= 12 && !t.noon && !t.midnight && !t.padded {
		t = t.inPart(p)
	}
	first := after(m.from, t.seconds())
	if first == 0 {
		return 0, r.refuse(r.typed(at), because(EndsAtStart))
	}
	if !t.open() {
		return first, nil
	}
	second := after(m.from, t.seconds()+noonSeconds)
	switch {
	case second == 0 || first < second:
		return first, nil
	case t.bare || start.half != "" || start.noon:
		return second, nil
	case m.from%daySeconds+second >= daySeconds: // "22:00-6:00": the other half comes later still
		return first, nil
	case m.night: // which half is meant is asked anyway
		return second, nil
	}
	e := r.refuse(r.typed(at), because(WhichEnd))
	for _, n := range []int{first, second} {
		v := at.value
		v.hasTill, v.till = false, clock{}
		only := r.with(at, span{kind: at.kind, value: v})
		only.end = none
		for _, c := range only.choices() {
			c.Duration = time.Duration(n) * time.Second
			e.Choices = append(e.Choices, c)
		}
	}
	return 0, e
}

// spanLength checks the length of a span against any other that was said.
func (r *reading) spanLength(req *Request, m moment, t *span) *Error {
	if m.length == 0 {
		return nil
	}
	d := time.Duration(m.length) * time.Second
	switch {
	case d < shortest:
		return r.refuse(r.typed(t), tooShort())
	case m.from+m.length > daySeconds && d > 18*time.Hour:
		return r.refuse(r.typed(t), because(NextDay))
	case req.Duration != 0 && req.Duration != d:
		e := r.refuse(r.typed(t)+" … "+cmp.Or(r.lengthText(), r.fields["duration"]), because(TwoLengths))
		return e
	}
	req.Duration = d
	return nil
}

func (r *reading) lengthText() string {
	if s := r.span(r.length); s != nil {
		return r.typed(s)
	}
	return ""
}

// finish checks the start, and measures a span between its two instants: the clocks may change within.
func (r *reading) finish(req *Request, m moment, start time.Time, loc *time.Location) *Error {
	if r.tooFar(start) {
		return r.refuse(r.whenText(), because(TooFar))
	}
	if m.length == 0 {
		return nil
	}
	local := start.In(loc)
	h, mi, sec := local.Clock()
	ends := wall(civilOf(local), h*3600+mi*60+sec+m.length, loc)
	if len(ends) != 1 || !ends[0].After(start) {
		e := r.refuse(r.typed(r.span(r.time)), because(ClocksAtEnd))
		req := *req
		req.Start = start.UTC()
		e.Choices = []Request{req}
		return e
	}
	req.Duration = ends[0].Sub(start)
	return nil
}

// findOne finds the one instant that is meant, or asks back where there are two.
func (r *reading) findOne(m moment, loc *time.Location) (time.Time, *Error) {
	t, d := r.span(r.time), r.dateOf()
	if d != nil && d.swapped {
		return r.dayOrMonth(d, m, loc)
	}
	if t.clock.midnight && d != nil && (d.kind != offsetDate || d.n != 0 || d.plus != amount{}) && d.part != night {
		return r.eitherOf(d, 0, d, m.from, loc, because(WhichMidnight))
	}
	return r.find(d, m.from, loc)
}

// dayOrMonth reads 9/12 as people write it where they come from, or asks.
func (r *reading) dayOrMonth(d *date, m moment, loc *time.Location) (time.Time, *Error) {
	one, other := *d, *d
	one.swapped, other.swapped = false, false
	other.civil.month, other.civil.day = d.civil.day, d.civil.month
	if d.weekday { // the weekday beside it tells
		today := civilOf(r.in.Now.In(loc))
		_, first := r.fitting(&one, one.days(today))
		_, second := r.fitting(&other, other.days(today))
		switch {
		case first == nil && second != nil:
			return r.find(&one, m.from, loc)
		case second == nil && first != nil:
			return r.find(&other, m.from, loc)
		case first != nil:
			e := r.refuse(r.whenText(), because(OtherWeekday, "Weekday", time.Weekday(one.days(today)[0].weekday())))
			if len(first.Args) == 2 {
				e.Why = first.Why
			}
			one.weekday, other.weekday = false, false
			e.Choices = r.onDays(one, other, date{kind: weekdayDate, n: d.n})
			return time.Time{}, e.few()
		}
	}
	first, open := monthFirst(r.in.Locale)
	if !first {
		one, other = other, one
	}
	if !open {
		t, err := r.find(&one, m.from, loc)
		if err == nil && t.Sub(r.in.Now) < 200*24*time.Hour || err != nil && len(err.Choices) > 1 {
			return t, err
		}
	}
	return r.eitherOf(&one, m.from, &other, m.from, loc, because(DayOrMonth))
}

func (r *reading) dateOf() *date {
	if t := r.span(r.time); t != nil && t.kind == instKind {
		return &t.date
	}
	if d := r.span(r.day); d != nil && d.kind == dayKind {
		return &d.date
	}
	return nil
}

// eitherOf takes the reading that is still to come, and asks back where both are.
func (r *reading) eitherOf(a *date, from int, b *date, till int, loc *time.Location, why *Why) (time.Time, *Error) {
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
			e := r.in.refuse(r.whenText(), because(ZoneUnknown), r.example("tomorrow 15:00 Europe/Paris"))
			e.NeedsZone = true
			return req, e
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

// repeated refuses what would be a series, and offers the first of it.
func (r *reading) repeated(req Request, m moment, loc *time.Location) (Request, *Error) {
	s := r.span(r.repeat)
	rule, why := r.rule(loc)
	if why != nil {
		return req, r.refuse(r.typed(s), why)
	}
	today := civilOf(r.in.Now.In(loc))
	from := today
	if d := r.dateOf(); d != nil {
		days, err := r.fitting(d, d.days(today))
		if err != nil {
			return req, err
		}
		from = days[0]
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
	for range 400 {
		c := rule.begins(from)
		if ahead := r.still(wall(c, m.from, loc)); len(ahead) > 0 && !rule.excluded(c) {
			req.Start = ahead[0].UTC()
			break
		}
		from = c.add(0, 1)
	}
	if req.Start.IsZero() {
		return req, r.refuse(r.typed(s), because(TooFar))
	}
	once := req
	req.Repeat = rule
	e := r.refuse(r.typed(s), because(Repeating))
	e.Read = &req
	if !m.night {
		e.Choices = []Request{once}
	}
	return req, e
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
	n := 0
	for _, i := range r.more {
		u := &r.spans[i]
		switch {
		case u.kind == exceptKind && n < len(rule.Except):
			if days := u.date.days(today); len(days) > 0 {
				rule.Except[n] = nextOf(days, today)
				n++
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

// at is what is wanted, at t.
func (r *reading) at(t time.Time) Request {
	req := Request{Verb: r.verb, Start: t.UTC()}
	_ = r.lasts(&req)
	locs := []*time.Location{r.in.Zone}
	if s := r.span(r.time); s != nil {
		locs = append(r.zones(), r.in.Zone)
	}
	req.Zone = r.zoneText(locs[0])
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
