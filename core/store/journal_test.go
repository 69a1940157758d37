package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
	"meetbot/core/store"
)

// used returns a store with something in its file as well as in its log, and the name of its file.
func used(t *testing.T) (*store.Store, string) {
	t.Helper()
	address := sqliteAddress(t)
	s := migrated(t, address)
	require.NoError(t, s.Do("PRAGMA wal_checkpoint(PASSIVE)"))
	_, err := s.KeepPerson(t.Context(), alice, "Alice", "")
	require.NoError(t, err)
	require.NoError(t, check(t, s))
	return s, strings.TrimPrefix(address, "sqlite:")
}

// overwrite writes into a file that stays the same one, as cp does.
func overwrite(t *testing.T, file string, text []byte) {
	t.Helper()
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_TRUNC, 0) //nolint:gosec // the test's own
	require.NoError(t, err)
	_, err = f.Write(text)
	require.NoError(t, err)
	require.NoError(t, f.Close())
}

// TestNothingIsStoredInAFileThatAnotherIsWrittenOver tries all ways in which something is stored.
func TestNothingIsStoredInAFileThatAnotherIsWrittenOver(t *testing.T) {
	read := func(t *testing.T, file string) []byte {
		text, err := os.ReadFile(file) //nolint:gosec // the test's own
		require.NoError(t, err)
		return text
	}
	for name, c := range map[string]struct {
		which string
		write func(t *testing.T, file string) []byte
	}{
		"by an older one":         {"", func(t *testing.T, _ string) []byte { _, older := used(t); return read(t, older) }},
		"by nothing":              {"", func(*testing.T, string) []byte { return nil }},
		"its log by nothing":      {"-wal", func(*testing.T, string) []byte { return nil }},
		"its log by a part of it": {"-wal", func(t *testing.T, file string) []byte { return read(t, file)[:100] }},
		"its log by zeros":        {"-wal", func(t *testing.T, file string) []byte { return make([]byte, len(read(t, file))) }},
		"its log by another's":    {"-wal", func(t *testing.T, _ string) []byte { _, other := used(t); return read(t, other+"-wal") }},
	} {
		t.Run(name, func(t *testing.T) {
			s, file := used(t)
			overwrite(t, file+c.which, c.write(t, file+c.which))
			for what, write := range writes {
				require.Error(t, write(t.Context(), s), what) // it may be SQLite that finds nothing as it was
			}
			for range 3 { // it does not mend by itself what is lost
				wrong(t, s, "another program has written")
			}
		})
	}
}

// TestNothingIsStoredOnceTheLogOrItsIndexIsAnOlderOne, though each by itself is sound.
func TestNothingIsStoredOnceTheLogOrItsIndexIsAnOlderOne(t *testing.T) {
	for _, which := range []string{"-wal", "-shm"} {
		t.Run(which, func(t *testing.T) {
			s, file := used(t)
			older, err := os.ReadFile(file + which) //nolint:gosec // the test's own
			require.NoError(t, err)
			_, err = s.Hold(t.Context(), "booked", "x", time.Now(), time.Now())
			require.NoError(t, err)
			f, err := os.OpenFile(file+which, os.O_WRONLY, 0) //nolint:gosec // the test's own
			require.NoError(t, err)
			_, err = f.Write(older)
			require.NoError(t, err)
			if which == "-wal" { // closing an index would take locks away
				require.NoError(t, f.Truncate(int64(len(older))))
				require.NoError(t, f.Close())
			}
			for range 3 {
				wrong(t, s, "another program has written")
			}
			_, err = s.Hold(t.Context(), "more", "x", time.Now(), time.Now())
			require.Error(t, err)
		})
	}
}

// TestNothingIsStoredBehindWhatCannotBeRead: at the next start it would be gone.
func TestNothingIsStoredBehindWhatCannotBeRead(t *testing.T) {
	s, file := used(t)
	_, err := s.Hold(t.Context(), "booked", "x", time.Now(), time.Now())
	require.NoError(t, err)
	f, err := os.OpenFile(file, os.O_WRONLY, 0) //nolint:gosec // the test's own
	require.NoError(t, err)
	info, err := f.Stat()
	require.NoError(t, err)
	_, err = f.WriteAt([]byte(strings.Repeat("nonsense", 8)), info.Size()/2)
	require.NoError(t, err)
	wrong(t, s, "") // it is said one way or the other
	for name, write := range writes {
		require.Error(t, write(t.Context(), s), name)
	}
}

