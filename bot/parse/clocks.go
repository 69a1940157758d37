package parse

func (b *building) set(c clock) bool {
	b.out.clock = c
	b.out.fault = c.fault()
	return true
}

func (b *building) bareHour() bool {
	i := b.part(intKind, 0)
	if i.width > 2 || i.n > 24 {
		return false
	}
	if b.tokens[b.to-1].dot && b.to < len(b.tokens) && letter(b.tokens[b.to].text) && b.tokens[b.to].text != "uhr" {
		return false // "bis 18. Dezember"
	}
	b.out.weak = true
	return b.set(clock{hour: i.n, bare: true, padded: i.width == 2 && i.n < 10})
}

// clockOf is hours, minutes and perhaps seconds in digits.
func (b *building) clockOf() bool {
	h, m, s := b.part(intKind, 0), b.part(intKind, 1), b.part(intKind, 2)
	if h.width > 2 || m != nil && m.width != 2 || s != nil && s.width != 2 {
		return false
	}
	c := clock{hour: h.n, padded: h.width == 2 && h.n < 10, bare: m == nil}
	if m != nil {
		c.minute = m.n
	}
	if s != nil {
		c.second = s.n
	}
	return b.set(c)
}

func (b *building) fixedClock() bool {
	c := clock{hour: b.arg(0), minute: b.arg(1), noon: b.arg(0) == 12, midnight: b.arg(0) == 24}
	b.out.weak = true
	return b.set(c)
}

// twelve is a clock in which 12 is named: "12 noon".
func (b *building) twelve() bool { return b.fixedClock() }

// jointClock is 1430 or 0930, which counts beside a day.
func (b *building) jointClock() bool {
	i := b.part(intKind, 0)
	c := clock{hour: i.n / 100, minute: i.n % 100, padded: i.n < 1000, joint: true}
	b.out.weak, b.out.clock = true, c
	return i.width == 4 && c.fault() == nil
}

// dottedClock is 15.30, which may be any other number.
func (b *building) dottedClock() bool {
	ok := b.clockOf()
	b.out.weak, b.out.clock.joint = true, true
	return ok && b.part(intKind, 1) != nil && b.part(intKind, 0).n <= 24 && (b.out.fault == nil || b.out.clock.hour == 24)
}

// clockH is 15h, which in a language that says hours so is a time of day, and in others may be.
func (b *building) clockH() bool {
	ok := b.clockOf()
	b.out.weak = b.out.clock.bare && (b.rule.lang == every || b.out.clock.hour < 7)
	b.out.clock.bare = b.out.clock.bare && b.out.clock.hour < 7
	return ok && b.out.clock.hour < 24
}

func (b *building) ampm() bool {
	c := b.part(clockKind, 0)
	h := b.arg(0)
	if x := b.part(halfKind, 0); x != nil {
		h = x.n
	}
	if c.fault != nil || c.clock.half != "" || c.hasTill || c.clock.noon || c.clock.midnight || c.clock.part != 0 || c.clock.joint && b.tokens[c.from].width > 2 || c.wordy && h == 0 {
		return false
	}
	if c.clock.hour > 12 && !b.tokens[c.to].glued {
		return false // "um 15 Uhr am Freitag"
	}
	if b.arg(0) == 1 && c.clock.bare && b.tokens[b.to-1].text == "a" { // 4a is a class
		return false
	}
	b.out.value = c.value
	b.out.weak, b.out.wordy = false, false
	b.out.clock.bare, b.out.clock.joint = false, false
	b.out.clock.half = [...]string{"", "am", "pm"}[h]
	b.out.fault = b.out.clock.fault()
	return true
}

func (b *building) clockWord() bool {
	n := b.number()
	b.out.weak, b.out.wordy = true, true
	return n >= 1 && n <= 12 && b.set(clock{hour: n, bare: true})
}

// clockWords is "eleven thirty".
func (b *building) clockWords() bool {
	h, m := b.part(numKind, 0), b.part(numKind, 1)
	b.out.weak, b.out.wordy = true, true
	return h.n >= 1 && h.n <= 12 && m.n >= 10 && m.n%5 == 0 && m.n < 60 && b.set(clock{hour: h.n, minute: m.n})
}

// past is so many minutes after the hour.
func (b *building) past() bool {
	if m := b.part(numKind, 0); m != nil && m.n < 5 && m.from > b.part(clockKind, 0).from {
		return false // "10 Uhr zwei …"
	}
	return b.around(b.minutesOf())
}

