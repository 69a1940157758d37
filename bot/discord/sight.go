package discord

import (
	"context"
	"errors"
	"sync"

	"meetbot/core"
)

// atOnce is how many channels are looked up at once.
const atOnce = 8

// Sees implements bot.Platform. What tells it are the server's roles and channels, which are asked for whatever somebody
// may see of them; so are the threads among the places, which no list of channels has.
func (d *directory) Sees(ctx context.Context, who core.Identity, in core.Workspace, places []core.Place) ([]core.Channel, error) {
	if in.ID == d.application || !IsID(in.ID) {
		return nil, nil // a direct message is in no server
	}
	m, err1 := d.member(ctx, in.ID, who.UserID)
	g, err2 := d.server(ctx, in.ID)
	rooms, err3 := d.roomsOf(ctx, in.ID)
	if err := errors.Join(err1, err2, err3); err != nil {
		if errors.Is(err1, core.ErrGone) {
			err = nil // no member sees nothing
		}
		return nil, err
	}
	seen := make([]bool, len(places))
	each(places, func(i int, p core.Place) {
		sees, err := d.looksInto(ctx, g, rooms, p.ID, m)
		seen[i] = sees && err == nil
	})
	var out []core.Channel
	for i, p := range places {
		if seen[i] {
			out = append(out, p.Channel)
		}
	}
	return out, nil
}

// each runs do for each of them, some at once.
func each[T any](them []T, do func(int, T)) {
	var all sync.WaitGroup
	slots := make(chan struct{}, atOnce)
	for i, p := range them {
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			do(i, p)
		})
	}
	all.Wait()
}

// looksInto tells whether a member looks into a channel or a thread.
func (d *directory) looksInto(ctx context.Context, g guild, rooms map[string]room, id string, m member) (bool, error) {
	r, listed := rooms[id]
	if !listed {
		var err error
		if r, err = d.room(ctx, id); err != nil || r.Guild != g.ID {
			return false, err
		}
	}
	if !r.thread() {
		return r.shows(g, m), nil
	}
	inside := r.Type != privateThread
	if !inside {
		// Asked whatever comes of the channel, so that it takes as long.
		var err error
		if inside, err = d.inThread(ctx, id, m.User.ID); err != nil {
			return false, err
		}
	}
	parent, ok := rooms[r.Parent]
	may := parent.may(g, m)
	return ok && may&viewChannel != 0 && (inside || may&manageThreads != 0), nil
}

// anyPublic tells whether everybody in a server looks into one of the channels. Whoever is not to see a channel would else
// see in the calendar what goes on in it.
func (d *directory) anyPublic(ctx context.Context, guild string, channels []core.Channel) (bool, error) {
	g, err := d.server(ctx, guild)
	if err != nil {
		return false, err
	}
	rooms, err := d.roomsOf(ctx, guild)
	if err != nil {
		return false, err
	}
	var unknown error
	for _, c := range channels {
		public, err := d.looksInto(ctx, g, rooms, c.ID, member{})
		if public && err == nil {
			return true, nil
		}
		unknown = errors.Join(unknown, err)
	}
	return false, unknown
}
