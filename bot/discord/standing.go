package discord

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"meetbot/bot/carrier"
	"meetbot/core"
)

// sights remember what tells who is where and sees what.
type sights struct {
	members *carrier.LookUps[[2]string, member] // by server and user; the zero member is none
	guilds  *carrier.LookUps[string, guild]
	servers *carrier.LookUps[string, []core.Workspace]
	rooms   *carrier.LookUps[string, map[string]room] // by server
	room    *carrier.LookUps[string, room]
	inside  *carrier.LookUps[[2]string, bool] // by thread and user
}

func newSights(now func() time.Time) sights {
	return sights{
		members: carrier.NewLookUps[[2]string, member](memberLife, now), guilds: carrier.NewLookUps[string, guild](rolesLife, now),
		servers: carrier.NewLookUps[string, []core.Workspace](rolesLife, now), rooms: carrier.NewLookUps[string, map[string]room](roomLife, now),
		room: carrier.NewLookUps[string, room](roomLife, now), inside: carrier.NewLookUps[[2]string, bool](memberLife, now),
	}
}

// Member implements bot.Platform.
func (d *Discord) Member(ctx context.Context, who core.Identity, w core.Workspace) (bool, error) {
	if who.Platform != Name || w.Platform != Name {
		return false, nil
	}
	m, err := d.member(ctx, w.ID, who.UserID)
	if errors.Is(err, core.ErrGone) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look up %s in %s: %w", who, w.ID, err)
	}
	return m.User.ID == who.UserID, nil
}

// Stands implements bot.Platform: an account at Discord is of no server, so they are looked for in all of ours, first
// where they were seen last.
func (d *Discord) Stands(ctx context.Context, who core.Identity) (bool, error) {
	if who.Workspace != d.application {
		return false, nil
	}
	ours, err := d.sights.servers.Of(ctx, "", d.Servers)
	if err != nil {
		return false, fmt.Errorf("ask which servers are ours: %w", err)
	}
	last := d.people.home(who.UserID)
	ours = slices.Clone(ours)
	slices.SortStableFunc(ours, func(a, b core.Workspace) int {
		switch last {
		case a.ID:
			return -1
		case b.ID:
			return 1
		}
		return 0
	})
	var unknown error
	for _, server := range ours {
		member, err := d.Member(ctx, who, server)
		if member {
			return true, nil
		}
		unknown = errors.Join(unknown, err)
	}
	return false, unknown
}

// member looks up a member of a server; core.ErrGone says that there is none.
func (d *Discord) member(ctx context.Context, guild, id string) (member, error) {
	if !IsID(guild) || !IsID(id) {
		return member{}, fmt.Errorf("%w: no ID of Discord's", core.ErrGone)
	}
	m, err := d.sights.members.Of(ctx, [2]string{guild, id}, func(ctx context.Context) (m member, err error) {
		err = d.ask(ctx, call{method: "GET", path: path("guilds", guild, "members", id), bucket: "member " + guild}, &m)
		if errors.Is(err, core.ErrGone) {
			return member{}, nil
		}
		return m, err
	})
	if err == nil && m.User.ID == "" {
		err = fmt.Errorf("%w: no member", core.ErrGone)
	}
	return m, err
}

// server looks up a server with its roles.
func (d *Discord) server(ctx context.Context, id string) (guild, error) {
	return d.sights.guilds.Of(ctx, id, func(ctx context.Context) (g guild, err error) {
		err = d.ask(ctx, call{method: "GET", path: path("guilds", id), bucket: "guild " + id}, &g)
		return g, err
	})
}
