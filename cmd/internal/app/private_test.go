package app_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestADatabaseThatOthersCouldReadIsClosedToThem(t *testing.T) {
	w := newWorld(t, func(w *world) {
		require.NoError(t, os.WriteFile(w.db, nil, 0o600))
		require.NoError(t, os.Chmod(w.db, 0o644)) //nolint:gosec // as it was made once
	})
	t.Cleanup(w.close)
	for _, which := range []string{"", "-wal", "-shm", ".lock"} {
		info, err := os.Stat(w.db + which)
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), which)
	}
	require.Contains(t, w.log.String(), "other accounts could read the database; now they cannot")
}
