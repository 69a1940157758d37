package core

import "time"

// A PersonID names a person across platforms.
type PersonID string

// A Person is somebody who calls meetings or comes to them, under one identity or several.
type Person struct {
	ID         PersonID
	Name       string // as the platform last showed it; may be empty
	Zone       string // IANA name of the zone in which the person's words are read; empty: not known
	Identities []Identity
}

// An Identity is an account on a chat platform. == compares.
type Identity struct{ Platform, Workspace, UserID string }

// Home returns the workspace the identity belongs to.
func (i Identity) Home() Workspace { return Workspace{i.Platform, i.Workspace} }

// IsZero tells whether there is nobody: a visitor who is not signed in.
func (i Identity) IsZero() bool { return i == Identity{} }

// String returns the identity as the meeting server and its logs see it, "slack:T1:U1".
func (i Identity) String() string { return i.Platform + ":" + i.Workspace + ":" + i.UserID }

// A Role is what somebody is in one meeting. It is found out at each click and never stored. The zero value is Guest.
type Role int

// The roles.
const (
	Guest Role = iota
	Moderator
)

// String returns "guest" or "moderator".
func (r Role) String() string {
	if r == Moderator {
		return "moderator"
	}
	return "guest"
}

// An Actor is whoever does something in a chat. Admin says that the platform calls them an admin of their workspace.
type Actor struct {
	Identity
	Admin bool
}

// A Ticket lets whoever holds its secret sign a browser in as an identity, once. Only the secret's hash is stored.
type Ticket struct {
	Hash     string
	Identity Identity
	Expires  time.Time
}

// A Session is a browser that is signed in as an identity. Only the hash of the cookie is stored.
type Session struct {
	Hash     string
	Identity Identity
	LastUsed time.Time
}

// Direct returns where the person is written to directly: in the given workspace, or else wherever they are known.
func (p Person) Direct(w Workspace) (Channel, bool) {
	if len(p.Identities) == 0 {
		return Channel{}, false
	}
	best := p.Identities[0]
	for _, i := range p.Identities {
		if i.Home() == w {
			best = i
		}
	}
	return Channel{best.Platform, best.Workspace, best.UserID}, true
}

// IdentityIn returns the person's identity in a workspace.
func (p Person) IdentityIn(w Workspace) (Identity, bool) {
	for _, i := range p.Identities {
		if i.Home() == w {
			return i, true
		}
	}
	return Identity{}, false
}
