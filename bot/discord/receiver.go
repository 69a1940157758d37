package discord

import (
	"context"
	"errors"
	"math"
	"net/http"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cenkalti/backoff/v5"

	"meetbot/bot"
	"meetbot/bot/carrier"
	"meetbot/core"
)

const (
	maxWorkers = 64   // interactions worked on at once
	maxInHand  = 1024 // and those that wait for it; one more is refused at once

	// maxSeen is how many interactions are remembered: many more than come within the minutes after which a resumed session
	// may tell of one again.
	maxSeen = 20_000
)

// A receiver sees to it that every interaction is acknowledged in time, whatever brings it, and answered once.
type receiver struct {
	*Discord
	answerer Answerer
	inHand   chan struct{}
	workers  chan struct{}
	seen     *carrier.Seen
	begins   begins
	resumed  atomic.Int64 // when a session was resumed last, in nanoseconds

	mu     sync.Mutex
	closed bool
	busy   sync.WaitGroup
}

func (d *Discord) receiver(a Answerer) *receiver {
	return &receiver{
		Discord: d, answerer: a, seen: carrier.NewSeen(maxSeen), begins: newBegins(),
		inHand: make(chan struct{}, maxInHand), workers: make(chan struct{}, maxWorkers),
	}
}

// serve answers an interaction: by say at once, or else with a promise by say that is kept later.
func (r *receiver) serve(ctx context.Context, i interaction, say func(context.Context, response) error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), r.timing.work)
	defer cancel()
	if !i.sound() {
		r.said(ctx, i, say(ctx, r.refused(i)))
		return
	}
	select {
	case r.inHand <- struct{}{}:
		defer func() { <-r.inHand }()
	default:
		r.said(ctx, i, say(ctx, r.failed(i)))
		return
	}
	late := r.late(i)
	if late && !r.said(ctx, i, say(ctx, i.promise())) {
		return // whoever asked was told that we do not answer, and may ask again
	}
	done, answered := r.begin(ctx, i)
	defer answered()
	if !late {
		timer := time.NewTimer(r.timing.defers)
		defer timer.Stop()
		select {
		case out := <-done:
			r.said(ctx, i, say(ctx, out))
			return
		case <-timer.C:
			if !r.said(ctx, i, say(ctx, i.promise())) {
				return
			}
		}
	}
	if i.Type != kindComplete {
		r.keep(ctx, i, done)
	}
}

// begin works out the answer, in a goroutine of its own. The caller says when the interaction is answered.
func (r *receiver) begin(ctx context.Context, i interaction) (done <-chan response, answered func()) {
	said := make(chan struct{})
	if i.Type != kindComplete {
		// Before the answer: what the command calls for may be announced before the answer is ready.
		way := carrier.Opener[token]{Way: token{i.Token, said}, Until: r.clock.Now().Add(followupLife), Uses: followups}
		r.tokens.Keep(i.ChannelID, way, r.clock.Now())
	}
	out := make(chan response, 1)
	go func() { out <- r.work(ctx, i) }()
	return out, func() { close(said) }
}

// late tells whether an interaction has been on its way for so long that Discord may take no answer any more: then that
// is found out before it takes effect. It can be so just after a session is resumed, which tells of what came meanwhile.
func (r *receiver) late(i interaction) bool {
	resumed := time.Since(time.Unix(0, r.resumed.Load())) < replayed
	return resumed && i.Type != kindComplete && r.clock.Now().Sub(made(i.ID)) > r.timing.late
}

// replayed is how long after it is resumed a session may still tell of what came before.
const replayed = 10 * time.Second

// work waits for a worker and answers; a panic is an answer that failed.
func (r *receiver) work(ctx context.Context, i interaction) (out response) {
	defer func() {
		if p := recover(); p != nil {
			r.log.ErrorContext(ctx, "panic while answering", "interaction", i.ID, "panic", p, "stack", string(debug.Stack()))
			out = r.failed(i)
		}
	}()
	select {
	case r.workers <- struct{}{}:
		defer func() { <-r.workers }()
		return r.answer(ctx, i)
	case <-ctx.Done():
		return r.failed(i)
	}
}

