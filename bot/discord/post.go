package discord

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"meetbot/bot"
	"meetbot/core"
)

// Post implements bot.Platform. The ID of a person in place of a channel's opens a direct message.
func (d *Discord) Post(ctx context.Context, to core.Channel, c bot.Card, how bot.Posting, begin func(context.Context) error) (core.MessageRef, error) {
	channel, err := d.channel(ctx, to)
	if err != nil {
		return "", err
	}
	m := d.posted(c, to.Workspace)
	m.Nonce = nonce(how.Key)
	m.Enforce = m.Nonce != ""
	if in, id, ok := split(how.ReplyTo); ok && in == channel {
		m.Reference = &reference{MessageID: id}
	}
	post := call{method: "POST", path: path("channels", channel, "messages"), body: m, bucket: "post " + channel, change: true}
	if err := d.limits.take(ctx, post.bucket); err != nil {
		return "", err
	}
	if err := begin(ctx); err != nil {
		d.limits.give(post.bucket)
		return "", err
	}
	id, err := d.create(ctx, channel, post, m)
	if err != nil {
		return "", d.refused(ctx, to, how.Fallback, err)
	}
	if id == "" {
		return "", nil
	}
	return core.MessageRef(channel + ":" + id), nil
}

// create posts a message and returns its ID, empty where it was posted before and has been deleted since.
func (d *Discord) create(ctx context.Context, channel string, post call, m message) (string, error) {
	var made struct {
		ID string `json:"id"`
	}
	err := d.sendOpen(ctx, channel, post, &made)
	if isCode(err, cannotReplyUnread) {
		// Better without its reference than not at all. Nothing was posted, so this is no second message.
		m.Reference = nil
		post.body = m
		if err = d.limits.take(ctx, post.bucket); err != nil {
			return "", err
		}
		err = d.send(ctx, post, &made)
	}
	switch {
	case errors.Is(err, core.ErrClosed):
		err = settled{fmt.Errorf("%w: %w", core.ErrFiltered, err)} // what it says is told elsewhere in time
	case isCode(err, unknownMessage) && m.Enforce:
		return "", nil
	case err == nil && !IsID(made.ID):
		err = errNotDiscord
	}
	return made.ID, classify(err, true)
}

// Edit implements bot.Platform.
func (d *Discord) Edit(ctx context.Context, to core.Channel, ref core.MessageRef, c bot.Card, begin func(context.Context) error) error {
	channel, id, ok := split(ref)
	if !ok {
		return fmt.Errorf("%w: %q names no message", core.ErrGone, ref)
	}
	edit := call{method: "PATCH", path: path("channels", channel, "messages", id), body: d.posted(c, to.Workspace), bucket: "edit " + channel, change: true}
	if err := d.limits.take(ctx, edit.bucket); err != nil {
		return err
	}
	if err := begin(ctx); err != nil {
		d.limits.give(edit.bucket)
		return err
	}
	if err := classify(d.sendOpen(ctx, channel, edit, nil), true); err != nil {
		return fmt.Errorf("edit in %s: %w", to.ID, err)
	}
	return nil
}

// Delete implements bot.Platform. A bot needs no right to delete its own messages.
func (d *Discord) Delete(ctx context.Context, from core.Channel, ref core.MessageRef, begin func(context.Context) error) error {
	channel, id, ok := split(ref)
	if !ok {
		return fmt.Errorf("%w: %q names no message", core.ErrGone, ref)
	}
	remove := call{method: "DELETE", path: path("channels", channel, "messages", id), bucket: "delete " + channel, change: true}
	if err := d.limits.take(ctx, remove.bucket); err != nil {
		return err
	}
	if err := begin(ctx); err != nil {
		d.limits.give(remove.bucket)
		return err
	}
	err := classify(d.sendOpen(ctx, channel, remove, nil), true)
	if err == nil || errors.Is(err, core.ErrDeleted) {
		return nil
	}
	return fmt.Errorf("delete in %s: %w", from.ID, err)
}

// split takes a reference apart into the channel and the message's ID.
func split(ref core.MessageRef) (channel, id string, ok bool) {
	channel, id, _ = strings.Cut(string(ref), ":")
	return channel, id, IsID(channel) && IsID(id)
}

// maxNonce is how long a nonce may be.
const maxNonce = 25

// nonce makes a nonce of the key of a posting, which differs in each channel.
func nonce(key string) string {
	if len(key) <= maxNonce {
		return key
	}
	sum := sha256.Sum256([]byte(key))
	return base64.RawURLEncoding.EncodeToString(sum[:])[:maxNonce]
}
