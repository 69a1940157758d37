package bot

import (
	"slices"
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// The words on what a whole channel sees.

// meetingCard is the card of a meeting: it says what is so now. Countdown is how long it is still; nil: it says nothing of it.
func (t tongue) meetingCard(m core.Meeting, organizer, countdown Span, number int, link string, now time.Time) Card {
	by := t.line("card.by", "Organizer", organizer).and(Line{Text(t.Duration(m.Duration))}).and(t.often(m)).and(t.membersOnly(m)).and(numbered(number))
	c := Card{Title: m.Title}
	switch m.State(now) {
	case core.Upcoming:
		c.Lines = []Line{{starts(m)}, by}
		if countdown != nil {
			c.Lines = slices.Insert(c.Lines, 1, t.line("card.starts", "Countdown", countdown))
		}
		c.Lines = append(append(c.Lines, agendaLines(m.Agenda, firstOfIt)...), t.coming(m, cardNames)...)
		c.Buttons, c.Menu = append(t.joinButton(m, link), t.replies(m, ref(number), "")...), t.upcomingMenu(number)
		c.Buttons = append(c.Buttons, t.calendarButton(m, link))
		c.Note = joinNote(link)
	case core.Live:
		c.Lines = []Line{t.line("card.live", "End", ends(m)), t.line("card.since", "Start", starts(m)), by}
		c.Lines = append(append(c.Lines, agendaLines(m.Agenda, firstOfIt)...), t.coming(m, cardNames)...)
		c.Buttons, c.Menu = append(t.joinButton(m, link), t.replies(m, ref(number), "")...), t.liveMenu(m, number)
		c.Note = joinNote(link)
	case core.Ended:
		c.Lines = []Line{t.line("card.ended", "Lasted", lasted(m), "Start", starts(m)), by}
	case core.Cancelled:
		c.Lines = []Line{t.line("card.cancelled", "Start", starts(m)), by}
	}
	return c
}

// countdown says how long it is until the start. Where no platform counts, the card is edited at certain times before, and
// so is what stays true until the next one, or until the start; nil: nothing, for the time itself says enough.
func (t tongue) countdown(p Platform, m core.Meeting, now time.Time) Span {
	if p.CountsDown() {
		return Moment{At: m.Start, Style: Countdown}
	}
	switch step, counted := core.Step(m.Start.Sub(now)); {
	case !counted:
		return nil
	case step == time.Minute:
		return Text(t.Say("countdown.minute"))
	case step == time.Hour:
		return Text(t.Say("countdown.hour"))
	default:
		return Text(t.Say("countdown.under", "Time", step))
	}
}

// calendarButton leads to the file that calendars take.
func (t tongue) calendarButton(m core.Meeting, link string) Button {
	label := t.Say("button.calendar")
	return Button{Label: label, About: t.Say("button.about", "Label", label, "Title", m.Title), URL: link + ".ics"}
}

func (t tongue) joinButton(m core.Meeting, link string) []Button {
	return []Button{t.leading(t.Say("button.join"), m, link)}
}

// openButton leads to a meeting as its moderator.
func (t tongue) openButton(m core.Meeting, ticket string) Button {
	return t.leading(t.Say("button.open"), m, ticket)
}

// leading is a button that leads to a meeting. A screen reader says which: there may be many in a channel.
func (t tongue) leading(label string, m core.Meeting, address string) Button {
	return Button{Label: label, About: t.Say("button.about", "Label", label, "Title", m.Title), URL: address, Look: Primary}
}

// joinNote shows the link in full: some clients hide buttons.
func joinNote(link string) Line { return Line{Link{Label: link, URL: link}} }

// noteCard stands in a channel in place of the card where nothing can be edited later, so it says only what stays true.
func (t tongue) noteCard(m core.Meeting, link string) Card {
	end := ends(m)
	if m.Duration >= 24*time.Hour {
		end.Style = Full
	}
	return Card{Title: m.Title, Lines: []Line{{starts(m), Text(" – "), end}}, Note: joinNote(link).and(t.membersOnly(m))}
}

func (t tongue) upcomingMenu(number int) []Button {
	return []Button{
		{Label: t.Say("button.open"), Press: press(parse.Request{Verb: parse.Show, Ref: ref(number)})},
		{Label: t.Say("button.cancel"), Press: asking(parse.Cancel, ref(number))},
	}
}

func (t tongue) liveMenu(m core.Meeting, number int) []Button {
	return []Button{
		{Label: t.Say("button.open"), Press: press(parse.Request{Verb: parse.Show, Ref: ref(number)})},
		t.longer(m, 15, ref(number)),
		{Label: t.Say("button.end"), Press: asking(parse.End, ref(number))},
	}
}

// longer is a button that makes a meeting so many minutes longer: of a series that one alone, for it is pressed late, too.
func (t tongue) longer(m core.Meeting, minutes int, ref string) Button {
	by := request{Request: parse.Request{Verb: parse.Extend, Ref: ref, Duration: time.Duration(minutes) * time.Minute}}
	if m.Series.Repeats() {
		by.Nth = m.Nth + 1
	}
	return Button{Label: t.Say("button.longer", "N", minutes), Press: by.press()}
}

// lasted is how long a meeting was on, in whole minutes from a minute on.
func lasted(m core.Meeting) time.Duration {
	d := m.End().Sub(m.Start)
	if d >= time.Minute {
		return d.Round(time.Minute)
	}
	return d.Round(time.Second)
}

// reminder stays readable where the countdown goes on past the start, "5 minutes ago".
func (t tongue) reminder(m core.Meeting, countdown Span, link string) Card {
	line := t.line("news.reminder_early", "Title", m.Title, "Start", starts(m))
	if countdown != nil {
		line = t.line("news.reminder", "Title", m.Title, "Time", moment(m, m.Start, TimeOfDay), "Countdown", countdown)
	}
	return Card{Lines: []Line{line}, Buttons: t.joinButton(m, link)}
}

func (t tongue) started(m core.Meeting, link string, now time.Time) Card {
	line := t.line("news.started", "Title", m.Title)
	if since := now.Sub(m.Start); since > time.Minute {
		line = t.line("news.started_late", "Title", m.Title, "Since", t.RoughlyAway(since), "End", ends(m))
	}
	return Card{Lines: []Line{line}, Buttons: t.joinButton(m, link)}
}

// over takes the place of a reminder or a start when there is no way in any more.
func (t tongue) over(m core.Meeting) Card {
	if !m.Cancelled.IsZero() {
		return t.cancelled(m, "")
	}
	return Card{Lines: []Line{t.line("news.over", "Title", m.Title, "Time", moment(m, m.Start, TimeOfDay))}}
}

func (t tongue) ended(m core.Meeting) Card {
	return Card{Lines: []Line{t.line("news.ended", "Title", m.Title, "Lasted", lasted(m))}}
}

// cancelled and moved say who did it, where that is known.
func (t tongue) cancelled(m core.Meeting, by string) Card {
	if by == "" {
		return Card{Lines: []Line{t.line("news.cancelled", "Title", m.Title, "Start", starts(m))}}
	}
	return Card{Lines: []Line{t.line("news.cancelled_by", "By", by, "Title", m.Title, "Start", starts(m))}}
}

func (t tongue) moved(m core.Meeting, from time.Time, by string) Card {
	old, now := moment(m, from, Full), starts(m)
	var line Line
	switch {
	case by != "" && !from.IsZero():
		line = t.line("news.moved_by_from", "By", by, "Title", m.Title, "From", old, "Start", now)
	case by != "":
		line = t.line("news.moved_by", "By", by, "Title", m.Title, "Start", now)
	case !from.IsZero():
		line = t.line("news.moved_from", "Title", m.Title, "From", old, "Start", now)
	default:
		line = t.line("news.moved", "Title", m.Title, "Start", now)
	}
	return Card{Lines: []Line{line}}
}

// The words that go to one person directly.

// ending is written to people directly, where numbers mean nothing: its buttons name the meeting by its ID.
func (t tongue) ending(m core.Meeting) Card {
	id := string(m.ID)
	return Card{
		Lines:   []Line{t.line("news.ending", "Title", m.Title, "End", ends(m))},
		Buttons: []Button{t.longer(m, 15, id), t.longer(m, 30, id), {Label: t.Say("button.end_now"), Press: asking(parse.End, id)}},
	}
}

// blocked tells the organizer that the bot may not write where the meeting is to be announced, and what to do.
func (b *Bot) blocked(t tongue, m core.Meeting, a core.Announcement) Card {
	where := about(m, a)
	how := b.letIn(t, where)
	title, why := t.Say("blocked.title.channel"), t.line("blocked.why.channel", "Title", m.Title, "Start", starts(m), "Place", t.place(where))
	if how == "" {
		title, why = t.Say("blocked.title.conversation"), t.line("blocked.why.conversation", "Title", m.Title, "Start", starts(m))
	}
	if b.notes.stands(m, where) {
		why = append(append(why, Text(" ")), t.line("blocked.note")...)
	}
	return b.unannounced(t, m, title, why, b.wayIn(t, m, how))
}

// filtered tells the organizer that what the bot writes is not taken there.
func (b *Bot) filtered(t tongue, m core.Meeting, a core.Announcement) Card {
	return b.unannounced(t, m, t.Say("filtered.title"),
		t.line("filtered.why", "Title", m.Title, "Start", starts(m), "Place", t.place(about(m, a))),
		t.line("filtered.help"),
	)
}

// place names a channel to somebody who may be on another platform.
func (t tongue) place(c core.Channel) Place { return Place{c, t.Say("place.elsewhere")} }

// about returns the channel that what goes to a person is about.
func about(m core.Meeting, a core.Announcement) core.Channel {
	for _, p := range m.Postings {
		if p.Channel.ID == a.About {
			return p.Channel
		}
	}
	return core.Channel{}
}

// unannounced tells the organizer why a meeting is not announced in a channel.
func (b *Bot) unannounced(t tongue, m core.Meeting, title string, why ...Line) Card {
	link := b.link(m)
	return Card{
		Title:   title,
		Lines:   append(why, t.line("unannounced.instead")),
		Note:    joinNote(link),
		Buttons: t.joinButton(m, link),
	}
}

// vanished tells the organizer that a channel is gone in which the meeting was to be announced.
func (b *Bot) vanished(t tongue, m core.Meeting) Card {
	return b.unannounced(t, m, t.Say("vanished.title"),
		t.line("vanished.why", "Title", m.Title, "Start", starts(m)),
		t.line("vanished.help", "Command", b.typed(parse.Share, "meeting", b.link(m))),
	)
}

// uncertain tells the organizer that nobody can tell whether a channel has seen what it was to see.
func (b *Bot) uncertain(t tongue, m core.Meeting, a core.Announcement) Card {
	link := b.link(m)
	return Card{
		Title: t.Say("uncertain.title"),
		Lines: []Line{
			t.line("uncertain.why", "Title", m.Title, "Place", t.place(about(m, a))),
			t.line("uncertain.help", "Command", b.typed(parse.Share, "meeting", link)),
		},
		Note:    joinNote(link),
		Buttons: t.joinButton(m, link),
	}
}

// stale tells the organizer that a card cannot be changed.
func (b *Bot) stale(t tongue, m core.Meeting, a core.Announcement) Card {
	link := b.link(m)
	return Card{
		Title: t.Say("stale.title"),
		Lines: []Line{
			t.line("stale.why", "Title", m.Title, "Place", t.place(about(m, a))),
			t.line("stale.help", "Command", b.typed(parse.Share, "meeting", link)),
		},
		Note: joinNote(link),
	}
}

// untold tells the organizer of a change that a channel could not be told of.
func (b *Bot) untold(t tongue, m core.Meeting, a core.Announcement, now time.Time) Card {
	c, place := Card{Title: t.Say("untold.title")}, t.place(about(m, a))
	switch m.State(now) {
	case core.Cancelled:
		c.Lines = []Line{t.line("untold.cancelled", "Title", m.Title, "Start", starts(m), "Place", place)}
	case core.Ended:
		c.Lines = []Line{t.line("untold.ended", "Title", m.Title, "Place", place)}
	default:
		link := b.link(m)
		c.Lines = []Line{
			t.line("untold.moved", "Title", m.Title, "Start", starts(m), "Place", place),
			t.line("stale.help", "Command", b.typed(parse.Share, "meeting", link)),
		}
		c.Note = joinNote(link)
	}
	return c
}

// letIn says what somebody does so that the bot may write in a channel; empty: nothing helps.
func (b *Bot) letIn(t tongue, where core.Channel) string {
	if p, ok := b.platforms[where.Platform]; ok {
		return p.LetIn(t.Language, where)
	}
	return t.Say("way_in.operator")
}

// wayIn says what the organizer does about a channel in which the bot may not write.
func (b *Bot) wayIn(t tongue, m core.Meeting, how string) Line {
	if how == "" {
		return t.line("way_in.none", "Command", b.typed(parse.Share, "meeting", b.link(m)))
	}
	return t.line("way_in.do", "How", how)
}

// starts and ends are when a meeting starts and is to end. Seconds matter only to one that lasts few of them.
func starts(m core.Meeting) Moment { return moment(m, m.Start, Full) }

func ends(m core.Meeting) Moment { return moment(m, m.PlannedEnd(), TimeOfDay) }

// moment is an instant of a meeting.
func moment(m core.Meeting, t time.Time, s Style) Moment {
	t = minute(m, t)
	return Moment{At: t, Style: s, Beside: beside(m, t)}
}

func minute(m core.Meeting, t time.Time) time.Time {
	if m.Duration < 2*time.Minute {
		return t
	}
	return t.Truncate(time.Minute)
}
