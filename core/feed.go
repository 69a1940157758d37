package core

import (
	"context"
	"time"
)

// A Feed is a secret by which calendars read the meetings of an identity, again and again. Sealed is the secret, encrypted by
// whoever shows it again.
type Feed struct {
	Hash     string
	Identity Identity
	Sealed   string
}

// keepsPast is how long a meeting that is over stays in calendars that read a feed: they forget what is gone from it.
const keepsPast = 30 * 24 * time.Hour

// mostFed is how many meetings one feed holds.
const mostFed = 500

// RenewFeed draws a new secret for somebody's feed; the one before is worthless from then on. seal encrypts it.
func (s *Service) RenewFeed(ctx context.Context, who Identity, seal func(secret string) string) error {
	secret := newSecret()
	return s.store.KeepFeed(ctx, Feed{Hash: HashSecret(secret), Identity: who, Sealed: seal(secret)})
}

// SealedFeed returns what seal made of the secret of somebody's feed; NotFound where they have none.
func (s *Service) SealedFeed(ctx context.Context, who Identity) (string, error) {
	f, err := s.store.FeedOf(ctx, who)
	return f.Sealed, err
}

// Fed returns the meetings in the feed of a secret: those that its owner moderates and is still shown, from 30 days back on. A feed that there
// is not, or whose owner has left, is NotFound. Where their platform cannot be asked the error is NotTold, and nothing is
// returned: calendars would forget what is not there.
func (s *Service) Fed(ctx context.Context, secret string) ([]Meeting, error) {
	if !IsSecret(secret) {
		return nil, &Error{Code: NotFound}
	}
	f, err := s.store.Feed(ctx, HashSecret(secret))
	if err != nil {
		return nil, err
	}
	if !s.stands(ctx, f.Identity) {
		if err := s.Left(ctx, f.Identity); err != nil {
			return nil, err
		}
		return nil, &Error{Code: NotFound}
	}
	by := Actor{Identity: f.Identity}
	p, err := s.personOf(ctx, by)
	if err != nil {
		return nil, err
	}
	all, err := s.store.Meetings(ctx, Query{Moderator: p.ID, OverAfter: s.Now().Add(-keepsPast), Limit: mostFed})
	if err != nil {
		return nil, err
	}
	mine, err := s.ofThese(ctx, by, p, all)
	if err != nil {
		return nil, err
	}
	return mine, nil
}
