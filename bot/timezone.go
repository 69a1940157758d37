package bot

import (
	"context"
	"time"

	"meetbot/bot/parse"
)

// timezone shows or settles the zone in which somebody's words are read.
func (b *Bot) timezone(ctx context.Context, c Command, q request, _ *time.Location) (Card, error) {
	t := b.to(c)
	if q.Zone != "" {
		p, err := b.service.ChooseZone(ctx, c.Sender, q.Zone)
		if err != nil {
			return Card{}, err
		}
		return b.zoneCard(t, t.Say("zone.now", "Zone", p.Zone), p.Zone), nil
	}
	if zone, _ := b.zone(ctx, c); zone != nil { // why it is not known changes nothing
		return b.zoneCard(t, t.Say("zone.is", "Zone", zone.String()), zone.String()), nil
	}
	return b.zoneCard(t, t.Say("zone.unknown"), ""), nil
}

func (b *Bot) zoneCard(t tongue, title, zone string) Card {
	c, now := Card{Title: title}, b.service.Now()
	if loc := location(zone); loc != nil {
		c.Lines = append(c.Lines, t.line("zone.clock", "Time", t.At(now.In(loc), now)))
	}
	c.Lines = append(c.Lines, t.line("zone.change", "Command", b.typed(parse.Timezone, "zone", "Europe/Paris")))
	return c
}

// whichZone asks for a zone that nobody knows. Where the platform never tells one, the answer is kept; where it only
// failed to, it counts this once.
func (b *Bot) whichZone(ctx context.Context, c Command, e *noZone) Card {
	t := b.to(c)
	card := b.misread(ctx, c, e.fault)
	card.Title = t.Say("zone.which")
	in := func(zone string) string {
		q := e.asked
		q.In, q.Settle = zone, e.unknown == nil
		return q.press()
	}
	if e.unknown != nil {
		card.Buttons = []Button{{Label: t.Say("button.try_again"), Press: c.again()}}
	}
	for _, z := range zones {
		card.Buttons = append(card.Buttons, Button{Label: z, Press: in(z)})
	}
	if e.unknown != nil {
		return card
	}
	now := b.service.Now()
	for _, z := range moreZones {
		card.Menu = append(card.Menu, Button{Label: t.clockIn(z, now), Press: in(z)})
	}
	card.Note = t.line("zone.once", "Command", b.typed(parse.Timezone, "zone", "Asia/Tokyo"))
	return card
}
