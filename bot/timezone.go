package bot

import (
	"context"
	"strings"

	"meetbot/bot/parse"
	"meetbot/core"
)

// settlePrefix marks the command of a button that settles the sender's zone and goes on with their words.
const settlePrefix = "settle "

// timezone shows or settles the zone in which somebody's words are read.
func (b *Bot) timezone(ctx context.Context, c Command, r parse.Request) (Card, error) {
	if len(r.Args) > 0 {
		p, err := b.service.ChooseZone(ctx, c.Sender, r.Args[0])
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
	c.Lines = append(c.Lines, Line{Text("To change it: "), b.typed("timezone Europe/Paris")})
	return c
}

// settleZone settles the sender's zone, which stands last, and answers the words that needed it.
func (b *Bot) settleZone(ctx context.Context, c Command, words string) Card {
	last := strings.LastIndexByte(words, ' ')
	rest, zone := words[:max(last, 0)], words[last+1:]
	if _, err := b.service.ChooseZone(ctx, c.Sender, zone); err != nil {
		return b.refusal(ctx, c, nil, err)
	}
	c.Text = rest
	return b.Handle(ctx, c)
}

// whichZone asks for a zone that nobody knows. Where the platform never tells one, the answer is kept; where it only
// failed to, it counts this once.
func (b *Bot) whichZone(c Command, e *noZone) Card {
	card := b.misread(e.fault)
	card.Title = "In which time zone?"
	if e.unknown != nil {
		card.Buttons = []Button{{Label: "Try again", Command: c.Text}}
		for _, z := range zones {
			card.Buttons = append(card.Buttons, Button{Label: z, Command: c.Text + " " + z})
		}
		return card
	}
	now := b.service.Now()
	for _, z := range zones {
		card.Buttons = append(card.Buttons, Button{Label: z, Command: settlePrefix + c.Text + " " + z})
	}
	for _, z := range moreZones {
		card.Menu = append(card.Menu, Button{Label: clockIn(z, now), Command: settlePrefix + c.Text + " " + z})
	}
	card.Note = Line{Text("I ask this once. Any other zone: "), b.typed("timezone Asia/Tokyo")}
	return card
}
