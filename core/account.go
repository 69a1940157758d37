package core

import (
	"context"
	"time"
)

// ChooseZone settles the zone in which somebody's words are read, an IANA name.
func (s *Service) ChooseZone(ctx context.Context, who Identity, zone string) (Person, error) {
	if _, err := time.LoadLocation(zone); err != nil || zone == "" || zone == "Local" {
		return Person{}, refuse(Invalid, "There is no time zone %q.", zone)
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

// Separate undoes Unite for one identity. The meetings called in its own workspaces go with it.
func (s *Service) Separate(ctx context.Context, who Identity, name string) (Person, error) {
	return s.store.Separate(ctx, who, name, nil)
}
