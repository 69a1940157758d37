package parlour

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"meetbot/bot"
	"meetbot/bot/carrier"
	"meetbot/core"
)

// What the chat lets through: one message a second in a room, and so many changes.
var (
	posting  = carrier.Rate{Every: time.Second, Burst: 1}
	changing = carrier.Rate{Every: time.Second, Burst: 20}
)

// A target names a room, and mostly a message in it.
type target struct {
	Room string `json:"room"`
	ID   int    `json:"id,omitempty"`
}

// Post implements bot.Platform. The ID of a person in place of a channel's opens a direct message.
func (p *Parlour) Post(ctx context.Context, to core.Channel, c bot.Card, how bot.Posting, begin func(context.Context) error) (core.MessageRef, error) {
	if err := p.limits.Begin(ctx, to.ID, posting, begin); err != nil {
		return "", err
	}
	in := struct {
		target
		message
		ReplyTo int  `json:"reply_to,omitempty"`
		Aloud   bool `json:"aloud,omitempty"`
	}{target{Room: to.ID}, p.draw(c), 0, false}
	if t, ok := read(how.ReplyTo); ok && t.Room == to.ID {
		in.ReplyTo, in.Aloud = t.ID, how.Broadcast
	}
	var out target
	err := p.limits.Heed(to.ID, p.ask(ctx, "messages.post", true, in, &out))
	if err != nil {
		return "", p.note(ctx, to, how.Fallback, fmt.Errorf("post to %s: %w", to.ID, err))
	}
	return core.MessageRef(fmt.Sprintf("%s:%d", out.Room, out.ID)), nil
}

// Edit implements bot.Platform.
func (p *Parlour) Edit(ctx context.Context, to core.Channel, ref core.MessageRef, c bot.Card, begin func(context.Context) error) error {
	t, ok := read(ref)
	if !ok {
		return fmt.Errorf("%w: %q names no message", core.ErrGone, ref)
	}
	if err := p.limits.Begin(ctx, "edit", changing, begin); err != nil {
		return err
	}
	in := struct {
		target
		message
	}{t, p.draw(c)}
	if err := p.limits.Heed("edit", p.ask(ctx, "messages.edit", true, in, nil)); err != nil {
		return fmt.Errorf("edit in %s: %w", to.ID, err)
	}
	return nil
}

// Delete implements bot.Platform.
func (p *Parlour) Delete(ctx context.Context, from core.Channel, ref core.MessageRef, begin func(context.Context) error) error {
	t, ok := read(ref)
	if !ok {
		return fmt.Errorf("%w: %q names no message", core.ErrGone, ref)
	}
	if err := p.limits.Begin(ctx, "delete", changing, begin); err != nil {
		return err
	}
	err := p.limits.Heed("delete", p.ask(ctx, "messages.delete", true, t, nil))
	if err == nil || errors.Is(err, core.ErrDeleted) {
		return nil
	}
	return fmt.Errorf("delete in %s: %w", from.ID, err)
}

// note leaves a fallback where the bot is not let in, by the pass of a command that was typed there.
func (p *Parlour) note(ctx context.Context, to core.Channel, fallback *bot.Card, refused error) error {
	var r *refusal
	if fallback == nil || !errors.As(refused, &r) || r.code != outside {
		return refused
	}
	pass, ok := p.passes.Take(to.ID, p.o.Clock.Now())
	if !ok {
		return refused
	}
	in := struct {
		Pass string `json:"pass"`
		message
	}{pass, p.draw(*fallback)}
	if err := p.ask(ctx, "notes.leave", true, in, nil); err != nil {
		p.o.Log.WarnContext(ctx, "no note left in place of a card", "channel", to.ID, "error", err)
		return refused
	}
	return fmt.Errorf("%w: %w", refused, bot.ErrNoted)
}

// read takes a reference apart.
func read(ref core.MessageRef) (t target, ok bool) {
	room, id, _ := strings.Cut(string(ref), ":")
	_, err := fmt.Sscanf(id, "%d", &t.ID)
	t.Room = room
	return t, err == nil
}
