package discord

import "sync"

// maxSeen is how many interactions are remembered: many more than come within the minutes after which a resumed session
// may tell of one again.
const maxSeen = 20_000

// seen knows the interactions that have come already, in two generations of which the elder is forgotten.
type seen struct {
	mu       sync.Mutex
	new, old map[string]bool
}

func newSeen() *seen { return &seen{new: map[string]bool{}} }

// again tells whether an interaction has come before, and remembers it.
func (s *seen) again(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.new[id] || s.old[id] {
		return true
	}
	if len(s.new) >= maxSeen {
		s.old, s.new = s.new, map[string]bool{}
	}
	s.new[id] = true
	return false
}
