package parse

import (
	"fmt"
	"strings"
)

// clock is a time of day as typed.
type clock struct {
	hour, minute, second int
	half                 string // "am" or "pm" where it was typed
	bare                 bool   // an hour alone
	dot                  bool   // "15.30", which may be any other number
	padded               bool   // "09:00"
	midnight             bool   // by name; hour is 24 then
	noon                 bool   // by name
}

// readClock reads a time of day from the beginning of s.
func readClock(s string) (c clock, rest string, ok bool) {
	n := digits(s)
	if n == 0 || n > 2 {
		return c, s, false
	}
	c.hour, rest = whole(s[:n], 2), s[n:]
	c.padded, c.bare = n == 2 && s[0] == '0', true
	if m, after, found := sixty(rest, ":."); found {
		c.dot, c.minute, c.bare = rest[0] == '.', m, false
		rest = after
		if x, after, found := sixty(rest, ":"); found && !c.dot {
			c.second, rest = x, after
		}
	}
	for _, half := range []string{"am", "pm", "a.m", "p.m"} {
		if after, found := strings.CutPrefix(rest, half); found && letters(after) == 0 {
			c.setHalf(half)
			return c, strings.TrimPrefix(after, "."), true
		}
	}
	return c, rest, true
}

// sixty reads a mark and exactly two digits.
func sixty(s, marks string) (n int, rest string, ok bool) {
	if len(s) < 3 || !strings.Contains(marks, s[:1]) || digits(s[1:]) != 2 {
		return 0, s, false
	}
	return whole(s[1:3], 2), s[3:], true
}

func (c *clock) setHalf(half string) {
	c.half = half[:1] + "m"
	c.bare, c.dot = false, false
}

// fault tells what is wrong with c, or nil.
func (c clock) fault() *Why {
	switch {
	case c.midnight:
		return nil
	case c.second == 60 && c.minute < 60:
		return because(LeapSecond)
	case c.half != "" && (c.hour == 0 || c.hour > 12):
		return because(NoSuchHour, "Hour", c.hour, "Half", c.half)
	case c.hour > 23, c.minute > 59, c.second > 59:
		return because(NoSuchTime)
	}
	return nil
}

// open tells whether c says neither am nor pm and could mean either.
func (c clock) open() bool {
	return c.half == "" && !c.noon && !c.midnight && c.hour >= 1 && c.hour <= 12
}

// in24 is c with its half worked into the hour.
func (c clock) in24() clock {
	switch {
	case c.half == "am" && c.hour == 12:
		c.hour = 0
	case c.half == "pm" && c.hour < 12:
		c.hour += 12
	}
	c.half = ""
	return c
}

// seconds counts from the beginning of the day.
func (c clock) seconds() int {
	c = c.in24()
	return c.hour*3600 + c.minute*60 + c.second
}

// typed writes c so that it is read in one way only.
func (c clock) typed() string {
	c = c.in24()
	h, half := c.hour, "am"
	if h >= 12 {
		half = "pm"
	}
	if h = h % 12; h == 0 {
		h = 12
	}
	if c.minute == 0 {
		return fmt.Sprintf("%d%s", h, half)
	}
	return fmt.Sprintf("%d:%02d%s", h, c.minute, half)
}
