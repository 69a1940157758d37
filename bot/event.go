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
		Title: m.Title, Description: b.aloud().Say("event.join", "Link", b.link(m)), Link: b.link(m),
		Start: m.Start, End: m.PlannedEnd(), State: m.State(b.service.Now()),
	}
	for _, posting := range m.Postings {
		if posting.Channel.Home() == w {
			e.Channels = append(e.Channels, posting.Channel)
		}
	}
	if p, err := b.service.Person(ctx, m.Organizer); err == nil && p.Name != "" {
		e.Description = b.aloud().Say("event.by", "Name", p.Name, "Link", b.link(m))
	}
	return calendar.Mirror(ctx, w, e, begin)
}

// open tells that a room could not be closed.
func (t tongue) open(m core.Meeting) Card {
	return Card{Title: t.Say("open.title"), Lines: []Line{t.line("open.why", "Title", m.Title), t.line("open.help")}}
}

// unlisted tells the organizer that the meeting stands in no calendar. That harms nothing else.
func (t tongue) unlisted(m core.Meeting) Card {
	return Card{
		Title: t.Say("unlisted.title"),
		Lines: []Line{
			t.line("unlisted.why", "Title", m.Title),
			t.line("unlisted.help"),
		},
	}
}
