package bot

import (
	"context"
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// How many meetings a question offers: as buttons those that are read at a glance, and the rest in a menu.
const (
	maxChoices     = 5
	maxMoreChoices = 20
)

// choose offers to do the same with one certain meeting.
func (b *Bot) choose(ctx context.Context, by Command, c *Card, r parse.Request, among []core.Meeting) {
	zone, _ := b.zone(ctx, by) // where it is not known the times are in UTC
	t, home := b.to(by), by.Channel.Home()
	for i, m := range among {
		one := Button{Label: t.choice(m, home, zone, b.service.Now()), Press: pressOn(r, m, home)}
		if r.Open { // what it says is read only with the times of the one that is chosen
			one.Press = request{Form: r.ChangeOf(offeredAs(m, home))}.press()
		}
		switch {
		case i < maxChoices:
			c.Buttons = append(c.Buttons, one)
		case i < maxChoices+maxMoreChoices:
			c.Menu = append(c.Menu, one)
		default:
			c.Note = t.line("refused.more", "N", len(among)-i, "Ref", ref(max(m.Number(home), 1)))
			return
		}
	}
}

// choice names a meeting among others that may be called the same: "#1 lunch · Tue 25 Aug 12:00". A long title gives way
// to the time.
func (t tongue) choice(m core.Meeting, in core.Workspace, zone *time.Location, now time.Time) string {
	label := short(m.Title, shortTitle)
	if n := m.Number(in); n != 0 {
		label = ref(n) + " " + short(m.Title, shortTitle-len(ref(n)))
	}
	return label + " · " + t.at(m.Start, zone, now)
}

// at writes an instant by the clocks of a zone, or of UTC where it is not known.
func (t tongue) at(instant time.Time, zone *time.Location, now time.Time) string {
	if zone == nil {
		return t.At(instant.UTC(), now) + " UTC"
	}
	return t.At(instant.In(zone), now)
}
