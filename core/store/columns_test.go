package store_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/uptrace/bun"

	"meetbot/core/store"
)

// TestColumnsAddedBeneathARunningStoreChangeNothing: what a newer program adds to the tables is nothing to an older one
// that goes on beside it. No statement asks for all columns.
func TestColumnsAddedBeneathARunningStoreChangeNothing(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, address string) {
		s, seen := migrated(t, address), &statements{}
		s.WatchAll(seen)
		widen(t, s)
		keepsTheContract(t, s)
		// What is not a part of the contract.
		_, err := s.Setting(t.Context(), "key", func() string { return "value" })
		require.NoError(t, err)
		require.NoError(t, s.Release(t.Context()))
		require.Greater(t, len(seen.all), 500)
		for _, statement := range seen.all {
			require.NotRegexp(t, star, literal.ReplaceAllString(statement, "''"))
		}
	})
}

// widen adds a column to every table there is.
func widen(t *testing.T, s *store.Store) {
	t.Helper()
	for _, table := range tables(t, s) {
		require.NoError(t, s.Do(fmt.Sprintf("ALTER TABLE %s ADD COLUMN added TEXT NOT NULL DEFAULT ''", table)))
	}
}

// star is a star that stands for columns; literal is what may hold anything.
var (
	star    = regexp.MustCompile(`(?i)(select|returning|distinct|all|,|\.)\s*\*`)
	literal = regexp.MustCompile(`'[^']*'`)
)

func TestAStarIsSeen(t *testing.T) {
	for _, statement := range []string{"SELECT * FROM a", "DELETE FROM a RETURNING *", `SELECT "a".* FROM a`, "SELECT a, * FROM a", "SELECT DISTINCT * FROM a"} {
		require.Regexp(t, star, statement)
	}
	for _, statement := range []string{"SELECT COUNT(*) FROM a", "SELECT a * 2 FROM a"} {
		require.NotRegexp(t, star, statement)
	}
}

// statements are all that a store has sent, each once.
type statements struct {
	mu  sync.Mutex
	all []string
}

func (*statements) BeforeQuery(ctx context.Context, _ *bun.QueryEvent) context.Context { return ctx }

func (s *statements) AfterQuery(_ context.Context, e *bun.QueryEvent) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !strings.HasPrefix(e.Query, "ALTER") {
		s.all = append(s.all, e.Query)
	}
}
