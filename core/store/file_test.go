package store_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/core/store"
)

func TestTheFilesOfSQLiteAreForOurAccountAlone(t *testing.T) {
	address := sqliteAddress(t)
	file := strings.TrimPrefix(address, "sqlite:")
	s := migrated(t, address)
	require.NoError(t, s.Exclusive())
	for _, which := range []string{"", "-wal", "-shm", ".lock"} {
		info, err := os.Stat(file + which)
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), which)
	}
	closed, left := s.Private()
	require.Empty(t, closed)
	require.Empty(t, left)
	require.NoError(t, os.Chmod(file, 0o644)) //nolint:gosec // as it was made once
	require.NoError(t, os.Chmod(file+"-wal", 0o640))
	closed, left = s.Private()
	require.Equal(t, []string{file, file + "-wal"}, closed)
	require.Empty(t, left)
	info, err := os.Stat(file)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	require.NoError(t, check(t, s), "SQLite still has its locks")
}

func TestADatabaseThatCannotBeIsNamed(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "plain"), nil, 0o600))
	for name, words := range map[string]string{
		":memory:":                         "in memory",
		"file::memory:":                    "in memory",
		"x.db?mode=memory":                 "in memory",
		"file:/x?mode=memory&cache=shared": "in memory",
		"file:x.db?vfs=memdb":              "in memory",
		"file:x.db":                        "without file:",
		"":                                 "names no file",
		"  ":                               "names no file",
		"//x.db":                           "write sqlite:x.db",
		dir:                                dir + " is a folder",
		filepath.Join(dir, "missing", "meetbot.db"): "the folder " + filepath.Join(dir, "missing") + " is missing",
		filepath.Join(dir, "plain", "meetbot.db"):   filepath.Join(dir, "plain"),
		"/dev/null": "no ordinary file",
	} {
		require.ErrorContains(t, store.CheckAddress("sqlite:"+name), words, name)
		_, err := store.Open(t.Context(), "sqlite:"+name)
		require.ErrorContains(t, err, words, name)
	}
	require.NoError(t, store.CheckAddress("sqlite:"+filepath.Join(dir, "new.db")))
	require.NoError(t, store.CheckAddress("sqlite://"+filepath.Join(dir, "new.db")))
	require.NoError(t, store.CheckAddress("postgres://localhost/meetbot"))
}
