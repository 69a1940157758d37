package discord

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"meetbot/bot/say"
	"meetbot/core"
)

// sendOpen makes a call about a message. Where that stands in an archived thread, the thread is opened first: whoever was
// added to one may do so unless it is locked, without any further right, see
// https://docs.discord.com/developers/topics/threads#editing-deleting-threads.
func (r *client) sendOpen(ctx context.Context, channel string, c call, out any) error {
	err := r.send(ctx, c, out)
	if !isCode(err, archived) {
		return err
	}
	if err := r.open(ctx, channel); err != nil {
		return err
	}
	if err := r.limits.take(ctx, c.bucket); err != nil {
		return err
	}
	return r.send(ctx, c, out)
}

// open opens an archived thread again. One that is locked is to stay as it is. Nothing else is changed, so that a lost
// answer leaves nothing open.
func (r *client) open(ctx context.Context, id string) error {
	var t struct {
		Metadata struct {
			Locked bool `json:"locked"`
		} `json:"thread_metadata"`
	}
	if err := r.ask(ctx, call{method: "GET", path: path("channels", id), bucket: "channel " + id}, &t); err != nil {
		return settled{fmt.Errorf("look at the archived thread: %w", err)}
	}
	if t.Metadata.Locked {
		return settled{fmt.Errorf("%w: the thread is locked", core.ErrFiltered)}
	}
	body := map[string]bool{"archived": false}
	err := r.ask(ctx, call{method: "PATCH", path: path("channels", id), body: body, bucket: "open " + id}, nil)
	var refused *refusal
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused) && errors.Is(err, core.ErrGone):
		return settled{fmt.Errorf("%w: the thread is archived: %s", core.ErrClosed, refused.Error())}
	}
	return settled{fmt.Errorf("open the archived thread: %w", err)}
}

// threads remembers which channels are threads, as far as interactions told.
type threads struct {
	mu    sync.Mutex
	known map[string]int // their kinds
}

func (t *threads) meet(id string, kind int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.known == nil || len(t.known) >= maxKnown {
		t.known = map[string]int{}
	}
	t.known[id] = kind
}

func (t *threads) kind(id string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.known[id]
}

// LetIn implements bot.Platform, see https://docs.discord.com/developers/topics/threads#permissions: threads have the
// permissions of their channel.
func (d *Discord) LetIn(l *say.Language, c core.Channel) string {
	switch d.threads.kind(c.ID) {
	case newsThread, publicThread:
		return l.Say("way_in.to.thread")
	case privateThread:
		return l.Say("way_in.to.private_thread")
	}
	return l.Say("way_in.to.discord")
}
