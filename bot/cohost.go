package bot

import (
	"context"

	"meetbot/bot/parse"
	"meetbot/core"
)

// hosting returns the account of whom a request makes a moderator, or takes off; the error says why it is nobody's.
func hosting(by core.Identity, r parse.Request) (core.Identity, error) {
	if len(r.Args) != 1 {
		return core.Identity{}, &parse.Error{Why: parse.Why{Reason: parse.CohostWho}, Example: usual(parse.Cohost)}
	}
	who, ok := accountOf(by, r.Args[0])
	if !ok {
		return core.Identity{}, &core.Error{Code: core.Invalid, Reason: core.NoSuchPerson}
	}
	return who, nil
}

// A hostChange is what core does with a meeting and somebody's account.
type hostChange = func(*core.Service, context.Context, core.Actor, core.MeetingID, core.Identity) (core.Meeting, error)

// host is what a verb does to whom its request names.
func host(do hostChange) func(context.Context, *core.Service, core.Actor, core.Meeting, parse.Request) (core.Meeting, error) {
	return func(ctx context.Context, s *core.Service, by core.Actor, m core.Meeting, r parse.Request) (core.Meeting, error) {
		who, err := hosting(by.Identity, r)
		if err != nil {
			return core.Meeting{}, err
		}
		return do(s, ctx, by, m.ID, who)
	}
}

// introduce has somebody go by the name that their platform knows, where we never met.
func (b *Bot) introduce(ctx context.Context, c Command, r parse.Request) {
	who, err := hosting(c.Sender, r)
	if err != nil {
		return
	}
	profile, fresh, err := b.profiles.of(ctx, membership{who, c.Channel.Home()})
	if err == nil && fresh {
		_, err = b.service.Introduce(ctx, who, profile.Name, profile.Zone)
	}
	if err != nil {
		b.log.DebugContext(ctx, "a co-host is not named", "who", who.String(), "error", err)
	}
}

// whom names whoever a change is about.
func (c change) whom() Mention {
	who, _ := accountOf(c.sender, c.asked.Args[0])
	return Mention{who, c.asked.Args[0]}
}

// onHost is what a button carries that does something to the same person.
func (c change) onHost(v parse.Verb, ask bool) string {
	r := request{Request: parse.Request{Verb: v, Ref: offeredAs(c.Meeting, c.here.Home()), Args: c.asked.Args}, Ask: ask}
	return r.press()
}

// cohostCard says that somebody is a co-host, and offers to undo it; or asks what else is meant of one who was.
func (t tongue) cohostCard(c change) Card {
	remove := Button{Label: t.Say("button.undo"), Press: c.onHost(parse.Demote, false)}
	title, line := t.Say("changed.cohost", "Title", c.Title), t.line("changed.cohost_is", "Who", c.whom())
	if len(c.Hosts) == len(c.before.Hosts) {
		remove.Label, remove.Look = t.Say("button.demote"), Danger
		title, line = t.Say("changed.cohost_already", "Title", c.Title), t.line("changed.cohost_was", "Who", c.whom())
	}
	return Card{Title: title, Lines: []Line{line}, Buttons: []Button{remove, {Label: t.Say("button.hand_over"), Press: c.onHost(parse.HandOver, true)}}}
}

func (t tongue) demotedCard(c change) Card {
	return Card{
		Title:   t.Say("changed.demoted", "Title", c.Title),
		Lines:   []Line{t.line("changed.demoted_is", "Who", c.whom())},
		Buttons: []Button{{Label: t.Say("button.undo"), Press: c.onHost(parse.Cohost, false)}},
	}
}

func (t tongue) sureToHandOver(m core.Meeting, _, yes string) Card {
	return Card{
		Title:   t.Say("sure.hand_over", "Title", m.Title),
		Lines:   []Line{t.line("sure.hand_over_does")},
		Buttons: []Button{{Label: t.Say("button.yes_hand_over"), Press: yes, Look: Danger}},
	}
}

func (t tongue) handedOverCard(c change) Card {
	return Card{Title: t.Say("changed.handed_over", "Title", c.Title), Lines: []Line{t.line("changed.handed_over_to", "Who", c.whom())}}
}
