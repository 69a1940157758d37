package slack

import (
	"errors"
	"time"

	"github.com/cenkalti/backoff/v5"

	"meetbot/core"
)

// Why a connection of Socket Mode has come to its end, or none was opened.
var (
	errRefresh = errors.New("Slack asked to connect anew")
	errRefused = errors.New("Slack refuses Socket Mode")
)

// timing holds the times by which connections of Socket Mode live. Only tests have others than the usual.
type timing struct {
	silence  time.Duration // for how long Slack, which sends pings, may say nothing
	farewell time.Duration // for how long a connection is still read once Slack has announced its end
	steady   time.Duration // after which a connection counts as good, and the next break as a new one
	again    time.Duration // between the first two attempts to connect; it doubles up to slow
	slow     time.Duration // between two attempts while Slack refuses us
}

var usual = timing{
	silence: 30 * time.Second, farewell: 15 * time.Second, steady: time.Minute, again: time.Second, slow: time.Minute,
}

// A pace says how long to wait before the next attempt to connect.
type pace struct {
	timing
	grow  backoff.ExponentialBackOff
	hasty bool // we have connected anew at once, and are not steady yet
}

func newPace(t timing) *pace {
	grow := backoff.ExponentialBackOff{InitialInterval: t.again, Multiplier: 2, RandomizationFactor: 0.5, MaxInterval: t.slow}
	return &pace{timing: t, grow: grow}
}

// next returns the wait after a connection that came to its end after some time, or after an attempt that failed.
func (p *pace) next(lived time.Duration, why error) time.Duration {
	if lived >= p.steady {
		p.grow.Reset()
		p.hasty = false
	}
	var busy *core.Busy
	switch {
	case errors.As(why, &busy):
		return busy.After
	case errors.Is(why, errRefused):
		return p.slow
	case errors.Is(why, errRefresh) && !p.hasty:
		p.hasty = true
		return 0
	default:
		return min(p.grow.NextBackOff(), p.slow)
	}
}
