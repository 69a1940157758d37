package bot

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"meetbot/bot/parse"
	"meetbot/bot/say"
	"meetbot/core"
)

// The words on what repeats.

// repeats says how a meeting repeats, and by the clocks of which zone.
func (t tongue) repeats(m core.Meeting) string {
	zone := location(m.Series.Zone)
	if zone == nil {
		zone = time.UTC
	}
	return t.Repeats(m.Series) + ", " + t.zone(zone)
}

// often says how a meeting repeats, in short; nothing where it does not.
func (t tongue) often(m core.Meeting) Line {
	if !m.Series.Repeats() {
		return nil
	}
	return Line{Text(t.Days(m.Series))}
}

// series says how a meeting repeats and when it takes place next, by the clocks of a zone; nothing where it does not.
func (t tongue) series(m core.Meeting, in string, most int, now time.Time) []Line {
	if !m.Series.Repeats() {
		return nil
	}
	out := []Line{t.line("series.repeats", "Rule", t.repeats(m))}
	var dates []string
	for _, at := range m.Dates(now, most) {
		dates = append(dates, t.at(at, location(in), now))
	}
	if len(dates) > 0 {
		out = append(out, t.line("series.dates", "Dates", strings.Join(dates, " · ")))
	}
	if m.Series.AtChanges(now) {
		out = append(out, t.line("series.clocks"))
	}
	return out
}

func (t tongue) days(all []core.Day, now time.Time) string {
	out := make([]string, len(all))
	for i, d := range all {
		out[i] = t.Day(d.Midnight(), now)
	}
	return t.List(out)
}

// whichOnes asks whether a change is of the one at hand or of the whole series.
func (b *Bot) whichOnes(ctx context.Context, c Command, r parse.Request, m core.Meeting) (Card, error) {
	if _, err := b.may(ctx, c, b.acts[r.Verb].deed, m); err != nil {
		return Card{}, err
	}
	t, home, now := b.to(c), c.Channel.Home(), b.service.Now()
	one := t.at(m.Start, cmp.Or(b.zoneOf(ctx, c)(), location(m.Zone)), now)
	card := Card{Title: t.Say("series.which", "Title", m.Title), Lines: []Line{t.line("series.repeats", "Rule", t.repeats(m))}}
	if r.Verb == parse.Move {
		this, all := r, r
		this.Which, all.Which = parse.This, parse.All
		card.Buttons = []Button{
			{Label: t.Say("button.only", "When", one), Press: ofOne(this, m, home)},
			{Label: t.Say("button.all"), Press: ofOne(all, m, home)},
		}
		return card, nil
	}
	if m.State(now) == core.Live {
		card.Buttons = append(card.Buttons, Button{Label: t.Say("button.end_it"), Press: pressOn(parse.Request{Verb: parse.End}, m, home)})
	} else {
		card.Buttons = append(card.Buttons, Button{Label: t.Say("button.only", "When", one), Press: ofOne(parse.Request{Verb: parse.Skip, Which: parse.This}, m, home)})
	}
	card.Buttons = append(card.Buttons, Button{Label: t.Say("button.series"), Press: ofOne(parse.Request{Verb: parse.Cancel, Which: parse.All}, m, home), Look: Danger})
	return card, nil
}

// theNext asks whether the one of a series that is still to come is to last longer: whoever says so may mean the one before it.
func (b *Bot) theNext(ctx context.Context, c Command, r parse.Request, m core.Meeting) (Card, error) {
	if _, err := b.may(ctx, c, core.Extending, m); err != nil {
		return Card{}, err
	}
	t, home, now := b.to(c), c.Channel.Home(), b.service.Now()
	when := t.at(m.Start, cmp.Or(b.zoneOf(ctx, c)(), location(m.Zone)), now)
	r.Ref = offeredAs(m, home)
	one := request{Request: r, Nth: m.Nth + 1}
	return Card{
		Title:   t.Say("series.which", "Title", m.Title),
		Lines:   []Line{t.line("series.over")},
		Buttons: []Button{{Label: t.Say("button.only", "When", when), Press: one.press()}},
	}, nil
}

