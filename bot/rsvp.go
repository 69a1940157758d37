package bot

import (
	"context"
	"time"

	"meetbot/bot/parse"
	"meetbot/bot/say"
	"meetbot/core"
)

// How much room names have, in characters: on a card, and where somebody asks who comes. Those beyond are counted.
const (
	cardNames = 150
	allNames  = 1500
)

// coming says who comes to a meeting, who may and who does not, in lines that have so much room for names each.
func (t tongue) coming(m core.Meeting, room int) (out []Line) {
	for _, r := range core.RSVPs() {
		if said := m.Said(r); len(said) > 0 {
			out = append(out, t.line(say.Key("coming").Of(string(r)), "Count", len(said), "Who", t.names(said, room)))
		}
	}
	return out
}

// names lists people as far as there is room, and counts the others.
func (t tongue) names(all []core.Attendee, room int) string {
	names := make([]string, len(all))
	for i, a := range all {
		if names[i] = short(a.Name, shortName); a.Name == "" {
			names[i] = t.Say("person.unknown")
		}
	}
	return t.Names(names, room)
}

// replies are the buttons with which people say whether they come to the occurrence at hand, but for what they say already.
func (t tongue) replies(m core.Meeting, ref string, said core.RSVP) (out []Button) {
	for _, r := range core.RSVPs() {
		if r == said {
			continue
		}
		label := t.Say(say.Key("button.rsvp").Of(string(r)))
		q := request{Request: parse.Request{Verb: parse.RSVP, Ref: ref}, RSVP: r, Nth: m.Nth}
		out = append(out, Button{Label: label, About: t.Say("button.about", "Label", label, "Title", m.Title), Press: q.press()})
	}
	return out
}

// rsvp keeps whether somebody comes, and tells them so with the way to change it.
func (b *Bot) rsvp(ctx context.Context, c Command, q request, _ *time.Location) (Card, error) {
	m, err := b.service.Find(ctx, c.actor(), q.Ref)
	if err != nil {
		return Card{}, err
	}
	now, err := b.service.Reply(ctx, c.actor(), m.ID, core.Reply{RSVP: q.RSVP, Nth: q.Nth, Caller: c.Name})
	if core.IsCode(err, core.NotTold) {
		return Card{}, err
	}
	if err != nil {
		return b.changeRefused(c, q.Request, m, err)
	}
	t := b.to(c)
	return Card{
		Title:   t.Say(say.Key("rsvp").Of(string(q.RSVP)), "Title", now.Title),
		Lines:   []Line{{starts(now)}},
		Buttons: t.replies(now, q.Ref, q.RSVP),
		Note:    t.line("rsvp.change"),
	}, nil
}

// summary tells the organizer before the start who comes, and who is invited and has said nothing.
func (t tongue) summary(m core.Meeting, silent string) Card {
	line := t.line("news.summary", "Title", m.Title, "Time", moment(m, m.Start, TimeOfDay))
	return Card{Lines: append(append([]Line{line}, t.coming(m, allNames)...), t.unanswered(silent)...)}
}

// unanswered names those who are invited and have said nothing; none where there is nobody.
func (t tongue) unanswered(silent string) []Line {
	if silent == "" {
		return nil
	}
	return []Line{t.line("person.silent", "Who", silent)}
}
