package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core/store"
	"meetbot/core/store/pgtest"
)

const ours = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT LIKE 'bun%'"

// TestATableThatMayNotBeWrittenIsSeen takes each right away that we need of each table, and gives it back.
func TestATableThatMayNotBeWrittenIsSeen(t *testing.T) {
	direct := pgtest.Database(t)
	db := raw(t, direct)
	do := func(format string, args ...any) {
		t.Helper()
		_, err := db.ExecContext(t.Context(), fmt.Sprintf(format, args...))
		require.NoError(t, err)
	}
	require.NoError(t, migrated(t, direct).Close())
	do("CREATE ROLE writer LOGIN; GRANT ALL ON ALL TABLES IN SCHEMA public TO writer")
	defer do("DROP OWNED BY writer; DROP ROLE writer")
	s := open(t, strings.Replace(direct, "postgres@", "writer@", 1))
	require.NoError(t, check(t, s))
	for _, table := range ask(t, db, ours) {
		for _, right := range []string{"SELECT", "INSERT", "UPDATE", "DELETE"} {
			do("REVOKE %s ON %s FROM writer", right, table)
			wrong(t, s, "forbids")
			do("GRANT %s ON %s TO writer", right, table)
			require.NoError(t, check(t, s))
		}
	}
}

// TestATableWithoutItsKeyIsSeen, for without it nobody can tell who comes first.
func TestATableWithoutItsKeyIsSeen(t *testing.T) {
	address := pgtest.Database(t)
	s, db := migrated(t, address), raw(t, address)
	for _, table := range ask(t, db, ours) {
		_, err := db.ExecContext(t.Context(), "BEGIN; ALTER TABLE "+table+" DROP CONSTRAINT "+table+"_pkey CASCADE; COMMIT")
		require.NoError(t, err)
		wrong(t, s, "schema")
		require.NoError(t, s.Do(wipe))
		_, err = s.Migrate(t.Context())
		require.NoError(t, err)
		require.NoError(t, check(t, s))
	}
}

// TestALockOnATableIsSeen, also one beside which it can be read.
func TestALockOnATableIsSeen(t *testing.T) {
	address := pgtest.Database(t)
	s, db := migrated(t, address), raw(t, address)
	for _, table := range ask(t, db, ours) {
		tx, err := db.BeginTx(t.Context(), nil)
		require.NoError(t, err)
		_, err = tx.ExecContext(t.Context(), "LOCK TABLE "+table+" IN SHARE ROW EXCLUSIVE MODE")
		require.NoError(t, err)
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		var trouble *store.Trouble
		require.ErrorAs(t, s.Check(ctx, "readiness", time.Now()), &trouble, table)
		require.Contains(t, trouble.What, "does not answer", table)
		cancel()
		require.NoError(t, tx.Rollback())
		require.NoError(t, check(t, s))
	}
}
