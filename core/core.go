// Package core knows meetings and their occurrences, the people in them and when something has to be said about them.
//
// It decides who may do what (Service) and sees to it that every announcement is made, on time and once (Dispatcher).
// What it refuses is a code with arguments; the sentence for it stands in package say.
// It knows no chat, no web and no SQL: those reach it through the ports below, and every instant in it is UTC, taken
// from a Clock.
package core

import (
	"context"
	"time"
)

// A Clock tells the time. Core never asks anything else for it, so that tests and the playground can set it.
type Clock interface {
	Now() time.Time
}

// An Announcer says an announcement about a meeting in a chat.
type Announcer interface {
	// Announce waits until the platform lets it send, calls begin, which commits that the first byte is about to leave,
	// and then sends. When begin fails nothing may be sent and its error is returned as it is. The MessageRef names what
	// was posted; an edit returns the one it edited.
	//
	// An error that is ErrGone is final: the channel or the message is not there for us. A *Busy says when to try again
	// and that nothing was sent. An ErrUnknown says that nobody can tell whether it was sent. ErrNothing says that there
	// was nothing to send, and ErrClosed that where the message stands takes no change now. Any other error means that nothing was sent, and it is tried again.
	Announce(ctx context.Context, m Meeting, a Announcement, begin func(context.Context) error) (MessageRef, error)
	// Platforms names those on which it can announce. What is for any other is left until it can.
	Platforms() []string
	// Remembers returns how long the platform of a channel knows an announcement again by its ID, so that sending it a
	// second time shows nothing twice; 0 where it does not.
	Remembers(c Channel) time.Duration
}

// A Provider runs the rooms in which meetings are held.
type Provider interface {
	// Admit returns what p needs to enter the room of m at the given time. It is called for every entry and may be
	// called as often as one likes.
	Admit(ctx context.Context, m Meeting, p Participant) (Admission, error)
	// Close ends the room of m for everybody in it. Closing a room that is not open is no error. An ErrOpen says that the server
	// has to be set up otherwise for that; any other error that it may work the next time.
	Close(ctx context.Context, m Meeting) error
	// Enforces tells what the server behind it really enforces, so that pages and cards promise no more.
	Enforces() Enforcement
}

// A Directory knows who belongs where. It asks the platforms where it matters; what it returns may be a minute old. An
// error says that it cannot be told just now.
type Directory interface {
	// Member tells whether an identity belongs to a workspace.
	Member(ctx context.Context, who Identity, w Workspace) (bool, error)
	// Stands tells whether an identity belongs to any workspace that is served.
	Stands(ctx context.Context, who Identity) (bool, error)
	// Sees returns those of the places of a workspace into which somebody can look. How long it takes depends on the
	// workspace alone, and not on what they see. Of a place of which it cannot be told, they do not; an error may come
	// beside what can be.
	Sees(ctx context.Context, who Identity, in Workspace, places []Place) ([]Channel, error)
}

// A Participant is somebody about to enter a room.
type Participant struct {
	ID   string // opaque, such as "slack:T1:U1" or "guest:RANDOM"
	Name string
	Role Role
}

// An Admission is what a browser needs to enter a room.
type Admission struct {
	Domain  string         // host[:port] of the server
	Room    string         // as the server's own script takes it
	Token   string         // empty where the server takes none
	Options map[string]any // the script's options for this role
}

// Enforcement says which promises the meeting server keeps by itself.
type Enforcement struct {
	Roles  bool // only our moderators moderate
	Window bool // nobody enters before the opening or after the end
	Close  bool // the room can be closed for everybody
}
