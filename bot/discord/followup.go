package discord

import (
	"context"
	"errors"
	"fmt"
	"time"

	"meetbot/bot"
	"meetbot/core"
)

// A token of an interaction lets us write into its channel for a quarter of an hour, even where the bot may not, see
// https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages.
const (
	followupLife = 14 * time.Minute
	followups    = 1000 // Discord names no limit where the bot is installed
	settling     = 300 * time.Millisecond
)

type token struct {
	secret   string
	answered <-chan struct{} // before that nothing can follow
}

// keptOut are the refusals to a bot that may not see a channel, or not write in it.
var keptOut = map[int]bool{50001: true, 50013: true}

// refused names why a post was refused. Where the bot is kept out of the channel, the fallback goes there as a follow-up
// of a command that was given in it.
func (d *Discord) refused(ctx context.Context, to core.Channel, fallback *bot.Card, err error) error {
	refusal := fmt.Errorf("post to %s: %w", to.ID, err)
	if fallback == nil || !isKeptOut(err) {
		return refusal
	}
	t, ok := d.tokens.Take(to.ID, d.clock.Now())
	if !ok {
		return refusal
	}
	if err := d.follow(ctx, t, d.posted(*fallback, to.Workspace)); err != nil {
		d.log.WarnContext(ctx, "no note left in place of a card", "channel", to.ID, "error", err)
		return refusal
	}
	return fmt.Errorf("%w: %w", refusal, bot.ErrNoted)
}

func isKeptOut(err error) bool {
	var r *refusal
	return errors.As(err, &r) && keptOut[r.code]
}

// follow waits until the command is answered, since what comes before is taken for its answer.
func (d *Discord) follow(ctx context.Context, t token, m message) error {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	select {
	case <-t.answered:
	case <-ctx.Done():
		return errors.New("the command is not answered yet")
	}
	post := call{method: "POST", path: path("webhooks", d.application, t.secret), body: m, change: true}
	var err error
	for range 3 {
		// An answer that went out just now may not have been taken yet.
		if wait(ctx, settling, nil) != nil {
			break
		}
		if err = d.send(ctx, post, nil); !isCode(err, unknownWebhook) {
			break
		}
	}
	return classify(err, true)
}
