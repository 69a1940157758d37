package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/core"
	"meetbot/core/coretest"
	"meetbot/core/store"
	"meetbot/core/store/pgtest"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

func sqliteAddress(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "meetbot.db") }

// onBoth runs a test on either database, with the address of an empty one.
func onBoth(t *testing.T, run func(t *testing.T, address string)) {
	t.Run("sqlite", func(t *testing.T) { run(t, sqliteAddress(t)) })
	t.Run("postgres", func(t *testing.T) { run(t, pgtest.Database(t)) })
}

func open(t testing.TB, address string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), address)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

func migrated(t testing.TB, address string) *store.Store {
	t.Helper()
	s := open(t, address)
	_, err := s.Migrate(context.Background())
	require.NoError(t, err)
	return s
}

func TestSQLiteKeepsTheContract(t *testing.T) {
	t.Parallel()
	keepsTheContract(t, migrated(t, sqliteAddress(t)))
}

func TestPostgreSQLKeepsTheContract(t *testing.T) {
	t.Parallel()
	keepsTheContract(t, migrated(t, pgtest.Database(t)))
}

// keepsTheContract runs the contract on one store, which is emptied before each case: to make the schema anew costs more
// than most cases do.
func keepsTheContract(t *testing.T, s *store.Store) {
	t.Helper()
	var empty strings.Builder
	for _, table := range tables(t, s) {
		if !strings.HasPrefix(table, "bun_") {
			fmt.Fprintf(&empty, "DELETE FROM %s;", table)
		}
	}
	require.NotEmpty(t, empty.String())
	coretest.TestStore(t, func(t *testing.T) core.Store {
		require.NoError(t, s.Do(empty.String()))
		t.Cleanup(func() { standsTwice(t, s) })
		return s
	})
}

// standsTwice holds that whatever is at hand stands in its own rows just as where the program before occurrences has it.
func standsTwice(t *testing.T, s *store.Store) {
	t.Helper()
	differ, err := s.Names(`SELECT m.id FROM meeting AS m LEFT JOIN occurrence AS o ON o.meeting_id = m.id AND o.nth = m.nth
			WHERE o.nth IS NULL OR o.starts_at <> m.starts_at OR o.duration <> m.duration OR o.room <> m.room
			OR COALESCE(o.ended_at, 0) <> COALESCE(m.ended_at, 0) OR COALESCE(o.cancelled_at, 0) <> COALESCE(m.cancelled_at, 0)
		UNION SELECT m.id FROM meeting AS m JOIN posting AS p ON p.meeting_id = m.id
			LEFT JOIN card AS c ON c.meeting_id = m.id AND c.nth = m.nth AND c.platform = p.platform AND c.workspace = p.workspace AND c.channel = p.channel
			WHERE p.card <> COALESCE(c.message, '')`)
	require.NoError(t, err)
	require.Empty(t, differ)
}

// tables returns every table there is.
func tables(t *testing.T, s *store.Store) []string {
	t.Helper()
	all := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
	if s.Shared() {
		all = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
	}
	names, err := s.Names(all)
	require.NoError(t, err)
	require.Contains(t, names, "announcement")
	require.Contains(t, names, "bun_migrations")
	return names
}

// wipe takes everything out of a PostgreSQL database.
const wipe = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
