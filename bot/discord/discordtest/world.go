package discordtest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"meetbot/bot/emulator"
)

// A person is a member of the server, with the channel in which the bot writes to them.
type person struct {
	emulator.Person
	direct *place
	shut   bool // takes no direct messages from the bot
}

// A place is a channel of the server, or a direct one, which has an owner.
type place struct {
	emulator.Channel
	owner    *person
	opened   bool         // a direct channel that bot or person has opened
	rights   *Permissions // the bot's own rights where they were set
	gone     bool
	thread   *thread // nil: it is a channel
	messages []*message
}

// AddPerson adds a member. An empty ID is drawn; others must be snowflakes: Discord knows no other.
func (d *Discord) AddPerson(p emulator.Person) emulator.Person {
	d.mu.Lock()
	defer d.mu.Unlock()
	p.ID = d.idOr(p.ID)
	n := &person{Person: p}
	n.direct = &place{Channel: emulator.Channel{ID: d.snowflake(), Name: p.Name, Private: true, Bot: true, Members: []string{p.ID}}, owner: n}
	d.people = append(d.people, n)
	d.places = append(d.places, n.direct)
	return p
}

// SetLocale gives somebody another language.
func (d *Discord) SetLocale(id, locale string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.person(id).Locale = locale
}

// RemovePerson takes a member out of the server, by themselves or not. A bot without the privileged intent hears nothing.
func (d *Discord) RemovePerson(id string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.people = slices.DeleteFunc(d.people, func(p *person) bool { return p.ID == id })
}

// AddChannel adds a text channel. A private one is seen by its members only, any other by everybody.
func (d *Discord) AddChannel(c emulator.Channel) emulator.Channel {
	d.mu.Lock()
	defer d.mu.Unlock()
	c.ID = d.idOr(c.ID)
	c.Members = append([]string(nil), c.Members...)
	pl := &place{Channel: c, opened: true}
	d.places = append(d.places, pl)
	d.dispatch(intentGuilds, "CHANNEL_CREATE", d.channelObject(pl))
	return c
}

// Invite lets the bot into a channel.
func (d *Discord) Invite(channel string) { d.setBot(channel, true) }

// RemoveBot takes the bot out of a channel: it no longer sees it.
func (d *Discord) RemoveBot(channel string) { d.setBot(channel, false) }

func (d *Discord) setBot(channel string, in bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if pl := d.place(channel); pl != nil {
		pl.Bot = in
	}
}

// Hide makes a channel private, for its members alone from now on.
func (d *Discord) Hide(channel string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if pl := d.place(channel); pl != nil {
		pl.Private = true
	}
}

// DeleteChannel deletes a channel with all that is in it.
func (d *Discord) DeleteChannel(channel string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if pl := d.place(channel); pl != nil {
		pl.gone = true
		d.dispatch(intentGuilds, "CHANNEL_DELETE", d.channelObject(pl))
	}
}

// DeleteMessage deletes a message as a moderator of the server does by hand.
func (d *Discord) DeleteMessage(channel, id string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if pl := d.place(channel); pl != nil {
		if m := pl.find(id); m != nil {
			d.remove(m)
		}
	}
}

// CloseDirect makes a person take no direct messages from the bot any more, or take them again.
func (d *Discord) CloseDirect(id string, closed bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if p := d.person(id); p != nil {
		p.shut = closed
	}
}

func (d *Discord) person(id string) *person {
	for _, p := range d.people {
		if p.ID == id {
			return p
		}
	}
	return nil
}

func (d *Discord) place(id string) *place {
	for _, pl := range d.places {
		if pl.ID == id {
			return pl
		}
	}
	return nil
}

// snowflake draws the next ID: the milliseconds since 2015 above 22 bits, always rising, even where the clock stands.
func (d *Discord) snowflake() string {
	const epoch = 1420070400000
	d.lastID = max(d.lastID+1, (d.opts.Now().UnixMilli()-epoch)<<22)
	return strconv.FormatInt(d.lastID, 10)
}

func (d *Discord) idOr(id string) string {
	if id == "" {
		return d.snowflake()
	}
	if !isSnowflake(id) {
		panic(fmt.Sprintf("discordtest: %q is no snowflake", id))
	}
	return id
}

func isSnowflake(id string) bool {
	_, err := strconv.ParseUint(id, 10, 64)
	return err == nil && !strings.HasPrefix(id, "0")
}

// zone is the reader's; UTC where none is known.
func (p *person) zone() *time.Location {
	if p != nil {
		if z, err := time.LoadLocation(p.Zone); err == nil {
			return z
		}
	}
	return time.UTC
}
