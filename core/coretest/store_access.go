package coretest

import (
	"context"
	"maps"
	"time"

	"meetbot/core"
)

// KeepTicket implements core.AccessStore.
func (s *Store) KeepTicket(ctx context.Context, t core.Ticket) error {
	return s.put(ctx, func() error {
		if !core.CanName(t.Hash) || !named(t.Identity) {
			return notFound("person")
		}
		t.Expires = cut(t.Expires)
		s.tickets[t.Hash] = t
		return nil
	})
}

// Ticket implements core.AccessStore.
func (s *Store) Ticket(ctx context.Context, hash string, now time.Time) (out core.Ticket, err error) {
	err = s.in(ctx, func() error {
		t, ok := s.tickets[hash]
		if !ok || !t.Expires.After(now) {
			return notFound("ticket")
		}
		out = t
		return nil
	})
	return out, err
}

// Redeem implements core.AccessStore.
func (s *Store) Redeem(ctx context.Context, ticket string, session core.Session) (core.Session, error) {
	err := s.put(ctx, func() error {
		t, ok := s.tickets[ticket]
		if !ok || !t.Expires.After(session.LastUsed) {
			return notFound("ticket")
		}
		delete(s.tickets, ticket)
		session.Identity, session.LastUsed = t.Identity, cut(session.LastUsed)
		s.sessions[session.Hash] = session
		return nil
	})
	return session, err
}

// KeepSession implements core.AccessStore.
func (s *Store) KeepSession(ctx context.Context, session core.Session) error {
	return s.put(ctx, func() error {
		if !core.CanName(session.Hash) || !named(session.Identity) {
			return notFound("person")
		}
		session.LastUsed = cut(session.LastUsed)
		s.sessions[session.Hash] = session
		return nil
	})
}

// Session implements core.AccessStore.
func (s *Store) Session(ctx context.Context, hash string, after time.Time) (out core.Session, err error) {
	err = s.in(ctx, func() error {
		session, ok := s.sessions[hash]
		if !ok || !session.LastUsed.After(after) {
			return notFound("session")
		}
		out = session
		if p, ok := s.personOf(session.Identity); ok {
			out.Person = copyOf(p)
		}
		return nil
	})
	return out, err
}

// TouchSession implements core.AccessStore.
func (s *Store) TouchSession(ctx context.Context, hash string, at time.Time) error {
	return s.put(ctx, func() error {
		if session, ok := s.sessions[hash]; ok {
			session.LastUsed = cut(at)
			s.sessions[hash] = session
		}
		return nil
	})
}

// DeleteSession implements core.AccessStore.
func (s *Store) DeleteSession(ctx context.Context, hash string) error {
	return s.put(ctx, func() error {
		delete(s.sessions, hash)
		return nil
	})
}

// EndSessions implements core.AccessStore.
func (s *Store) EndSessions(ctx context.Context, who core.Identity) error {
	return s.put(ctx, func() error {
		maps.DeleteFunc(s.sessions, func(_ string, have core.Session) bool { return have.Identity == who })
		delete(s.feeds, who)
		return nil
	})
}

// KeepFeed implements core.AccessStore.
func (s *Store) KeepFeed(ctx context.Context, f core.Feed) error {
	return s.put(ctx, func() error {
		if !core.CanName(f.Hash) || !named(f.Identity) {
			return notFound("person")
		}
		s.feeds[f.Identity] = f
		return nil
	})
}

// Feed implements core.AccessStore.
func (s *Store) Feed(ctx context.Context, hash string) (out core.Feed, err error) {
	err = s.in(ctx, func() error {
		for _, f := range s.feeds {
			if f.Hash == hash {
				out = f
				return nil
			}
		}
		return notFound("feed")
	})
	return out, err
}

// FeedOf implements core.AccessStore.
func (s *Store) FeedOf(ctx context.Context, who core.Identity) (out core.Feed, err error) {
	err = s.in(ctx, func() error {
		f, ok := s.feeds[who]
		if !ok {
			return notFound("feed")
		}
		out = f
		return nil
	})
	return out, err
}

// Sweep implements core.AccessStore.
func (s *Store) Sweep(ctx context.Context, tickets, sessions, requests time.Time) error {
	return s.put(ctx, func() error {
		maps.DeleteFunc(s.tickets, func(_ string, t core.Ticket) bool { return !t.Expires.After(tickets) })
		maps.DeleteFunc(s.sessions, func(_ string, x core.Session) bool { return !x.LastUsed.After(sessions) })
		maps.DeleteFunc(s.answers, func(_ string, a answer) bool { return !a.made.After(requests) })
		maps.DeleteFunc(s.leases, func(_ string, l heldLease) bool { return !l.until.After(tickets) })
		return nil
	})
}