// otherwise is what a button carries by which a meeting that was just booked starts at another time; so does all of a series.
func (t tongue) otherwise(m core.Meeting, ref string, start time.Time, zone string) string {
	r := request{Request: parse.Request{Verb: parse.Move, Ref: ref, Start: start, Zone: zone}}
	if m.Series.Repeats() {
		r.Which = parse.All
	}
	return r.press()
}

func (t tongue) skippedCard(c change) Card {
	card := Card{
		Title: t.Say("changed.skipped", "Title", c.Title), Lines: []Line{t.span(c.Meeting, c.Zone, c.now)},
		Buttons: []Button{{Label: t.Say("button.undo"), Press: ofOne(parse.Request{Verb: parse.Unskip, Which: parse.This}, c.Meeting, c.here.Home())}},
	}
	if next, more := c.Next(c.now); more {
		card.Lines = append(card.Lines, t.line("news.next", "Start", moment(c.Meeting, next, Full)))
	}
	return card
}

func (t tongue) restoredCard(c change) Card {
	return Card{Title: t.Say("changed.restored", "Title", c.Title), Lines: []Line{t.span(c.Meeting, c.Zone, c.now)}}
}

// changed tells a channel of a change: of a meeting, of one of a series, or of the whole series.
func (t tongue) changed(m core.Meeting, a core.Announcement, by string, now time.Time) Card {
	change := a.Change()
	switch {
	case a.Kind == core.KindRestored:
		return Card{Lines: []Line{t.line(say.Key("news.restored").Of(named(by)), "By", by, "Title", m.Title, "Start", starts(m))}}
	case a.Kind == core.KindMoved && change.All:
		line := t.line(say.Key("news.changed_all").Of(named(by)), "By", by, "Title", m.Title, "Rule", t.repeats(m))
		return Card{Lines: []Line{line, t.line("news.next", "Start", starts(m))}}
	case a.Kind == core.KindMoved:
		return t.moved(m, change.From, by)
	case change.All:
		c := Card{Lines: []Line{t.line(say.Key("news.stopped").Of(named(by)), "By", by, "Title", m.Title)}}
		if m.State(now) == core.Live {
			c.Lines = append(c.Lines, t.line("news.last"))
		}
		return c
	}
	next, more := m.Next(now)
	if !more {
		return t.cancelled(m, by)
	}
	line := t.line(say.Key("news.skipped").Of(named(by)), "By", by, "Title", m.Title, "Start", starts(m))
	return Card{Lines: []Line{line, t.line("news.next", "Start", moment(m, next, Full))}}
}

// named names the sentence that says who did it, or the one that does not.
func named(by string) string {
	if by == "" {
		return "alone"
	}
	return "by"
}

// repeatOf is how a request wants a meeting to repeat; an error: it does not.
func repeatOf(r parse.Request) (core.Series, error) {
	if r.Repeat == nil {
		return core.Series{}, errOnce
	}
	rule, err := core.ParseRule(r.Repeat.String())
	return core.Series{Rule: rule, First: r.Start.In(cmp.Or(location(r.Zone), time.UTC))}, err
}

var errOnce = errors.New("it takes place once")

// often are how meetings mostly repeat, as one types it.
var often = []string{"every weekday", "every day", "every week", "every 2 weeks", "every month"}

// completeRepeat suggests how a meeting may repeat: what was understood, or what is usual.
func (b *Bot) completeRepeat(ctx context.Context, c Command, typed string) (out []Suggestion) {
	zone, _ := b.zone(ctx, c) // why it is not known changes nothing
	in := parse.Input{Now: b.service.Now(), Zone: cmp.Or(zone, time.UTC), Locale: b.locale(c)}
	t := b.to(c)
	suggest := func(words string) {
		r, err := parse.Fill(in, parse.NewForm(parse.New, "when", "12:00", "repeat", words))
		if s, once := repeatOf(r); err == nil && once == nil {
			out = append(out, Suggestion{Label: t.Days(s), Value: words})
		}
	}
	if typed = strings.TrimSpace(typed); typed != "" {
		suggest(typed)
	}
	for _, words := range often {
		if strings.Contains(words, strings.ToLower(typed)) && words != typed {
			suggest(words)
		}
	}
	return out
}
