package coretest

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"time"

	"meetbot/core"
)

// An answer to a request.
type answer struct {
	made time.Time
	text []byte
}

// A request is what Once answers. From the first change on nobody else gets at the store, and what it was before can be
// brought back.
type request struct {
	store  *Store
	before *contents // nil: nothing was stored yet
	stored bool
	failed error
}

type requestKey struct{}

func (s *Store) requestIn(ctx context.Context) *request {
	r, ok := ctx.Value(requestKey{}).(*request)
	if !ok || r.store != s || r.before == nil && core.IsAside(ctx) {
		return nil
	}
	return r
}

// Once implements core.AccessStore.
func (s *Store) Once(ctx context.Context, name string, now time.Time, make func(context.Context) []byte) ([]byte, error) {
	if !core.CanName(name) {
		return nil, notFound("request")
	}
	if out, err := s.Answered(ctx, name); out != nil || err != nil {
		return out, err
	}
	r := &request{store: s}
	defer r.end(false) // where it panics
	out := make(context.WithValue(ctx, requestKey{}, r))
	if r.failed != nil {
		return nil, r.failed
	}
	if theirs, err := s.Answered(context.WithValue(context.WithoutCancel(ctx), requestKey{}, r), name); theirs != nil || err != nil {
		return theirs, err
	}
	if r.before != nil {
		s.answers[name] = answer{now, append([]byte{}, out...)}
	}
	r.end(true)
	return out, nil
}

// end has others get at the store again, with what was stored or without.
func (r *request) end(keep bool) {
	if r.before == nil {
		return
	}
	if !keep {
		r.store.contents = *r.before
	}
	r.before = nil
	r.store.mu.Unlock()
}

// put runs do, which stores something, alone.
func (s *Store) put(ctx context.Context, do func() error) error {
	r := s.requestIn(ctx)
	if r == nil {
		return s.in(ctx, do)
	}
	if r.failed != nil {
		return r.failed
	}
	if r.before == nil {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.mu.Lock()
		was := s.contents.clone()
		r.before, r.stored = &was, false
	}
	err := do()
	var refused *core.Error
	switch {
	case err == nil:
		r.stored = true
	case !errors.As(err, &refused):
		r.failed = err
		r.end(false)
	case !r.stored:
		r.end(false)
	}
	return err
}

// clone copies what is there. What is in it is replaced by another, and never changed, while somebody answers a request.
func (c contents) clone() contents {
	return contents{
		maps.Clone(c.meetings), maps.Clone(c.numbers), maps.Clone(c.announcements), maps.Clone(c.people),
		maps.Clone(c.tickets), maps.Clone(c.sessions), maps.Clone(c.feeds), maps.Clone(c.answers), maps.Clone(c.leases),
	}
}

// Answered implements core.AccessStore.
func (s *Store) Answered(ctx context.Context, name string) (out []byte, err error) {
	err = s.in(ctx, func() error {
		out = bytes.Clone(s.answers[name].text)
		return nil
	})
	return out, err
}

// KeepAnswer implements core.AccessStore.
func (s *Store) KeepAnswer(ctx context.Context, name string, now time.Time, text []byte) error {
	return s.put(ctx, func() error {
		if !core.CanName(name) {
			return notFound("request")
		}
		if _, there := s.answers[name]; !there {
			s.answers[name] = answer{now, append([]byte{}, text...)}
		}
		return nil
	})
}

// Dump returns every answer as it is stored, so that a test can look for what must not lie open.
func (s *Store) Dump() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []byte
	for _, r := range s.answers {
		out = append(out, r.text...)
	}
	return out
}
