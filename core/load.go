package core

import "sync"

const (
	slots = 128 // announcements of one platform in the making at once
	turns = 8   // of these at the store at once, where all platforms meet
)

// A load counts what is in the making, by platform: one that does not answer takes nothing from another.
type load struct {
	mu    sync.Mutex
	of    map[string]int
	doors map[string]chan struct{}
}

func newLoad() load { return load{of: map[string]int{}, doors: map[string]chan struct{}{}} }

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

// turn waits until one of a platform's turns at the store is free. The caller ends its turn by calling done.
func (l *load) turn(platform string) (done func()) {
	door := l.door(platform)
	door <- struct{}{}
	return func() { <-door }
}

func (l *load) door(platform string) chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.doors[platform] == nil {
		l.doors[platform] = make(chan struct{}, turns)
	}
	return l.doors[platform]
}
