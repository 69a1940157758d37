package bot

import (
	"context"
	"strconv"
	"strings"
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// pagePrefix marks the command of a button that turns the page of a list: "page mine after MICROSECONDS ID". It says from
// where the list goes on, so that nothing has to be remembered, and nothing is left out when meetings come and go.
const pagePrefix = "page "

// onePage is how many meetings a list shows, so that every chat has room for them.
const onePage = 10

func (b *Bot) list(ctx context.Context, c Command, scope string) (Card, error) {
	mine := scope == scopeMine || scope == "" && c.Direct
	return b.page(ctx, c, mine, core.Listing{})
}

// The scopes of a list.
const (
	scopeMine    = "mine"
	scopeChannel = "channel"
)

// turn answers a press of such a button.
func (b *Bot) turn(ctx context.Context, c Command, words string) Card {
	var l core.Listing
	scope, from, _ := strings.Cut(words, " ")
	way, at, _ := strings.Cut(from, " ")
	micros, id, _ := strings.Cut(at, " ")
	start, err := strconv.ParseInt(micros, 10, 64)
	spot := core.Spot{Start: time.UnixMicro(start).UTC(), ID: core.MeetingID(id)}
	switch {
	case err != nil: // what we did not write is the first page
	case way == before:
		l.Before = spot
	default:
		l.After = spot
	}
	card, err := b.page(ctx, c, scope == scopeMine, l)
	if err != nil {
		return b.refusal(ctx, c, nil, err)
	}
	return card
}

// The ways in which a page is turned.
const (
	before = "before"
	after  = "after"
)

func turning(mine bool, way string, m core.Meeting) string {
	scope := scopeChannel
	if mine {
		scope = scopeMine
	}
	return pagePrefix + scope + " " + way + " " + strconv.FormatInt(m.Start.UnixMicro(), 10) + " " + string(m.ID)
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
	other := Button{Label: "My meetings", Command: "list " + scopeMine}
	if mine {
		c.Title, other = "Your upcoming meetings", Button{Label: "This " + by.place() + "'s", Command: "list " + scopeChannel}
	}
	if len(p.Meetings) == 0 {
		c.Lines = []Line{{Text("Nothing scheduled yet. Try: "), b.typed("tomorrow 3pm Design review for 45m")}}
	}
	if p.Earlier {
		c.Buttons = append(c.Buttons, Button{Label: "Previous", Command: turning(mine, before, p.Meetings[0])})
	}
	if p.Later {
		c.Buttons = append(c.Buttons, Button{Label: "Next", Command: turning(mine, after, p.Meetings[len(p.Meetings)-1])})
	}
	c.Buttons = append(c.Buttons, other)
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
