package bot

import (
	"context"

	"meetbot/core"
)

// mirror brings the meeting's event in a workspace's own calendar up to date.
func (b *Bot) mirror(ctx context.Context, p Platform, m core.Meeting, w core.Workspace, begin func(context.Context) error) error {
	calendar, ok := p.(Calendar)
	if !ok {
		return core.ErrNothing
	}
	e := Event{
		Title: m.Title, Description: "Join: " + b.link(m), Link: b.link(m),
		Start: m.Start, End: m.PlannedEnd(), State: m.State(b.service.Now()),
	}
	for _, posting := range m.Postings {
		if posting.Channel.Home() == w {
			e.Channels = append(e.Channels, posting.Channel)
		}
	}
	if p, err := b.service.Person(ctx, m.Organizer); err == nil && p.Name != "" {
		e.Description = "Organized by " + p.Name + ". " + e.Description
	}
	return calendar.Mirror(ctx, w, e, begin)
}

// unlisted tells the organizer that the meeting stands in no calendar. That harms nothing else.
func unlisted(m core.Meeting) Card {
	return Card{
		Title: "I can't create events in that server",
		Lines: []Line{
			{Text("Your meeting "), Strong(m.Title), Text(" is booked and announced as usual. Only the server's own events don't show it.")},
			{Text("To have meetings appear there, somebody who manages the server gives my role the permission Create Events. I say this once.")},
		},
	}
}
