package parse

import (
	"cmp"
	"fmt"
	"strings"
	"time"
	"unicode"
)

// tooShort says so of a meeting.
func tooShort() *Why { return because(LengthTooShort, "Least", shortest) }

const (
	shortest = 10 * time.Second    // of a meeting
	longest  = 31 * 24 * time.Hour // that is read at all; how long a meeting may be is not for this package
)

// ParseDuration reads a length of time such as "45m", "1h30" or "half an hour". A bare number counts
// minutes. The error, if any, is always an *Error.
func ParseDuration(typed string) (time.Duration, error) {
	d, err := length(typed)
	if err != nil {
		return 0, err
	}
	return d, nil
}

func length(typed string) (time.Duration, *Error) {
	in := Input{Text: typed}
	s, err := clean(in)
	if err != nil {
		return 0, err
	}
	t := split(s)
	if w := t.at(0); w == "for" || w == "by" {
		t = t[1:]
	}
	if v := whole(t.at(0), 6); v > 0 && len(t) == 1 {
		t = split(t[0].low + "m")
	}
	a, n := t.amount(0)
	if n == 0 || n != len(t) {
		why := lengthFault(t.at(0))
		return 0, in.lengthError(s, cmp.Or(why, because(NotALength)))
	}
	d, why := a.duration()
	if why != nil {
		return 0, in.lengthError(s, why)
	}
	return d, nil
}

// amount reads a length of time from the words at i on, as many as may be; n is how many, 0 where there is none.
func (t text) amount(i int) (a amount, n int) {
	if i < 0 || i >= len(t) {
		return a, 0
	}
	c := grammarOf().read(t[i:])
	for k := range c.spans {
		s := &c.spans[k]
		if _, last := c.extent(s); s.kind == amountKind && s.from == 0 && c.whole(s) && last > n {
			a, n = s.amount, last
		}
	}
	return a, n
}

// lengthError shows durations alone, as no command is known.
func (in Input) lengthError(part string, why *Why) *Error {
	return in.refuse(part, why, NewForm("", "duration", "45m"))
}

// duration is a as elapsed time, or why it cannot be that. A day is 24 hours here.
func (a amount) duration() (time.Duration, *Why) {
	switch {
	case a.zero():
		return 0, because(ZeroLength)
	case a.huge, a.months > 0, a.days > 31:
		return 0, because(LengthTooLong)
	}
	d := a.length + time.Duration(a.days)*24*time.Hour
	if d > longest {
		return 0, because(LengthTooLong)
	}
	return d, nil
}

// lengthFault tells what is wrong with a word that was meant as a duration, or nil for any other word.
func lengthFault(w string) *Why {
	body := strings.TrimRight(w, "abcdefghijklmnopqrstuvwxyz")
	if !shortUnit(w[len(body):]) {
		return unitlessFault(w)
	}
	switch {
	case body == "":
		return nil
	case body[0] == '-' && digits(body[1:]) > 0:
		return because(NegativeLength)
	case strings.HasPrefix(body, "0x"), exponent(body):
		return because(PlainDigits)
	case digits(body) > 0 && strings.Contains(body, "-"):
		return because(SeveralLengths)
	}
	for _, r := range body {
		if r > '9' && unicode.IsDigit(r) {
			return because(OtherDigits)
		}
	}
	return nil
}

// unitlessFault looks at words whose unit cannot be told from the rest by its letters: "NaNm", "0x1Fm".
func unitlessFault(w string) *Why {
	switch {
	case w == "nanm", w == "nanh", w == "nans", w == "infm", w == "infh", w == "infs":
		return because(NotANumber)
	case strings.HasPrefix(w, "0x") && len(w) > 3 && shortUnit(w[len(w)-1:]):
		return because(PlainDigits)
	}
	return nil
}

// shortUnit tells whether s is what stands behind the number of a length, as in 45m.
func shortUnit(s string) bool {
	switch s {
	case "s", "sec", "secs", "m", "min", "mins", "minutes", "h", "hr", "hrs", "hours":
		return true
	}
	return false
}

// exponent tells whether s is a number such as 1e3.
func exponent(s string) bool {
	n := digits(s)
	if n == 0 || n >= len(s) || s[n] != 'e' {
		return false
	}
	rest := strings.TrimLeft(s[n+1:], "+-")
	return rest != "" && digits(rest) == len(rest)
}

// TypedDuration is a length of time as one word that people could type, "1h30m".
func TypedDuration(d time.Duration) string {
	out := ""
	if d < 0 {
		out, d = "-", -d
	}
	if n := d / time.Hour; n > 0 {
		out += fmt.Sprint(int(n)) + "h"
	}
	if n := d % time.Hour / time.Minute; n > 0 {
		out += fmt.Sprint(int(n)) + "m"
	}
	if n := d % time.Minute / time.Second; n > 0 || d < time.Second {
		out += fmt.Sprint(int(n)) + "s"
	}
	return out
}
