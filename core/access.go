package core

import (
	"context"
	"time"
)

// How long what lets a browser in is good for.
const (
	TicketLife  = 10 * time.Minute
	SessionLife = 30 * 24 * time.Hour // from its last use
	VouchLife   = time.Hour           // of a platform's word that whoever sits before the browser is who the session says
)

// Invite draws a ticket for an identity, and returns its secret. Whoever has it can sign a browser in as that identity,
// once, within TicketLife; so it is for that identity's eyes alone.
func (s *Service) Invite(ctx context.Context, who Identity) (secret string, err error) {
	if _, err := s.store.KeepPerson(ctx, who, "", ""); err != nil {
		return "", err
	}
	return s.Admit(ctx, who)
}

// Admit is Invite for an identity of somebody who is known.
func (s *Service) Admit(ctx context.Context, who Identity) (secret string, err error) {
	secret = newSecret()
	err = s.store.KeepTicket(ctx, Ticket{Hash: HashSecret(secret), Identity: who, Expires: s.Now().Add(TicketLife)})
	return secret, err
}

// Ticket returns whom a ticket would sign in, and changes nothing. A ticket that is used, old or unknown is Used.
func (s *Service) Ticket(ctx context.Context, secret string) (Identity, error) {
	if !IsSecret(secret) {
		return Identity{}, usedUp(&Error{Code: NotFound})
	}
	t, err := s.store.Ticket(ctx, HashSecret(secret), s.Now())
	if err != nil {
		return Identity{}, usedUp(err)
	}
	return t.Identity, nil
}

// SignIn uses up a ticket and returns the secret of a new session, for the browser's cookie. The session that the
// browser had before is over; what its platform has vouched for stays so where it is the same account.
func (s *Service) SignIn(ctx context.Context, ticket, before string) (secret string, err error) {
	who, err := s.Ticket(ctx, ticket)
	if err != nil {
		return "", err
	}
	was, err := s.session(ctx, before)
	if err != nil {
		return "", err
	}
	secret = newSecret()
	session := Session{Hash: HashSecret(secret), LastUsed: s.Now()}
	if was.Identity == who {
		session.Vouched = was.Vouched
	}
	// First, so that a ticket is not used up for nothing where this fails.
	if err := s.over(ctx, before); err != nil {
		return "", err
	}
	_, err = s.store.Redeem(ctx, HashSecret(ticket), session)
	return secret, usedUp(err)
}

// over ends the session that a browser had before, if there was one.
func (s *Service) over(ctx context.Context, secret string) error {
	if secret == "" {
		return nil
	}
	return s.SignOut(ctx, secret)
}

// SignInAs returns the secret of a new session as an identity that its platform has just vouched for to this very
// browser. The name is as the platform tells it. The session that the browser had before is over.
func (s *Service) SignInAs(ctx context.Context, who Identity, name, before string) (secret string, err error) {
	if _, err := s.store.KeepPerson(ctx, who, CleanName(name), ""); err != nil {
		return "", err
	}
	if err := s.over(ctx, before); err != nil {
		return "", err
	}
	secret = newSecret()
	return secret, s.store.KeepSession(ctx, Session{Hash: HashSecret(secret), Identity: who, Vouched: s.Now(), LastUsed: s.Now()})
}

// UseUp is nil for the first caller with a secret, in whatever process, and Used for any other. It remembers the secret
// until the given time: what it stands for must be too old by then.
func (s *Service) UseUp(ctx context.Context, secret string, until time.Time) error {
	mine, err := s.store.Hold(ctx, useOf(secret), randomName(), s.Now(), until)
	if err == nil && !mine {
		err = refuse(Used, AnsweredAlready)
	}
	return err
}

// UsedUp is nil before a secret is used up, and Used from then on. It writes nothing.
func (s *Service) UsedUp(ctx context.Context, secret string) error {
	held, err := s.store.Held(ctx, useOf(secret), s.Now())
	if err == nil && held {
		err = refuse(Used, AnsweredAlready)
	}
	return err
}

func useOf(secret string) string { return "used:" + HashSecret(secret) }

func usedUp(err error) error {
	if IsCode(err, NotFound) {
		return refuse(Used, "")
	}
	return err
}

// SignedIn returns who a session's secret stands for, with the Person: nobody where there is no such session, it is too old, or whoever it
// was is no longer in any place that we serve, which ends every session of theirs.
func (s *Service) SignedIn(ctx context.Context, secret string) (Actor, error) {
	if secret == "" {
		return Actor{}, nil
	}
	now := s.Now()
	session, err := s.session(ctx, secret)
	if err != nil || session.Hash == "" {
		return Actor{}, err
	}
	if !s.stands(ctx, session.Identity) {
		return Actor{}, s.Left(ctx, session.Identity)
	}
	// Once an hour is enough to keep a session alive, and spares a write on every page.
	if now.Sub(session.LastUsed) > time.Hour {
		err = s.store.TouchSession(ctx, session.Hash, now)
	}
	return Actor{Identity: session.Identity, Person: &session.Person}, err
}

// Vouched tells whether a session was begun by SignInAs within VouchLife. One begun by a ticket shows only that whoever
// sits before the browser has that ticket, which its owner may have handed them; and after a while somebody else may sit
// there.
func (s *Service) Vouched(ctx context.Context, secret string) (bool, error) {
	session, err := s.session(ctx, secret)
	return s.Now().Sub(session.Vouched) < VouchLife, err
}

// session returns the session of a secret, the zero one where there is none.
func (s *Service) session(ctx context.Context, secret string) (Session, error) {
	session, err := s.store.Session(ctx, HashSecret(secret), s.Now().Add(-SessionLife))
	if err != nil {
		session = Session{}
	}
	if IsCode(err, NotFound) {
		err = nil
	}
	return session, err
}

// SignOut ends a session. It may be called twice.
func (s *Service) SignOut(ctx context.Context, secret string) error {
	return s.store.DeleteSession(ctx, HashSecret(secret))
}

// Sweep deletes what is past its time: meetings after the retention, tickets, sessions, and answers after a day.
func (s *Service) Sweep(ctx context.Context) error {
	now := s.Now()
	if err := s.store.Sweep(ctx, now, now.Add(-SessionLife), now.Add(-24*time.Hour)); err != nil {
		return err
	}
	n, err := s.store.Forget(ctx, now.Add(-s.policy.Retention))
	if n > 0 {
		s.log.InfoContext(ctx, "old meetings deleted", "meetings", n)
	}
	return err
}
