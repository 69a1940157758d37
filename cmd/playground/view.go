package main

import (
	"context"
	"time"

	"meetbot/bot/discord/discordtest"
	"meetbot/cmd/internal/app"
	"meetbot/core"
)

// A view is how things stand, besides what is said. Instants are milliseconds since 1970.
type view struct {
	Run    string    `json:"run"` // another one: the page begins anew
	Now    int64     `json:"now"`
	Next   *coming   `json:"next"`
	Base   string    `json:"base"`
	Jitsi  string    `json:"jitsi"` // a real server; empty: the clock can be pushed
	People []person  `json:"people"`
	Chats  []chat    `json:"chats"`
	next   time.Time // the instant of Next
}

type coming struct {
	At   int64  `json:"at"`
	What string `json:"what"` // "standup starts"
}

// A person has an account of the same name in each chat.
type person struct {
	Name  string `json:"name"`
	Zone  string `json:"zone"`
	Admin bool   `json:"admin"`
	Own   string `json:"own"` // the address of their own browser; empty: the usual one
}

type chat struct {
	Name     string                `json:"name"`
	Bot      string                `json:"bot"` // the bot's own account
	Accounts []account             `json:"accounts"`
	Channels []channel             `json:"channels"`
	Commands []discordtest.Command `json:"commands,omitempty"` // those with typed options
}

type account struct {
	Person string `json:"person"`
	ID     string `json:"id"`
	Direct string `json:"direct"` // the channel in which the bot writes to them
}

type channel struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Private bool     `json:"private"`
	Bot     bool     `json:"bot"`
	Members []string `json:"members"`
}

func (p *page) view(ctx context.Context) (view, error) {
	next, err := p.app.Coming(ctx)
	if err != nil {
		return view{}, err
	}
	v := view{Run: p.id, Now: p.clock.Now().UnixMilli(), Base: p.base, Jitsi: p.jitsi, next: next.At}
	if !next.At.IsZero() {
		v.Next = &coming{next.At.UnixMilli(), words(next)}
	}
	for _, x := range p.chats[0].People() {
		v.People = append(v.People, person{x.Name, x.Zone, x.Admin, p.own[x.Name]})
	}
	for _, c := range p.chats {
		v.Chats = append(v.Chats, see(c))
	}
	return v, nil
}

// see tells who and what there is in a chat.
func see(c stage) chat {
	seen := chat{Name: c.Name(), Bot: c.bot}
	if f, ok := c.Chat.(form); ok {
		seen.Commands = f.Commands()
	}
	for _, x := range c.People() {
		seen.Accounts = append(seen.Accounts, account{x.Name, x.ID, c.DirectChannel(x.ID)})
	}
	for _, x := range c.Channels() {
		seen.Channels = append(seen.Channels, channel{x.ID, x.Name, x.Private, x.Bot, x.Members})
	}
	return seen
}

// words say what comes next.
func words(c app.Coming) string {
	switch c.Kind {
	case core.KindReminder:
		return c.Title + ": reminder"
	case core.KindStart:
		return c.Title + " starts"
	case core.KindEnding:
		return c.Title + " ends soon"
	case core.KindEnd:
		return c.Title + " ends"
	case core.KindClose:
		return c.Title + ": the room closes"
	default:
		return c.Title + ": a word in the chat"
	}
}
