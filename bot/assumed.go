package bot

import (
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// assumed says what was assumed of when a meeting is, and puts each alternative on a button that carries what press returns
// for its start.
func (t tongue) assumed(c Card, m core.Meeting, r parse.Request, now time.Time, press func(time.Time) string) Card {
	zone := location(r.Zone)
	if zone == nil {
		return c
	}
	if r.AssumedHalf != "" {
		for i, other := range otherHalf(r, zone, now) {
			if i == 0 {
				c.Lines = append(c.Lines, t.line("booked.assumed", "Time", t.half(m.Start.In(zone), other)))
			}
			c.Buttons = append(c.Buttons, Button{Label: t.Say("button.other_half", "Time", t.half(other.In(zone), m.Start)), Press: press(other)})
		}
	}
	if !r.OtherDay.IsZero() {
		c.Lines = append(c.Lines, t.line("booked.assumed", "Time", t.Day(m.Start.In(zone), now)))
		c.Buttons = append(c.Buttons, Button{Label: t.Say("button.other_half", "Time", t.Day(r.OtherDay.In(zone), now)), Press: press(r.OtherDay)})
	}
	return c
}