// toHour is so many minutes before it.
func (b *building) toHour() bool { return b.around(-b.minutesOf()) }

// minutesOf are the minutes that a rule names, or its first number.
func (b *building) minutesOf() int {
	if len(b.rule.n) > 0 {
		return b.arg(0)
	}
	return b.number()
}

// beforeHalf is "fünf vor halb vier".
func (b *building) beforeHalf() bool { return b.around(b.arg(0) - b.number()) }

// minusHalf is "fünf nach halb vier": so much after half an hour before.
func (b *building) minusHalf() bool { return b.around(b.arg(0) + b.number()) }

func (b *building) around(minutes int) bool {
	c := b.part(clockKind, 0)
	b.out.value = c.value
	if !c.clock.bare || c.clock.minute != 0 || c.clock.half != "" && minutes < 0 || c.hasTill || c.clock.hour > 24 || minutes >= 60 || minutes <= -60 {
		return c.clock.half != "" && c.clock.minute == 0 && !c.hasTill && b.shifted(minutes)
	}
	at := c.clock.hour*60 + minutes
	if at < 60 && c.clock.hour == 1 {
		at += 12 * 60
	}
	b.out.clock = clock{hour: at / 60, minute: at % 60, part: c.clock.part}
	b.out.weak, b.out.wordy = false, false
	if b.out.clock.hour <= 12 && c.clock.hour <= 12 { // as loose as a bare hour, and read like one
		b.out.clock.bare = true
	}
	return true
}

// shifted moves a clock with am or pm.
func (b *building) shifted(minutes int) bool {
	c := b.part(clockKind, 0).clock
	at := (c.seconds()/60 + minutes + 24*60) % (24 * 60)
	b.out.clock = clock{hour: at / 60, minute: at % 60}
	b.out.clock.half = "am"
	if at >= 12*60 {
		b.out.clock.half = "pm"
	}
	if b.out.clock.hour %= 12; b.out.clock.hour == 0 {
		b.out.clock.hour = 12
	}
	b.out.weak, b.out.wordy = false, false
	return true
}

// oclock is an hour that "o'clock" or "Uhr" makes sure.
func (b *building) oclock() bool {
	c := b.part(clockKind, 0)
	b.out.value = c.value
	b.out.weak, b.out.wordy = false, false
	if m := b.part(intKind, 0); m != nil { // "15 Uhr 30"
		if !c.clock.bare || m.width > 2 || m.n > 59 {
			return false
		}
		b.out.clock.minute, b.out.clock.bare = m.n, false
		return b.out.clock.hour > 12 || b.rule.lang != every
	}
	last := b.tokens[b.to-1].text
	switch {
	case b.tokens[c.to-1].text == "h", c.clock.hour == 24 && last != "uhr": // "15h heure d'Alger", "24 heures du Mans"
		return false
	}
	return c.clock.half == "" && !c.clock.noon && !c.clock.midnight && !(c.clock.joint && c.to-c.from == 1)
}

// clockInPart is a clock, or a span of them, in a part of the day.
func (b *building) clockInPart() bool {
	c := b.part(clockKind, 0)
	b.out.value = c.value
	b.out.clock.part = b.arg(0)
	if p := b.part(partKind, 0); p != nil {
		b.out.clock.part = p.n
	}
	b.out.weak, b.out.wordy = false, false
	return c.clock.part == 0 && !c.clock.noon && !c.clock.joint && !c.either
}

func (b *building) sameTime() bool {
	b.out.clock = clock{same: true}
	return true
}

func (b *building) approximately() bool {
	ok := b.same()
	b.out.clock.approx = true
	b.out.weak = b.out.weak && !b.out.wordy && b.out.clock.joint
	return ok && !b.out.hasTill && !b.out.wordy
}

// before is a time that is only the latest, or the earliest.
func (b *building) before() bool {
	c := b.part(clockKind, 0)
	b.out.value = c.value
	b.out.weak, b.out.fault = false, because(OpenTime)
	return !c.hasTill && !c.wordy
}

