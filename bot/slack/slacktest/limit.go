package slacktest

import (
	"math"
	"time"
)

// A rate is what one bucket allows: burst requests at once, then perMinute.
type rate struct{ burst, perMinute float64 }

// The rates that Slack documents.
var (
	posting = rate{3, 60} // per channel
	tier1   = rate{20, 1} // how many at once is not said
	tier3   = rate{50, 50}
	tier4   = rate{100, 100}
)

type bucket struct {
	left float64
	at   time.Time
}

// limited takes one request out of the bucket called key and returns 0, or how long to wait where it is empty.
func (s *Slack) limited(key string, r rate) time.Duration {
	now := s.o.Now()
	b := s.buckets[key]
	if b == nil {
		b = &bucket{left: r.burst, at: now}
		s.buckets[key] = b
	}
	perSecond := r.perMinute / 60
	b.left = min(r.burst, b.left+max(0, now.Sub(b.at).Seconds())*perSecond)
	b.at = now
	// A hair less than a whole request, so that waiting exactly Retry-After is always enough.
	if b.left < 1-1e-6 {
		return time.Duration(math.Ceil((1-b.left)/perSecond)) * time.Second
	}
	b.left--
	return 0
}
