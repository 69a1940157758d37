package discord

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"time"

	"meetbot/bot"
	"meetbot/bot/carrier"
	"meetbot/bot/parse"
	"meetbot/bot/say"
	"meetbot/core"
)

// An Answerer answers commands privately, in the form that render gives, and completes what people are filling in.
type Answerer interface {
	Answer(ctx context.Context, c bot.Command, render func(bot.Card) []byte) ([]byte, error)
	Complete(ctx context.Context, c bot.Command, option, typed string) []bot.Suggestion
}

// A response is the first answer to an interaction.
type response struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"`

	instead *message // what is said where a form can be opened no more; nil: it is no form
}

// answer does what an interaction asks for.
func (r *receiver) answer(ctx context.Context, i interaction) response {
	guild, pressed, ok := r.where(ctx, i)
	switch {
	case !ok:
		return response{Type: answerQuietly}
	case i.foreign():
		return r.refused(i)
	case i.Type == kindComplete:
		return r.complete(ctx, i, guild)
	case guild == r.application && i.needsServer():
		return i.answered(r.draw(homeless(r.words.In(i.Locale)), guild))
	}
	r.meet(i)
	c := r.command(i, guild)
	if c.Said = pressed; i.Type == kindCommand {
		c.Said = i.form()
	}
	if i.Type == kindForm {
		c.Said = i.filled(pressed)
	}
	var sheet *bot.Sheet
	render := func(card bot.Card) []byte {
		sheet = card.Sheet
		return encode(r.draw(card, guild))
	}
	out, err := r.answerer.Answer(ctx, c, render)
	var m message
	if err == nil {
		err = json.Unmarshal(out, &m)
	}
	if err != nil {
		r.log.ErrorContext(ctx, "command not answered", "who", c.Sender.String(), "error", err)
		m = r.draw(bot.Failed(r.words.In(i.Locale), Typed), guild)
	}
	if sheet != nil {
		return opens(*sheet, r.words.In(i.Locale), guild, m)
	}
	return i.answered(m)
}

func encode(m message) []byte {
	b, _ := json.Marshal(m) // strings and numbers always encode
	return b
}

// answered answers privately. What was pressed on a private message gets its answer in the place of that message.
func (i interaction) answered(m message) response {
	if i.Type == kindPress && i.private() {
		return response{Type: answerReplace, Data: m}
	}
	m.Flags = flagEphemeral
	return response{Type: answerMessage, Data: m}
}

// where finds the server that an interaction is about, and what was pressed. A direct message is in no server: what is
// pressed there belongs to the server it was written for, and what is typed to the one in which we met last, of which the
// sender must be a member still. Where there is none it is about the application alone.
func (r *receiver) where(ctx context.Context, i interaction) (guild string, p bot.Press, ok bool) {
	home, ok := "", true
	if i.Type == kindPress || i.Type == kindForm {
		home, p, ok = i.pressed()
	}
	if i.GuildID != "" {
		// A card that was carried into another server means nothing there.
		return i.GuildID, p, ok && (home == "" || home == i.GuildID)
	}
	if home == "" || home == r.application {
		home = cmp.Or(r.people.home(i.sender().ID), r.onlyGuild())
	}
	if home == "" || !r.belongs(ctx, i.sender().ID, home) {
		home = r.application
	}
	return home, p, ok
}

// belongs tells whether somebody who writes to us directly is a member of a server. It has a second to find out.
func (r *receiver) belongs(ctx context.Context, user, guild string) bool {
	if _, seen := r.people.seen(user, guild, r.clock.Now(), seenFor); seen {
		return true
	}
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	m, err := r.member(ctx, guild, user)
	if err != nil && !errors.Is(err, core.ErrGone) {
		r.log.WarnContext(ctx, "cannot tell whether somebody is a member", "who", user, "server", guild, "error", err)
	}
	if err != nil || m.User.ID != user {
		return false
	}
	r.people.meet(user, sighting{guild: guild, name: m.name(), at: r.clock.Now()})
	return true
}

// needsServer tells whether a command means nothing outside of a server.
func (i interaction) needsServer() bool {
	e, _ := parse.EntryOf(i.form().Verb)
	return i.Type == kindCommand && e.Here
}

// meet remembers what an interaction tells of its sender.
func (r *receiver) meet(i interaction) {
	if k := i.Channel.Type; k == newsThread || k == publicThread || k == privateThread {
		r.threads.meet(i.ChannelID, k)
	}
	if i.Member != nil {
		r.sights.members.Know([2]string{i.GuildID, i.sender().ID}, *i.Member)
		r.places.set(i.sender().ID, "")
		r.people.meet(i.sender().ID, sighting{i.GuildID, i.Member.name(), true, admin(i.Member.Permissions), r.clock.Now()})
	} else {
		r.places.set(i.sender().ID, i.ChannelID)
	}
}

// complete suggests how an option may go on. The answer to it cannot be put off, and an empty one does no harm.
func (r *receiver) complete(ctx context.Context, i interaction, guild string) response {
	choices := []Choice{}
	if option, typed := i.focused(); option != "" {
		r.meet(i)
		c := r.command(i, guild)
		c.Said = i.form()
		for _, s := range r.answerer.Complete(ctx, c, option, typed) {
			if len(choices) < maxChoices && s.Label != "" && s.Value != "" && carrier.Shorten(s.Value, maxChoice) == s.Value {
				choices = append(choices, Choice{carrier.Shorten(s.Label, maxChoice), s.Value})
			}
		}
	}
	return response{Type: answerComplete, Data: completions{choices}}
}

type completions struct {
	Choices []Choice `json:"choices"`
}

const (
	maxChoices = 25
	maxChoice  = 100
)

// homeless is the answer to a command in a direct message, when no server is known that it could be about.
func homeless(l *say.Language) bot.Card {
	return bot.Card{Language: l.Tag(), Title: l.Say("homeless.title"), Lines: []bot.Line{{bot.Text(l.Say("homeless.text"))}}}
}
