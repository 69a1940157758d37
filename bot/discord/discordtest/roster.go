package discordtest

import (
	"meetbot/bot/emulator"
)

// People lists the members.
func (d *Discord) People() []emulator.Person {
	d.mu.Lock()
	defer d.mu.Unlock()
	var all []emulator.Person
	for _, p := range d.people {
		all = append(all, p.Person)
	}
	return all
}

// Channels lists the server's channels, without the direct ones.
func (d *Discord) Channels() []emulator.Channel {
	d.mu.Lock()
	defer d.mu.Unlock()
	var all []emulator.Channel
	for _, pl := range d.places {
		if pl.owner == nil && !pl.gone {
			c := pl.Channel
			c.Members = append([]string(nil), c.Members...)
			all = append(all, c)
		}
	}
	return all
}

// DirectChannel returns the channel in which the bot writes to one person.
func (d *Discord) DirectChannel(id string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if p := d.person(id); p != nil {
		return p.direct.ID
	}
	return ""
}
