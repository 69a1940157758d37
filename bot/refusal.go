package bot

import (
	"cmp"
	"context"
	"errors"
	"time"

	"meetbot/bot/parse"
	"meetbot/bot/say"
	"meetbot/core"
)

// refusal turns an error into the private answer: what is wrong, why, and what to do instead.
func (b *Bot) refusal(ctx context.Context, c Command, r *parse.Request, err error) Card {
	var zerr *noZone
	if errors.As(err, &zerr) {
		return b.whichZone(ctx, c, zerr)
	}
	var perr *parse.Error
	if errors.As(err, &perr) {
		return b.misread(ctx, c, perr)
	}
	if errors.Is(err, errNotTold) {
		return b.to(c).notTold(c)
	}
	if errors.Is(err, errOutdated) {
		return b.to(c).outdated()
	}
	var cerr *core.Error
	if errors.As(err, &cerr) {
		if cerr.Code == core.NotTold {
			t := b.to(c)
			return tryAgain(c, t, t.Say("trouble.untold"), t.Refusal(cerr))
		}
		card := b.refused(ctx, c, cerr, r)
		if cerr.Code == core.NotFound && r != nil && r.Verb == parse.Share && b.oneChat(ctx, c.Sender) {
			card.Lines = append(card.Lines, b.joinFirst(b.to(c)))
		}
		return card
	}
	b.log.ErrorContext(ctx, "command failed", "who", c.Sender.String(), "error", err)
	return Failed(b.to(c).Language, b.command)
}

// oneChat tells whether we know somebody in one chat alone, and could know them in another too.
func (b *Bot) oneChat(ctx context.Context, who core.Identity) bool {
	p, err := b.service.PersonOf(ctx, who)
	return b.joins && (err != nil || len(p.Identities) < 2)
}

// joinFirst is for a meeting that may well be theirs, though not as whom we know them here.
func (b *Bot) joinFirst(t tongue) Line {
	return t.line("refusal.join_first", "Link", Link{Label: b.base, URL: b.base})
}

// refusedAs says in a title what is so.
func (t tongue) refusedAs(e *core.Error) string {
	switch {
	case e.Reason == core.NoneLive:
		return t.Say("refused.none_live")
	case e.Code == core.NotFound:
		return t.Say("refused.not_found")
	case e.Code == core.Forbidden:
		return t.Say("refused.forbidden")
	case e.Code == core.TooMany:
		return t.Say("refused.too_many")
	default:
		return t.Say("refused.failed")
	}
}

func (b *Bot) refused(ctx context.Context, by Command, e *core.Error, r *parse.Request) Card {
	t := b.to(by)
	c := Card{Title: t.refusedAs(e), Lines: []Line{{Text(t.Refusal(e))}}}
	if r == nil {
		return c
	}
	if most, ok := mostOf(e); ok {
		c.Lines = append(c.Lines, t.line("misread.example", "Command", b.shorter(ctx, by, *r, most)))
	}
	if e.Code == core.Ambiguous {
		c.Title = t.Say("refused.which")
		b.choose(ctx, by, &c, *r, e.Among)
	}
	if e.Code == core.NotFound {
		c.Buttons = append(c.Buttons, Button{Label: t.Say("button.upcoming"), Press: press(parse.Request{Verb: parse.List})})
	}
	return c
}

// changeRefused offers the other of cancel and end where it is the one that fits.
func (b *Bot) changeRefused(c Command, r parse.Request, m core.Meeting, err error) (Card, error) {
	var e *core.Error
	if !errors.As(err, &e) {
		return Card{}, err
	}
	t, home := b.to(c), c.Channel.Home()
	card := Card{Title: m.Title, Lines: []Line{{Text(t.Refusal(e))}}}
	if most, ok := mostOf(e); ok && r.Verb == parse.Extend && most-m.Duration >= time.Minute {
		by := parse.TypedDuration(min(usualExtension, (most - m.Duration).Truncate(time.Minute)))
		card.Lines = append(card.Lines, t.line("misread.example", "Command", b.typed(parse.Extend, "meeting", b.called(m, home), "by", by)))
	}
	switch e.Code {
	case core.HasStarted:
		card.Buttons = []Button{{Label: t.Say("button.end_it"), Press: pressOn(parse.Request{Verb: parse.End}, m, home), Look: Danger}}
	case core.NotStarted:
		card.Buttons = []Button{{Label: t.Say("button.cancel_it"), Press: pressOn(parse.Request{Verb: parse.Cancel}, m, home), Look: Danger}}
	}
	return card, nil
}

// notTold answers somebody who may do it if they are an admin, which could not be found out just now.
func (t tongue) notTold(c Command) Card {
	return tryAgain(c, t, t.Say("trouble.untold"), t.Say("trouble.untold_admin"))
}

// tryAgain is the answer where a platform failed to tell what is needed.
func tryAgain(c Command, t tongue, title, why string) Card {
	return Card{Language: t.Tag(), Title: title, Lines: []Line{{Text(why)}}, Buttons: []Button{{Label: t.Say("button.try_again"), Press: c.again()}}}
}

// bothFit asks which of two readings is meant: the command on a meeting that there is, or a new meeting.
func (b *Bot) bothFit(ctx context.Context, c Command, m core.Meeting, r parse.Request) Card {
	t, home := b.to(c), c.Channel.Home()
	return Card{
		Title: t.Say("both.title"),
		Lines: []Line{t.line("both.text", "Title", m.Title, "Start", starts(m).to(b.zoneOf(ctx, c)))},
		Buttons: []Button{
			{Label: t.Say(say.Key("both.do").Of(string(r.Verb)), "Name", b.called(m, home)), Press: pressOn(r, m, home)},
			{Label: t.Say("both.new"), Press: press(*r.AsMeeting)},
		},
	}
}

// noneFits asks whether a new meeting is meant, where none is called as the command says.
func (b *Bot) noneFits(c Command, r parse.Request) Card {
	t := b.to(c)
	return Card{
		Title: t.Say("both.title"),
		Lines: []Line{t.line("both.none", "Name", cmp.Or(r.RefAlso, r.Ref))},
		Buttons: []Button{
			{Label: t.Say("both.new_titled", "Title", short(r.AsMeeting.Title, shortTitle)), Press: press(*r.AsMeeting)},
			{Label: t.Say("button.upcoming"), Press: press(parse.Request{Verb: parse.List})},
		},
	}
}

// notYet is the answer to a verb that does nothing yet. It teaches what does.
func (b *Bot) notYet(t tongue, verb parse.Verb) Card {
	return Card{
		Title: t.Say("unknown.title"),
		Lines: []Line{t.line("unknown.text", "Verb", string(verb), "Command", b.typed(parse.Help))},
	}
}

// outdated answers a button that carries what is not known, or not kept any more.
func (t tongue) outdated() Card {
	return Card{
		Title: t.Say("outdated.title"),
		Lines: []Line{t.line("outdated.text")},
	}
}
