package bot

import (
	"cmp"
	"context"

	"meetbot/bot/parse"
	"meetbot/core"
)

// ask asks whether somebody, who may, is sure to do something to a meeting.
func (b *Bot) ask(ctx context.Context, c Command, r parse.Request) (Card, error) {
	m, err := b.service.Find(ctx, c.actor(), r.Ref)
	if err != nil {
		return Card{}, err
	}
	a := b.acts[r.Verb]
	if _, err := b.may(ctx, c, a.deed, m); err != nil {
		return Card{}, err
	}
	if _, more := m.Next(b.service.Now()); more && r.Verb == parse.Cancel {
		return b.whichOnes(ctx, c, r, m)
	}
	return a.sure(b.to(c), m, c.placeOf(m), pressOn(r, m, c.Channel.Home())), nil
}

// may returns as whom whoever gave a command may do d to a meeting; the error says why they may not.
func (b *Bot) may(ctx context.Context, c Command, d core.Deed, m core.Meeting) (core.Actor, error) {
	by := c.actor()
	refused := b.service.May(ctx, by, d, m)
	if !core.IsCode(refused, core.Forbidden) || !d.Admins() || c.Channel.Home() != m.Home {
		return by, refused
	}
	// Only now does it matter whether the platform calls them an admin, which takes a look-up.
	admin, err := b.admin(ctx, c)
	if err != nil || !admin {
		return by, cmp.Or(err, refused)
	}
	by.Admin = true
	return by, b.service.May(ctx, by, d, m)
}

// show answers with everything about a meeting; a moderator gets a link that opens it as such.
func (b *Bot) show(ctx context.Context, c Command, _ parse.Request, m core.Meeting) (Card, error) {
	role, err := b.service.Role(ctx, m, c.actor())
	if err != nil {
		return Card{}, err
	}
	home := c.Channel.Home()
	view := details{Meeting: m, now: b.service.Now(), link: b.link(m), number: m.Number(home), called: offeredAs(m, home), zone: m.Zone}
	if zone, _ := b.zone(ctx, c); zone != nil {
		view.zone = zone.String()
	}
	t := b.to(c) // which the look-up for the zone may have told
	view.silent = b.silent(ctx, t, m)
	for _, id := range m.Moderators() {
		p, err := b.service.Person(ctx, id)
		if err != nil {
			continue
		}
		view.moderators = append(view.moderators, t.mention(p, home))
	}
	if role == core.Moderator && view.open() {
		if view.ticket, err = b.ticketLink(ctx, c.Sender, "/m/"+string(m.ID)); err != nil {
			return Card{}, err
		}
	}
	if view.open() {
		_, err := b.may(ctx, c, view.stopping(), m)
		view.stops = err == nil // who cannot be told to be an admin can still type the command
	}
	return t.details(view), nil
}

// mention names a person in a workspace, as that workspace does where they are a member of it.
func (t tongue) mention(p core.Person, w core.Workspace) Mention {
	name := p.Name
	if name == "" {
		name = t.Say("person.unknown")
	}
	id, _ := p.IdentityIn(w)
	return Mention{Identity: id, Name: name}
}
