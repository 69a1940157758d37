package bot

import (
	"context"
	"strings"
	"time"

	"meetbot/bot/parse"
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
	card := b.listing(p, mine, c)
	names := map[core.PersonID]string{}
	for _, m := range p.Meetings {
		card.Lines = append(card.Lines, b.listed(m, b.organizerIn(ctx, names, m.Organizer), c.Channel.Home()))
	}
	if untold {
		card.Lines = append(card.Lines, Line{Text("Meetings you scheduled elsewhere are left out: I couldn't check just now whether you still belong there.")})
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
func (b *Bot) listing(p core.Page, mine bool, by Command) Card {
	c := Card{Title: "Upcoming meetings in this " + by.place()}
	scope, other, otherScope := parse.Channel, "My meetings", parse.Mine
	if mine {
		c.Title, scope, other, otherScope = "Your upcoming meetings", parse.Mine, "This "+by.place()+"'s", parse.Channel
	}
	list := parse.Request{Verb: parse.List, Scope: scope}
	if len(p.Meetings) == 0 {
		c.Lines = []Line{{Text("Nothing scheduled yet. Try: "), b.typed(parse.New, "when", "tomorrow 3pm", "title", "Design review", "duration", "45m")}}
	}
	if p.Earlier {
		c.Buttons = append(c.Buttons, Button{Label: "Previous", Press: request{Request: list, Until: spotOf(p.Meetings[0])}.press()})
	}
	if p.Later {
		c.Buttons = append(c.Buttons, Button{Label: "Next", Press: request{Request: list, After: spotOf(p.Meetings[len(p.Meetings)-1])}.press()})
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

func (b *Bot) listed(m core.Meeting, organizer string, home core.Workspace) Line {
	line := Line{Strong(short(m.Title, shortTitle)), Text(" · ")}
	if n := m.Number(home); n != 0 {
		line = append(Line{Text(ref(n) + " ")}, line...)
	}
	if m.State(b.service.Now()) == core.Live {
		line = append(line, Strong("on now"), Text(", until "), ends(m))
	} else {
		line = append(line, starts(m), Text(" · "+parse.FormatDuration(m.Duration)))
	}
	if organizer != "" {
		line = append(line, Text(" · "+short(organizer, shortName)))
	}
	return append(line, Text(" · "), Link{Label: "Join", URL: b.link(m)})
}

// short cuts a text to so many characters.
func short(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return strings.TrimSpace(string(r[:most-1])) + "…"
	}
	return text
}
