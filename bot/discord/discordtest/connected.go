package discordtest

import (
	"context"
	"slices"
)

// WaitConnected returns when a gateway session is ready, or with the context's error.
func (d *Discord) WaitConnected(ctx context.Context) error {
	for {
		d.mu.Lock()
		moved, connected := d.gate.moved, false
		for _, s := range d.gate.sessions {
			connected = connected || s.link != nil && !s.link.zombie
		}
		d.mu.Unlock()
		if connected {
			return nil
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Identifies returns how often a session was begun.
func (d *Discord) Identifies() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.gate.identifies
}

// Resumes returns how often a session was taken up again.
func (d *Discord) Resumes() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.gate.resumes
}

// Intents returns what each IDENTIFY asked for, refused ones too.
func (d *Discord) Intents() []int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.gate.intents)
}
