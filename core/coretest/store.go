package coretest

import (
	"context"
	"fmt"
	"sync"
	"time"

	"meetbot/core"
)

// A Store is a core.Store in memory. Each method is one critical section, what goes in and out is copied, and instants
// lose what a database would not keep. It runs the function of UpdateMeeting twice, as a database may.
type Store struct {
	mu sync.Mutex
	contents
}

// The contents of a store.
type contents struct {
	meetings      map[core.MeetingID]meeting
	numbers       map[core.Workspace]int
	announcements map[string]core.Announcement
	people        map[core.PersonID]core.Person
	tickets       map[string]core.Ticket
	sessions      map[string]core.Session
	feeds         map[core.Identity]core.Feed
	answers       map[string]answer
	leases        map[string]heldLease
}

var _ core.Store = (*Store)(nil)

// NewStore returns an empty Store.
func NewStore() *Store {
	return &Store{contents: contents{
		meetings:      map[core.MeetingID]meeting{},
		numbers:       map[core.Workspace]int{},
		announcements: map[string]core.Announcement{},
		people:        map[core.PersonID]core.Person{},
		tickets:       map[string]core.Ticket{},
		sessions:      map[string]core.Session{},
		feeds:         map[core.Identity]core.Feed{},
		answers:       map[string]answer{},
		leases:        map[string]heldLease{},
	}}
}

// in runs do alone. Like a database it does nothing for a caller who has given up.
func (s *Store) in(ctx context.Context, do func() error) error {
	if r := s.requestIn(ctx); r != nil && r.before != nil {
		return do()
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return do()
}

// cut leaves of an instant what a database keeps: microseconds, in UTC.
func cut(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.UTC().Truncate(time.Microsecond)
}

func notFound(what string) error {
	return fmt.Errorf("%s: %w", what, &core.Error{Code: core.NotFound})
}
