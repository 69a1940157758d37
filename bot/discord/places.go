package discord

import (
	"context"
	"fmt"
	"sync"

	"meetbot/core"
)

// places knows the channels in which we write to people directly. Nothing in an ID tells a person from a channel: who is
// addressed in the application, or was met or looked up before, is a person.
type places struct {
	mu     sync.Mutex
	direct map[string]string // a person's; empty: not opened yet
}

func newPlaces() *places { return &places{direct: map[string]string{}} }

// set remembers a person, and their channel where it is known.
func (p *places) set(person, channel string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.direct) >= maxKnown {
		clear(p.direct)
	}
	if channel != "" || p.direct[person] == "" {
		p.direct[person] = channel
	}
}

// find returns a person's channel, and whether it is a person.
func (p *places) find(id string) (channel string, person bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	channel, person = p.direct[id]
	return channel, person
}

// channel returns the ID of the channel that is meant: a person's stands for the one in which we write to them.
func (d *directory) channel(ctx context.Context, to core.Channel) (string, error) {
	if !IsID(to.ID) {
		return "", fmt.Errorf("%w: %q is no ID of Discord's", core.ErrGone, to.ID)
	}
	channel, person := d.places.find(to.ID)
	switch {
	case channel != "":
		return channel, nil
	case person || to.Workspace == d.application:
		return d.openDirect(ctx, to.ID)
	}
	return to.ID, nil
}

// openDirect opens the channel in which we write to somebody. Opening it again gives the same, see
// https://docs.discord.com/developers/resources/user#create-dm.
func (d *directory) openDirect(ctx context.Context, person string) (string, error) {
	var opened struct {
		ID string `json:"id"`
	}
	body := map[string]string{"recipient_id": person}
	err := d.ask(ctx, call{method: "POST", path: "/users/@me/channels", body: body, bucket: "direct"}, &opened)
	if err == nil && !IsID(opened.ID) {
		err = errNotDiscord
	}
	if err != nil {
		return "", fmt.Errorf("open the channel of %s: %w", person, err)
	}
	d.places.set(person, opened.ID)
	return opened.ID, nil
}
