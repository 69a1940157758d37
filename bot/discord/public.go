package discord

import (
	"context"
	"errors"
	"slices"

	"meetbot/core"
)

// Kinds of channels, see https://docs.discord.com/developers/resources/channel#channel-object-channel-types.
const (
	newsThread    = 10
	publicThread  = 11
	privateThread = 12 // seen by those alone who were let in
)

// viewChannel is the permission to see a channel.
const viewChannel = 1 << 10

// anyPublic tells whether everybody in a server sees one of the channels. Whoever is not to see a channel would else see
// in the calendar what goes on in it.
func (d *Discord) anyPublic(ctx context.Context, guild string, channels []core.Channel) (bool, error) {
	g, err := d.server(ctx, guild)
	if err != nil {
		return false, err
	}
	for _, c := range channels {
		public, err := d.public(ctx, g, c.ID)
		if err != nil && !errors.Is(err, core.ErrGone) || public {
			return public, err
		}
	}
	return false, nil
}

// public tells whether everybody in a server sees a channel. A thread is seen where its channel is.
func (d *Discord) public(ctx context.Context, g guild, id string) (bool, error) {
	var c struct {
		Type       int         `json:"type"`
		Guild      string      `json:"guild_id"`
		Parent     string      `json:"parent_id"`
		Overwrites []overwrite `json:"permission_overwrites"`
	}
	if err := d.ask(ctx, call{method: "GET", path: path("channels", id), bucket: "channel " + id}, &c); err != nil {
		return false, err
	}
	switch {
	case c.Guild != g.ID: // a direct message
		return false, nil
	case c.Type == newsThread, c.Type == publicThread:
		return d.public(ctx, g, c.Parent)
	case c.Type == privateThread:
		return false, nil
	}
	i := slices.IndexFunc(c.Overwrites, func(o overwrite) bool { return o.Of == g.ID })
	switch {
	case i >= 0 && holds(c.Overwrites[i].Allow, viewChannel):
		return true, nil
	case i >= 0 && holds(c.Overwrites[i].Deny, viewChannel):
		return false, nil
	}
	return g.everybody(viewChannel), nil
}

// An overwrite is what a channel says of the permissions of a role or a person. The role of everybody has the ID of the
// server.
type overwrite struct {
	Of    string `json:"id"`
	Allow string `json:"allow"`
	Deny  string `json:"deny"`
}
