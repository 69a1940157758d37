package bot

import (
	"context"
	"strings"
	"time"

	"meetbot/bot/parse"
	"meetbot/bot/say"
	"meetbot/core"
)

// The words on private answers.

func (b *Bot) help(_ context.Context, by Command, _ request, _ *time.Location) (Card, error) {
	t := b.to(by)
	c := Card{
		Title: t.Say("help.title"),
		Buttons: []Button{
			{Label: t.Say("button.start_now"), Press: press(parse.Request{Verb: parse.Now}), Look: Primary},
			{Label: t.Say("button.sheet"), Press: press(parse.Request{Verb: parse.Schedule})},
			{Label: t.Say("button.mine"), Press: press(parse.Request{Verb: parse.List, Scope: parse.Mine})},
		},
		Note: t.line("help.note"),
	}
	for _, e := range parse.Verbs() {
		for _, example := range e.Examples {
			form := example.Form
			if form.Fields["scope"] == parse.Channel && !by.Direct {
				form = parse.NewForm(parse.List) // which is that of the channel there
			}
			does := strings.ReplaceAll(example.Does, "{place}", by.place())
			c.Lines = append(c.Lines, Line{b.example(t, form), Text("  " + t.Say(say.Key("help.does").Of(does)))})
		}
	}
	return c, nil
}

func (t tongue) booked(m core.Meeting, r parse.Request, number int, open string, now time.Time) Card {
	c := Card{
		Title: t.Say("booked.title", "Title", m.Title),
		Lines: []Line{t.ahead(t.span(m, m.Zone, now), m, now).and(t.membersOnly(m)).and(numbered(number))},

		Buttons: []Button{t.openButton(m, open)},
		Note:    t.line("booked.note"),
	}
	c.Lines = append(c.Lines, t.series(m, m.Series.Zone, 3, now)...)
	if m.State(now) == core.Live {
		c.Title = t.Say("booked.started", "Title", m.Title)
		c.Buttons = append(c.Buttons, Button{Label: t.Say("button.end"), Press: asking(parse.End, ref(number))})
		return c
	}
	c = t.assumed(c, m, r, now, func(other time.Time) string { return t.otherwise(m, ref(number), other, r.Zone) })
	c.Buttons = append(c.Buttons, Button{Label: t.Say("button.cancel"), Press: asking(parse.Cancel, ref(number))})
	return c
}

// half writes a time of day so that it says which half of the day it is in, and by which clocks where those change.
func (t tongue) half(at, other time.Time) string { return t.HalfClock(at) + core.ClockName(at, other) }

// span writes when a meeting is, in a zone that the reader knows: "Tuesday 25 August, 15:00–15:30, Europe/Warsaw time". Where
// none is given the platform writes it in the reader's.
func (t tongue) span(m core.Meeting, in string, now time.Time) Line {
	zone := location(in)
	if zone == nil {
		return Line{starts(m), Text("–"), ends(m)}
	}
	return Line{Text(t.spanIn(m, zone, now))}
}

// ahead adds how long it is until a meeting starts, which is still to come.
func (t tongue) ahead(when Line, m core.Meeting, now time.Time) Line {
	if !m.Start.After(now) {
		return when
	}
	return append(when, t.line("date.away", "Away", t.RoughlyAway(m.Start.Sub(now)))...)
}

func (t tongue) spanIn(m core.Meeting, zone *time.Location, now time.Time) string {
	start, end := minute(m, m.Start).In(zone), minute(m, m.PlannedEnd()).In(zone)
	from, until := t.ExactClock(start)+core.ClockName(start, end), t.ExactClock(end)+core.ClockName(end, start)
	if end.YearDay() != start.YearDay() {
		until = t.Say("date.weekday_at", "Weekday", t.Weekday(end), "Time", until)
	}
	when := t.Say("date.long_at", "Day", t.FullDay(start, now), "Time", from+"–"+until)
	if core.ClockName(start, end) != "" {
		return when // which names the zone already
	}
	return when + ", " + t.zone(zone)
}

// zone names a zone behind a time that is written in it.
func (t tongue) zone(zone *time.Location) string {
	if zone == time.UTC {
		return "UTC"
	}
	return t.Say("date.zone", "Zone", zone.String())
}

// membersOnly says so where it is.
func (t tongue) membersOnly(m core.Meeting) Line {
	if !m.MembersOnly {
		return nil
	}
	return t.line("card.members_only")
}

// numbered is a meeting's number, where it has one.
func numbered(number int) Line {
	if number == 0 {
		return nil
	}
	return Line{Text(ref(number))}
}

func (t tongue) signIn(link string) Card {
	return Card{
		Title:   t.Say("sign_in.title"),
		Lines:   []Line{t.line("sign_in.text")},
		Buttons: []Button{{Label: t.Say("button.sign_in"), URL: link, Look: Primary}},
	}
}

// details are what show answers with.
type details struct {
	core.Meeting
	moderators []Span
	number     int    // in the reader's workspace; 0: it is not announced there
	called     string // what names it there
	link       string
	ticket     string // empty: the reader does not moderate
	stops      bool   // the reader may cancel or end it
	zone       string // the reader's; empty: not known
	silent     string // who is invited and has not said whether they come
	now        time.Time
}

func (d details) open() bool {
	s := d.State(d.now)
	return s == core.Upcoming || s == core.Live
}

