package carrier

import (
	"maps"
	"slices"
	"sync"
	"time"
)

const (
	openersKept = 8 // of one channel
	maxChannels = 10_000
)

// Openers keep the ways that the latest commands of each channel, by its ID, have opened into it, which are good where the bot is kept
// out, for a while and for a few uses. They are kept in memory alone: whoever has one can write there.
type Openers[T any] struct {
	mu sync.Mutex
	of map[string][]Opener[T]
}

// An Opener is one such way.
type Opener[T any] struct {
	Way   T
	Until time.Time
	Uses  int // how many are left
}

// Keep remembers a way into a channel.
func (o *Openers[T]) Keep(channel string, way Opener[T], now time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.of) >= maxChannels {
		maps.DeleteFunc(o.of, func(_ string, all []Opener[T]) bool { return len(good(all, now)) == 0 })
	}
	if o.of == nil || len(o.of) >= maxChannels {
		o.of = map[string][]Opener[T]{}
	}
	all := append(good(o.of[channel], now), way)
	o.of[channel] = all[max(len(all)-openersKept, 0):]
}

// Take returns the oldest way into a channel that is still good, and counts the use.
func (o *Openers[T]) Take(channel string, now time.Time) (way T, ok bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	all := good(o.of[channel], now)
	if len(all) == 0 {
		delete(o.of, channel)
		return way, false
	}
	all[0].Uses--
	o.of[channel] = all
	return all[0].Way, true
}

func good[T any](all []Opener[T], now time.Time) []Opener[T] {
	return slices.DeleteFunc(all, func(o Opener[T]) bool { return o.Uses <= 0 || !now.Before(o.Until) })
}
