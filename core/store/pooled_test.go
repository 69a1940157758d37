package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"meetbot/core/store"
	"meetbot/core/store/pgtest"
)

// TestBehindPgBouncerTheContractHolds: each transaction may get another connection.
func TestBehindPgBouncerTheContractHolds(t *testing.T) {
	t.Parallel()
	keepsTheContract(t, migrated(t, pgtest.Pooled(t, pgtest.Database(t))))
}

// TestBehindPgBouncerStartsDoNotHang: more processes than there are connections start on one database, at once and one
// after the other, and none waits for a lock that another has left behind.
func TestBehindPgBouncerStartsDoNotHang(t *testing.T) {
	direct := pgtest.Database(t)
	address := pgtest.Pooled(t, direct)
	start := func() error {
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		defer cancel()
		s, err := store.Open(ctx, address)
		if err != nil {
			return err
		}
		defer s.Close()
		if _, err := s.Migrate(ctx); err != nil {
			return err
		}
		if err := s.Fits(ctx); err != nil {
			return err
		}
		_, err = s.KeepPerson(ctx, alice, "Alice", "")
		return err
	}
	for round := range 3 {
		require.NoError(t, open(t, address).Do(wipe))
		problems := make(chan error)
		const processes = 5
		for range processes {
			go func() { problems <- start() }()
		}
		for i := range processes {
			require.NoError(t, <-problems, "round %d, start %d", round, i)
		}
		require.NoError(t, start())
		left, err := open(t, direct).Names("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
		require.NoError(t, err)
		require.Empty(t, left, "a lock left on a connection that the pooler keeps")
	}
}

// TestStringsAreStandardWhateverTheServerIsSetTo: a server set to read backslashes in strings is told not to, on whatever connection.
func TestStringsAreStandardWhateverTheServerIsSetTo(t *testing.T) {
	direct := pgtest.Database(t)
	for name, address := range map[string]string{"direct": direct, "pooled": pgtest.Pooled(t, direct)} {
		t.Run(name, func(t *testing.T) {
			require.NoError(t, open(t, address).Do(wipe))
			s := migrated(t, address)
			require.NoError(t, s.Do(`DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || ' SET standard_conforming_strings = off'; END $$`))
			s = open(t, address)
			const odd = `a\' OR 1=1 --\`
			_, err := s.KeepPerson(t.Context(), alice, odd, "")
			require.NoError(t, err)
			p, err := s.PersonOf(t.Context(), alice)
			require.NoError(t, err)
			require.Equal(t, odd, p.Name)
		})
	}
}

// TestConnectionsSayWhoseTheyAre: an operator finds them, by the name that they gave them, too.
func TestConnectionsSayWhoseTheyAre(t *testing.T) {
	direct := pgtest.Database(t)
	for given, want := range map[string]string{"": "(meetbot)", "&application_name=north": "north (meetbot)"} {
		for name, address := range map[string]string{"direct": direct, "pooled": pgtest.Pooled(t, direct)} {
			t.Run(fmt.Sprintf("%s %s", want, name), func(t *testing.T) {
				names, err := open(t, address+given).Names("SELECT application_name FROM pg_stat_activity WHERE pid = pg_backend_pid()")
				require.NoError(t, err)
				require.Equal(t, []string{want}, names)
			})
		}
	}
}

// nameless opens a connection as a program before named columns has it, and uses it.
func nameless(t *testing.T, address string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), address)
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	_, err = conn.Exec(t.Context(), "SELECT 1")
	require.NoError(t, err)
	return conn
}
