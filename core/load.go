package core

import "sync"

// A load counts what is in the making, by platform: one that does not answer takes nothing from another.
type load struct {
	mu sync.Mutex
	of map[string]int
}

func (l *load) add(platform string, n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.of[platform] += n
}

// full lists the platforms that have as much in hand as they may.
func (l *load) full() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []string
	for platform, n := range l.of {
		if n >= slots {
			out = append(out, platform)
		}
	}
	return out
}
