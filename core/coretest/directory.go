package coretest

import (
	"context"
	"errors"
	"slices"
	"sync"

	"meetbot/core"
)

// A Directory is a fake core.Directory: an identity is a member of its own workspace and of those that it has joined,
// until it leaves. It sees what is open to members, and the channels it was let into. Its zero value knows nothing more.
type Directory struct {
	mu     sync.Mutex
	joined map[core.Identity][]core.Workspace
	gone   map[core.Identity]bool
	inside map[core.Identity][]core.Channel
	silent bool
	asked  int
}

var _ core.Directory = (*Directory)(nil)

var errSilent = errors.New("the platform does not answer")

// Join makes an identity a member of further workspaces.
func (d *Directory) Join(who core.Identity, of ...core.Workspace) {
	d.change(func() { d.joined[who] = append(d.joined[who], of...) })
}

// Leave takes an identity out of everything.
func (d *Directory) Leave(who core.Identity) { d.change(func() { d.gone[who] = true }) }

// Let lets somebody into channels.
func (d *Directory) Let(who core.Identity, into ...core.Channel) {
	d.change(func() { d.inside[who] = append(d.inside[who], into...) })
}

// Silence has nobody answer any more, or again.
func (d *Directory) Silence(on bool) { d.change(func() { d.silent = on }) }

// Asked returns how often somebody was asked for.
func (d *Directory) Asked() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.asked
}

func (d *Directory) change(do func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.joined == nil {
		d.joined, d.gone, d.inside = map[core.Identity][]core.Workspace{}, map[core.Identity]bool{}, map[core.Identity][]core.Channel{}
	}
	do()
}

// ask is nil unless nobody answers. The caller holds the lock.
func (d *Directory) ask() error {
	d.asked++
	if d.silent {
		return errSilent
	}
	return nil
}

// Member implements core.Directory.
func (d *Directory) Member(_ context.Context, who core.Identity, w core.Workspace) (bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return !d.gone[who] && (who.Home() == w || slices.Contains(d.joined[who], w)), d.ask()
}

// Stands implements core.Directory.
func (d *Directory) Stands(_ context.Context, who core.Identity) (bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return !d.gone[who], d.ask()
}

// Sees implements core.Directory.
func (d *Directory) Sees(_ context.Context, who core.Identity, in core.Workspace, places []core.Place) ([]core.Channel, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.ask(); err != nil {
		return nil, err
	}
	member := !d.gone[who] && (who.Home() == in || slices.Contains(d.joined[who], in))
	var out []core.Channel
	for _, p := range places {
		if member && (p.Open || slices.Contains(d.inside[who], p.Channel)) {
			out = append(out, p.Channel)
		}
	}
	return out, nil
}
