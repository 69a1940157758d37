package core

import (
	"cmp"
	"slices"
	"time"
)

// A PersonID names a person across platforms.
type PersonID string

// A Person is somebody who calls meetings or comes to them, under one identity or several.
type Person struct {
	ID         PersonID
	Name       string // as the platform last showed it; may be empty
	Zone       string // IANA name of the zone in which the person's words are read; empty: not known
	ZoneChosen bool   // they said so themselves, whatever a platform tells
	Identities []Identity
}

// Absorb makes p both persons: it adds other's identities, and other's name and zone where p has none. A zone that was
// chosen counts for more than one that a platform told.
func (p *Person) Absorb(other Person) {
	p.Name = cmp.Or(p.Name, other.Name)
	if p.Zone == "" || other.ZoneChosen && !p.ZoneChosen {
		p.Zone, p.ZoneChosen = other.Zone, other.ZoneChosen
	}
	p.Identities = append(p.Identities, other.Identities...)
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

// An Actor is whoever does something. Here is the channel of a chat in which they do it just now, so that they are in it;
// the zero value means that they do it elsewhere, on a page. Open says that everybody in the workspace may look into that
// channel, and Admin that the platform calls them an admin there.
type Actor struct {
	Identity
	Here  Channel
	Open  bool
	Admin bool
	// Person is whose identity it is, where that was looked up already to answer the same request; nil: it was not.
	Person *Person
}

// who returns whose identity it is, as far as that was looked up; empty: it was not, or nobody knows.
func (a Actor) who() PersonID {
	if a.Person == nil {
		return ""
	}
	return a.Person.ID
}

// place returns the workspace the actor acts in: that of the channel, for on some platforms an account belongs to no
// single one, or else their own.
func (a Actor) place() Workspace {
	if a.Here == (Channel{}) {
		return a.Home()
	}
	return a.Here.Home()
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
	Person   Person    // whose identity it is, as far as anybody knows; read along, and stored elsewhere
	Vouched  time.Time // when the platform itself said so to this very browser; zero: never, for a ticket can be anybody's
	LastUsed time.Time
}

// Direct returns where the person is written to directly: in the given workspace, or else wherever they are known.
func (p Person) Direct(w Workspace) (Channel, bool) {
	if len(p.Identities) == 0 {
		return Channel{}, false
	}
	best := slices.MaxFunc(p.Identities, func(a, b Identity) int { return a.near(w) - b.near(w) })
	return best.direct(), true
}

// besides returns where else the person is written to directly; direct tells whether c is such a place at all. Asked again
// and again it goes through all of them, and comes back to c.
func (p Person) besides(c Channel) (next Channel, direct bool) {
	at := slices.IndexFunc(p.Identities, func(i Identity) bool { return i.direct() == c })
	if at < 0 {
		return Channel{}, false
	}
	return p.Identities[(at+1)%len(p.Identities)].direct(), true
}

// direct is where somebody is written to as this identity.
func (i Identity) direct() Channel { return Channel{i.Platform, i.Workspace, i.UserID} }

// near tells how well an identity is placed to be reached from a workspace: it is of it, or of its platform, or neither.
func (i Identity) near(w Workspace) int {
	switch {
	case i.Home() == w:
		return 2
	case i.Platform == w.Platform:
		return 1
	default:
		return 0
	}
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