func (t tongue) details(d details) Card {
	when := t.span(d.Meeting, d.zone, d.now).and(t.membersOnly(d.Meeting)).and(numbered(d.number))
	c := Card{Title: d.Title, Lines: append([]Line{when, t.state(d.Meeting, d.now)}, t.series(d.Meeting, d.zone, 5, d.now)...)}
	var who Line
	for i, m := range d.moderators {
		if i > 0 {
			who = append(who, Text(", "))
		}
		who = append(who, m)
	}
	c.Lines = append(append(c.Lines, t.line("details.moderators", "Who", who)), agendaLines(d.Agenda, allOfIt)...)
	if !d.open() {
		return c
	}
	c.Lines = append(append(c.Lines, append(t.coming(d.Meeting, allNames), t.unanswered(d.silent)...)...), joinNote(d.link))
	if d.ticket == "" {
		c.Lines = append(c.Lines, t.line("details.guest"))
		c.Buttons = t.joinButton(d.Meeting, d.link)
	} else {
		c.Buttons = []Button{t.openButton(d.Meeting, d.ticket)}
	}
	if d.stops {
		c.Buttons = append(c.Buttons, t.stop(d))
	}
	return c
}

// stopping is what would be done to end it, whichever fits.
func (d details) stopping() core.Deed {
	if d.State(d.now) == core.Live {
		return core.Ending
	}
	return core.Cancelling
}

func (t tongue) stop(d details) Button {
	if d.stopping() == core.Ending {
		return Button{Label: t.Say("button.end"), Press: asking(parse.End, d.called)}
	}
	return Button{Label: t.Say("button.cancel"), Press: asking(parse.Cancel, d.called)}
}

func (t tongue) state(m core.Meeting, now time.Time) Line {
	switch m.State(now) {
	case core.Upcoming:
		return t.line("details.upcoming", "Time", t.RoughlyAway(m.Start.Sub(now)))
	case core.Live:
		return t.line("details.live", "Time", t.RoughlyLeft(m.PlannedEnd().Sub(now)))
	case core.Cancelled:
		return t.line("details.cancelled")
	default:
		return t.line("details.ended", "Time", t.RoughlyAway(now.Sub(m.End())))
	}
}

func (t tongue) sureToCancel(m core.Meeting, place, yes string) Card {
	return Card{
		Title:   t.Say("sure.cancel", "Title", m.Title),
		Lines:   []Line{t.line(say.Key("sure.cancel_does").Of(hears(m, place)))},
		Buttons: []Button{{Label: t.Say("button.yes_cancel"), Press: yes, Look: Danger}},
	}
}

func (t tongue) sureToEnd(m core.Meeting, _, yes string) Card {
	return Card{
		Title:   t.Say("sure.end", "Title", m.Title),
		Lines:   []Line{t.line("sure.end_does")},
		Buttons: []Button{{Label: t.Say("button.yes_end"), Press: yes, Look: Danger}},
	}
}

func (t tongue) cancelledCard(c change) Card {
	does := t.line(say.Key("changed.cancelled_does").Of(hears(c.Meeting, c.place)))
	if _, went := c.before.Next(c.now); went {
		if c.Cancelled.IsZero() {
			does = t.line("news.last")
		}
		return Card{Title: t.Say("changed.stopped", "Title", c.Title), Lines: []Line{does}}
	}
	return Card{
		Title: t.Say("changed.cancelled", "Title", c.Title),
		Lines: []Line{does},
	}
}

// hears is where people will be told of a change: in the place where the meeting stands on a card, if it does anywhere. An
// answer promises that and no more, for they are told after it, or not at all.
func hears(m core.Meeting, place string) string {
	if len(m.Cards) == 0 && !m.Series.Repeats() { // a channel knows of a series without a card of the next
		return nowhereWord
	}
	return place
}

func (t tongue) endedCard(c change) Card {
	return Card{Title: t.Say("changed.ended", "Title", c.Title), Lines: []Line{t.line("changed.ran", "Lasted", lasted(c.Meeting))}}
}

func (t tongue) movedCard(c change) Card {
	out := Card{Title: t.Say("changed.moved", "Title", c.Title), Lines: []Line{t.ahead(t.span(c.Meeting, c.Zone, c.now), c.Meeting, c.now)}}
	out = t.assumed(out, c.Meeting, c.asked, c.now, func(other time.Time) string {
		return pressOn(parse.Request{Verb: parse.Move, Start: other, Zone: c.asked.Zone, Which: c.asked.Which}, c.Meeting, c.here.Home())
	})
	if c.before.Series.First.Equal(c.Series.First) && c.before.Series.Zone == c.Series.Zone {
		return out
	}
	out.Lines = append(out.Lines, t.series(c.Meeting, c.Series.Zone, 3, c.now)...)
	if lost := c.Lost(c.before); len(lost) > 0 {
		out.Lines = append(out.Lines, t.line("series.lost", "Days", t.days(lost, c.now)))
	}
	return out
}

func (t tongue) renamedCard(c change) Card {
	return Card{Title: t.Say("changed.renamed", "Title", c.Title)}
}

func (t tongue) extendedCard(c change) Card {
	title := t.Say("changed.extended", "Title", c.Title)
	if c.Duration < c.before.Duration {
		title = t.Say("changed.shortened", "Title", c.Title)
	}
	return Card{Title: title, Lines: []Line{t.span(c.Meeting, c.Zone, c.now)}}
}

func (t tongue) sharedCard(c change) Card {
	if c.before.Card(c.here) != "" {
		return Card{Title: t.Say("changed.shared_already", "Title", c.Title), Lines: []Line{t.line(say.Key("changed.shared_already_in").Of(c.place))}}
	}
	return Card{Title: t.Say("changed.shared", "Title", c.Title), Lines: []Line{t.line(say.Key("changed.shared_in").Of(c.place))}}
}
