package discordtest

import (
	"time"

	"meetbot/bot/emulator"
)

const (
	posted  = emulator.Posted
	edited  = emulator.Edited
	deleted = emulator.Deleted
)

// seen is one event: a copy of the message as it was then.
type seen struct {
	at      time.Time
	kind    emulator.EventKind
	message message
}

// tellStory notes an event and wakes who waits for one.
func (d *Discord) tellStory(m *message, kind emulator.EventKind) {
	copied := *m
	if kind != posted {
		copied.rings = nil
	}
	d.story = append(d.story, seen{d.opts.Now(), kind, copied})
	close(d.changed)
	d.changed = make(chan struct{})
}

// Events returns what came to be seen, from the given index on. Only a posted message rings. Moments are in the zone
// of the one reader of a private message, and else of the first person who sees the channel.
func (d *Discord) Events(from int) []emulator.Event {
	d.mu.Lock()
	defer d.mu.Unlock()
	var all []emulator.Event
	for i := max(from, 0); i < len(d.story); i++ {
		s := d.story[i]
		all = append(all, emulator.Event{At: s.at, Kind: s.kind, Message: d.render(&s.message, d.firstReader(&s.message), s.at)})
	}
	return all
}

func (d *Discord) firstReader(m *message) *person {
	for _, p := range d.people {
		if m.visibleTo(d, p) {
			return p
		}
	}
	return nil
}

// Changed returns a channel that is closed at the next event.
func (d *Discord) Changed() <-chan struct{} {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.changed
}

// Messages returns what a person sees in a channel now.
func (d *Discord) Messages(id, channel string) []emulator.Message {
	d.mu.Lock()
	defer d.mu.Unlock()
	p, pl := d.person(id), d.place(channel)
	if p == nil || pl == nil || !d.sees(p, pl) {
		return nil
	}
	var all []emulator.Message
	for _, m := range pl.messages {
		if !m.deleted && !m.pending && m.visibleTo(d, p) {
			all = append(all, d.render(m, p, d.opts.Now()))
		}
	}
	return all
}

func (m *message) visibleTo(d *Discord, p *person) bool {
	return d.sees(p, m.place) && (m.reader == nil || m.reader == p)
}
