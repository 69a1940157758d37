package slack

import (
	"sync"

	"meetbot/core"
)

// recent remembers the latest names that it was given, at least as many as it keeps and twice as many at most.
type recent struct {
	mu       sync.Mutex
	new, old map[string]bool
}

const recentKept = 5_000

func newRecent() *recent { return &recent{new: map[string]bool{}} }

// first tells whether the name is new, and remembers it.
func (r *recent) first(name string) bool {
	name = core.RequestKey(name)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.new[name] || r.old[name] {
		return false
	}
	if len(r.new) >= recentKept {
		r.old, r.new = r.new, map[string]bool{}
	}
	r.new[name] = true
	return true
}

// has tells whether the name is remembered.
func (r *recent) has(name string) bool {
	name = core.RequestKey(name)
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.new[name] || r.old[name]
}
