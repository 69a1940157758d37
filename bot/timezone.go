package bot

import (
	"context"
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// timezone shows or settles the zone in which somebody's words are read.
func (b *Bot) timezone(ctx context.Context, c Command, q request, _ *time.Location) (Card, error) {
	if q.Zone != "" {
		p, err := b.service.ChooseZone(ctx, c.Sender, q.Zone)
		if err != nil {
			return Card{}, err
		}
		return b.zoneCard("Your time zone is now "+p.Zone, b.now(p.Zone)), nil
	}
	if zone, _ := b.zone(ctx, c); zone != nil { // why it is not known changes nothing
		return b.zoneCard("Your time zone is "+zone.String(), b.now(zone.String())), nil
	}
	return b.zoneCard("I do not know your time zone", ""), nil
}

// now writes the time it is in a zone.
func (b *Bot) now(zone string) string {
	loc := location(zone)
	if loc == nil {
		return ""
	}
	now := b.service.Now().In(loc)
	return "It is " + now.Format("Mon 2 Jan 15:04") + core.ClockName(now) + " there."
}

func (b *Bot) zoneCard(title, now string) Card {
	c := Card{Title: title}
	if now != "" {
		c.Lines = append(c.Lines, Line{Text(now)})
	}
	c.Lines = append(c.Lines, Line{Text("To change it: "), b.typed(parse.Timezone, "zone", "Europe/Paris")})
	return c
}

// whichZone asks for a zone that nobody knows. Where the platform never tells one, the answer is kept; where it only
// failed to, it counts this once.
func (b *Bot) whichZone(c Command, e *noZone) Card {
	card := b.misread(e.fault)
	card.Title = "In which time zone?"
	in := func(zone string) string {
		q := e.asked
		q.In, q.Settle = zone, e.unknown == nil
		return q.press()
	}
	if e.unknown != nil {
		card.Buttons = []Button{{Label: "Try again", Press: c.again()}}
	}
	for _, z := range zones {
		card.Buttons = append(card.Buttons, Button{Label: z, Press: in(z)})
	}
	if e.unknown != nil {
		return card
	}
	now := b.service.Now()
	for _, z := range moreZones {
		card.Menu = append(card.Menu, Button{Label: clockIn(z, now), Press: in(z)})
	}
	card.Note = Line{Text("I ask this once. Any other zone: "), b.typed(parse.Timezone, "zone", "Asia/Tokyo")}
	return card
}
