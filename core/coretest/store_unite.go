package coretest

import (
	"context"
	"crypto/rand"
	"maps"
	"slices"
	"time"

	"meetbot/core"
)

// ChooseZone implements core.PersonStore.
func (s *Store) ChooseZone(ctx context.Context, id core.Identity, zone string) (out core.Person, err error) {
	if _, err := s.KeepPerson(ctx, id, "", ""); err != nil {
		return out, err
	}
	err = s.put(ctx, func() error {
		p, _ := s.personOf(id)
		p.Zone, p.ZoneChosen = core.Stored(zone), true
		s.people[p.ID] = p
		out = copyOf(p)
		return nil
	})
	return out, err
}

// Unite implements core.PersonStore.
func (s *Store) Unite(ctx context.Context, keep, other core.PersonID) (out core.Person, err error) {
	err = s.put(ctx, func() error {
		p, ok := s.people[keep]
		if !ok {
			return notFound("person")
		}
		if keep != other {
			p.Absorb(s.people[other])
			delete(s.people, other)
		}
		s.people[keep] = p
		s.each(func(m *core.Meeting) {
			if m.Organizer == other {
				m.Organizer = keep
			}
			if i := slices.Index(m.Hosts, other); i >= 0 {
				m.Hosts[i] = keep
			}
			m.Hosts = slices.DeleteFunc(m.Hosts, func(h core.PersonID) bool { return h == m.Organizer })
			slices.Sort(m.Hosts)
			m.Hosts = slices.Compact(m.Hosts)
		})
		s.eachOccurrence(func(_ core.Workspace, o *core.Occurrence) {
			if keep != other {
				o.Attendees = united(o.Attendees, keep, other)
			}
		})
		out = copyOf(p)
		return nil
	})
	return out, err
}

// united has one person come where two did, as the one has said who said so last.
func united(all []core.Attendee, keep, other core.PersonID) (out []core.Attendee) {
	slices.SortFunc(all, core.Attendee.Compare)
	for _, a := range all {
		if a.Person == keep || a.Person == other {
			a.Person = keep
			out = slices.DeleteFunc(out, func(b core.Attendee) bool { return b.Person == keep })
		}
		out = append(out, a)
	}
	return out
}

// Separate implements core.PersonStore.
func (s *Store) Separate(ctx context.Context, id core.Identity, name string, home []core.Workspace) (out core.Person, err error) {
	err = s.put(ctx, func() error {
		p, ok := s.personOf(id)
		if !ok {
			return notFound("identity")
		}
		if out = copyOf(p); len(p.Identities) < 2 {
			return nil
		}
		fresh := p
		fresh.ID, fresh.Name, fresh.Identities = core.PersonID(rand.Text()), core.Stored(name), []core.Identity{id}
		p.Identities = slices.DeleteFunc(slices.Clone(p.Identities), func(i core.Identity) bool { return i == id })
		s.people[p.ID], s.people[fresh.ID] = p, fresh
		goes := func(of core.Workspace) bool {
			return slices.ContainsFunc(home, func(w core.Workspace) bool { return w == of || w == core.Workspace{Platform: of.Platform} })
		}
		s.each(func(m *core.Meeting) {
			if !goes(m.Home) {
				return
			}
			if m.Organizer == p.ID {
				m.Organizer = fresh.ID
			}
			if i := slices.Index(m.Hosts, p.ID); i >= 0 {
				m.Hosts[i] = fresh.ID
				slices.Sort(m.Hosts)
			}
		})
		s.eachOccurrence(func(of core.Workspace, o *core.Occurrence) {
			for i, a := range o.Attendees {
				if a.Person == p.ID && goes(of) {
					o.Attendees[i].Person = fresh.ID
				}
			}
		})
		out = copyOf(fresh)
		return nil
	})
	return out, err
}

// Hold implements core.AccessStore.
func (s *Store) Hold(ctx context.Context, name, holder string, now, until time.Time) (held bool, err error) {
	err = s.put(ctx, func() error {
		if !core.CanName(name, holder) {
			return notFound("lease")
		}
		l, taken := s.leases[name]
		if held = !taken || l.holder == holder || !l.until.After(now); held {
			s.leases[name] = heldLease{holder, until}
		}
		return nil
	})
	return held, err
}

// Held implements core.AccessStore.
func (s *Store) Held(ctx context.Context, name string, now time.Time) (held bool, err error) {
	err = s.in(ctx, func() error {
		l, taken := s.leases[name]
		held = taken && l.until.After(now)
		return nil
	})
	return held, err
}

type heldLease struct {
	holder string
	until  time.Time
}

// each changes every meeting.
func (s *Store) each(do func(*core.Meeting)) {
	for id, have := range s.meetings {
		m := have.Clone()
		do(&m)
		have.Meeting = m
		s.meetings[id] = have
	}
}

// eachOccurrence changes every occurrence, of a meeting called in a workspace.
func (s *Store) eachOccurrence(do func(of core.Workspace, o *core.Occurrence)) {
	for id, have := range s.meetings {
		at := have.Occurrence.Clone()
		do(have.Home, &at)
		have.Occurrence, have.others = at, maps.Clone(have.others)
		for nth, o := range have.others {
			o = o.Clone()
			do(have.Home, &o)
			have.others[nth] = o
		}
		s.meetings[id] = have
	}
}
