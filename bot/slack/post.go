package slack

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	slackapi "github.com/slack-go/slack"

	"meetbot/bot"
	"meetbot/core"
)

// Post implements bot.Platform. The ID of a person in place of a channel's opens a direct message.
func (s *Slack) Post(ctx context.Context, to core.Channel, c bot.Card, how bot.Posting, begin func(context.Context) error) (core.MessageRef, error) {
	if err := s.limits.Begin(ctx, to.ID, posting, begin); err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	alone := append(s.message(c), slackapi.MsgOptionDisableLinkUnfurl(), slackapi.MsgOptionDisableMediaUnfurl())
	options := slices.Clone(alone)
	if channel, ts, ok := split(how.ReplyTo); ok && channel == to.ID {
		options = append(options, slackapi.MsgOptionTS(ts))
		if how.Broadcast {
			options = append(options, slackapi.MsgOptionBroadcast())
		}
	}
	channel, ts, err := s.api.PostMessageContext(ctx, to.ID, options...)
	var refusal slackapi.SlackErrorResponse
	if errors.As(err, &refusal) && refusal.Err == "thread_not_found" {
		// Better without the card that somebody deleted than not at all. Nothing was posted, so this is no second message.
		channel, ts, err = s.api.PostMessageContext(ctx, to.ID, alone...)
	}
	s.status.hears(err)
	if err != nil {
		return "", s.refused(ctx, to, how.Fallback, err)
	}
	if ts == "" {
		return "", fmt.Errorf("post to %s: %w: the answer names no message", to.ID, core.ErrUnknown)
	}
	return core.MessageRef(cmp.Or(channel, to.ID) + ":" + ts), nil
}

// Edit implements bot.Platform.
func (s *Slack) Edit(ctx context.Context, to core.Channel, ref core.MessageRef, c bot.Card, begin func(context.Context) error) error {
	channel, ts, ok := split(ref)
	if !ok {
		return fmt.Errorf("%w: %q names no message", core.ErrGone, ref)
	}
	if err := s.limits.Begin(ctx, edits, changing, begin); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	_, _, _, err := s.api.UpdateMessageContext(ctx, channel, ts, s.message(c)...)
	if s.status.hears(err); err != nil {
		return fmt.Errorf("edit in %s: %w", to.ID, s.limits.Heed(edits, classify(err, true)))
	}
	return nil
}

// Delete implements bot.Platform. A bot deletes its own messages with the scope by which it writes them.
func (s *Slack) Delete(ctx context.Context, from core.Channel, ref core.MessageRef, begin func(context.Context) error) error {
	channel, ts, ok := split(ref)
	if !ok {
		return fmt.Errorf("%w: %q names no message", core.ErrGone, ref)
	}
	if err := s.limits.Begin(ctx, deletions, changing, begin); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	_, _, err := s.api.DeleteMessageContext(ctx, channel, ts)
	if s.status.hears(err); err == nil {
		return nil
	}
	if err = s.limits.Heed(deletions, classify(err, true)); errors.Is(err, core.ErrDeleted) {
		return nil
	}
	return fmt.Errorf("delete in %s: %w", from.ID, err)
}

func (s *Slack) message(c bot.Card) []slackapi.MsgOption {
	p := s.pen(c)
	return []slackapi.MsgOption{
		slackapi.MsgOptionText(p.fallback(c), false),
		slackapi.MsgOptionBlocks(p.blocks(c)...),
	}
}

// split takes a reference apart into the channel and the message's ts, which is unique in it.
func split(ref core.MessageRef) (channel, ts string, ok bool) {
	return strings.Cut(string(ref), ":")
}

// refused names why a post was refused. Where the bot is kept out of the channel, the fallback goes there, once, through
// the address of a command that was typed in it.
func (s *Slack) refused(ctx context.Context, to core.Channel, fallback *bot.Card, err error) error {
	refusal := fmt.Errorf("post to %s: %w", to.ID, s.limits.Heed(to.ID, classify(err, true)))
	var r slackapi.SlackErrorResponse
	if fallback == nil || !errors.As(err, &r) || !keptOut[r.Err] {
		return refusal
	}
	address, ok := s.responses.Take(to.ID, s.clock.Now())
	if !ok {
		return refusal
	}
	if err := s.respond(ctx, address, s.note(*fallback)); err != nil {
		s.log.WarnContext(ctx, "no note left in place of a card", "channel", to.ID, "error", err)
		return refusal
	}
	return fmt.Errorf("%w: %w", refusal, bot.ErrNoted)
}
