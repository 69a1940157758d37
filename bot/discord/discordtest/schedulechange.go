package discordtest

// patchEvent changes an event. The bot may change what it made with the right to create as well as with that to manage.
func (d *Discord) patchEvent(q *request) (any, *refusal) {
	var body eventBody
	if r := q.read(&body); r != nil {
		return nil, r
	}
	e, r := d.findEvent(q)
	if r != nil {
		return nil, r
	}
	if d.granted&(CreateEvents|ManageEvents) == 0 {
		return nil, tell(50013)
	}
	if e.final() {
		return nil, tell(180000)
	}
	f, changed := form{}, *e
	body.apply(&f, &changed, d.opts.Now())
	if r := f.refusal(); r != nil {
		return nil, r
	}
	if body.Status.Set && !body.Status.Null {
		if r := changed.become(body.Status.Value); r != nil {
			return nil, r
		}
	}
	*e = changed
	d.dispatch(intentEvents, "GUILD_SCHEDULED_EVENT_UPDATE", e.object(d))
	return e.object(d), nil
}

// become allows scheduled to active to completed, and scheduled to cancelled. An event that has become active by itself
// meanwhile is no fault of the bot.
func (e *ScheduledEvent) become(status int) *refusal {
	ok := e.Status == EventScheduled && (status == EventActive || status == EventCanceled) || e.Status == EventActive && status == EventCompleted
	if ok {
		e.Status = status
		return nil
	}
	f := form{}
	f.add("status", "GUILD_SCHEDULED_EVENT_INVALID_STATUS_TRANSITION", "Invalid Guild Scheduled Event Status Transition")
	r := f.refusal()
	r.quiet = e.Status == EventActive && status != EventScheduled
	return r
}

func (d *Discord) deleteEvent(q *request) (any, *refusal) {
	e, r := d.findEvent(q)
	if r != nil {
		return nil, r
	}
	if d.granted&(CreateEvents|ManageEvents) == 0 {
		return nil, tell(50013)
	}
	e.deleted = true
	d.dispatch(intentEvents, "GUILD_SCHEDULED_EVENT_DELETE", e.object(d))
	return nil, nil
}
