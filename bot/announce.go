package bot

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"meetbot/core"
)

var _ core.Announcer = (*Bot)(nil)

// Announce implements core.Announcer. The words are chosen now, at the moment of sending, so that they are true then.
func (b *Bot) Announce(ctx context.Context, m core.Meeting, a core.Announcement, begin func(context.Context) error) (core.MessageRef, error) {
	platform, ok := b.platforms[a.Channel.Platform]
	if !ok {
		return "", fmt.Errorf("%w: %s", errNoPlatform, a.Channel.Platform)
	}
	standing := m.Card(a.Channel)
	switch a.Kind {
	case core.KindCard, core.KindEdit, core.KindCountdown:
		return b.announceCard(ctx, platform, m, a, standing, begin)
	case core.KindOver:
		return b.edit(ctx, platform, a.Channel, a.Message(), b.aloud().over(m), begin)
	case core.KindRetract:
		return "", platform.Delete(ctx, a.Channel, a.Message(), begin)
	case core.KindEvent:
		return "", b.mirror(ctx, platform, m, a.Channel.Home(), begin)
	}
	card, err := b.cardOf(ctx, platform, m, a)
	if err != nil {
		return "", err
	}
	how := Posting{ReplyTo: standing, Key: a.ID}
	how.Broadcast = broadcast[a.Kind]
	return b.post(ctx, platform, a, card, how, begin)
}

// broadcast are the kinds of messages that the whole channel is to see, though they refer to the card.
var broadcast = map[core.Kind]bool{core.KindReminder: true, core.KindStart: true, core.KindMoved: true, core.KindCancelled: true, core.KindRestored: true}

// edit edits a message of ours.
func (b *Bot) edit(ctx context.Context, p Platform, in core.Channel, message core.MessageRef, card Card, begin func(context.Context) error) (core.MessageRef, error) {
	card.Language = b.aloud().Tag()
	if err := p.Edit(ctx, in, message, card, begin); err != nil {
		return "", err
	}
	return message, nil
}

// post posts an announcement. One that may have been seen can be sent only once more on some platforms, which would be
// wasted on one that is still down.
func (b *Bot) post(ctx context.Context, p Platform, a core.Announcement, card Card, how Posting, begin func(context.Context) error) (core.MessageRef, error) {
	if a.Sends > 0 {
		if err := p.Answers(ctx); err != nil {
			return "", notYet(err)
		}
	}
	card.Language = b.aloud().Tag()
	return p.Post(ctx, a.Channel, card, how, begin)
}

// notYet says that a was not sent again. Why the platform does not answer is nothing about the channel.
func notYet(err error) error {
	var busy *core.Busy
	if errors.As(err, &busy) {
		return busy
	}
	return errors.New("not sent again yet: " + err.Error())
}

// announceCard posts the card where none stands yet, and edits it where one does.
func (b *Bot) announceCard(ctx context.Context, p Platform, m core.Meeting, a core.Announcement, standing core.MessageRef, begin func(context.Context) error) (core.MessageRef, error) {
	if standing == "" && a.Kind != core.KindCard || a.Kind == core.KindCountdown && p.CountsDown() {
		return "", core.ErrNothing
	}
	organizer, err := b.organizer(ctx, m, a.Channel.Home())
	if err != nil {
		return "", err
	}
	now := b.service.Now()
	countdown := b.aloud().countdown(p, m, now)
	_, invited := m.Invitee(a.Channel)
	if invited {
		m.Attendees = nil // their cards do not follow every answer
	}
	if invited && !p.CountsDown() {
		countdown = nil // nor the clock
	}
	card := b.aloud().meetingCard(m, organizer, countdown, m.Number(a.Channel.Home()), b.link(m), now)
	if invited {
		card = b.aloud().invitation(m, card, organizer, now)
	}
	if standing == "" {
		return b.postCard(ctx, p, m, a, card, begin)
	}
	return b.edit(ctx, p, a.Channel, standing, card, begin)
}

// postCard posts the card, or leaves a note where the card may not stand. One note is enough until the meeting moves.
func (b *Bot) postCard(ctx context.Context, p Platform, m core.Meeting, a core.Announcement, card Card, begin func(context.Context) error) (core.MessageRef, error) {
	how := Posting{Key: a.ID}
	if !b.notes.stands(m, a.Channel) {
		note := b.aloud().noteCard(m, b.link(m))
		note.Language = b.aloud().Tag()
		how.Fallback = &note
	}
	message, err := b.post(ctx, p, a, card, how, begin)
	if errors.Is(err, ErrNoted) {
		b.notes.left(m, a.Channel)
	}
	return message, err
}

// organizer names the organizer on what a channel sees: by name, since a mention would ring them at each of their own
// meetings.
func (b *Bot) organizer(ctx context.Context, m core.Meeting, w core.Workspace) (Span, error) {
	p, err := b.service.Person(ctx, m.Organizer)
	if core.IsCode(err, core.NotFound) {
		return Text(b.aloud().Say("person.left")), nil
	}
	if p.Name != "" {
		return Text(p.Name), err
	}
	return b.aloud().mention(p, w), err
}

// maker names whoever made the change that an announcement tells of; empty: nobody knows.
func (b *Bot) maker(ctx context.Context, a core.Announcement) string {
	p, err := b.service.Person(ctx, a.Change().By)
	if err != nil {
		return "" // better said without the name than later
	}
	return p.Name
}

func (b *Bot) cardOf(ctx context.Context, p Platform, m core.Meeting, a core.Announcement) (Card, error) {
	now, t := b.service.Now(), b.aloud()
	switch a.Kind {
	case core.KindReminder:
		return t.reminder(m, t.countdown(p, m, now), b.link(m)), nil
	case core.KindStart:
		return t.started(m, b.link(m), now), nil
	case core.KindEnding:
		return t.ending(m), nil
	case core.KindSummary:
		if len(m.Attendees) == 0 {
			return Card{}, core.ErrNothing
		}
		return t.summary(m, b.silent(ctx, t, m)), nil
	case core.KindEnd:
		return t.ended(m), nil
	case core.KindCancelled, core.KindMoved, core.KindRestored:
		return t.changed(m, a, b.maker(ctx, a), now), nil
	case core.KindBlocked:
		return b.blocked(t, m, a), nil
	case core.KindFiltered:
		return b.filtered(t, m, a), nil
	case core.KindVanished:
		return b.vanished(t, m), nil
	case core.KindUncertain:
		return b.uncertain(t, m, a), nil
	case core.KindStale:
		return b.stale(t, m, a), nil
	case core.KindUntold:
		return b.untold(t, m, a, now), nil
	case core.KindUnreached:
		return b.unreached(ctx, t, m, a), nil
	case core.KindUnlisted:
		return t.unlisted(m), nil
	case core.KindOpen:
		return t.open(m), nil
	default:
		return Card{}, fmt.Errorf("no words for an announcement of kind %q", a.Kind)
	}
}

// Platforms implements core.Announcer.
func (b *Bot) Platforms() []string { return slices.Sorted(maps.Keys(b.platforms)) }

// Remembers implements core.Announcer.
func (b *Bot) Remembers(c core.Channel) time.Duration {
	if p, ok := b.platforms[c.Platform]; ok {
		return p.Remembers()
	}
	return 0
}
