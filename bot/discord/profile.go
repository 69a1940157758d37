package discord

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"meetbot/bot"
	"meetbot/core"
)

// identity is an account of Discord's. It belongs to no server; where it is used is what tells ours from another's.
func (d *directory) identity(user string) core.Identity {
	return core.Identity{Platform: Name, Workspace: d.application, UserID: user}
}

// Profile implements bot.Platform. Discord tells no time zone to anybody. The name is the one in the server that is
// asked about.
func (d *directory) Profile(ctx context.Context, id core.Identity, in core.Workspace) (bot.Profile, error) {
	if name := d.people.name(id.UserID, in.ID); name != "" {
		return bot.Profile{Name: name}, nil
	}
	name, err := d.lookUp(ctx, in.ID, id.UserID)
	if err != nil {
		return bot.Profile{}, fmt.Errorf("look up %s: %w", id, err)
	}
	d.places.set(id.UserID, "")
	return bot.Profile{Name: name}, nil
}

// Admin implements bot.Platform. What is no server has no admins. What somebody does in a server tells their rights with
// it; else their roles do.
func (d *directory) Admin(ctx context.Context, who core.Identity, in core.Workspace) (bool, error) {
	if in.ID == d.application {
		return false, nil
	}
	if s, seen := d.people.seen(who.UserID, in.ID, d.clock.Now(), rightFor); seen && s.told {
		return s.admin, nil
	}
	m, err := d.member(ctx, in.ID, who.UserID)
	if err != nil {
		return false, fmt.Errorf("look up %s: %w", who, err)
	}
	g, err := d.server(ctx, in.ID)
	if err != nil {
		return false, fmt.Errorf("look up the roles of %s: %w", in.ID, err)
	}
	return g.admin(m), nil
}

func (d *directory) lookUp(ctx context.Context, home, id string) (string, error) {
	if home == d.application {
		var u user
		err := d.ask(ctx, call{method: "GET", path: path("users", id), bucket: "user"}, &u)
		return u.name(), err
	}
	m, err := d.member(ctx, home, id)
	return m.name(), err
}

// Servers returns the servers that the bot is in. Discord tells 200 at a time, in the order of their IDs, see
// https://docs.discord.com/developers/resources/user#get-current-user-guilds.
func (d *directory) Servers(ctx context.Context) (out []core.Workspace, err error) {
	const most = 200
	for after := "0"; ; {
		var some []struct {
			ID string `json:"id"`
		}
		list := call{method: "GET", path: fmt.Sprintf("/users/@me/guilds?limit=%d&after=%s", most, after), bucket: "guilds"}
		if err := d.ask(ctx, list, &some); err != nil {
			return nil, err
		}
		for _, g := range some {
			if !IsID(g.ID) {
				return nil, fmt.Errorf("list servers: %q is no ID", g.ID)
			}
			out = append(out, core.Workspace{Platform: Name, ID: g.ID})
		}
		if len(some) < most {
			return out, nil
		}
		last := some[most-1].ID
		if last == after {
			return nil, errors.New("list servers: the same ones come again")
		}
		after = last
	}
}

// A guild is a server, see https://docs.discord.com/developers/resources/guild#guild-object.
type guild struct {
	ID    string `json:"id"`
	Owner string `json:"owner_id"`
	Roles []role `json:"roles"`
}

type role struct {
	ID          string `json:"id"`
	Permissions string `json:"permissions"`
}

// admin tells whether a member's roles make them an admin. The role of everybody has the server's own ID.
func (g guild) admin(m member) bool {
	if m.User.ID == g.Owner {
		return true
	}
	for _, r := range g.Roles {
		if (r.ID == g.ID || slices.Contains(m.Roles, r.ID)) && admin(r.Permissions) {
			return true
		}
	}
	return false
}
