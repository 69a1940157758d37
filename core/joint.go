package core

import (
	"context"
	"fmt"
	"slices"
	"sync"
)

// An errand is what one announcement in the making wants of the store.
type errand struct {
	attempt
	more []Announcement
	err  error
	done chan struct{}
}

// A joint runs errands together: whoever comes alone is served at once, and whoever comes meanwhile goes next, with all
// others who did. So they share one commit, and nobody waits for company.
type joint struct {
	run func([]*errand) // sets what became of each

	mu      sync.Mutex
	waiting []*errand
	busy    bool
}

// ask runs an errand and returns what became of it, or why ctx ended before: then it may still be under way.
func (j *joint) ask(ctx context.Context, e *errand) error {
	e.done = make(chan struct{})
	j.mu.Lock()
	j.waiting = append(j.waiting, e)
	if !j.busy {
		j.busy = true
		go j.serve()
	}
	j.mu.Unlock()
	select {
	case <-e.done:
		return e.err
	case <-ctx.Done():
		j.mu.Lock()
		defer j.mu.Unlock()
		j.waiting = slices.DeleteFunc(j.waiting, func(other *errand) bool { return other == e })
		return ctx.Err()
	}
}

func (j *joint) serve() {
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

// together runs errands. A fault of the store's driver is an error like any other.
func (j *joint) together(all []*errand) {
	defer func() {
		p := recover()
		for _, e := range all {
			if p != nil {
				e.err = fmt.Errorf("panic in the store: %v", p)
			}
			close(e.done)
		}
	}()
	j.run(all)
}
