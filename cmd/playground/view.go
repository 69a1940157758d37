package main

import (
	"context"
	"time"

	"meetbot/cmd/internal/app"
	"meetbot/core"
)

// A view is how things stand, besides the chat itself. Instants are milliseconds since 1970.
type view struct {
	Run      string    `json:"run"` // another one: the page begins anew
	Now      int64     `json:"now"`
	Next     *coming   `json:"next"`
	Base     string    `json:"base"`
	Jitsi    string    `json:"jitsi"` // a real server; empty: the clock can be pushed
	People   []person  `json:"people"`
	Channels []channel `json:"channels"`
	next     time.Time
}

type coming struct {
	At   int64  `json:"at"`
	What string `json:"what"` // "standup starts"
}

type person struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Zone   string `json:"zone"`
	Admin  bool   `json:"admin"`
	Direct string `json:"direct"` // the channel in which the bot writes to them
	Own    string `json:"own"`    // the address of their own browser; empty: the usual one
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
	for _, x := range p.slack.People() {
		v.People = append(v.People, person{x.ID, x.Name, x.Zone, x.Admin, p.slack.DirectChannel(x.ID), p.own[x.ID]})
	}
	for _, c := range p.slack.Channels() {
		v.Channels = append(v.Channels, channel{c.ID, c.Name, c.Private, c.Bot, c.Members})
	}
	return v, nil
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
