package discord

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"meetbot/core"
)

// Kinds of channels, see https://docs.discord.com/developers/resources/channel#channel-object-channel-types.
const (
	newsThread    = 10
	publicThread  = 11
	privateThread = 12 // seen by those alone who were let in
)

// Permissions, see https://docs.discord.com/developers/topics/permissions.
const (
	administrator = 1 << 3
	viewChannel   = 1 << 10
	manageThreads = 1 << 34
	every         = 1<<64 - 1
)

// A room is a channel or a thread of a server, as far as who sees it.
type room struct {
	ID         string      `json:"id"`
	Type       int         `json:"type"`
	Guild      string      `json:"guild_id"` // empty: a direct message
	Parent     string      `json:"parent_id"`
	Overwrites []overwrite `json:"permission_overwrites"`
}

// An overwrite is what a channel says of the permissions of a role or a person. The role of everybody has the ID of the
// server.
type overwrite struct {
	Of    string `json:"id"`
	Allow string `json:"allow"`
	Deny  string `json:"deny"`
}

func (r room) thread() bool {
	return r.Type == newsThread || r.Type == publicThread || r.Type == privateThread
}

func (r room) shows(g guild, m member) bool { return r.may(g, m)&viewChannel != 0 }

// may computes what a member may do in a channel, in the order that Discord prescribes, see
// https://docs.discord.com/developers/topics/permissions#permission-overwrites. The zero member has the role of everybody.
func (r room) may(g guild, m member) uint64 {
	if m.User.ID != "" && m.User.ID == g.Owner {
		return every
	}
	var rights uint64
	for _, role := range g.Roles {
		if role.ID == g.ID || slices.Contains(m.Roles, role.ID) {
			rights |= bits(role.Permissions)
		}
	}
	if rights&administrator != 0 {
		return every
	}
	rights = r.overwritten(rights, func(of string) bool { return of == g.ID })
	rights = r.overwritten(rights, func(of string) bool { return of != g.ID && slices.Contains(m.Roles, of) })
	return r.overwritten(rights, func(of string) bool { return of == m.User.ID })
}

// overwritten takes away what the overwrites of some deny, and gives what they allow.
func (r room) overwritten(rights uint64, whose func(of string) bool) uint64 {
	var allow, deny uint64
	for _, o := range r.Overwrites {
		if whose(o.Of) {
			allow, deny = allow|bits(o.Allow), deny|bits(o.Deny)
		}
	}
	return rights&^deny | allow
}

func bits(permissions string) uint64 {
	n, _ := strconv.ParseUint(permissions, 10, 64) // what is none gives none
	return n
}

// How long what tells who sees what is taken to be as it was.
const (
	memberLife = 30 * time.Second
	rolesLife  = time.Minute
	roomLife   = time.Minute
)

// roomsOf lists the channels of a server, those that the bot itself does not see left out, and all threads, see
// https://docs.discord.com/developers/resources/guild#get-guild-channels.
func (d *directory) roomsOf(ctx context.Context, guild string) (map[string]room, error) {
	return d.sights.rooms.Of(ctx, guild, func(ctx context.Context) (map[string]room, error) {
		var all []room
		err := d.ask(ctx, call{method: "GET", path: path("guilds", guild, "channels"), bucket: "channels " + guild}, &all)
		rooms := make(map[string]room, len(all))
		for _, r := range all {
			rooms[r.ID] = r
		}
		return rooms, err
	})
}

// room looks up a channel by itself: the zero room is one that the bot does not see, or that is not there.
func (d *directory) room(ctx context.Context, id string) (room, error) {
	return d.sights.room.Of(ctx, id, func(ctx context.Context) (r room, err error) {
		if !IsID(id) {
			return r, nil
		}
		err = d.ask(ctx, call{method: "GET", path: path("channels", id), bucket: "channel " + id}, &r)
		if errors.Is(err, core.ErrGone) {
			return room{}, nil
		}
		return r, err
	})
}

// inThread tells whether somebody was let into a thread, see
// https://docs.discord.com/developers/resources/channel#get-thread-member.
func (d *directory) inThread(ctx context.Context, thread, user string) (bool, error) {
	return d.sights.inside.Of(ctx, [2]string{thread, user}, func(ctx context.Context) (bool, error) {
		if !IsID(user) {
			return false, nil
		}
		err := d.ask(ctx, call{method: "GET", path: path("channels", thread, "thread-members", user), bucket: "thread " + thread}, nil)
		if errors.Is(err, core.ErrGone) {
			return false, nil
		}
		return err == nil, err
	})
}
