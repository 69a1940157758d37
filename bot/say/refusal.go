package say

import (
	"slices"
	"time"

	"meetbot/core"
)

// Refusal says why core did not do what somebody asked for.
func (l *Language) Refusal(e *core.Error) string {
	if e.Reason != "" {
		return l.Say(Key("refusal").Of(string(e.Reason)), e.Args...)
	}
	return l.Say(Key("refusal").Of(string(e.Code)), e.Args...)
}

// anyOf lists what may be meant.
func (l *Language) anyOf(all []string) string {
	out := all[0]
	for _, next := range all[1:] {
		out = l.Say("misread.either", "One", out, "Other", next)
	}
	return out
}

// Misread says why words could not be read, or asks which of several readings is meant. Ago is how far back something was.
func (l *Language) Misread(reason string, args ...any) string {
	args = slices.Clone(args)
	for i := 1; i < len(args); i += 2 {
		switch v := args[i].(type) {
		case time.Month:
			args[i] = l.calendar.months[v-1]
		case time.Weekday:
			args[i] = l.calendar.weekdays[v]
		case []string:
			args[i] = l.anyOf(v)
		case time.Duration:
			if args[i-1] == "Ago" {
				args[i] = l.RoughlyAway(v)
			}
		}
	}
	return l.Say(Key("misread.why").Of(reason), args...)
}
