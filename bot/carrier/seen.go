package carrier

import (
	"sync"

	"meetbot/core"
)

// Seen remembers the latest names that it was given, at least as many as it keeps and twice as many at most.
type Seen struct {
	most     int
	mu       sync.Mutex
	new, old map[string]bool
}

// NewSeen returns a Seen that keeps at least so many names.
func NewSeen(most int) *Seen { return &Seen{most: most, new: map[string]bool{}} }

// First tells whether a name is new, and remembers it.
func (s *Seen) First(name string) bool {
	name = core.RequestKey(name)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.new[name] || s.old[name] {
		return false
	}
	if len(s.new) >= s.most {
		s.old, s.new = s.new, map[string]bool{}
	}
	s.new[name] = true
	return true
}

// Has tells whether a name is remembered.
func (s *Seen) Has(name string) bool {
	name = core.RequestKey(name)
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.new[name] || s.old[name]
}
