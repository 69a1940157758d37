package parlourtest

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"meetbot/bot/emulator"
)

// A message is one as the chat keeps it.
type message struct {
	content
	id        int
	room      string
	privateTo string
	replyTo   int
	aloud     bool
	noted     bool // left by a pass: the bot was never told its ID
	deleted   bool
	edits     int
	at        time.Time
}

func (p *Parlour) add(m *message) *message {
	p.serial++
	m.id, m.at = p.serial, time.Now()
	p.messages = append(p.messages, m)
	p.tell(emulator.Posted, m)
	return m
}

func (p *Parlour) edit(m *message, c content) {
	m.content = c
	m.edits++
	p.tell(emulator.Edited, m)
}

func (p *Parlour) remove(m *message) {
	m.deleted = true
	p.tell(emulator.Deleted, m)
}

// message finds one by its ID, in whichever room.
func (p *Parlour) message(id int) *message {
	i := slices.IndexFunc(p.messages, func(m *message) bool { return m.id == id })
	if i < 0 {
		return nil
	}
	return p.messages[i]
}

// DeleteMessage deletes a message, as an admin can; the bot is not told.
func (p *Parlour) DeleteMessage(channel, id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	n, _ := strconv.Atoi(id)
	if m := p.message(n); m != nil && m.room == channel && !m.deleted {
		p.remove(m)
	}
}

// Messages returns what a person sees in a room now, oldest first.
func (p *Parlour) Messages(person, channel string) []emulator.Message {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []emulator.Message
	for _, m := range p.messages {
		if m.room == channel && p.sees(person, m) {
			out = append(out, p.shown(m, person))
		}
	}
	return out
}

func (p *Parlour) sees(person string, m *message) bool {
	r := p.room(m.room)
	return !m.deleted && r != nil && r.open(person) && (m.privateTo == "" || m.privateTo == person)
}

// shown is a message as one reader sees it. What is private rings nobody.
func (p *Parlour) shown(m *message, reader string) emulator.Message {
	words, rings := p.reader(reader).content(m.content)
	out := emulator.Message{
		ID: strconv.Itoa(m.id), Channel: m.room, PrivateTo: m.privateTo, Broadcast: m.aloud, Text: words, Edits: m.edits, At: m.at,
	}
	if m.replyTo != 0 {
		out.ReplyTo = strconv.Itoa(m.replyTo)
	}
	if m.privateTo == "" {
		out.Rings = rings
	}
	for _, b := range m.Buttons {
		out.Buttons = append(out.Buttons, emulator.Button{Label: b.Label, URL: b.URL, Style: b.Look, Menu: b.Menu})
	}
	out.Raw, _ = json.Marshal(m.content) // texts always encode
	return out
}

// Events returns what came to be seen, from the given index on, each as it was drawn then: a message for everybody in the zone
// of the first who may be in the room.
func (p *Parlour) Events(from int) []emulator.Event {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.events[min(max(from, 0), len(p.events)):])
}

// Changed returns a channel that is closed at the next event.
func (p *Parlour) Changed() <-chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.changed
}

func (p *Parlour) tell(kind emulator.EventKind, m *message) {
	reader := m.privateTo
	if r := p.room(m.room); reader == "" && len(r.Members) > 0 {
		reader = r.Members[0]
	}
	p.events = append(p.events, emulator.Event{At: time.Now(), Kind: kind, Message: p.shown(m, reader)})
	close(p.changed)
	p.changed = make(chan struct{})
}
