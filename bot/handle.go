package bot

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// Answer answers a command privately, in the form that render gives it. The same Key gets the same answer, and has no
// second effect.
func (b *Bot) Answer(ctx context.Context, c Command, render func(Card) []byte) ([]byte, error) {
	return b.service.Once(ctx, c.Key, func(ctx context.Context) []byte { return render(b.Handle(ctx, c)) })
}

// Handle does what a command says and returns the private answer.
func (b *Bot) Handle(ctx context.Context, c Command) Card {
	if err := b.learn(ctx, c); err != nil {
		return b.refusal(ctx, c, nil, err)
	}
	if ask, ok := strings.CutPrefix(c.Text, askPrefix); ok && c.Pressed {
		return b.ask(ctx, c, ask)
	}
	if instead, ok := strings.CutPrefix(c.Text, insteadPrefix); ok && c.Pressed {
		return b.instead(ctx, c, instead)
	}
	if words, ok := strings.CutPrefix(c.Text, settlePrefix); ok && c.Pressed {
		return b.settleZone(ctx, c, words)
	}
	if words, ok := strings.CutPrefix(c.Text, pagePrefix); ok && c.Pressed {
		return b.turn(ctx, c, words)
	}
	r, zone, err := b.read(ctx, c)
	if err != nil {
		return b.refusal(ctx, c, nil, err)
	}
	card, err := b.do(ctx, c, r, zone)
	if err != nil {
		return b.refusal(ctx, c, &r, err)
	}
	return card
}

// read parses the words, in the sender's zone where they need one.
func (b *Bot) read(ctx context.Context, c Command) (parse.Request, *time.Location, error) {
	in := parse.Input{Text: c.Text, Now: b.service.Now(), Command: b.command}
	r, err := parse.Parse(in)
	if !needsZone(r, err) {
		return r, nil, err
	}
	zone, unknown := b.zone(ctx, c)
	if in.Zone = zone; zone != nil {
		r, err = parse.Parse(in)
	}
	var e *parse.Error
	if errors.As(err, &e) && e.NeedsZone {
		err = &noZone{e, unknown}
	}
	return r, zone, err
}

// A noZone is a time that cannot be told without the sender's zone, which nobody knows, or could not be looked up.
type noZone struct {
	fault   *parse.Error
	unknown error // why it could not be looked up; nil: nobody knows it
}

// Error implements error.
func (e *noZone) Error() string { return e.fault.Error() }

// Unwrap returns what is wrong with the words.
func (e *noZone) Unwrap() error { return e.fault }

// needsZone tells whether the words say more to who knows the sender's zone: also what they could mean instead.
func needsZone(r parse.Request, err error) bool {
	var e *parse.Error
	if errors.As(err, &e) {
		return e.NeedsZone || len(e.Choices) == 0
	}
	return r.AsMeeting != nil || r.MeetingErr != nil && r.MeetingErr.NeedsZone
}

func (b *Bot) do(ctx context.Context, c Command, r parse.Request, zone *time.Location) (Card, error) {
	switch r.Verb {
	case parse.Help:
		return b.help(c), nil
	case parse.Now, parse.New:
		return b.schedule(ctx, c, r, zone)
	case parse.List:
		return b.list(ctx, c, r.Scope)
	case parse.Link:
		return b.signInLink(ctx, c)
	case parse.Timezone:
		return b.timezone(ctx, c, r)
	case parse.Show, parse.Cancel, parse.End, parse.Extend, parse.Move, parse.Rename, parse.Share:
		return b.withMeeting(ctx, c, r, zone)
	default:
		return b.notYet(r.Verb), nil
	}
}

func (b *Bot) schedule(ctx context.Context, c Command, r parse.Request, zone *time.Location) (Card, error) {
	title := r.Title
	if title == "" {
		title = b.nameOf(ctx, c) + "'s meeting"
	}
	if err := b.introduce(ctx, c); err != nil {
		return Card{}, err
	}
	request := core.Request{
		Title: title, Start: r.Start, Duration: r.Duration, Zone: r.Zone, MembersOnly: r.MembersOnly, Key: c.Key,
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
		// It is booked all the same, and shows the button when it is asked for.
		b.log.ErrorContext(ctx, "no link for the organizer", "meeting", m.ID, "error", err)
		open = ""
	}
	return booked(m, r, m.Number(c.Channel.Home()), open, b.service.Now()), nil
}

