package discordtest

import (
	"slices"
	"strings"
	"time"
)

// The states of a scheduled event; the last two are final.
const (
	EventScheduled = 1
	EventActive    = 2
	EventCompleted = 3
	EventCanceled  = 4
)

// The only kind of event that is emulated, and the only privacy there is.
const (
	entityExternal = 3
	guildOnly      = 2
	mostEvents     = 100
)

// A ScheduledEvent is an event in the server's own calendar.
type ScheduledEvent struct {
	ID, Name, Description, Location string
	Start, End                      time.Time
	Status                          int
	deleted                         bool
}

// eventBody is the body of a creation or change.
type eventBody struct {
	Name        given[string]      `json:"name"`
	Description given[string]      `json:"description"`
	Start       given[string]      `json:"scheduled_start_time"`
	End         given[string]      `json:"scheduled_end_time"`
	Privacy     given[int]         `json:"privacy_level"`
	Entity      given[int]         `json:"entity_type"`
	Channel     given[string]      `json:"channel_id"`
	Metadata    given[eventPlace]  `json:"entity_metadata"`
	Status      given[int]         `json:"status"`
	Image       given[string]      `json:"image"`
	Recurrence  given[interface{}] `json:"recurrence_rule"`
}

type eventPlace struct {
	Location string `json:"location"`
}

// ScheduledEvents lists the events as they stand now, without deleted ones.
func (d *Discord) ScheduledEvents() []ScheduledEvent {
	d.mu.Lock()
	defer d.mu.Unlock()
	var all []ScheduledEvent
	for _, e := range d.eventsNow() {
		all = append(all, *e)
	}
	return all
}

// DeleteEvent deletes an event as an admin does by hand.
func (d *Discord) DeleteEvent(id string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, e := range d.events {
		if e.ID == id {
			e.deleted = true
		}
	}
}

// eventsNow lists the events after starting and ending by itself what is due, as Discord does with external ones.
func (d *Discord) eventsNow() []*ScheduledEvent {
	now := d.opts.Now()
	for _, e := range d.events {
		if e.Status == EventScheduled && !now.Before(e.Start) {
			e.Status = EventActive
		}
		if e.Status == EventActive && !now.Before(e.End) {
			e.Status = EventCompleted
		}
	}
	return slices.DeleteFunc(slices.Clone(d.events), func(e *ScheduledEvent) bool { return e.deleted })
}

func (e *ScheduledEvent) final() bool { return e.Status >= EventCompleted }

func (e *ScheduledEvent) object(d *Discord) object {
	return object{
		"id": e.ID, "guild_id": d.opts.Guild, "channel_id": nil, "creator_id": d.opts.Application, "creator": d.botObject(),
		"name": e.Name, "description": e.Description, "scheduled_start_time": stamp(e.Start), "scheduled_end_time": stamp(e.End),
		"privacy_level": guildOnly, "status": e.Status, "entity_type": entityExternal, "entity_id": nil, "image": nil,
		"entity_metadata": object{"location": e.Location}, "recurrence_rule": nil, "guild_scheduled_event_exceptions": []any{},
		"user_count": 0,
	}
}

func (d *Discord) findEvent(q *request) (*ScheduledEvent, *refusal) {
	if r := d.knowGuild(q); r != nil {
		return nil, r
	}
	d.eventsNow()
	for _, e := range d.events {
		if e.ID == q.vars["event"] && e.deleted {
			return nil, tell(10070)
		}
		if e.ID == q.vars["event"] {
			return e, nil
		}
	}
	return nil, refuse(10070)
}

func (d *Discord) getEvents(q *request) (any, *refusal) {
	if r := d.knowGuild(q); r != nil {
		return nil, r
	}
	all := []any{}
	for _, e := range d.eventsNow() {
		if !e.final() {
			all = append(all, e.object(d))
		}
	}
	return all, nil
}

func (d *Discord) getEvent(q *request) (any, *refusal) {
	e, r := d.findEvent(q)
	if r != nil {
		return nil, r
	}
	return e.object(d), nil
}

