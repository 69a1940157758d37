package slack

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"meetbot/core"
)

// What Slack lets through, see https://docs.slack.dev/apis/web-api/rate-limits: about one post a second in a channel,
// and 50 edits and 50 deletions a minute in a workspace.
const (
	postEvery = time.Second
	editEvery = time.Minute / 50
	editBurst = 20
	// longestWait is how long an announcement waits here; for longer it goes back into the queue, where others pass.
	longestWait = 3 * time.Second
	maxChannels = 10_000
)

// limits keep us from asking more of Slack than it allows.
type limits struct {
	mu    sync.Mutex
	posts map[string]*rate.Limiter
	edits *rate.Limiter
	gone  *rate.Limiter        // deletions
	pause map[string]time.Time // until when a channel takes nothing, by Slack's own word; "": edits
}

func newLimits() *limits {
	return &limits{
		posts: map[string]*rate.Limiter{}, pause: map[string]time.Time{},
		edits: rate.NewLimiter(rate.Every(editEvery), editBurst), gone: rate.NewLimiter(rate.Every(editEvery), editBurst),
	}
}

// post waits until a post to the channel may go out; it returns a *core.Busy where that takes too long. What does not go
// out after all is given back, so that nothing else waits for it.
func (l *limits) post(ctx context.Context, channel string) (giveBack func(), err error) {
	return wait(ctx, l.of(channel), l.paused(channel))
}

func (l *limits) edit(ctx context.Context) (giveBack func(), err error) {
	return wait(ctx, l.edits, l.paused(""))
}

// removals is what the pause of deletions goes by, which is no channel's ID.
const removals = "delete"

func (l *limits) remove(ctx context.Context) (giveBack func(), err error) {
	return wait(ctx, l.gone, l.paused(removals))
}

func (l *limits) of(channel string) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, ok := l.posts[channel]; !ok {
		if len(l.posts) >= maxChannels {
			clear(l.posts)
		}
		l.posts[channel] = rate.NewLimiter(rate.Every(postEvery), 1)
	}
	return l.posts[channel]
}

func (l *limits) paused(key string) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	left := time.Until(l.pause[key])
	if left <= 0 {
		delete(l.pause, key)
	}
	return left
}

// heed remembers for how long Slack wants to hear nothing more of that kind, and returns err.
func (l *limits) heed(key string, err error) error {
	var busy *core.Busy
	if errors.As(err, &busy) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.pause[key] = time.Now().Add(busy.After)
	}
	return err
}

func wait(ctx context.Context, l *rate.Limiter, pause time.Duration) (giveBack func(), err error) {
	turn := l.Reserve()
	delay := max(turn.Delay(), pause)
	if delay > longestWait {
		turn.Cancel()
		return nil, &core.Busy{After: delay}
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		// A turn that has come cannot be cancelled, but taking less than nothing gives it back.
		return func() { l.AllowN(time.Now(), -1) }, nil
	case <-ctx.Done():
		turn.Cancel()
		return nil, ctx.Err()
	}
}
