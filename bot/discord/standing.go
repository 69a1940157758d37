package discord

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"meetbot/core"
)

// Member implements bot.Platform.
func (d *directory) Member(ctx context.Context, who core.Identity, w core.Workspace) (bool, error) {
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
func (d *directory) Stands(ctx context.Context, who core.Identity) (bool, error) {
	if who.Workspace != d.application {
		return false, nil
	}
	ours, err := d.sights.servers.Of(ctx, "", d.Servers)
	if err != nil {
		return false, fmt.Errorf("ask which servers are ours: %w", err)
	}
	last := core.Workspace{Platform: Name, ID: d.people.home(who.UserID)}
	if slices.Contains(ours, last) {
		if member, err := d.Member(ctx, who, last); err == nil && member {
			return true, nil
		}
	}
	return d.anywhere.of(ctx, who.UserID, func(ctx context.Context) (bool, error) { return d.memberOfAny(ctx, who, ours) })
}

// memberOfAny asks several servers at once, and no more of them once one has said yes.
func (d *directory) memberOfAny(ctx context.Context, who core.Identity, servers []core.Workspace) (bool, error) {
	ctx, found := context.WithCancel(ctx)
	defer found()
	var mu sync.Mutex
	var is bool
	var unknown error
	each(servers, func(_ int, server core.Workspace) {
		if ctx.Err() != nil {
			return
		}
		member, err := d.Member(ctx, who, server)
		mu.Lock()
		defer mu.Unlock()
		if member {
			is = true
			found()
		}
		unknown = errors.Join(unknown, err)
	})
	if is {
		return true, nil
	}
	return false, cmp.Or(unknown, ctx.Err())
}

// member looks up a member of a server; core.ErrGone says that there is none.
func (d *directory) member(ctx context.Context, guild, id string) (member, error) {
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
func (d *directory) server(ctx context.Context, id string) (guild, error) {
	return d.sights.guilds.Of(ctx, id, func(ctx context.Context) (g guild, err error) {
		err = d.ask(ctx, call{method: "GET", path: path("guilds", id), bucket: "guild " + id}, &g)
		return g, err
	})
}
