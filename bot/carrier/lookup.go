package carrier

import (
	"context"
	"errors"
	"sync"
	"time"
)

const (
	maxLookUps  = 10_000
	failureLife = 2 * time.Second
)

// LookUps remember what a platform has answered, for a while. A failure is remembered for a moment, so that whoever waits
// for several answers waits once.
type LookUps[K comparable, V any] struct {
	life  time.Duration
	now   func() time.Time
	mu    sync.Mutex
	known map[K]lookedUp[V]
}

type lookedUp[V any] struct {
	value V
	err   error
	until time.Time
}

// NewLookUps returns LookUps that are good for the given time.
func NewLookUps[K comparable, V any](life time.Duration, now func() time.Time) *LookUps[K, V] {
	return &LookUps[K, V]{life: life, now: now, known: map[K]lookedUp[V]{}}
}

// Of returns what is remembered under a key, or else what ask returns.
func (l *LookUps[K, V]) Of(ctx context.Context, key K, ask func(context.Context) (V, error)) (V, error) {
	l.mu.Lock()
	known, ok := l.known[key]
	l.mu.Unlock()
	if ok && l.now().Before(known.until) {
		return known.value, known.err
	}
	value, err := ask(ctx)
	switch {
	case errors.Is(err, context.Canceled): // whoever asked has hung up, which says nothing
	case err != nil:
		l.keep(key, value, err, failureLife)
	default:
		l.keep(key, value, nil, l.life)
	}
	return value, err
}

// Know remembers what is known under a key without asking.
func (l *LookUps[K, V]) Know(key K, value V) { l.keep(key, value, nil, l.life) }

// Forget forgets what is remembered under a key.
func (l *LookUps[K, V]) Forget(key K) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.known, key)
}

func (l *LookUps[K, V]) keep(key K, value V, err error, life time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.known) >= maxLookUps {
		clear(l.known)
	}
	l.known[key] = lookedUp[V]{value, err, l.now().Add(life)}
}
