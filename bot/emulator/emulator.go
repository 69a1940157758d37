// Package emulator names what every emulated chat platform has in common, so that dialogues, contract tests and the
// playground drive them all in one way. It knows no platform and nothing of the bot.
package emulator

import (
	"encoding/json"
	"time"
)

// A Chat is a chat platform in miniature: people write in its channels, and a bot under test answers through the
// platform's own HTTP interfaces. Its methods may be called from several goroutines.
type Chat interface {
	// Name is the platform's name, such as "slack".
	Name() string
	// People and Channels list who and what there is, in the order of their making.
	People() []Person
	Channels() []Channel
	// Type writes text, a command with its slash, as a person in a channel. It returns the private answer, the zero
	// Message where the bot gave none, and an error where the platform itself would show one (no answer in time, say).
	Type(person, channel, text string) (Message, error)
	// Press presses the button, or picks the menu entry, labelled label on a message, as a person who sees it. A
	// button that asks "are you sure" is confirmed. It returns the private answer, as Type does. A link is not pressed
	// but opened: pressing one returns an error, unless the platform tells the bot of it too.
	Press(person string, on Message, label string) (Message, error)
	// Messages returns what a person sees in a channel now, oldest first, private answers to that person among them.
	// A direct message from the bot is in the channel whose ID is DirectChannel of that person.
	Messages(person, channel string) []Message
	// DirectChannel returns the ID of the channel in which the bot writes to one person directly.
	DirectChannel(person string) string
	// Events returns everything that came to be seen since the start, oldest first, from the given index on.
	Events(from int) []Event
	// Changed returns a channel that is closed at the next event.
	Changed() <-chan struct{}
	// Fail orders a fault for requests to come.
	Fail(Fault)
	// Refused returns why the platform refused requests of the bot, one line each; a sound bot under no ordered fault
	// leaves it empty.
	Refused() []string
}

// A Person is a member of the emulated workspace or server. Zone is an IANA name; Locale is what they read, and "en-US"
// where it is empty.
type Person struct {
	ID, Name, Zone string
	Admin          bool
	Locale         string
}

// A Channel is a place to write in. Members lists person IDs; the bot is inside where Bot is set.
type Channel struct {
	ID, Name string
	Private  bool
	Bot      bool
	Members  []string
}

// A Message is one message as its readers see it.
type Message struct {
	ID        string // unique within its channel
	Channel   string
	PrivateTo string // the one person who sees it; empty: everybody in the channel
	ReplyTo   string // the ID of the message it refers to
	Broadcast bool   // a reply that is shown in the channel too
	Text      string // the whole content in plain text, a line each; moments in the reader's zone
	Buttons   []Button
	Rings     []string // whom it notifies: person IDs, or "@channel", "@here", "@everyone"
	Edits     int      // how often it was edited
	At        time.Time
	Raw       json.RawMessage // the message as the bot sent it, in the platform's own form
}

// A Button is something to press on a message; a menu's entries are buttons too. URL is set where it is a link.
type Button struct {
	Label string
	URL   string
	Style string // "", "primary" or "danger"
	Menu  bool   // stands in a menu
	Asks  string // the question of its confirmation
}

// An Event is one thing that came to be seen: a message posted, edited or deleted.
type Event struct {
	At      time.Time
	Kind    EventKind
	Message Message
}

// EventKind says what happened to the message of an Event.
type EventKind string

// The kinds of events.
const (
	Posted  EventKind = "posted"
	Edited  EventKind = "edited"
	Deleted EventKind = "deleted"
)

// A Fault is a misbehaviour ordered of the platform.
type Fault struct {
	Method     string        // which requests: the platform's own name, "chat.postMessage", say; empty: all
	Times      int           // how many requests; 0: one
	Status     int           // answer with this HTTP status
	Code       string        // answer with this error of the platform's own
	RetryAfter time.Duration // with status 429
	Applied    bool          // the request takes effect before the fault: its answer is what is lost
	Hang       bool          // no answer until the client gives up
}
