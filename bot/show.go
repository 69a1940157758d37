package bot

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"meetbot/bot/parse"
	"meetbot/core"
)

// askPrefix marks the command of a button that asks before it acts.
const askPrefix = "ask "

// insteadPrefix marks the command of a button that gives a meeting the other reading of its time.
const insteadPrefix = "instead "

// instead moves a meeting to the time that the rest of the words say.
func (b *Bot) instead(ctx context.Context, c Command, command string) Card {
	ref, words, _ := strings.Cut(command, " ")
	c.Text = words
	r, _, err := b.read(ctx, c)
	if err != nil {
		return b.refusal(ctx, c, nil, err)
	}
	m, err := b.service.Find(ctx, c.actor(), ref)
	if err != nil {
		return b.refusal(ctx, c, nil, err)
	}
	card, err := b.changed(ctx, c, parse.Request{Verb: parse.Move, Start: r.Start, Zone: r.Zone}, m)
	if err != nil {
		return b.refusal(ctx, c, nil, err)
	}
	return card
}

// ask answers a press of such a button with the question.
func (b *Bot) ask(ctx context.Context, c Command, command string) Card {
	verb, ref, _ := strings.Cut(command, " ")
	m, err := b.service.Find(ctx, c.actor(), ref)
	if err != nil {
		return b.refusal(ctx, c, nil, err)
	}
	if err := b.may(ctx, c, core.Deed(verb), m); err != nil {
		return b.refusal(ctx, c, nil, err)
	}
	return sure(parse.Verb(verb), m, b.called(m, c.Channel.Home()), c.placeOf(m))
}

// adminOf tells whether the sender may cancel and end a meeting that they do not moderate.
func (b *Bot) adminOf(ctx context.Context, c Command, m core.Meeting) (bool, error) {
	if c.Channel.Home() != m.Home {
		return false, nil
	}
	return b.admin(ctx, c)
}

// may is nil where whoever sent a command may do that to a meeting.
func (b *Bot) may(ctx context.Context, c Command, d core.Deed, m core.Meeting) error {
	by := c.actor()
	refused := b.service.May(ctx, by, d, m)
	if !core.IsCode(refused, core.Forbidden) {
		return refused
	}
	// Only now does it matter whether the platform calls them an admin, which takes a look-up.
	admin, err := b.adminOf(ctx, c, m)
	if err != nil || !admin {
		return cmp.Or(err, refused)
	}
	by.Admin = true
	return b.service.May(ctx, by, d, m)
}

// show answers with everything about a meeting; a moderator gets a link that opens it as such.
func (b *Bot) show(ctx context.Context, c Command, m core.Meeting) (Card, error) {
	role, err := b.service.Role(ctx, m, c.actor())
	if err != nil {
		return Card{}, err
	}
	home := c.Channel.Home()
	view := details{Meeting: m, now: b.service.Now(), link: b.link(m), number: m.Number(home), called: b.called(m, home), zone: m.Zone}
	if zone, _ := b.zone(ctx, c); zone != nil {
		view.zone = zone.String()
	}
	for _, id := range m.Moderators() {
		p, err := b.service.Person(ctx, id)
		if err != nil {
			continue
		}
		view.moderators = append(view.moderators, mention(p, home))
	}
	if role == core.Moderator && view.open() {
		if view.ticket, err = b.ticketLink(ctx, c.Sender, "/m/"+string(m.ID)); err != nil {
			return Card{}, err
		}
	}
	if role != core.Moderator && view.open() {
		view.admin, _ = b.adminOf(ctx, c, m) // who cannot be told to be one can still type the command
	}
	return view.card(), nil
}

// mention names a person in a workspace, as that workspace does where they are a member of it.
func mention(p core.Person, w core.Workspace) Mention {
	name := p.Name
	if name == "" {
		name = "somebody"
	}
	id, _ := p.IdentityIn(w)
	return Mention{Identity: id, Name: name}
}

func ref(number int) string { return "#" + strconv.Itoa(number) }

// called returns what names a meeting in a workspace for certain: its number there, or else its link.
func (b *Bot) called(m core.Meeting, in core.Workspace) string {
	if n := m.Number(in); n != 0 {
		return ref(n)
	}
	return b.link(m)
}
