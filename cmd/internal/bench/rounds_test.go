package bench_test

import (
	"fmt"
	"testing"
	"time"
)

// A contender is one of several that are measured in turns. Between turns it may have to come to rest.
type contender struct {
	name string
	run  func(length time.Duration) load
	rest func()
}

// A pace is how many turns each contender has, and how long a turn is.
type pace struct {
	rounds int
	length time.Duration
}

// compete gives each contender its turns, one beside the other so that what else the machine does falls on all of them,
// each time another one first, and returns the medians.
func (p pace) compete(t testing.TB, all ...contender) map[string]load {
	rates, waits := map[string][]float64{}, map[string][]time.Duration{}
	for round := range p.rounds {
		for i := range all {
			c := all[(i+round)%len(all)]
			got := c.run(p.length)
			rates[c.name] = append(rates[c.name], got.second)
			waits[c.name] = append(waits[c.name], got.p99)
			if c.rest != nil {
				c.rest()
			}
		}
	}
	out := map[string]load{}
	for name := range rates {
		out[name] = load{median(rates[name]), median(waits[name])}
		t.Logf("%s: %.0f/s, p99 %s of %v", name, out[name].second, out[name].p99.Round(time.Microsecond*100), rates[name])
	}
	return out
}

// against is the figure of a program beside a floor.
func (l load) against(floor load) figure {
	return figure{value: l.second, floor: floor.second, note: fmt.Sprintf("p99 %s ms, of the floor %s ms", ms(l.p99), ms(floor.p99))}
}

func ms(d time.Duration) string { return short(float64(d) / float64(time.Millisecond)) }
