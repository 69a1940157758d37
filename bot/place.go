package bot

import (
	"context"
	"errors"
	"strings"

	"meetbot/core"
)

// What people call the places they write in.
const (
	channelWord      = "channel"
	conversationWord = "conversation" // between two people, or a few
)

// place is what people call where a command was given.
func (c Command) place() string {
	if c.Direct {
		return conversationWord
	}
	return channelWord
}

// placeOf is what whoever gave a command calls where a meeting is announced.
func (c Command) placeOf(m core.Meeting) string {
	if _, here := m.PostingIn(c.Channel); here {
		return c.place()
	}
	return channelWord
}

// liveIn returns the meeting that is on where a command was given.
func (b *Bot) liveIn(ctx context.Context, c Command) (core.Meeting, error) {
	m, err := b.service.LiveIn(ctx, c.Channel)
	var e *core.Error
	if !c.Direct || !errors.As(err, &e) {
		return m, err
	}
	said := *e // core knows channels alone
	said.Message = strings.ReplaceAll(e.Message, channelWord, conversationWord)
	return m, &said
}
