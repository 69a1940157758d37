package discordtest

import (
	"slices"

	"meetbot/bot/emulator"
)

// A thread is what a place is besides, if it is one, see https://docs.discord.com/developers/topics/threads.
type thread struct {
	parent   *place
	archived bool
	locked   bool
	joined   bool // the bot was added to it, as it is by writing in it
}

// The types of threads, and the right to manage them.
const (
	publicThread  = 11
	privateThread = 12

	ManageThreads Permissions = 1 << 34
)

// AddThread adds a thread to a channel. What its channel says of rights holds in it too; a private one is seen by its
// members only, and by the bot where Bot is set.
func (d *Discord) AddThread(c emulator.Channel, channel string) emulator.Channel {
	d.mu.Lock()
	defer d.mu.Unlock()
	c.ID = d.idOr(c.ID)
	c.Members = append([]string(nil), c.Members...)
	pl := &place{Channel: c, opened: true, thread: &thread{parent: d.place(channel)}}
	d.places = append(d.places, pl)
	return c
}

// Archive archives a thread, as Discord does after a while without words.
func (d *Discord) Archive(id string) {
	d.changeThread(id, func(t *thread) { t.archived = true })
}

// Lock archives a thread and locks it, as somebody does who manages threads.
func (d *Discord) Lock(id string) {
	d.changeThread(id, func(t *thread) { t.archived, t.locked = true, true })
}

// Expel takes the bot out of a thread that it was added to.
func (d *Discord) Expel(id string) {
	d.changeThread(id, func(t *thread) { t.joined = false })
}

// Archived tells whether a thread is archived.
func (d *Discord) Archived(id string) (archived bool) {
	d.changeThread(id, func(t *thread) { archived = t.archived })
	return archived
}

func (d *Discord) changeThread(id string, do func(*thread)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if pl := d.place(id); pl != nil && pl.thread != nil {
		do(pl.thread)
	}
}

// write refuses what nobody writes in a thread. An archived one is opened again by it, and whoever writes is added.
func (t *thread) write(rights Permissions) *refusal {
	switch {
	case t == nil && rights&SendMessages == 0, t != nil && rights&SendInThreads == 0:
		return tell(50013)
	case t == nil:
		return nil
	case t.locked && rights&ManageThreads == 0:
		return tell(160005)
	}
	t.archived, t.joined = false, true
	return nil
}

// touch refuses to change what stands in an archived thread.
func (t *thread) touch() *refusal {
	if t != nil && t.archived {
		return tell(50083)
	}
	return nil
}

// patchChannel opens a thread again; a bot without further rights changes nothing else of a channel.
func (d *Discord) patchChannel(q *request) (any, *refusal) {
	var body struct {
		Archived *bool `json:"archived"`
	}
	if r := q.read(&body); r != nil {
		return nil, r
	}
	pl, r := d.enter(q.vars["channel"])
	switch {
	case r != nil:
		return nil, r
	case pl.thread == nil, body.Archived == nil:
		return nil, tell(50013)
	}
	t, manages := pl.thread, d.botRights(pl)&ManageThreads != 0
	if !manages && (*body.Archived || t.locked || !t.joined || d.botRights(pl)&SendInThreads == 0) {
		return nil, tell(50013)
	}
	t.archived = *body.Archived
	return d.channelObject(pl), nil
}

// getThreadMember tells who was let into a thread; of others Discord knows no member.
func (d *Discord) getThreadMember(q *request) (any, *refusal) {
	pl, r := d.enter(q.vars["channel"])
	switch {
	case r != nil:
		return nil, r
	case pl.thread == nil || d.person(q.vars["user"]) == nil || !slices.Contains(pl.Members, q.vars["user"]):
		return nil, tell(10007)
	}
	return object{"id": pl.ID, "user_id": q.vars["user"], "join_timestamp": stamp(d.opts.Now()), "flags": 0}, nil
}

// threadObject is a thread in the form in which Discord tells it.
func (d *Discord) threadObject(pl *place) object {
	kind := publicThread
	if pl.Private {
		kind = privateThread
	}
	return object{
		"id": pl.ID, "type": kind, "name": pl.Name, "guild_id": d.opts.Guild, "parent_id": pl.thread.parent.ID, "owner_id": "1",
		"flags": 0, "last_message_id": nil, "rate_limit_per_user": 0, "message_count": len(pl.messages), "member_count": 1,
		"total_message_sent": len(pl.messages), "thread_metadata": object{
			"archived": pl.thread.archived, "locked": pl.thread.locked, "auto_archive_duration": 1440,
			"archive_timestamp": stamp(d.opts.Now()), "create_timestamp": stamp(d.opts.Now()),
		},
	}
}
