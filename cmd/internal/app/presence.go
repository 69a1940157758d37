package app

import (
	"context"
	"time"
)

// beatEvery is how often a process says that it serves. Each time counts for three of them.
const beatEvery = 10 * time.Second

// beatEvery returns how often we say so: in tests that go through weeks no more often than we look for what is due.
func (a *App) beatEvery() time.Duration { return max(beatEvery, a.pulse) }

// attend says that we serve, before anything else is done: from here on nobody takes a step of the schema back. If
// somebody has just done so, we do not serve.
func (a *App) attend(ctx context.Context) error {
	if err := a.beat(ctx); err != nil {
		return err
	}
	return a.store.Fits(ctx)
}

func (a *App) beat(ctx context.Context) error {
	now := a.clock.Now()
	return a.store.Heartbeat(ctx, a.holder, now, now.Add(3*a.beatEvery()))
}

// leave says that we serve no more. Whoever does not get to say so counts until the last beat is over.
func (a *App) leave() {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if err := a.store.Leave(ctx, a.holder); err != nil {
		a.log.WarnContext(ctx, "leaving was not noted", "error", err)
	}
}
