package app

import (
	"context"
	"sync"
	"time"

	"meetbot/core"
)

// A hand is the store as the dispatcher uses it. It remembers what is claimed and not yet done with, so that nobody
// pushes the clock past the lease of something that is just being sent.
type hand struct {
	core.Store
	mu   sync.Mutex
	held map[string]grip // by announcement
}

type grip struct {
	fence int64
	until time.Time
}

// Claim implements core.DeliveryStore. Whoever asks meanwhile what is held waits for it.
func (h *hand) Claim(ctx context.Context, now, until time.Time, n int, except ...string) ([]core.Announcement, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	claimed, err := h.Store.Claim(ctx, now, until, n, except...)
	for _, a := range claimed {
		h.held[a.ID] = grip{a.Fence, until}
	}
	return claimed, err
}

// Begin implements core.DeliveryStore.
func (h *hand) Begin(ctx context.Context, a core.Announcement, now, until time.Time) (core.Announcement, error) {
	begun, err := h.Store.Begin(ctx, a, now, until)
	if err == nil {
		h.hold(a, until)
	}
	return begun, err
}

// Settle implements core.DeliveryStore. What failed and is put off stays in hand until it is tried again; what merely waits
// for its time does not.
func (h *hand) Settle(ctx context.Context, a core.Announcement, more ...core.Announcement) error {
	err := h.Store.Settle(ctx, a, more...)
	if err == nil && a.State == core.Pending && a.Problem != "" {
		h.hold(a, a.Next)
	} else {
		h.hold(a, time.Time{})
	}
	return err
}

// hold holds a, or lets it go, unless it was claimed anew since.
func (h *hand) hold(a core.Announcement, until time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.held[a.ID].fence != a.Fence:
	case until.IsZero():
		delete(h.held, a.ID)
	default:
		h.held[a.ID] = grip{a.Fence, until}
	}
}

func (h *hand) holds(now time.Time) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	for id, g := range h.held {
		if g.until.After(now) {
			return true
		}
		delete(h.held, id) // left behind: its lease has run out
	}
	return false
}

// Settle waits until everything that is due is made and nothing is being sent. It is for a clock that is about to be
// set, or was just set.
func (a *App) Settle(ctx context.Context) error {
	for {
		a.dispatcher.Wake()
		busy, err := a.busy(ctx)
		if err != nil || !busy {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(25 * time.Millisecond):
		}
	}
}

// busy looks for what is due before it looks at what is in hand, so that what is claimed in between is not overlooked.
func (a *App) busy(ctx context.Context) (bool, error) {
	now := a.clock.Now()
	due, err := a.store.NextDue(ctx, time.Unix(0, 0))
	return err == nil && !due.IsZero() && !due.After(now) || a.hand.holds(now), err
}
