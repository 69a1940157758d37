package store_test

import (
	"context"
	"path/filepath"
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
	coretest.TestStore(t, func(t *testing.T) core.Store { return migrated(t, sqliteAddress(t)) })
}

func TestPostgreSQLKeepsTheContract(t *testing.T) {
	address := pgtest.Database(t)
	coretest.TestStore(t, func(t *testing.T) core.Store { return fresh(t, address) })
}

// wipe takes everything out of a PostgreSQL database.
const wipe = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"

// fresh returns a migrated store that holds nothing. Making a schema anew is ten times as fast as making a database.
func fresh(t *testing.T, address string) *store.Store {
	t.Helper()
	s := open(t, address)
	if s.Shared() {
		require.NoError(t, s.Do(wipe))
	} else {
		s = open(t, sqliteAddress(t))
	}
	_, err := s.Migrate(context.Background())
	require.NoError(t, err)
	return s
}