func (d *Discord) postEvent(q *request) (any, *refusal) {
	var body eventBody
	if r := d.knowGuild(q); r != nil {
		return nil, r
	}
	if r := q.read(&body); r != nil {
		return nil, r
	}
	if d.granted&CreateEvents == 0 {
		return nil, tell(50013)
	}
	f := form{}
	f.require(body.Start.Set, "scheduled_start_time", "BASE_TYPE_REQUIRED", "This field is required")
	f.require(body.End.Set && !body.End.Null, "scheduled_end_time", "GUILD_SCHEDULED_EVENT_END_REQUIRED", "This field is required")
	f.require(body.Metadata.Set, "entity_metadata", "BASE_TYPE_REQUIRED", "This field is required")
	f.require(body.Privacy.Set, "privacy_level", "BASE_TYPE_REQUIRED", "This field is required")
	f.require(body.Entity.Set, "entity_type", "BASE_TYPE_REQUIRED", "This field is required")
	f.require(!body.Status.Set, "status", "BASE_TYPE_CHOICES", "A new event is scheduled.")
	e := ScheduledEvent{Status: EventScheduled}
	body.apply(&f, &e, d.opts.Now())
	if r := f.refusal(); r != nil {
		return nil, r
	}
	if open := slices.DeleteFunc(d.eventsNow(), (*ScheduledEvent).final); len(open) >= mostEvents {
		return nil, tell(30038)
	}
	e.ID = d.snowflake()
	d.events = append(d.events, &e)
	d.dispatch(intentEvents, "GUILD_SCHEDULED_EVENT_CREATE", e.object(d))
	return e.object(d), nil
}

// apply validates a body and puts it into e.
func (b *eventBody) apply(f *form, e *ScheduledEvent, now time.Time) {
	if b.Name.Set {
		e.Name = strings.TrimSpace(b.Name.Value)
	}
	if b.Description.Set {
		e.Description = b.Description.Value
		f.length("description", e.Description, 0, 1000)
	}
	if b.Metadata.Set {
		e.Location = b.Metadata.Value.Location
	}
	f.length("name", e.Name, 1, 100)
	f.length("entity_metadata.location", e.Location, 1, 100)
	f.require(!b.Privacy.Set || b.Privacy.Value == guildOnly, "privacy_level", "BASE_TYPE_CHOICES", "Value must be one of (2,).")
	f.require(!b.Entity.Set || b.Entity.Value == entityExternal, "entity_type", "NOT_EMULATED", "Only external events are emulated.")
	f.require(!b.Channel.Set || b.Channel.Null, "channel_id", "GUILD_SCHEDULED_EVENT_ENTITY_TYPE_INVALID", "An external event has no channel.")
	f.require(!b.Recurrence.Set || b.Recurrence.Null, "recurrence_rule", "NOT_EMULATED", "Recurrence is not emulated.")
	f.require(!b.Image.Set || b.Image.Null, "image", "NOT_EMULATED", "Images are not emulated.")
	was := e.Start
	instant(f, "scheduled_start_time", b.Start, &e.Start)
	instant(f, "scheduled_end_time", b.End, &e.End)
	f.require(e.Start.Equal(was) || e.Start.After(now), "scheduled_start_time", "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", "Cannot schedule event in the past.")
	f.require(e.Start.Equal(was) || e.Status == EventScheduled, "scheduled_start_time", "GUILD_SCHEDULED_EVENT_START_FIXED", "The start of an active event cannot be changed.")
	f.require(e.End.After(e.Start), "scheduled_end_time", "GUILD_SCHEDULED_EVENT_END_BEFORE_START", "The end must be after the start.")
}

func instant(f *form, path string, g given[string], to *time.Time) {
	if !g.Set {
		return
	}
	t, err := time.Parse(time.RFC3339, g.Value)
	f.require(err == nil, path, "DATE_TIME_TYPE_PARSE", "Could not parse "+g.Value+". Should be ISO8601.")
	*to = t
}