// TestAFileThatAnotherIsWrittenOverRightAfterSomebodyElsesCheckpoint, as a script does that makes backups.
func TestAFileThatAnotherIsWrittenOverRightAfterSomebodyElsesCheckpoint(t *testing.T) {
	s, file := used(t)
	other := raw(t, "sqlite:"+file)
	_, err := other.ExecContext(t.Context(), "PRAGMA wal_checkpoint(TRUNCATE)")
	require.NoError(t, err)
	older, err := os.ReadFile(file) //nolint:gosec // the test's own
	require.NoError(t, err)
	_, err = s.Hold(t.Context(), "booked", "x", time.Now(), time.Now())
	require.NoError(t, err)
	_, err = other.ExecContext(t.Context(), "PRAGMA wal_checkpoint(PASSIVE)")
	require.NoError(t, err)
	overwrite(t, file, older)
	for range 3 {
		wrong(t, s, "another program has written")
	}
}

// TestAFileThatAnotherIsWrittenOverRightAfterACheckpoint: the checkpoint changes the file itself.
func TestAFileThatAnotherIsWrittenOverRightAfterACheckpoint(t *testing.T) {
	_, older := used(t)
	text, err := os.ReadFile(older) //nolint:gosec // the test's own
	require.NoError(t, err)
	s, file := used(t)
	size := func() int64 {
		info, err := os.Stat(file)
		require.NoError(t, err)
		return info.Size()
	}
	before := size()
	for i := 0; size() == before; i++ { // SQLite itself makes one after a thousand pages
		_, err := s.KeepPerson(t.Context(), core.Identity{Platform: "slack", Workspace: "T1", UserID: fmt.Sprint(i)}, strings.Repeat("x", 3000), "")
		require.NoError(t, err)
	}
	overwrite(t, file, text)
	wrong(t, s, "another program has written")
}

// TestOtherProgramsMayUseTheFileAsSQLiteDoes: somebody who looks, copies, tidies up or changes something by hand.
func TestOtherProgramsMayUseTheFileAsSQLiteDoes(t *testing.T) {
	s, file := used(t)
	other := raw(t, "sqlite:"+file)
	for _, statement := range []string{
		"PRAGMA wal_checkpoint(PASSIVE)", "PRAGMA wal_checkpoint(FULL)", "PRAGMA wal_checkpoint(RESTART)", "PRAGMA wal_checkpoint(TRUNCATE)",
		"UPDATE person SET name = 'Bob'", "PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(PASSIVE)",
		"VACUUM INTO '" + filepath.Join(t.TempDir(), "copy.db") + "'", "REINDEX", "ANALYZE", "SELECT COUNT(*) FROM person",
	} {
		_, err := other.ExecContext(t.Context(), statement)
		require.NoError(t, err, statement)
		require.NoError(t, check(t, s), statement)
		_, err = s.Hold(t.Context(), "x", "y", time.Now(), time.Now())
		require.NoError(t, err, statement)
		require.NoError(t, check(t, s), statement)
	}
}

// TestWhatWeWriteOurselvesIsNoTrouble, through many checkpoints, while readiness looks all the time and somebody else copies too.
func TestWhatWeWriteOurselvesIsNoTrouble(t *testing.T) {
	s, file := used(t)
	other := raw(t, "sqlite:"+file)
	ctx, cancel := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for _, look := range []func() error{
		func() error { return s.Check(t.Context(), "readiness", time.Now()) },
		func() error { _, err := other.ExecContext(t.Context(), "PRAGMA wal_checkpoint(PASSIVE)"); return err },
	} {
		all.Go(func() {
			for ctx.Err() == nil {
				if err := look(); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for i := range 1500 {
		_, err := s.KeepPerson(t.Context(), core.Identity{Platform: "slack", Workspace: "T1", UserID: fmt.Sprint(i)}, strings.Repeat("x", 3000), "")
		require.NoError(t, err)
	}
	cancel()
	all.Wait()
}

// TestAfterACrashTheFileIsKnownFromTheStart: the log that is left is in the file before anything is stored.
func TestAfterACrashTheFileIsKnownFromTheStart(t *testing.T) {
	_, file := used(t)
	dead := filepath.Join(t.TempDir(), "dead.db")
	for _, part := range []string{"", "-wal"} {
		text, err := os.ReadFile(file + part) //nolint:gosec // the test's own
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(dead+part, text, 0o600))
	}
	older, err := os.ReadFile(file) //nolint:gosec // the test's own
	require.NoError(t, err)
	s := open(t, "sqlite:"+dead)
	require.NoError(t, check(t, s))
	overwrite(t, dead, older)
	wrong(t, s, "another program has written")
}
