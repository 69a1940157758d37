package core

import (
	"context"
	"fmt"
)

type wakeKey struct{}

// Once answers a request: with what answer returns the first time, and with that same answer whenever the request comes
// again. All that answer changes is one change with the answer. Where it changes nothing it is asked anew.
func (s *Service) Once(ctx context.Context, request string, answer func(context.Context) []byte) ([]byte, error) {
	name, changed := RequestKey(request), false
	ctx = context.WithValue(ctx, wakeKey{}, &changed)
	// The answer holds links that sign their reader in, so it is sealed.
	sealed, err := s.store.Once(ctx, name, s.Now(), func(ctx context.Context) []byte { return s.sealer.Seal(name, answer(ctx)) })
	if changed {
		s.wake()
	}
	if err != nil {
		return nil, fmt.Errorf("answer request: %w", err)
	}
	return s.sealer.Open(name, sealed)
}

type asideKey struct{}

// Aside is for what may be stored whatever becomes of a request: before anything else is stored for it, that is a change by
// itself, and whoever goes on to ask a platform holds up nobody.
func Aside(ctx context.Context) context.Context { return context.WithValue(ctx, asideKey{}, true) }

// IsAside tells whether a context is of Aside.
func IsAside(ctx context.Context) bool { return ctx.Value(asideKey{}) != nil }

// changed has what has become due be made at once, or within Once as soon as it is stored.
func (s *Service) changed(ctx context.Context) {
	if changed, ok := ctx.Value(wakeKey{}).(*bool); ok {
		*changed = true
		return
	}
	s.wake()
}

// Keep keeps something under a name as long as answers are kept.
func (s *Service) Keep(ctx context.Context, name string, what []byte) error {
	name = RequestKey(name)
	return s.store.KeepAnswer(ctx, name, s.Now(), s.sealer.Seal(name, what))
}

// Kept returns what was kept under a name; nil where nothing is.
func (s *Service) Kept(ctx context.Context, name string) ([]byte, error) {
	name = RequestKey(name)
	sealed, err := s.store.Answered(ctx, name)
	if err != nil || sealed == nil {
		return nil, err
	}
	return s.sealer.Open(name, sealed)
}
