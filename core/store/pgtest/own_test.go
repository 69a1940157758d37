package pgtest_test

import (
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"meetbot/core/store/pgtest"
)

// TestACrashKeepsWhatWasCommitted, and ends every connection.
func TestACrashKeepsWhatWasCommitted(t *testing.T) {
	c := pgtest.Own(t)
	before, err := pgx.Connect(t.Context(), c.Address())
	require.NoError(t, err)
	defer before.Close(t.Context())
	var settings string
	require.NoError(t, before.QueryRow(t.Context(), "SELECT current_setting('fsync') || current_setting('synchronous_commit') || current_setting('full_page_writes')").Scan(&settings))
	require.Equal(t, "ononon", settings)
	_, err = before.Exec(t.Context(), "CREATE TABLE kept AS SELECT 1 AS n")
	require.NoError(t, err)

	for range 2 {
		require.NoError(t, c.Crash())
	}
	require.Error(t, before.Ping(t.Context()))
	after, err := pgx.Connect(t.Context(), c.Address())
	require.NoError(t, err)
	defer after.Close(t.Context())
	var n int
	require.NoError(t, after.QueryRow(t.Context(), "SELECT n FROM kept").Scan(&n))
	require.Equal(t, 1, n)
}
