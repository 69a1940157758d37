// Package parlourtest is the chat that [meetbot/bot/parlour] speaks to: a house with rooms, in memory. It was made up for
// tests, as the least that a chat is: people, rooms with and without a door, messages, buttons, edits, direct messages, private
// answers, and an HTTP interface in JSON.
//
// It is as strict as one that is real: what makes no sense it refuses, and it notes what a sound bot would not have done (see
// [Parlour.Refused]). It signs, reads markup and draws by itself, and shares no code with the adapter.
package parlourtest

import (
	"net/http"
	"slices"
	"sync"
	"time"

	"meetbot/bot/emulator"
)

// What the bot and the chat know each other by.
const (
	URL    = "http://parlour.test"
	House  = "house-1"
	Token  = "parlour-token-test"
	Secret = "parlour-secret-test"
)

// A Parlour is one house with a bot. Its methods may be called from several goroutines.
type Parlour struct {
	service string
	client  *http.Client

	mu       sync.Mutex // never held while the service is called
	people   []emulator.Person
	rooms    []*room
	messages []*message
	serial   int
	passes   map[string]*pass
	recent   map[string][]time.Time // when messages came into a room, in the last second
	events   []emulator.Event
	changed  chan struct{}
	faults   []*emulator.Fault
	refused  []string
}

var _ emulator.Chat = (*Parlour)(nil)

// A room is where messages stand. One that is direct is between the bot and a person.
type room struct {
	emulator.Channel
	closed bool
	direct bool
}

// New returns an empty house, whose bot is the service at an address, reached by a client that gives up after three seconds.
func New(service string, client *http.Client) *Parlour {
	patient := *client
	patient.Timeout = 3 * time.Second
	return &Parlour{
		service: service, client: &patient, passes: map[string]*pass{}, recent: map[string][]time.Time{},
		changed: make(chan struct{}),
	}
}

// Furnished returns a house with alice, bob and carol (an admin) in #team, and a #secret whose door is closed to the bot.
func Furnished(service string, client *http.Client) emulator.Chat {
	p := New(service, client)
	p.AddPerson(emulator.Person{ID: "alice-1", Name: "alice", Zone: "Europe/Warsaw"})
	p.AddPerson(emulator.Person{ID: "bob-1", Name: "bob", Zone: "Europe/Warsaw"})
	p.AddPerson(emulator.Person{ID: "carol-1", Name: "carol", Zone: "America/New_York", Admin: true})
	p.AddRoom(emulator.Channel{ID: "room-1", Name: "team", Bot: true, Members: []string{"alice-1", "bob-1", "carol-1"}})
	p.AddRoom(emulator.Channel{ID: "room-2", Name: "secret", Private: true, Members: []string{"alice-1", "bob-1"}})
	return p
}

// Name returns "parlour".
func (p *Parlour) Name() string { return "parlour" }

// SetLocale gives somebody another language.
func (p *Parlour) SetLocale(person, locale string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.person(person).Locale = locale
}

// AddPerson has somebody move in.
func (p *Parlour) AddPerson(who emulator.Person) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.people = append(p.people, who)
	p.rooms = append(p.rooms, &room{
		Channel: emulator.Channel{ID: directID(who.ID), Name: "direct", Private: true, Bot: true, Members: []string{who.ID}},
		direct:  true,
	})
}

// AddRoom adds a room.
func (p *Parlour) AddRoom(c emulator.Channel) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rooms = append(p.rooms, &room{Channel: c})
}

// Invite lets the bot into a room.
func (p *Parlour) Invite(channel string) { p.change(channel, func(r *room) { r.Bot = true }) }

// Archive closes a room for good: nobody writes there any more.
func (p *Parlour) Archive(channel string) { p.change(channel, func(r *room) { r.closed = true }) }

func (p *Parlour) change(channel string, do func(*room)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r := p.room(channel); r != nil {
		do(r)
	}
}

// People returns who lives in the house.
func (p *Parlour) People() []emulator.Person {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.people)
}

// Channels returns the rooms, direct messages left out.
func (p *Parlour) Channels() []emulator.Channel {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []emulator.Channel
	for _, r := range p.rooms {
		if !r.direct {
			out = append(out, r.Channel)
		}
	}
	return out
}

// DirectChannel returns the ID of the room between the bot and a person.
func (p *Parlour) DirectChannel(person string) string { return directID(person) }

func directID(person string) string { return "talk-" + person }

func (p *Parlour) room(id string) *room {
	i := slices.IndexFunc(p.rooms, func(r *room) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return p.rooms[i]
}

func (p *Parlour) person(id string) *emulator.Person {
	i := slices.IndexFunc(p.people, func(x emulator.Person) bool { return x.ID == id })
	if i < 0 {
		return nil
	}
	return &p.people[i]
}

// open tells whether a person may be in a room.
func (r *room) open(person string) bool { return !r.Private || slices.Contains(r.Members, person) }
