package coretest

import (
	"cmp"
	"context"
	"crypto/rand"
	"slices"

	"meetbot/core"
)

// PersonOf implements core.PersonStore.
func (s *Store) PersonOf(ctx context.Context, id core.Identity) (out core.Person, err error) {
	err = s.in(ctx, func() error {
		p, ok := s.personOf(id)
		if !ok {
			return notFound("person")
		}
		out = copyOf(p)
		return nil
	})
	return out, err
}

func (s *Store) personOf(id core.Identity) (core.Person, bool) {
	for _, p := range s.people {
		if slices.Contains(p.Identities, id) {
			return p, true
		}
	}
	return core.Person{}, false
}

// Person implements core.PersonStore.
func (s *Store) Person(ctx context.Context, id core.PersonID) (out core.Person, err error) {
	err = s.in(ctx, func() error {
		p, ok := s.people[id]
		if !ok {
			return notFound("person")
		}
		out = copyOf(p)
		return nil
	})
	return out, err
}

// KeepPerson implements core.PersonStore.
func (s *Store) KeepPerson(ctx context.Context, id core.Identity, name, zone string) (out core.Person, err error) {
	err = s.put(ctx, func() error {
		if !named(id) {
			return notFound("person")
		}
		p, ok := s.personOf(id)
		if !ok {
			p = core.Person{ID: core.PersonID(rand.Text()), Identities: []core.Identity{id}}
		}
		p.Name = cmp.Or(core.Stored(name), p.Name)
		if !p.ZoneChosen {
			p.Zone = cmp.Or(core.Stored(zone), p.Zone)
		}
		s.people[p.ID] = p
		out = copyOf(p)
		return nil
	})
	return out, err
}

// named tells whether an identity can be somebody's.
func named(id core.Identity) bool { return core.CanName(id.Platform, id.Workspace, id.UserID) }

func copyOf(p core.Person) core.Person {
	p.Identities = slices.Clone(p.Identities)
	return p
}
