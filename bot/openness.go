package bot

import (
	"context"
	"sync"

	"meetbot/core"
)

// Openness says whether everybody in a workspace may look into a channel, as far as a request tells.
type Openness int

// What a request may tell of its channel.
const (
	Untold Openness = iota
	Closed
	Open
)

// A map of what was told of channels: it is kept in the database, and noted here so that it is kept there once.
type told struct {
	mu sync.Mutex
	of map[core.Channel]Openness
}

const maxTold = 10_000

// news notes what was told of a channel, and tells whether it was not known.
func (t *told) news(c core.Channel, o Openness) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if o == Untold || t.of[c] == o {
		return false
	}
	if t.of == nil || len(t.of) >= maxTold {
		t.of = map[core.Channel]Openness{}
	}
	t.of[c] = o
	return true
}

// forget has a channel be told of anew.
func (t *told) forget(c core.Channel) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.of, c)
}

// learn keeps what the command tells of its channel, before anything is done there.
func (b *Bot) learn(ctx context.Context, c Command) error {
	if !b.told.news(c.Channel, c.Openness) {
		return nil
	}
	err := b.service.Told(ctx, core.Place{Channel: c.Channel, Open: c.Openness == Open})
	if err != nil {
		b.told.forget(c.Channel)
	}
	return err
}

// Left signs somebody out of everything, of whom their platform tells that they are no longer there.
func (b *Bot) Left(ctx context.Context, who core.Identity) {
	if err := b.service.Left(ctx, who); err != nil {
		b.log.ErrorContext(ctx, "sessions not ended", "who", who.String(), "error", err)
	}
}
