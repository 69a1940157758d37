package coretest

import (
	"errors"

	"meetbot/core"
)

var personCases = []storeCase{
	{"an identity that is new makes a person", newPerson},
	{"an identity that is known keeps its person", samePerson},
	{"an empty name or zone leaves the one stored", emptyLeaves},
	{"the same user ID in two workspaces is two persons", twoWorkspaces},
	{"the same user ID on two platforms is two persons", twoPlatforms},
	{"an unknown identity or person is NotFound", unknownPerson},
	{"an identity kept from 8 goroutines makes one person", keptAtOnce},
}

func aliceIn(platform, workspace string) core.Identity {
	return core.Identity{Platform: platform, Workspace: workspace, UserID: "U1"}
}

func (b *bench) keep(id core.Identity, name, zone string) core.Person {
	b.t.Helper()
	p, err := b.KeepPerson(b.ctx, id, name, zone)
	b.NoError(err)
	return p
}

func newPerson(b *bench) {
	id := aliceIn("slack", "T1")
	p := b.keep(id, "Alice", "Europe/Warsaw")
	b.NotEmpty(p.ID)
	b.Equal(core.Person{ID: p.ID, Name: "Alice", Zone: "Europe/Warsaw", Identities: []core.Identity{id}}, p)
	got, err := b.PersonOf(b.ctx, id)
	b.NoError(err)
	b.Equal(p, got)
	got, err = b.Person(b.ctx, p.ID)
	b.NoError(err)
	b.Equal(p, got)
}

func samePerson(b *bench) {
	first := b.keep(aliceIn("slack", "T1"), "Alice", "")
	again := b.keep(aliceIn("slack", "T1"), "Alice A.", "Asia/Tokyo")
	b.Equal(first.ID, again.ID)
	b.Equal("Alice A.", again.Name)
	b.Equal("Asia/Tokyo", again.Zone)
	b.Len(again.Identities, 1)
}

func emptyLeaves(b *bench) {
	first := b.keep(aliceIn("slack", "T1"), "Alice", "Europe/Warsaw")
	b.Equal(first, b.keep(aliceIn("slack", "T1"), "", ""))
}

func twoWorkspaces(b *bench) {
	one, two := b.keep(aliceIn("slack", "T1"), "Alice", ""), b.keep(aliceIn("slack", "T2"), "Bob", "")
	b.NotEqual(one.ID, two.ID)
	got, err := b.PersonOf(b.ctx, aliceIn("slack", "T1"))
	b.NoError(err)
	b.Equal("Alice", got.Name)
}

func twoPlatforms(b *bench) {
	b.NotEqual(b.keep(aliceIn("slack", "T1"), "", "").ID, b.keep(aliceIn("discord", "T1"), "", "").ID)
}

func unknownPerson(b *bench) {
	_, err := b.PersonOf(b.ctx, aliceIn("slack", "T1"))
	b.refused(err, core.NotFound)
	_, err = b.Person(b.ctx, "nobody")
	b.refused(err, core.NotFound)
}

func keptAtOnce(b *bench) {
	people, problems := make([]core.Person, 8), make([]error, 8)
	atOnce(8, func(i int) {
		people[i], problems[i] = b.KeepPerson(b.ctx, aliceIn("slack", "T1"), "Alice", "")
	})
	b.NoError(errors.Join(problems...))
	for _, p := range people {
		b.Equal(people[0], p)
	}
}
