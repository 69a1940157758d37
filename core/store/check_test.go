package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/stretchr/testify/require"

	"meetbot/core"
	"meetbot/core/store"
	"meetbot/core/store/pgtest"
)

func check(t *testing.T, s *store.Store) error {
	t.Helper()
	return s.Check(t.Context(), "readiness", time.Now())
}

// wrong requires that a check fails, with the words in what it says.
func wrong(t *testing.T, s *store.Store, words string) {
	t.Helper()
	err := check(t, s)
	var trouble *store.Trouble
	require.ErrorAs(t, err, &trouble)
	require.Contains(t, trouble.What, words)
	require.NotEmpty(t, trouble.Remedy)
}

func TestASoundDatabasePassesTheCheck(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := migrated(t, address)
		for range 3 {
			require.NoError(t, check(t, s))
		}
		require.NoError(t, s.Sweep(t.Context(), time.Now(), time.Now(), time.Now().Add(time.Hour)))
		require.NoError(t, check(t, s), "the row may be swept")
	})
}

// raw opens a connection of the test's own to the same database.
func raw(t *testing.T, address string) *sql.DB {
	t.Helper()
	driver, name := "pgx", address
	if file, ok := strings.CutPrefix(address, "sqlite:"); ok {
		driver, name = "sqlite", file
	}
	db, err := sql.Open(driver, name)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db
}

func ask(t *testing.T, db *sql.DB, query string) (out []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	require.NoError(t, err)
	defer rows.Close()
	for rows.Next() {
		var name string
		require.NoError(t, rows.Scan(&name))
		out = append(out, name)
	}
	require.NoError(t, rows.Err())
	return out
}

// TestAChangedSchemaIsSeen renames each table there is, and each column, and back.
func TestAChangedSchemaIsSeen(t *testing.T) {
	for name, c := range map[string]struct{ tables, columns string }{
		"sqlite": {
			"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
			"SELECT name FROM pragma_table_info('%s')",
		},
		"postgres": {
			"SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
			"SELECT column_name FROM information_schema.columns WHERE table_name = '%s'",
		},
	} {
		t.Run(name, func(t *testing.T) {
			address := sqliteAddress(t)
			if name == "postgres" {
				address = pgtest.Database(t)
			}
			s := migrated(t, address)
			db := raw(t, address)
			seen := 0
			change := func(statement, back string) {
				t.Helper()
				_, err := db.ExecContext(t.Context(), statement)
				require.NoError(t, err)
				wrong(t, s, "schema")
				_, err = db.ExecContext(t.Context(), back)
				require.NoError(t, err)
				require.NoError(t, check(t, s))
				seen++
			}
			for _, table := range ask(t, db, c.tables) {
				if table == "bun_migration_locks" {
					continue // it is read by who migrates alone
				}
				change("ALTER TABLE "+table+" RENAME TO away", "ALTER TABLE away RENAME TO "+table)
				if table == "bun_migrations" {
					continue
				}
				for _, column := range ask(t, db, fmt.Sprintf(c.columns, table)) {
					change(fmt.Sprintf("ALTER TABLE %s RENAME COLUMN %s TO away", table, column),
						fmt.Sprintf("ALTER TABLE %s RENAME COLUMN away TO %s", table, column))
				}
			}
			require.Greater(t, seen, 60)
			_, err := db.ExecContext(t.Context(), "DELETE FROM bun_migrations")
			require.NoError(t, err)
			wrong(t, s, "schema")
		})
	}
}

// TestASessionThatIsNoGoodIsSeen, and given up: what was set right counts from the next check on.
func TestASessionThatIsNoGoodIsSeen(t *testing.T) {
	s := migrated(t, pgtest.Database(t))
	for setting, words := range map[string]string{
		"default_transaction_read_only = on": "read-only",
		"standard_conforming_strings = off":  "standard_conforming_strings",
		"search_path = nowhere":              "schema",
		"client_encoding = LATIN1":           "encoding",
		"session_replication_role = replica": "schema",
	} {
		require.NoError(t, s.Alter(t.Context(), "SET "+setting))
		wrong(t, s, words)
		require.NoError(t, check(t, s), setting)
	}
}

// TestWhatIsWrongIsSaidInPlainWords, and without names, addresses or secrets.
func TestWhatIsWrongIsSaidInPlainWords(t *testing.T) {
	for code, words := range map[string]string{
		"25006": "read-only", "53100": "disk is full", "53300": "no more connections", "57P01": "stopping or starting", "57P03": "stopping or starting",
		"28P01": "does not let meetbot in", "3D000": "does not let meetbot in", "42P01": "schema", "42703": "schema", "42501": "forbids",
		"58030": "disk cannot be", "XX001": "damaged", "57014": "does not answer", "99999": "does not work",
	} {
		trouble := store.Diagnose(fmt.Errorf("claim: %w", &pgconn.PgError{Code: code, Message: "canary"}))
		require.Contains(t, trouble.What, words, code)
		require.NotContains(t, trouble.What+trouble.Remedy, "canary")
		require.ErrorContains(t, trouble.Err, "canary", "the log has it")
	}
	for _, err := range []error{io.ErrUnexpectedEOF, context.DeadlineExceeded, sql.ErrConnDone, &net.OpError{Err: errors.New("canary")}} {
		require.Equal(t, "does not answer", store.Diagnose(err).What)
	}
	require.Equal(t, "does not work", store.Diagnose(errors.New("canary")).What)
	require.Nil(t, store.Diagnose(nil))
}

