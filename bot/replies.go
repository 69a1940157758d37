package bot

import (
	"context"
	"fmt"
	"strings"
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// The words on private answers.

func (b *Bot) help(_ context.Context, by Command, _ request, _ *time.Location) (Card, error) {
	c := Card{
		Title: "Meetings from this chat",
		Buttons: []Button{
			{Label: "Start now", Press: press(parse.Request{Verb: parse.Now}), Look: Primary},
			{Label: "My meetings", Press: press(parse.Request{Verb: parse.List, Scope: parse.Mine})},
		},
		Note: Line{Text("The organizer moderates; everyone else joins as a guest.")},
	}
	for _, e := range parse.Verbs() {
		for _, example := range e.Examples {
			form := example.Form
			if form.Fields["scope"] == parse.Channel && !by.Direct {
				form = parse.NewForm(parse.List) // which is that of the channel there
			}
			does := strings.ReplaceAll(example.Does, "{place}", by.place())
			c.Lines = append(c.Lines, Line{Typed{b.command, form}, Text("  " + does)})
		}
	}
	return c, nil
}

func booked(m core.Meeting, r parse.Request, number int, open string, now time.Time) Card {
	c := Card{
		Title: "Booked: " + m.Title,
		Lines: []Line{numbered(membersOnly(span(m, m.Zone, now), m), number)},
	}
	if open == "" {
		c.Buttons = []Button{{Label: "Open as moderator", Press: press(parse.Request{Verb: parse.Show, Ref: ref(number)})}}
	} else {
		c.Buttons = []Button{{Label: "Open as moderator", URL: open, Look: Primary}}
		c.Note = Line{Text("The button is for you alone: it signs your browser in as you, once, within 10 minutes.")}
	}
	if m.State(now) == core.Live {
		c.Title = "Started: " + m.Title
		c.Buttons = append(c.Buttons, Button{Label: "End…", Press: asking(parse.End, ref(number))})
		return c
	}
	if r.AssumedHalf != "" && !r.OtherStart.IsZero() {
		c.Lines = append(c.Lines, Line{Text("I assumed " + half(r.AssumedHalf) + ".")})
		c.Buttons = append(c.Buttons, Button{
			Label: "No, in " + half(other(r.AssumedHalf)),
			Press: press(parse.Request{Verb: parse.Move, Ref: ref(number), Start: r.OtherStart, Zone: r.Zone}),
		})
	}
	c.Buttons = append(c.Buttons, Button{Label: "Cancel…", Press: asking(parse.Cancel, ref(number))})
	return c
}

func half(h string) string {
	if h == "am" {
		return "the morning"
	}
	return "the afternoon"
}

func other(h string) string {
	if h == "am" {
		return "pm"
	}
	return "am"
}

// span writes when a meeting is, in a zone that the reader knows: "Tue 25 Aug 15:00–15:30, Europe/Warsaw time". Where none
// is given the platform writes it in the reader's.
func span(m core.Meeting, in string, now time.Time) Line {
	zone := location(in)
	if zone == nil {
		return Line{starts(m), Text("–"), ends(m)}
	}
	name := zone.String() + " time"
	if zone == time.UTC {
		name = "UTC"
	}
	start, end := m.Start.In(zone), m.PlannedEnd().In(zone)
	day, clock := "Mon 2 Jan", "15:04"
	if start.Year() != now.In(zone).Year() {
		day = "Mon 2 Jan 2006"
	}
	if m.Duration < 2*time.Minute && (start.Second() != 0 || end.Second() != 0) {
		clock = "15:04:05"
	}
	from, until := start.Format(day+" "+clock), end.Format(clock)
	if end.YearDay() != start.YearDay() {
		until = end.Format("Mon " + clock)
	}
	return Line{Text(fmt.Sprintf("%s%s–%s%s, %s", from, core.ClockName(start, end), until, core.ClockName(end, start), name))}
}

// membersOnly says so where it is.
func membersOnly(line Line, m core.Meeting) Line {
	if m.MembersOnly {
		line = append(line, Text(" · members only"))
	}
	return line
}

// numbered adds the meeting's number to a line, where it has one.
func numbered(line Line, number int) Line {
	if number == 0 {
		return line
	}
	return append(line, Text(" · "+ref(number)))
}

func signIn(link string) Card {
	return Card{
		Title:   "Sign your browser in",
		Lines:   []Line{{Text("The link opens a page that signs your browser in as you. It is for you alone, works once, and within 10 minutes.")}},
		Buttons: []Button{{Label: "Sign in", URL: link, Look: Primary}},
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
	now        time.Time
}

func (d details) open() bool {
	s := d.State(d.now)
	return s == core.Upcoming || s == core.Live
}

func (d details) card() Card {
	c := Card{Title: d.Title, Lines: []Line{numbered(membersOnly(span(d.Meeting, d.zone, d.now), d.Meeting), d.number), {Text(state(d.Meeting, d.now))}}}
	who := Line{Text("Moderated by ")}
	for i, m := range d.moderators {
		if i > 0 {
			who = append(who, Text(", "))
		}
		who = append(who, m)
	}
	c.Lines = append(c.Lines, who)
	if !d.open() {
		return c
	}
	c.Lines = append(c.Lines, Line{Link{Label: d.link, URL: d.link}})
	if d.ticket == "" {
		c.Lines = append(c.Lines, Line{Text("You're joining as a guest.")})
		c.Buttons = []Button{{Label: "Join", URL: d.link, Look: Primary}}
	} else {
		c.Buttons = []Button{{Label: "Open as moderator", URL: d.ticket, Look: Primary}}
	}
	if d.stops {
		c.Buttons = append(c.Buttons, d.stop())
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

func (d details) stop() Button {
	if d.stopping() == core.Ending {
		return Button{Label: "End…", Press: asking(parse.End, d.called)}
	}
	return Button{Label: "Cancel…", Press: asking(parse.Cancel, d.called)}
}

func state(m core.Meeting, now time.Time) string {
	switch m.State(now) {
	case core.Upcoming:
		return "Starts in " + roughly(m.Start.Sub(now)) + "."
	case core.Live:
		return "On now, for another " + roughly(m.PlannedEnd().Sub(now)) + "."
	case core.Cancelled:
		return "Cancelled."
	default:
		return "Ended " + roughly(now.Sub(m.End())) + " ago."
	}
}

// roughly writes a length of time as people would: to the minute, or from two days on in days.
func roughly(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "less than a minute"
	case d < 48*time.Hour:
		return parse.FormatDuration(d.Truncate(time.Minute))
	default:
		return fmt.Sprintf("%d days", d/(24*time.Hour))
	}
}

func sureToCancel(m core.Meeting, place, yes string) Card {
	return Card{
		Title:   "Cancel " + m.Title + "?",
		Lines:   []Line{{Text("I'll tell everybody in the " + place + ".")}},
		Buttons: []Button{{Label: "Yes, cancel it", Press: yes, Look: Danger}},
	}
}

func sureToEnd(m core.Meeting, _, yes string) Card {
	return Card{
		Title:   "End " + m.Title + " now?",
		Lines:   []Line{{Text("The room closes for everybody in it.")}},
		Buttons: []Button{{Label: "Yes, end it", Press: yes, Look: Danger}},
	}
}

func cancelledCard(c change) Card {
	told := "Nobody can join anymore."
	if len(c.Cards) > 0 {
		told = "I've told the " + c.place + ", and nobody can join anymore."
	}
	return Card{Title: "Cancelled: " + c.Title, Lines: []Line{{Text(told)}}}
}

func endedCard(c change) Card {
	return Card{Title: "Ended: " + c.Title, Lines: []Line{{Text("It ran for " + lasted(c.Meeting) + ". The room is closed.")}}}
}

func movedCard(c change) Card {
	return Card{Title: "Moved: " + c.Title, Lines: []Line{span(c.Meeting, c.Zone, c.now)}}
}

func renamedCard(c change) Card { return Card{Title: "Renamed: " + c.Title} }

func extendedCard(c change) Card {
	return Card{Title: "Extended: " + c.Title, Lines: []Line{span(c.Meeting, c.Zone, c.now)}}
}

func sharedCard(c change) Card {
	if c.before.Card(c.here) != "" {
		return Card{Title: "Already shared: " + c.Title, Lines: []Line{{Text("It is already announced in this " + c.place + ". I've refreshed its card.")}}}
	}
	return Card{Title: "Shared: " + c.Title, Lines: []Line{{Text("It is announced in this " + c.place + " too.")}}}
}
