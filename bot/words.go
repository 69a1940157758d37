package bot

import (
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// The words on what a whole channel sees.

// meetingCard is the card of a meeting: it says what is so now.
func meetingCard(m core.Meeting, organizer Span, number int, link string, now time.Time) Card {
	by := numbered(membersOnly(Line{Text("Organized by "), organizer, Text(" · " + parse.FormatDuration(m.Duration))}, m), number)
	c := Card{Title: m.Title}
	switch m.State(now) {
	case core.Upcoming:
		c.Lines = []Line{{starts(m)}, {Text("Starts "), Moment{At: m.Start, Style: Countdown}}, by}
		c.Buttons, c.Menu = joinButton(link), upcomingMenu(number)
		c.Note = joinNote(link)
	case core.Live:
		c.Lines = []Line{{Strong("On now"), Text(", until "), ends(m)}, {Text("Since "), starts(m)}, by}
		c.Buttons, c.Menu = joinButton(link), liveMenu(number)
		c.Note = joinNote(link)
	case core.Ended:
		c.Lines = []Line{{Strong("Ended"), Text(" after " + lasted(m) + " · started "), starts(m)}, by}
	case core.Cancelled:
		c.Lines = []Line{{Strong("Cancelled"), Text(" · was planned for "), starts(m)}, by}
	}
	return c
}

func joinButton(link string) []Button { return []Button{{Label: "Join", URL: link, Look: Primary}} }

// joinNote shows the link in full: some clients hide buttons.
func joinNote(link string) Line { return Line{Link{Label: link, URL: link}} }

// noteCard stands in a channel in place of the card where nothing can be edited later, so it says only what stays true.
func noteCard(m core.Meeting, link string) Card {
	end := ends(m)
	if m.Duration >= 24*time.Hour {
		end.Style = Full
	}
	return Card{Title: m.Title, Lines: []Line{{starts(m), Text(" – "), end}}, Note: membersOnly(joinNote(link), m)}
}

func upcomingMenu(number int) []Button {
	return []Button{
		{Label: "Open as moderator", Press: press(parse.Request{Verb: parse.Show, Ref: ref(number)})},
		{Label: "Cancel…", Press: asking(parse.Cancel, ref(number))},
	}
}

func liveMenu(number int) []Button {
	return []Button{
		{Label: "Open as moderator", Press: press(parse.Request{Verb: parse.Show, Ref: ref(number)})},
		{Label: "15 minutes longer", Press: press(parse.Request{Verb: parse.Extend, Ref: ref(number), Duration: 15 * time.Minute})},
		{Label: "End…", Press: asking(parse.End, ref(number))},
	}
}

// lasted is how long a meeting was on, in whole minutes from a minute on.
func lasted(m core.Meeting) string {
	d := m.End().Sub(m.Start)
	if d >= time.Minute {
		d = d.Round(time.Minute)
	}
	return parse.FormatDuration(d.Round(time.Second))
}

// reminder stays readable where the countdown goes on past the start, "5 minutes ago".
func reminder(m core.Meeting, link string) Card {
	return Card{
		Lines:   []Line{{Strong(m.Title), Text(" starts at "), moment(m, m.Start, TimeOfDay), Text(" ("), Moment{At: m.Start, Style: Countdown}, Text(")")}},
		Buttons: joinButton(link),
	}
}

func started(m core.Meeting, link string, now time.Time) Card {
	line := Line{Strong(m.Title), Text(" has started")}
	if since := now.Sub(m.Start); since > time.Minute {
		line = Line{Strong(m.Title), Text(" started " + parse.FormatDuration(since.Truncate(time.Minute)) + " ago, and is on until "), ends(m)}
	}
	return Card{Lines: []Line{line}, Buttons: joinButton(link)}
}

// over takes the place of a reminder or a start when there is no way in any more.
func over(m core.Meeting) Card {
	if !m.Cancelled.IsZero() {
		return cancelled(m, "")
	}
	return Card{Lines: []Line{{Strong(m.Title), Text(" started at "), moment(m, m.Start, TimeOfDay)}}}
}

func ended(m core.Meeting) Card {
	return Card{Lines: []Line{{Strong(m.Title), Text(" has ended (" + lasted(m) + ")")}}}
}

// cancelled and moved say who did it, where that is known.
func cancelled(m core.Meeting, by string) Card {
	line := Line{Strong(m.Title), Text(" was cancelled")}
	if by != "" {
		line = Line{Text(by + " cancelled "), Strong(m.Title)}
	}
	return Card{Lines: []Line{append(line, Text(" (planned for "), starts(m), Text(")"))}}
}

func moved(m core.Meeting, from time.Time, by string) Card {
	line := Line{Strong(m.Title), Text(" was moved")}
	if by != "" {
		line = Line{Text(by + " moved "), Strong(m.Title)}
	}
	if !from.IsZero() {
		line = append(line, Text(" from "), moment(m, from, Full))
	}
	return Card{Lines: []Line{append(line, Text(" to "), starts(m))}}
}

// The words that go to one person directly.

// ending is written to people directly, where numbers mean nothing: its buttons name the meeting by its ID.
func ending(m core.Meeting) Card {
	extend := func(by time.Duration) Button {
		return Button{Label: parse.TypedDuration(by) + " longer", Press: press(parse.Request{Verb: parse.Extend, Ref: string(m.ID), Duration: by})}
	}
	return Card{
		Lines:   []Line{{Strong(m.Title), Text(" ends at "), ends(m)}},
		Buttons: []Button{extend(15 * time.Minute), extend(30 * time.Minute), {Label: "End now…", Press: asking(parse.End, string(m.ID))}},
	}
}

// blocked tells the organizer that the bot may not write where the meeting is to be announced, and what to do.
func (b *Bot) blocked(m core.Meeting, a core.Announcement) Card {
	where := about(m, a)
	kept := "."
	if b.notes.stands(m, where) {
		kept = ". I left a note there with the time and the link, which I cannot change later."
	}
	how := b.letIn(where)
	place, at := channelWord, Span(Place{where})
	if how == "" {
		place, at = conversationWord, Text("that "+conversationWord)
	}
	return b.unannounced(m, "I can't post in that "+place,
		Line{Text("Your meeting "), Strong(m.Title), Text(" is booked for "), starts(m), Text(", but I can't post in "), at, Text(kept)},
		b.wayIn(m, how),
	)
}

// filtered tells the organizer that what the bot writes is not taken there.
func (b *Bot) filtered(m core.Meeting, a core.Announcement) Card {
	return b.unannounced(m, "That channel rejected my message",
		Line{Text("Your meeting "), Strong(m.Title), Text(" is booked for "), starts(m), Text(", but "), Place{about(m, a)}, Text(" rejected my message.")},
		Line{Text("A filter such as AutoMod may hold back the title or the link, or the thread is locked: whoever manages the server can see that. Then share the meeting there, or pass the link on.")},
	)
}

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
func (b *Bot) unannounced(m core.Meeting, title string, why ...Line) Card {
	link := b.link(m)
	return Card{
		Title:   title,
		Lines:   append(why, Line{Text("Until then I'll message only you when it starts and ends.")}),
		Note:    Line{Link{Label: link, URL: link}},
		Buttons: joinButton(link),
	}
}

// vanished tells the organizer that a channel is gone in which the meeting was to be announced.
func (b *Bot) vanished(m core.Meeting) Card {
	return b.unannounced(m, "A channel of your meeting is gone",
		Line{Text("Your meeting "), Strong(m.Title), Text(" is booked for "), starts(m), Text(", but its channel was deleted or archived, so nobody hears of it there.")},
		Line{Text("To announce it in another channel: "), b.typed(parse.Share, "meeting", b.link(m))},
	)
}

// uncertain tells the organizer that nobody can tell whether a channel has seen what it was to see.
func (b *Bot) uncertain(m core.Meeting, a core.Announcement) Card {
	link := b.link(m)
	return Card{
		Title: "Please check that your meeting was posted",
		Lines: []Line{
			{Text("I posted your meeting "), Strong(m.Title), Text(" in "), Place{about(m, a)}, Text(" and got no answer, so I can't tell whether it's there.")},
			{Text("If it is missing, type there: "), b.typed(parse.Share, "meeting", link), Text(". Or pass the link on.")},
		},
		Note:    Line{Link{Label: link, URL: link}},
		Buttons: joinButton(link),
	}
}

// stale tells the organizer that a card cannot be changed.
func (b *Bot) stale(m core.Meeting, a core.Announcement) Card {
	link := b.link(m)
	return Card{
		Title: "I can't update the card of your meeting",
		Lines: []Line{
			{Text("The card of "), Strong(m.Title), Text(" in "), Place{about(m, a)}, Text(" goes on saying what is no longer so. Please tell people there yourself, or pass the link on.")},
			{Text("That place may be locked or archived, I may no longer be let in, or a filter may hold back the title. Once that is mended, type there: "), b.typed(parse.Share, "meeting", link)},
		},
		Note: Line{Link{Label: link, URL: link}},
	}
}

// letIn says what somebody does so that the bot may write in a channel; empty: nothing helps.
func (b *Bot) letIn(where core.Channel) string {
	if p, ok := b.platforms[where.Platform]; ok {
		return p.LetIn(where)
	}
	return "ask whoever runs me"
}

// wayIn says what the organizer does about a channel in which the bot may not write.
func (b *Bot) wayIn(m core.Meeting, how string) Line {
	if how == "" {
		return Line{Text("Nobody else can be let in there. Share the link, or announce the meeting in a channel: "), b.typed(parse.Share, "meeting", b.link(m))}
	}
	return Line{Text("To let me in, " + how + ". Then share the meeting there, or pass the link on.")}
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