// nameOf returns the sender's name: as their platform has it, or else as the request told it.
func (b *Bot) nameOf(ctx context.Context, c Command) string {
	if profile, err := b.profile(ctx, c); err == nil && profile.Name != "" {
		return profile.Name
	}
	if c.Name != "" {
		return c.Name
	}
	return "Somebody"
}

// introduce keeps the name that came with the request, for the web pages, until the platform tells a better one.
func (b *Bot) introduce(ctx context.Context, c Command) error {
	p, err := b.service.PersonOf(ctx, c.Sender)
	if err != nil && !core.IsCode(err, core.NotFound) || p.Name != "" || c.Name == "" {
		return nil
	}
	_, err = b.service.Introduce(ctx, c.Sender, c.Name, "")
	return err
}

func (b *Bot) signInLink(ctx context.Context, c Command) (Card, error) {
	if err := b.introduce(ctx, c); err != nil {
		return Card{}, err
	}
	link, err := b.ticketLink(ctx, c.Sender, "/")
	return signIn(link), err
}

// withMeeting does something with a meeting that the words name.
func (b *Bot) withMeeting(ctx context.Context, c Command, r parse.Request, zone *time.Location) (Card, error) {
	m, err := b.named(ctx, c, r)
	if err != nil {
		if !core.IsCode(err, core.NotFound) {
			return Card{}, err
		}
		if r.AsMeeting != nil {
			return b.do(ctx, c, *r.AsMeeting, zone)
		}
		if r.MeetingErr != nil {
			return Card{}, r.MeetingErr
		}
		return Card{}, err
	}
	if r.AsMeeting != nil {
		return bothFit(m, r, b.called(m, c.Channel.Home())), nil
	}
	if r.Verb == parse.Show {
		return b.show(ctx, c, m)
	}
	return b.changed(ctx, c, r, m)
}

func (b *Bot) changed(ctx context.Context, c Command, r parse.Request, m core.Meeting) (Card, error) {
	changed, err := b.change(ctx, c, r, m)
	if err != nil {
		return b.changeRefused(c, m, err)
	}
	if p, _ := m.PostingIn(c.Channel); p.Card != "" && r.Verb == parse.Share {
		return sharedAlready(changed, c.place()), nil
	}
	return changedCard(r.Verb, changed, c.placeOf(changed), b.service.Now()), nil
}

// named returns the meeting that the words name; extend and end need name none when one is live in the channel.
func (b *Bot) named(ctx context.Context, c Command, r parse.Request) (core.Meeting, error) {
	if r.Ref != "" {
		m, err := b.service.Find(ctx, c.actor(), r.Ref)
		if r.RefAlso != "" && core.IsCode(err, core.NotFound) {
			return b.service.Find(ctx, c.actor(), r.RefAlso)
		}
		return m, err
	}
	if r.Verb == parse.End || r.Verb == parse.Extend {
		return b.liveIn(ctx, c)
	}
	return core.Meeting{}, &parse.Error{
		Why:     "Which meeting?",
		Example: b.command + " " + string(r.Verb) + " #12",
	}
}

const usualExtension = 15 * time.Minute

func (b *Bot) change(ctx context.Context, c Command, r parse.Request, m core.Meeting) (core.Meeting, error) {
	by := c.actor()
	changed, refused := b.changeAs(ctx, c, by, r, m)
	if !core.IsCode(refused, core.Forbidden) || r.Verb != parse.Cancel && r.Verb != parse.End {
		return changed, refused
	}
	// Only now does it matter whether the platform calls them an admin, which takes a look-up.
	admin, err := b.adminOf(ctx, c, m)
	if by.Admin = admin; !admin {
		return changed, cmp.Or(err, refused)
	}
	if err := b.introduce(ctx, c); err != nil { // those in the channel are told who it was
		return changed, err
	}
	return b.changeAs(ctx, c, by, r, m)
}

func (b *Bot) changeAs(ctx context.Context, c Command, by core.Actor, r parse.Request, m core.Meeting) (core.Meeting, error) {
	switch r.Verb {
	case parse.Cancel:
		return b.service.Cancel(ctx, by, m.ID)
	case parse.End:
		return b.service.End(ctx, by, m.ID)
	case parse.Move:
		return b.service.Move(ctx, by, m.ID, r.Start, r.Zone)
	case parse.Rename:
		return b.service.Rename(ctx, by, m.ID, r.Title)
	case parse.Share:
		return b.service.Share(ctx, by, c.Channel, m.ID)
	default:
		if r.Duration == 0 {
			r.Duration = usualExtension
		}
		return b.service.Extend(ctx, by, m.ID, r.Duration)
	}
}
