package bot

import (
	"context"
	"time"

	"meetbot/bot/parse"
	"meetbot/bot/say"
	"meetbot/core"
)

// onePage is how many meetings a list shows, so that every chat has room for them.
const onePage = 10

// list answers with a page of a list, the first one unless a button says which.
func (b *Bot) list(ctx context.Context, c Command, q request, _ *time.Location) (Card, error) {
	after, _ := spot(q.After) // sound already
	until, _ := spot(q.Until)
	mine := q.Scope == parse.Mine || q.Scope == "" && c.Direct
	return b.page(ctx, c, mine, core.Listing{After: after, Before: until})
}

func (b *Bot) page(ctx context.Context, c Command, mine bool, l core.Listing) (Card, error) {
	if l.Size = onePage; !mine {
		l.In = c.Channel
	}
	p, err := b.service.List(ctx, c.actor(), l)
	untold := core.IsCode(err, core.NotTold)
	if err != nil && !untold {
		return Card{}, err
	}
	t := b.to(c)
	card := b.listing(t, p, mine, c)
	names := map[core.PersonID]string{}
	zone := b.zoneOf(ctx, c)
	for _, m := range p.Meetings {
		card.Lines = append(card.Lines, b.listed(t, m, b.organizerIn(ctx, names, m.Organizer), c.Channel.Home(), zone))
	}
	if untold {
		card.Lines = append(card.Lines, t.line("list.untold"))
	}
	return card, nil
}

// organizerIn returns an organizer's name, empty where nobody knows it, and asks for it once.
func (b *Bot) organizerIn(ctx context.Context, names map[core.PersonID]string, id core.PersonID) string {
	if name, ok := names[id]; ok {
		return name
	}
	p, err := b.service.Person(ctx, id)
	if err != nil {
		b.log.DebugContext(ctx, "organizer not named", "person", id, "error", err)
	}
	names[id] = p.Name
	return p.Name
}

// listing is a list without its lines.
func (b *Bot) listing(t tongue, p core.Page, mine bool, by Command) Card {
	c := Card{Title: t.Say(say.Key("list.title").Of(by.place()))}
	scope, other, otherScope := parse.Channel, t.Say("button.mine"), parse.Mine
	if mine {
		c.Title, scope, other, otherScope = t.Say("list.mine"), parse.Mine, t.Say(say.Key("list.here").Of(by.place())), parse.Channel
	}
	list := parse.Request{Verb: parse.List, Scope: scope}
	if len(p.Meetings) == 0 {
		e, _ := parse.EntryOf(parse.New)
		c.Lines = []Line{t.line("list.empty", "Command", b.example(t, e.Examples[0].Form))}
	}
	if p.Earlier {
		c.Buttons = append(c.Buttons, Button{Label: t.Say("button.previous"), Press: request{Request: list, Until: spotOf(p.Meetings[0])}.press()})
	}
	if p.Later {
		c.Buttons = append(c.Buttons, Button{Label: t.Say("button.next"), Press: request{Request: list, After: spotOf(p.Meetings[len(p.Meetings)-1])}.press()})
	}
	list.Scope = otherScope
	c.Buttons = append(c.Buttons, Button{Label: other, Press: press(list)})
	return c
}

// How much of a title and of a name is shown where there are many.
const (
	shortTitle = 45
	shortName  = 30
)

func (b *Bot) listed(t tongue, m core.Meeting, organizer string, home core.Workspace, zone func() *time.Location) Line {
	line := Line{Strong(short(m.Title, shortTitle))}
	if n := m.Number(home); n != 0 {
		line = append(Line{Text(ref(n) + " ")}, line...)
	}
	if m.State(b.service.Now()) == core.Live {
		line = line.and(t.line("list.live", "End", ends(m).to(zone)))
	} else {
		line = line.and(Line{starts(m).to(zone)}).and(Line{Text(t.Duration(m.Duration))})
	}
	line = line.and(t.often(m))
	if organizer != "" {
		line = line.and(Line{Text(short(organizer, shortName))})
	}
	return line.and(Line{Link{Label: t.Say("button.join"), URL: b.link(m)}})
}
