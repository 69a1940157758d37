package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"
)

// presence begins the name of the lease of each process that serves.
const presence = "serving "

// Heartbeat says that the process named holder serves, until then; it is a small write. Whoever crashes is counted by
// Serving until their last beat is over.
func (s *Store) Heartbeat(ctx context.Context, holder string, now, until time.Time) error {
	_, err := s.Hold(ctx, presence+holder, holder, now, until)
	return err
}

// Leave takes back what Heartbeat said. It may be called twice.
func (s *Store) Leave(ctx context.Context, holder string) error {
	return s.store(ctx, "leave", func(db bun.IDB) query { return db.NewRaw("DELETE FROM lease WHERE name = ?", presence+holder) })
}

// Serving returns how many processes serve this database at now.
func (s *Store) Serving(ctx context.Context, now time.Time) (int, error) {
	return serving(ctx, s.read, now)
}

func serving(ctx context.Context, db bun.IDB, now time.Time) (n int, err error) {
	err = db.NewRaw("SELECT COUNT(*) FROM lease WHERE name LIKE ? AND until > ?", presence+"%", micros(now)).Scan(ctx, &n)
	if err != nil {
		return 0, fmt.Errorf("count who serves: %w", err)
	}
	return n, nil
}
