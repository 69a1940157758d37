package core

import (
	"context"
	"sync"
)

const (
	slots = 128 // announcements of one platform in the making at once
	turns = 3   // of these at the store at once, where all platforms meet
)

// A load is what is in the making. It is counted by platform: one that does not answer takes nothing from another.
type load struct {
	mu      sync.Mutex
	of      map[string]int
	waiting map[string]int // for a turn at the store
	doors   map[string]chan struct{}
	fences  map[string]int64 // by ID: the newest with which we have claimed it
}

func newLoad() load {
	return load{of: map[string]int{}, waiting: map[string]int{}, doors: map[string]chan struct{}{}, fences: map[string]int64{}}
}

// take counts a claimed announcement in. It is false where it is in hand already, and its lease ran out meanwhile: whoever
// is at it goes on with the new lease, for nobody else knows whether it was sent.
func (l *load) take(a Announcement) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	_, ours := l.fences[a.ID]
	l.fences[a.ID] = a.Fence
	if !ours {
		l.of[a.Channel.Platform]++
	}
	return !ours
}

// drop counts an announcement out.
func (l *load) drop(a Announcement) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.fences, a.ID)
	l.of[a.Channel.Platform]--
}

// fence returns the newest fence of an announcement in hand.
func (l *load) fence(a Announcement) int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.fences[a.ID]
}

// full lists the platforms of which no more is to be claimed: they have as much in hand as they may, or more than the
// store keeps up with.
func (l *load) full() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []string
	for platform, n := range l.of {
		if n >= slots || l.waiting[platform] > 0 {
			out = append(out, platform)
		}
	}
	return out
}

// turn waits until one of a platform's turns at the store is free, or ctx ends. The caller ends its turn by calling done.
func (l *load) turn(ctx context.Context, platform string) (done func(), err error) {
	door := l.wait(platform, 1)
	defer l.wait(platform, -1)
	select {
	case door <- struct{}{}:
		return func() { <-door }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (l *load) wait(platform string, n int) (door chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting[platform] += n
	if l.doors[platform] == nil {
		l.doors[platform] = make(chan struct{}, turns)
	}
	return l.doors[platform]
}