// promise is the first answer where the right one takes longer. Whether only one person sees it is settled by it.
func (i interaction) promise() response {
	switch {
	case i.Type == kindComplete:
		return response{Type: answerComplete, Data: completions{[]Choice{}}}
	case i.Type == kindPress && i.private():
		return response{Type: answerQuietly}
	}
	return response{Type: answerPromise, Data: map[string]int{"flags": flagEphemeral}}
}

// refused is the answer to what comes from where we do not serve anybody.
func (r *receiver) refused(i interaction) response {
	switch {
	case i.Type == kindComplete:
		return i.promise()
	case i.foreign() && i.GuildID == "": // a group of friends, into which somebody brought the command along
		return i.answered(r.draw(homeless(r.words.In(i.Locale)), ""))
	}
	return i.answered(r.draw(bot.NotServed(r.words.In(i.Locale)), ""))
}

func (r *receiver) failed(i interaction) response {
	if i.Type == kindComplete {
		return i.promise()
	}
	return i.answered(r.draw(bot.Failed(r.words.In(i.Locale), Typed), i.GuildID))
}

// keep keeps a promise: the first answer is edited, see
// https://docs.discord.com/developers/interactions/receiving-and-responding#edit-original-interaction-response.
func (r *receiver) keep(ctx context.Context, i interaction, done <-chan response) {
	var out response
	select {
	case out = <-done:
	case <-ctx.Done():
		out = r.failed(i)
	}
	m, ok := out.Data.(message)
	if out.instead != nil {
		m, ok = *out.instead, true
	}
	if !ok {
		return // what was pressed says nothing to us, and has been acknowledged
	}
	m.Flags = 0
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), callTime)
	defer cancel()
	edit := call{method: "PATCH", path: path("webhooks", r.application, i.Token, "messages", "@original"), body: m}
	r.said(ctx, i, r.insist(ctx, edit))
}

// callback makes the first answer by a call of its own.
func (r *receiver) callback(i interaction) func(context.Context, response) error {
	return func(ctx context.Context, out response) error {
		return r.insist(ctx, call{method: "POST", path: path("interactions", i.ID, i.Token, "callback"), body: out, within: r.timing.try})
	}
}

// insist makes a call again that was lost, or came too early. Neither call does anything twice: the first answer is
// taken once, and an edit says the same again.
func (r *receiver) insist(ctx context.Context, c call) error {
	tries := 0
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		err := r.send(ctx, c, nil)
		switch tries++; {
		case isCode(err, alreadyAnswered) && tries > 1:
			return struct{}{}, nil
		case isCode(err, unknownWebhook) && c.method == http.MethodPatch:
			return struct{}{}, err // the answer that is to be edited went out just now, and may not have been taken yet
		}
		var busy *core.Busy
		switch err = classify(err, false); {
		case errors.As(err, &busy):
			return struct{}{}, backoff.RetryAfter(int(math.Ceil(busy.After.Seconds())))
		case errors.Is(err, core.ErrGone), errors.Is(err, errToken):
			return struct{}{}, backoff.Permanent(err)
		}
		return struct{}{}, err
	}, backoff.WithBackOff(quick()), backoff.WithMaxTries(6))
	return err
}

func quick() backoff.BackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval = 100 * time.Millisecond
	return b
}

// said logs an answer that did not arrive, and tells whether it did.
func (r *receiver) said(ctx context.Context, i interaction, err error) bool {
	if err != nil {
		r.log.WarnContext(ctx, "interaction not answered", "interaction", i.ID, "type", i.Type, "who", i.sender().ID, "error", err)
	}
	return err == nil
}

// enter counts an interaction in, unless the receiver is closed.
func (r *receiver) enter() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.closed {
		r.busy.Add(1)
	}
	return !r.closed
}

// close takes nothing more, and returns when everything in hand is answered.
func (r *receiver) close() {
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	r.busy.Wait()
}
