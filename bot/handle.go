package bot

import (
	"context"
	"slices"
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// Answer answers a command privately, in the form that render gives it. Where it changes anything the same Key gets the same
// answer, and has no second effect.
func (b *Bot) Answer(ctx context.Context, c Command, render func(Card) []byte) ([]byte, error) {
	q, zone, misread := b.asked(ctx, c)
	answer := func(ctx context.Context) []byte {
		card, err := b.fitting(ctx, b.in(c, b.answer(ctx, c, q, zone, misread)))
		if err != nil {
			card = b.in(c, b.refusal(ctx, c, nil, err))
		}
		return render(card)
	}
	if misread == nil && b.reads(q) {
		return answer(ctx), nil
	}
	return b.service.Once(ctx, c.Key, answer)
}

// in says of an answer that it is in the language of whoever asked.
func (b *Bot) in(c Command, answer Card) Card {
	answer.Language = b.to(c).Tag()
	return answer
}

// answer does what a command says, if it was read.
func (b *Bot) answer(ctx context.Context, c Command, q request, zone *time.Location, misread error) Card {
	if misread != nil {
		card, err, ok := b.about(ctx, c, misread, zone)
		switch {
		case !ok:
			return b.onSheet(ctx, c, b.refusal(ctx, c, nil, misread), misread)
		case err != nil:
			return b.refusal(ctx, c, nil, err)
		}
		return card
	}
	card, err := b.do(ctx, c, q, zone)
	if err != nil {
		return b.onSheet(ctx, c, b.refusal(ctx, c, &q.Request, err), err)
	}
	return card
}

func (b *Bot) do(ctx context.Context, c Command, q request, zone *time.Location) (Card, error) {
	a := b.acts[q.Verb]
	switch {
	case q.Ask:
		return b.ask(ctx, c, q.Request)
	case a.do != nil:
		return a.do(b, ctx, c, q, zone)
	case a.to != nil, a.change != nil:
		return b.withMeeting(ctx, c, q.of(c.Said), zone)
	}
	return b.notYet(b.to(c), q.Verb), nil
}

func (b *Bot) schedule(ctx context.Context, c Command, q request, zone *time.Location) (Card, error) {
	r := q.Request
	if r.Channel != "" {
		here := r
		here.Channel = ""
		return Card{}, &parse.Error{Part: r.Channel, Why: parse.Why{Reason: parse.Elsewhere}, Example: here.Form(), Choices: []parse.Request{here}}
	}
	title := r.Title
	if title == "" {
		title = b.untitled(ctx, c)
	}
	request := core.Request{
		Title: title, Start: r.Start, Duration: r.Duration, Zone: r.Zone, MembersOnly: r.MembersOnly, Invited: c.whom(r), Caller: c.Name, Key: c.Key,
	}
	if r.Repeat != nil {
		request.Rule, request.Except = r.Repeat.String(), r.Repeat.Excluded()
	}
	if request.Zone == "" && zone != nil {
		request.Zone = zone.String()
	}
	if request.Zone == "" {
		request.Zone = b.zoneAtNight(ctx, c, r.Start, r.Duration)
	}
	m, err := b.service.Schedule(ctx, c.actor(), c.Channel, request)
	if err != nil {
		return Card{}, err
	}
	open, err := b.ticketLink(ctx, c.Sender, "/m/"+string(m.ID))
	if err != nil {
		return Card{}, err // and it is not booked either
	}
	card := b.to(c).booked(m, r, m.Number(c.Channel.Home()), open, b.service.Now())
	card.Lines = append(card.Lines, b.to(c).invitedTo(c, m, r)...)
	return card, nil
}

// nameOf returns the sender's name: as their platform has it, or else as the request told it; empty: nobody knows it.
func (b *Bot) nameOf(ctx context.Context, c Command) string {
	if profile, err := b.profile(ctx, c); err == nil && profile.Name != "" {
		return profile.Name
	}
	if c.Name != "" {
		return c.Name
	}
	return ""
}

// untitled is what a meeting is called to which nobody gave a title.
func (b *Bot) untitled(ctx context.Context, c Command) string {
	if name := b.nameOf(ctx, c); name != "" {
		return b.aloud().Say("booked.untitled", "Name", name)
	}
	return b.aloud().Say("meeting.untitled")
}

func (b *Bot) signInLink(ctx context.Context, c Command, _ request, _ *time.Location) (Card, error) {
	if _, err := b.service.Meet(ctx, c.Sender, c.Name); err != nil {
		return Card{}, err
	}
	link, err := b.ticketLink(ctx, c.Sender, "/")
	return b.to(c).signIn(link), err
}

// withMeeting does something with a meeting that the words name.
func (b *Bot) withMeeting(ctx context.Context, c Command, r parse.Request, zone *time.Location) (Card, error) {
	m, err := b.named(ctx, c, r)
	if err != nil {
		if !core.IsCode(err, core.NotFound) {
			return Card{}, err
		}
		if r.AsMeeting != nil && r.Titled {
			return b.do(ctx, c, request{Request: *r.AsMeeting}, zone)
		}
		if r.AsMeeting != nil {
			return b.noneFits(c, r), nil
		}
		if r.MeetingErr != nil {
			return Card{}, r.MeetingErr
		}
		return Card{}, err
	}
	if r.Open {
		if r, err = b.reread(ctx, c, m, zone); err != nil {
			return Card{}, err
		}
	}
	return b.onMeeting(ctx, c, r, m)
}

// onMeeting does what is asked to a meeting that the words name, unless they may be a new one, too.
func (b *Bot) onMeeting(ctx context.Context, c Command, r parse.Request, m core.Meeting) (Card, error) {
	if r.AsMeeting != nil {
		return b.bothFit(ctx, c, m, r), nil
	}
	if to := b.acts[r.Verb].to; to != nil {
		return to(b, ctx, c, r, m)
	}
	if _, more := m.Next(b.service.Now()); more && r.Which == "" && (r.Verb == parse.Move || r.Verb == parse.Cancel) {
		return b.whichOnes(ctx, c, r, m)
	}
	if r.Verb == parse.Extend && r.Nth == nil && m.Nth > 0 && m.State(b.service.Now()) == core.Upcoming {
		return b.theNext(ctx, c, r, m)
	}
	return b.changed(ctx, c, r, m)
}

func (b *Bot) changed(ctx context.Context, c Command, r parse.Request, m core.Meeting) (Card, error) {
	changed, err := b.change(ctx, c, r, m)
	if err != nil {
		return b.changeRefused(c, r, m, err)
	}
	return b.acts[r.Verb].done(b.to(c), change{m, changed, c.Channel, c.placeOf(changed), b.service.Now(), r, c.Sender}), nil
}

func (b *Bot) change(ctx context.Context, c Command, r parse.Request, m core.Meeting) (core.Meeting, error) {
	a := b.acts[r.Verb]
	by, err := b.may(ctx, c, a.deed, m)
	if err == nil && by.Admin { // those in the channel are told who it was
		_, err = b.service.Meet(core.Aside(ctx), c.Sender, c.Name)
	}
	if err != nil {
		return core.Meeting{}, err
	}
	if r.Nth != nil && *r.Nth != m.Nth && r.Verb != parse.Unskip {
		if r.Verb == parse.Extend {
			return core.Meeting{}, &core.Error{Code: core.HasEnded, Reason: core.EndedAlready}
		}
		return core.Meeting{}, &core.Error{Code: core.Invalid, Reason: core.AnotherAtHand}
	}
	if r.Verb == parse.Cohost {
		b.introduce(ctx, c, r)
	}
	return a.change(ctx, b.service, by, m, r)
}

// named returns the meeting that a request names; some need name none when one is live in the channel.
func (b *Bot) named(ctx context.Context, c Command, r parse.Request) (core.Meeting, error) {
	if r.Ref != "" {
		m, err := b.service.Find(ctx, c.actor(), r.Ref)
		if r.RefAlso != "" && core.IsCode(err, core.NotFound) {
			return b.service.Find(ctx, c.actor(), r.RefAlso)
		}
		return m, err
	}
	if !needsMeeting(r.Verb) {
		return b.service.LiveIn(ctx, c.Channel)
	}
	return core.Meeting{}, &parse.Error{Why: parse.Why{Reason: parse.WhichMeeting}, Example: parse.NewForm(r.Verb, "meeting", "#12")}
}

// needsMeeting tells whether a verb wants a meeting named where one is live in the channel, too.
func needsMeeting(v parse.Verb) bool {
	e, _ := parse.EntryOf(v)
	return slices.ContainsFunc(e.Options, func(o parse.Option) bool { return o.Name == "meeting" && o.Required })
}