func TestALockedDatabaseDoesNotAnswer(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := migrated(t, address)
		require.NoError(t, check(t, s))
		db := raw(t, address)
		lock, free := "BEGIN IMMEDIATE", "ROLLBACK"
		if s.Shared() {
			lock = "BEGIN; LOCK TABLE lease"
		}
		conn, err := db.Conn(t.Context())
		require.NoError(t, err)
		defer conn.Close()
		_, err = conn.ExecContext(t.Context(), lock)
		require.NoError(t, err)
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		err = s.Check(ctx, "readiness", time.Now())
		require.EqualError(t, err, "does not answer")
		_, err = conn.ExecContext(t.Context(), free)
		require.NoError(t, err)
		require.NoError(t, check(t, s))
	})
}

// writes are all the ways in which something is stored; each has to fail.
var writes = map[string]func(ctx context.Context, s *store.Store) error{
	"a statement": func(ctx context.Context, s *store.Store) error {
		return s.KeepTicket(ctx, core.Ticket{Hash: "x", Expires: time.Now()})
	},
	"a statement that returns rows": func(ctx context.Context, s *store.Store) error {
		held, err := s.Hold(ctx, "x", "y", time.Now(), time.Now())
		if err == nil && !held {
			return errors.New("it was not stored, and nobody says so")
		}
		return err
	},
	"a request": func(ctx context.Context, s *store.Store) error {
		_, err := s.Once(ctx, "x", time.Now(), func(ctx context.Context) []byte {
			_, _ = s.KeepPerson(ctx, alice, another(), "") // the request fails with it
			return nil
		})
		return err
	},
	"an answer": func(ctx context.Context, s *store.Store) error {
		return s.KeepAnswer(ctx, "x", time.Now(), nil)
	},
	"a transaction": func(ctx context.Context, s *store.Store) error {
		_, err := s.KeepPerson(ctx, alice, another(), "")
		return err
	},
}

// another is a name that nobody had: what is known already is not stored again.
func another() string { return string(core.NewMeetingID()) }

// TestNothingIsStoredInAFileThatIsGone takes each file of a SQLite database away.
func TestNothingIsStoredInAFileThatIsGone(t *testing.T) {
	remove := func(t *testing.T, file string) { require.NoError(t, os.Remove(file)) }
	replace := func(t *testing.T, file string) {
		other := filepath.Join(t.TempDir(), "other")
		text, err := os.ReadFile(file) //nolint:gosec // the test's own
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(other, text, 0o600))
		require.NoError(t, os.Rename(other, file))
	}
	for _, which := range []string{"", "-wal", "-shm"} {
		for how, take := range map[string]func(*testing.T, string){"deleted": remove, "replaced": replace} {
			t.Run("meetbot.db"+which+" "+how, func(t *testing.T) {
				address := sqliteAddress(t)
				s := migrated(t, address)
				require.NoError(t, check(t, s))
				take(t, strings.TrimPrefix(address, "sqlite:")+which)
				for name, write := range writes {
					err := write(t.Context(), s)
					require.ErrorContains(t, err, how, name)
					require.Equal(t, "the database file was deleted, moved or replaced, and nothing more is stored", store.Diagnose(err).What)
				}
				wrong(t, s, "deleted, moved or replaced")
			})
		}
	}
}

// TestAFileThatComesBack is the same one, and is written again.
func TestAFileThatComesBack(t *testing.T) {
	address := sqliteAddress(t)
	file := strings.TrimPrefix(address, "sqlite:")
	s := migrated(t, address)
	require.NoError(t, os.Rename(file, file+".away"))
	wrong(t, s, "deleted, moved or replaced")
	_, err := os.Stat(file)
	require.ErrorIs(t, err, os.ErrNotExist, "no other takes its place")
	require.NoError(t, os.Rename(file+".away", file))
	require.NoError(t, check(t, s))
	_, err = s.KeepPerson(t.Context(), alice, "Alice", "")
	require.NoError(t, err)
}

// TestWhatIsBesideTheFileIsMadeAnew: what was committed is kept, and stays when the process dies.
func TestWhatIsBesideTheFileIsMadeAnew(t *testing.T) {
	for _, which := range []string{"-wal", "-shm"} {
		t.Run(which, func(t *testing.T) {
			address := sqliteAddress(t)
			file := strings.TrimPrefix(address, "sqlite:")
			s := migrated(t, address)
			before, err := s.KeepPerson(t.Context(), alice, "Alice", "")
			require.NoError(t, err)
			require.NoError(t, os.Remove(file+which))
			wrong(t, s, "deleted, moved or replaced")
			require.NoError(t, check(t, s), "without starting anew")
			_, err = s.KeepPerson(t.Context(), core.Identity{Platform: "slack", Workspace: "T0001", UserID: "U0002"}, "Bob", "")
			require.NoError(t, err)

			// As a process that dies leaves it, and another finds it.
			copied := filepath.Join(t.TempDir(), "copy.db")
			for _, part := range []string{"", "-wal"} {
				text, err := os.ReadFile(file + part) //nolint:gosec // the test's own
				require.NoError(t, err)
				require.NoError(t, os.WriteFile(copied+part, text, 0o600))
			}
			after, err := open(t, "sqlite:"+copied).PersonOf(t.Context(), alice)
			require.NoError(t, err)
			require.Equal(t, before.ID, after.ID)
			_, err = open(t, "sqlite:"+copied).PersonOf(t.Context(), core.Identity{Platform: "slack", Workspace: "T0001", UserID: "U0002"})
			require.NoError(t, err)
		})
	}
}
