package core

import (
	"context"
	"slices"
	"time"
)

// KnownZone returns the name of a time zone, and nothing where there is none of that name.
func KnownZone(name string) string {
	if _, err := time.LoadLocation(name); err != nil || name == "Local" {
		return ""
	}
	return name
}

// ChooseZone settles the zone in which somebody's words are read, an IANA name.
func (s *Service) ChooseZone(ctx context.Context, who Identity, zone string) (Person, error) {
	if KnownZone(zone) == "" {
		return Person{}, refuse(Invalid, NoZone, "Zone", CleanName(zone))
	}
	return s.store.ChooseZone(ctx, who, zone)
}

// Unite makes one person of two identities. It must be called only where both were proved in one browser, and the
// person has agreed on a page that names them: whoever is united moderates what the other called.
func (s *Service) Unite(ctx context.Context, keep, other Identity) (Person, error) {
	a, err := s.store.KeepPerson(ctx, keep, "", "")
	if err != nil {
		return Person{}, err
	}
	b, err := s.store.KeepPerson(ctx, other, "", "")
	if err != nil {
		return Person{}, err
	}
	return s.store.Unite(ctx, a.ID, b.ID)
}

// Separate undoes Unite for one identity. The meetings called where it is at home go with it, whoever was kept when the
// two were united: somebody who is rid of an account that is not theirs must be rid of its owner too.
func (s *Service) Separate(ctx context.Context, who Identity, name string) (Person, error) {
	p, err := s.store.PersonOf(ctx, who)
	if err != nil {
		return Person{}, err
	}
	return s.store.Separate(ctx, who, CleanName(name), p.homesOf(who))
}

// homesOf returns where nobody but this one of the person's identities can have called a meeting.
func (p Person) homesOf(who Identity) []Workspace {
	alone := !slices.ContainsFunc(p.Identities, func(i Identity) bool { return i != who && i.Platform == who.Platform })
	if alone {
		return []Workspace{{Platform: who.Platform}}
	}
	return []Workspace{who.Home()}
}