// rangeOf is from one time of day to another.
func (b *building) rangeOf() bool {
	c, t := b.part(clockKind, 0), b.part(clockKind, 1)
	if c.hasTill || t.hasTill || c.either || t.either || t.marked || t.clock.same || c.clock.same || c.tillZone != "" || t.tillZone != "" {
		return false
	}
	b.out.value = c.value
	b.out.till, b.out.hasTill = t.clock, true
	b.out.fault = first(c.fault, t.fault)
	b.out.zones, b.out.loc = c.zones, c.loc
	if t.zones != "" || t.loc != nil {
		b.out.zones, b.out.loc = t.zones, t.loc
	}
	if t.clock.part != 0 && c.clock.part == 0 && c.clock.half == "" {
		b.out.clock.part = t.clock.part
	}
	b.out.wordy = c.wordy && t.wordy && b.arg(0) == 0
	loose := c.weak && t.weak && !b.twentyFour(c, t)
	b.out.weak = b.arg(0) == 0 && (loose || c.wordy || c.clock.joint && t.clock.bare)
	return true
}

// rising is a range in a language in which what joins it joins a day and its time, too: "le 12 à 10h" is none.
func (b *building) rising() bool {
	c, t := b.part(clockKind, 0), b.part(clockKind, 1)
	return !(c.clock.bare && !t.clock.bare && c.clock.hour > t.clock.hour) && b.rangeOf()
}

// twentyFour tells whether two bare hours can only be hours: 14-15.
func (b *building) twentyFour(c, t *span) bool {
	return c.clock.bare && t.clock.bare && c.clock.hour > 12 && t.clock.hour > c.clock.hour && t.clock.hour <= 24
}

func first(whys ...*Why) *Why {
	for _, w := range whys {
		if w != nil {
			return w
		}
	}
	return nil
}

// either is one of two days, or of two times of day.
func (b *building) either() bool {
	if c := b.part(clockKind, 0); c != nil {
		t := b.part(clockKind, 1)
		b.out.value = c.value
		b.out.till, b.out.either = t.clock, true
		b.out.weak = c.weak && t.weak
		return (c.zones == "" || t.zones == "") && !c.hasTill && !t.hasTill && !c.either && !t.either && !(c.wordy && t.wordy)
	}
	d, e := b.part(dayKind, 0), b.part(dayKind, 1)
	b.out.value = d.value
	b.out.other, b.out.either = e.date, true
	b.out.weak = d.weak && e.weak
	return !d.either && !e.either && !(d.weak && d.date.kind == monthDate && e.weak)
}

// zoned is a time with a zone behind it.
func (b *building) zoned() bool {
	c, z := b.part(clockKind, 0), b.part(zoneKind, 0)
	if c == nil {
		c = b.part(instKind, 0)
	}
	b.out.value = c.value
	b.out.loc, b.out.zones = z.loc, z.zones
	b.out.fault = first(c.fault, z.fault)
	if c.kind == clockKind && b.tokens[z.from].text == "-" {
		return false
	}
	if b.to < len(b.tokens) && b.tokens[z.from].text == "et" && (b.tokens[b.to].text == "cetera" || b.tokens[b.to].text == "al") {
		return false
	}
	if z.n == ownZone {
		b.out.zones = ""
	}
	b.out.ambiguous = b.out.ambiguous || z.ambiguous
	glued := len(b.rule.items) > 1 && b.rule.items[1].glued
	if c.weak && (!c.clock.bare || c.wordy) && !c.clock.noon && !c.clock.midnight {
		return false
	}
	if c.weak && c.clock.bare && !c.hasTill {
		return false
	}
	if c.clock.bare && glued && c.clock.half == "" {
		return false
	}
	b.out.weak = c.weak && c.clock.bare
	return c.loc == nil && c.zones == "" && !c.either
}

// pair is the same moment by two clocks, or two moments: 3pm ET / 12pm PT.
func (b *building) pair() bool {
	c, d := b.part(clockKind, 0), b.part(clockKind, 1)
	b.out.value = c.value
	b.out.till, b.out.tillZone = d.clock, d.zones
	return c.zones != "" && d.zones != "" && !c.hasTill && !d.hasTill && c.tillZone == "" && d.tillZone == ""
}

// fault tells what is wrong with c, or nil.
func (c clock) fault() *Why {
	switch {
	case c.midnight, c.same:
		return nil
	case c.second == 60 && c.minute < 60:
		return because(LeapSecond)
	case c.half != "" && (c.hour == 0 || c.hour > 12):
		return because(NoSuchHour, "Hour", c.hour, "Half", c.half)
	case c.hour > 23 && !(c.hour == 24 && c.minute == 0 && c.second == 0 && c.bare), c.minute > 59, c.second > 59:
		return because(NoSuchTime)
	}
	return nil
}

// Lengths, and times from now.
