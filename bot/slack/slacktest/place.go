package slacktest

import (
	"slices"
	"strings"

	"meetbot/bot/emulator"
)

// A place is somewhere messages stand: a channel, or the direct messages between the bot and one person.
type place struct {
	emulator.Channel
	archived bool
	deleted  bool
	direct   string // the person of a direct channel
}

// AddPerson adds a member to the workspace.
func (s *Slack) AddPerson(p emulator.Person) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.people = append(s.people, p)
	s.places = append(s.places, directWith(p.ID))
}

// SetLocale gives somebody another language.
func (s *Slack) SetLocale(person, locale string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.person(person).Locale = locale
}

// directWith makes the direct messages between the bot and a person.
func directWith(person string) *place {
	return &place{
		Channel: emulator.Channel{ID: directID(person), Name: "directmessage", Private: true, Bot: true, Members: []string{person}},
		direct:  person,
	}
}

// AddChannel adds a channel. A public one without members has everybody in it. An ID that begins with D makes it the
// direct messages between two people, and a name such as mpdm-alice--bob-1 those between a few: nobody is let in there.
func (s *Slack) AddChannel(c emulator.Channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.Members = slices.Clone(c.Members)
	s.places = append(s.places, &place{Channel: c})
}

// Invite makes the bot a member of a channel.
func (s *Slack) Invite(channel string) { s.change(channel, func(p *place) { p.Bot = !p.group() }) }

// RemoveBot takes the bot out of a channel.
func (s *Slack) RemoveBot(channel string) { s.change(channel, func(p *place) { p.Bot = false }) }

// Archive archives a channel: it can be read, not written to.
func (s *Slack) Archive(channel string) { s.change(channel, func(p *place) { p.archived = true }) }

// DeleteChannel deletes a channel.
func (s *Slack) DeleteChannel(channel string) { s.change(channel, func(p *place) { p.deleted = true }) }

func (s *Slack) change(channel string, do func(*place)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.place(channel); p != nil {
		do(p)
	}
}

// People returns the members of the workspace.
func (s *Slack) People() []emulator.Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.people)
}

// Channels returns the channels that there are, direct messages with the bot left out.
func (s *Slack) Channels() []emulator.Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []emulator.Channel
	for _, p := range s.places {
		if p.direct == "" && !p.deleted {
			c := p.Channel
			c.Members = slices.Clone(c.Members)
			all = append(all, c)
		}
	}
	return all
}

// DirectChannel returns the ID of the direct messages between the bot and a person.
func (s *Slack) DirectChannel(person string) string { return directID(person) }

func directID(person string) string { return "D" + person }

func (s *Slack) person(id string) *emulator.Person {
	for i := range s.people {
		if s.people[i].ID == id {
			return &s.people[i]
		}
	}
	return nil
}

func (s *Slack) place(id string) *place {
	for _, p := range s.places {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// holds tells whether a person is inside.
func (p *place) holds(person string) bool {
	return slices.Contains(p.Members, person) || !p.Private && len(p.Members) == 0
}

// open tells whether a person may read along: public channels are open to everybody.
func (p *place) open(person string) bool { return !p.deleted && (!p.Private || p.holds(person)) }

// group tells whether a place is a group direct message.
func (p *place) group() bool { return strings.HasPrefix(p.Name, "mpdm-") }

// shownName is the channel_name of commands.
func (p *place) shownName() string {
	switch {
	case p.group():
		return p.Name
	case strings.HasPrefix(p.ID, "D"):
		return "directmessage"
	case p.Private:
		return "privategroup"
	}
	return p.Name
}
