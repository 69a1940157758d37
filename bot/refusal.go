package bot

import (
	"context"
	"errors"
	"strings"

	"meetbot/bot/parse"
	"meetbot/core"
)

// refusal turns an error into the private answer: what is wrong, why, and what to do instead.
func (b *Bot) refusal(ctx context.Context, c Command, r *parse.Request, err error) Card {
	var zerr *noZone
	if errors.As(err, &zerr) {
		return b.whichZone(c, zerr)
	}
	var perr *parse.Error
	if errors.As(err, &perr) {
		return b.misread(perr)
	}
	if errors.Is(err, errNotTold) {
		return notTold(c)
	}
	if errors.Is(err, errOutdated) {
		return outdated()
	}
	var cerr *core.Error
	if errors.As(err, &cerr) {
		if cerr.Code == core.NotTold {
			return tryAgain(c, "I can't tell whether you may", cerr.Message)
		}
		card := b.refused(ctx, c, cerr, r)
		if cerr.Code == core.NotFound && r != nil && r.Verb == parse.Share && b.oneChat(ctx, c.Sender) {
			card.Lines = append(card.Lines, b.joinFirst())
		}
		return card
	}
	b.log.ErrorContext(ctx, "command failed", "who", c.Sender.String(), "error", err)
	return Failed(b.command)
}

// oneChat tells whether we know somebody in one chat alone, and could know them in another too.
func (b *Bot) oneChat(ctx context.Context, who core.Identity) bool {
	p, err := b.service.PersonOf(ctx, who)
	return b.joins && (err != nil || len(p.Identities) < 2)
}

// joinFirst is for a meeting that may well be theirs, though not as whom we know them here.
func (b *Bot) joinFirst() Line {
	return Line{
		Text("Is it yours, from another chat? Sign in with both accounts first, so that I know you here too: "),
		Link{Label: b.base, URL: b.base},
	}
}

func (b *Bot) misread(e *parse.Error) Card {
	c := Card{Title: "Not quite", Lines: []Line{{Text(e.Why)}}}
	if e.Part != "" {
		c.Lines = []Line{{Strong("“" + e.Part + "”"), Text(": " + e.Why)}}
	}
	if e.Example.Verb != "" || len(e.Example.Fields) > 0 {
		c.Lines = append(c.Lines, Line{Text("For example: "), Typed{b.command, e.Example}})
	}
	for _, choice := range e.Choices {
		c.Buttons = append(c.Buttons, Button{Label: choice.Label, Press: press(choice.Request)})
	}
	return c
}

// refusedAs says in a title what is so.
func refusedAs(c core.Code) string {
	switch c {
	case core.NotFound:
		return "Meeting not found"
	case core.Forbidden:
		return "Not allowed"
	case core.TooMany:
		return "Too many meetings"
	default:
		return "That didn't work"
	}
}

func (b *Bot) refused(ctx context.Context, by Command, e *core.Error, r *parse.Request) Card {
	c := Card{Title: refusedAs(e.Code), Lines: []Line{{Text(e.Message)}}}
	if r == nil {
		return c
	}
	if e.Code == core.Ambiguous {
		c.Title = "Which one?"
		b.choose(ctx, by, &c, *r, e.Among)
	}
	if e.Code == core.NotFound {
		c.Buttons = append(c.Buttons, Button{Label: "Show upcoming", Press: press(parse.Request{Verb: parse.List})})
	}
	return c
}

// pressOn is what a button carries that does the same with one certain meeting.
func pressOn(r parse.Request, m core.Meeting, home core.Workspace) string {
	r.Ref = offeredAs(m, home)
	return press(r)
}

// changeRefused offers the other of cancel and end where it is the one that fits.
func (b *Bot) changeRefused(c Command, m core.Meeting, err error) (Card, error) {
	var e *core.Error
	if !errors.As(err, &e) {
		return Card{}, err
	}
	card := Card{Title: m.Title, Lines: []Line{{Text(e.Message)}}}
	home := c.Channel.Home()
	switch e.Code {
	case core.HasStarted:
		card.Buttons = []Button{{Label: "End it", Press: pressOn(parse.Request{Verb: parse.End}, m, home), Look: Danger}}
	case core.NotStarted:
		card.Buttons = []Button{{Label: "Cancel it", Press: pressOn(parse.Request{Verb: parse.Cancel}, m, home), Look: Danger}}
	}
	return card, nil
}

// notTold answers somebody who may do it if they are an admin, which could not be found out just now.
func notTold(c Command) Card {
	return tryAgain(c, "I can't tell whether you may", "Only the organizer, co-hosts and admins can do that, and I couldn't check just now whether you're an admin.")
}

// tryAgain is the answer where a platform failed to tell what is needed.
func tryAgain(c Command, title, why string) Card {
	return Card{Title: title, Lines: []Line{{Text(why)}}, Buttons: []Button{{Label: "Try again", Press: c.again()}}}
}

// bothFit asks which of two readings is meant: the command on a meeting that there is, or a new meeting.
func (b *Bot) bothFit(m core.Meeting, r parse.Request, home core.Workspace) Card {
	return Card{
		Title: "Which do you mean?",
		Lines: []Line{{Text("That could mean your meeting "), Strong(m.Title), Text(" ("), starts(m), Text("), or a new one.")}},
		Buttons: []Button{
			{Label: verbLabel(r.Verb) + " " + b.called(m, home), Press: pressOn(r, m, home)},
			{Label: "Schedule a new meeting", Press: press(*r.AsMeeting)},
		},
	}
}

func verbLabel(v parse.Verb) string { return strings.ToUpper(string(v[:1])) + string(v[1:]) }

// notYet is the answer to a verb that does nothing yet. It teaches what does.
func (b *Bot) notYet(verb parse.Verb) Card {
	return Card{
		Title: "I can't do that",
		Lines: []Line{{Text("I don't know how to “" + string(verb) + "”. What I can do: "), b.typed(parse.Help)}},
	}
}

// outdated answers a button that carries what is not known, or not kept any more.
func outdated() Card {
	return Card{
		Title: "That button is out of date",
		Lines: []Line{{Text("I can't tell anymore what it stands for. Please type the command again.")}},
	}
}
