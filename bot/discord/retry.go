package discord

import (
	"context"
	"time"

	"github.com/cenkalti/backoff/v5"
	"golang.org/x/time/rate"
)

// retries tells when to connect again: at once where the connection was good, and then later and later, up to a few seconds:
// an outage is over without a word, and begins keeps count of what is not free.
type retries struct {
	steady time.Duration
	pauses *backoff.ExponentialBackOff
	failed bool
}

func (r *receiver) retries() *retries {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.MaxInterval, b.Multiplier = r.timing.again, r.timing.seldom, 2
	b.Reset()
	return &retries{steady: r.timing.steady, pauses: b}
}

// next is how long to wait after a connection that stood for so long.
func (r *retries) next(stood time.Duration) time.Duration {
	if stood >= r.steady {
		r.failed = false
		r.pauses.Reset()
	}
	if !r.failed {
		r.failed = true
		return 0
	}
	return r.pauses.NextBackOff()
}

// begins counts the sessions that we try to begin. Discord allows a thousand a day and resets the token of who tries more,
// see https://docs.discord.com/developers/events/gateway#session-start-limit; resuming one is free.
type begins struct{ left *rate.Limiter }

func newBegins() begins { return begins{rate.NewLimiter(rate.Every(2*time.Minute), 50)} }

// take waits until one more may be tried, and counts it.
func (b begins) take(ctx context.Context) error { return b.left.Wait(ctx) }
