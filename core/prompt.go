package core

import (
	"context"
	"time"
)

// storeTime bounds one call of the store: what hangs on a connection that is dead must not hold up what is due.
const storeTime = 5 * time.Second

// A promptStore is the store as the dispatcher asks it: each call fails that takes too long.
type promptStore struct{ Store }

func within[T any](ctx context.Context, ask func(context.Context) (T, error)) (T, error) {
	ctx, cancel := context.WithTimeout(ctx, storeTime)
	defer cancel()
	return ask(ctx)
}

func (s promptStore) MeetingAt(ctx context.Context, id MeetingID, nth int) (Meeting, error) {
	return within(ctx, func(ctx context.Context) (Meeting, error) { return s.Store.MeetingAt(ctx, id, nth) })
}

func (s promptStore) Person(ctx context.Context, id PersonID) (Person, error) {
	return within(ctx, func(ctx context.Context) (Person, error) { return s.Store.Person(ctx, id) })
}

func (s promptStore) Hold(ctx context.Context, name, holder string, now, until time.Time) (bool, error) {
	return within(ctx, func(ctx context.Context) (bool, error) { return s.Store.Hold(ctx, name, holder, now, until) })
}

func (s promptStore) Claim(ctx context.Context, now, until time.Time, n int, except ...string) ([]Announcement, error) {
	return within(ctx, func(ctx context.Context) ([]Announcement, error) { return s.Store.Claim(ctx, now, until, n, except...) })
}

func (s promptStore) Begin(ctx context.Context, a Announcement, now, until time.Time) (Announcement, error) {
	return within(ctx, func(ctx context.Context) (Announcement, error) { return s.Store.Begin(ctx, a, now, until) })
}

func (s promptStore) Settle(ctx context.Context, a Announcement, more ...Announcement) error {
	_, err := within(ctx, func(ctx context.Context) (struct{}, error) { return struct{}{}, s.Store.Settle(ctx, a, more...) })
	return err
}

func (s promptStore) NextDue(ctx context.Context, now time.Time) (time.Time, error) {
	return within(ctx, func(ctx context.Context) (time.Time, error) { return s.Store.NextDue(ctx, now) })
}

func (s promptStore) Announcements(ctx context.Context, id MeetingID) ([]Announcement, error) {
	return within(ctx, func(ctx context.Context) ([]Announcement, error) { return s.Store.Announcements(ctx, id) })
}
