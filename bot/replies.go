package bot

import (
	"fmt"
	"slices"
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// The words on private answers.

func (b *Bot) help(by Command) Card {
	here := "list"
	if by.Direct {
		here = "list channel"
	}
	c := Card{
		Title: "Meetings from this chat",
		Buttons: []Button{
			{Label: "Start now", Command: "now", Look: Primary},
			{Label: "My meetings", Command: "list mine"},
		},
		Note: Line{Text("The organizer moderates; everyone else joins as a guest.")},
	}
	for _, example := range []struct{ words, does string }{
		{"tomorrow 3pm Design review for 45m", "schedules a meeting here"},
		{"in 20 minutes standup", "the same, soon"},
		{"now Quick question", "starts at once"},
		{here, "upcoming meetings in this " + by.place()},
		{"list mine", "your meetings, wherever they are"},
		{"show #12", "everything about one meeting"},
		{"move #12 fri 10:00", "gives it another time"},
		{"rename #12 Retro", "gives it another title"},
		{"extend #12 15m", "makes it longer"},
		{"end #12", "ends it for everybody"},
		{"cancel #12", "cancels it before it starts"},
		{"share LINK", "announces it in this " + by.place() + " too"},
		{"timezone", "your time zone"},
		{"link", "signs your browser in as you"},
	} {
		c.Lines = append(c.Lines, Line{b.typed(example.words), Text("  " + example.does)})
	}
	return c
}

func booked(m core.Meeting, r parse.Request, number int, open string, now time.Time) Card {
	c := Card{
		Title: "Booked: " + m.Title,
		Lines: []Line{numbered(membersOnly(span(m, m.Zone, now), m), number)},
	}
	if open == "" {
		c.Buttons = []Button{{Label: "Open as moderator", Command: "show " + ref(number)}}
	} else {
		c.Buttons = []Button{{Label: "Open as moderator", URL: open, Look: Primary}}
		c.Note = Line{Text("The button is for you alone: it signs your browser in as you, once, within 10 minutes.")}
	}
	if m.State(now) == core.Live {
		c.Title = "Started: " + m.Title
		c.Buttons = append(c.Buttons, Button{Label: "End…", Command: askPrefix + "end " + ref(number)})
		return c
	}
	if r.AssumedHalf != "" && r.Other != "" {
		c.Lines = append(c.Lines, Line{Text("I assumed " + half(r.AssumedHalf) + ".")})
		c.Buttons = append(c.Buttons, Button{Label: "No, in " + half(other(r.AssumedHalf)), Command: insteadPrefix + ref(number) + " " + r.Other})
	}
	c.Buttons = append(c.Buttons, Button{Label: "Cancel…", Command: askPrefix + "cancel " + ref(number)})
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
	admin      bool   // but may cancel and end it
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
	if d.ticket != "" || d.admin {
		c.Buttons = append(c.Buttons, d.stop())
	}
	return c
}

// stop is the button that cancels or ends the meeting, whichever fits.
func (d details) stop() Button {
	if d.State(d.now) == core.Live {
		return Button{Label: "End…", Command: askPrefix + "end " + d.called}
	}
	return Button{Label: "Cancel…", Command: askPrefix + "cancel " + d.called}
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

func sure(verb parse.Verb, m core.Meeting, name, place string) Card {
	do := Button{Label: "Yes, cancel it", Command: "cancel " + name, Look: Danger}
	c := Card{Title: "Cancel " + m.Title + "?", Lines: []Line{{Text("I'll tell everybody in the " + place + ".")}}}
	if verb == parse.End {
		c.Title, do = "End "+m.Title+" now?", Button{Label: "Yes, end it", Command: "end " + name, Look: Danger}
		c.Lines = []Line{{Text("The room closes for everybody in it.")}}
	}
	c.Buttons = []Button{do}
	return c
}

func changedCard(verb parse.Verb, m core.Meeting, place string, now time.Time) Card {
	switch verb {
	case parse.Cancel:
		told := "Nobody can join anymore."
		if slices.ContainsFunc(m.Postings, func(p core.Posting) bool { return p.Card != "" }) {
			told = "I've told the " + place + ", and nobody can join anymore."
		}
		return Card{Title: "Cancelled: " + m.Title, Lines: []Line{{Text(told)}}}
	case parse.End:
		return Card{Title: "Ended: " + m.Title, Lines: []Line{{Text("It ran for " + lasted(m) + ". The room is closed.")}}}
	case parse.Move:
		return Card{Title: "Moved: " + m.Title, Lines: []Line{span(m, m.Zone, now)}}
	case parse.Rename:
		return Card{Title: "Renamed: " + m.Title}
	case parse.Share:
		return Card{Title: "Shared: " + m.Title, Lines: []Line{{Text("It is announced in this " + place + " too.")}}}
	default:
		return Card{Title: "Extended: " + m.Title, Lines: []Line{span(m, m.Zone, now)}}
	}
}

func sharedAlready(m core.Meeting, place string) Card {
	return Card{Title: "Already shared: " + m.Title, Lines: []Line{{Text("It is already announced in this " + place + ". I've refreshed its card.")}}}
}
