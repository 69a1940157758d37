// Package joint has those who want the same kind of thing done at the same time share one way of doing it.
package joint

import (
	"context"
	"fmt"
	"slices"
	"sync"
)

// A Joint runs errands together: whoever comes alone is served at once, and whoever comes meanwhile goes next, with all
// others who did. So they share one commit, and nobody waits for company.
type Joint[T any] struct {
	run func([]*Errand[T])

	mu      sync.Mutex
	waiting []*Errand[T]
	busy    bool
}

// An Errand is what one caller wants. Err says what became of it; whoever runs it sets that.
type Errand[T any] struct {
	Of  T
	Err error

	done chan struct{}
}

// New returns a Joint whose errands run has done.
func New[T any](run func([]*Errand[T])) *Joint[T] { return &Joint[T]{run: run} }

// Put has an errand be run with the next ones.
func (j *Joint[T]) Put(of T) *Errand[T] {
	e := &Errand[T]{Of: of, done: make(chan struct{})}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.waiting = append(j.waiting, e)
	if !j.busy {
		j.busy = true
		go j.serve()
	}
	return e
}

// Done is closed when it is known what became of an errand.
func (e *Errand[T]) Done() <-chan struct{} { return e.done }

// Wait returns what became of an errand, or why ctx ended before: then it may still be under way.
func (j *Joint[T]) Wait(ctx context.Context, e *Errand[T]) error {
	select {
	case <-e.done:
		return e.Err
	case <-ctx.Done():
		j.mu.Lock()
		defer j.mu.Unlock()
		j.waiting = slices.DeleteFunc(j.waiting, func(other *Errand[T]) bool { return other == e })
		return ctx.Err()
	}
}

func (j *Joint[T]) serve() {
	for {
		j.mu.Lock()
		all := j.waiting
		j.waiting, j.busy = nil, len(all) > 0
		j.mu.Unlock()
		if len(all) == 0 {
			return
		}
		j.together(all)
	}
}

// together runs errands. A panic is an error like any other.
func (j *Joint[T]) together(all []*Errand[T]) {
	defer func() {
		p := recover()
		for _, e := range all {
			if p != nil {
				e.Err = fmt.Errorf("panic: %v", p)
			}
			close(e.done)
		}
	}()
	j.run(all)
}
