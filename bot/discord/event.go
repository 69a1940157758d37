package discord

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"meetbot/bot"
	"meetbot/bot/carrier"
	"meetbot/core"
)

// An event in a server's own calendar, see https://docs.discord.com/developers/resources/guild-scheduled-event: as
// Discord tells of it, and as it is told. What is zero stays as it is.
type event struct {
	ID          string    `json:"id,omitempty"`
	Creator     string    `json:"creator_id,omitempty"`
	Name        string    `json:"name,omitempty"`
	Description string    `json:"description,omitempty"`
	Start       time.Time `json:"scheduled_start_time,omitzero"`
	End         time.Time `json:"scheduled_end_time,omitzero"`
	Privacy     int       `json:"privacy_level,omitempty"`
	Kind        int       `json:"entity_type,omitempty"`
	Where       *venue    `json:"entity_metadata,omitempty"`
	Status      int       `json:"status,omitempty"`
}

type venue struct {
	Location string `json:"location"`
}

// MaxLocation is how many characters the address of a meeting may have to fit into an event.
const MaxLocation = 100

const (
	maxName        = 100
	maxDescription = 1000

	membersOnly = 2 // the only level of privacy
	elsewhere   = 3 // an event in no channel of the server

	scheduled = 1
	active    = 2
	completed = 3
	calledOff = 4
)

var _ bot.Calendar = (*Discord)(nil)

// Mirror implements bot.Calendar. The event is looked for each time by its location: so nothing of it has to be kept,
// and one that was made without our hearing of it is found. Discord begins and ends events by itself too.
func (d *Discord) Mirror(ctx context.Context, in core.Workspace, e bot.Event, begin func(context.Context) error) error {
	if in.ID == d.application || !IsID(in.ID) {
		return core.ErrNothing // a direct message has no server
	}
	at := path("guilds", in.ID, "scheduled-events")
	standing, found, err := d.event(ctx, in.ID, e.Link)
	if err != nil {
		return d.notMirrored(ctx, in.ID, err)
	}
	public, err := d.anyPublic(ctx, in.ID, e.Channels)
	switch {
	case err != nil:
		return d.notMirrored(ctx, in.ID, err)
	case found && !public:
		return d.mirror(ctx, in.ID, "DELETE", at+path(standing.ID), nil, begin)
	case found:
		return d.change(ctx, in.ID, at+path(standing.ID), standing.change(e), begin)
	case e.State != core.Upcoming || !public:
		return core.ErrNothing
	}
	return d.mirror(ctx, in.ID, "POST", at, &event{
		Name: carrier.Shorten(plain(e.Title), maxName), Description: carrier.Shorten(plain(e.Description), maxDescription), Start: e.Start, End: e.End,
		Privacy: membersOnly, Kind: elsewhere, Where: &venue{e.Link},
	}, begin)
}

// event returns the bot's own event at a location, if there is one. Discord lists none that is over.
func (d *Discord) event(ctx context.Context, guild, location string) (event, bool, error) {
	var all []event
	err := d.ask(ctx, call{method: "GET", path: path("guilds", guild, "scheduled-events"), bucket: "events " + guild}, &all)
	i := slices.IndexFunc(all, func(e event) bool {
		return e.Where != nil && e.Where.Location == location && d.people.isBot(e.Creator)
	})
	if err != nil || i < 0 {
		return event{}, false, err
	}
	return all[i], true, nil
}

// change returns what has to be changed for the event to be as the meeting.
func (e event) change(m bot.Event) event {
	switch {
	case m.State == core.Ended && e.Status == active:
		return event{Status: completed}
	case m.State == core.Ended || m.State == core.Cancelled:
		return event{Status: map[bool]int{true: completed, false: calledOff}[e.Status == active]}
	}
	var c event
	if name := carrier.Shorten(plain(m.Title), maxName); name != e.Name {
		c.Name = name
	}
	if words := carrier.Shorten(plain(m.Description), maxDescription); words != e.Description {
		c.Description = words
	}
	if !m.Start.Equal(e.Start) && e.Status == scheduled && m.State == core.Upcoming {
		c.Start = m.Start
	}
	if !m.End.Equal(e.End) {
		c.End = m.End
	}
	if m.State == core.Live && e.Status == scheduled {
		c.Status = active
	}
	return c
}

// change changes an event where it is not as it should be.
func (d *Discord) change(ctx context.Context, guild, path string, e event, begin func(context.Context) error) error {
	if e == (event{}) {
		return core.ErrNothing
	}
	return d.mirror(ctx, guild, "PATCH", path, &e, begin)
}

// mirror makes, changes or deletes an event.
func (d *Discord) mirror(ctx context.Context, guild, method, path string, e *event, begin func(context.Context) error) error {
	c := call{method: method, path: path, bucket: method + " event " + guild, change: true}
	if e != nil {
		c.body = e
	}
	if err := d.limits.take(ctx, c.bucket); err != nil {
		return err
	}
	if err := begin(ctx); err != nil {
		d.limits.give(c.bucket)
		return err
	}
	if err := d.send(ctx, c, nil); err != nil {
		return d.notMirrored(ctx, guild, classify(err, true))
	}
	return nil
}

// notMirrored keeps core.ErrGone for what the organizer is told: that a permission is missing. Any other refusal, that
// the server has as many events as Discord allows or that the event is over meanwhile, is for the log.
func (d *Discord) notMirrored(ctx context.Context, guild string, err error) error {
	if errors.Is(err, core.ErrGone) && !isKeptOut(err) {
		d.log.WarnContext(ctx, "an event of the server stays as it is", "server", guild, "error", err)
		return core.ErrNothing
	}
	return fmt.Errorf("event in %s: %w", guild, err)
}
