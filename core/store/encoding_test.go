package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/core/store"
	"meetbot/core/store/pgtest"
)

// TestTextIsUTF8WhateverTheDatabaseIsSetTo, on whatever connection.
func TestTextIsUTF8WhateverTheDatabaseIsSetTo(t *testing.T) {
	direct := pgtest.Database(t)
	require.NoError(t, migrated(t, direct).Do(`DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || ' SET client_encoding = LATIN1'; END $$`))
	for name, address := range map[string]string{"direct": direct, "pooled": pgtest.Pooled(t, direct)} {
		t.Run(name, func(t *testing.T) {
			s := open(t, address)
			require.NoError(t, check(t, s))
			const odd = "Zażółć 会議 🎉"
			_, err := s.KeepPerson(t.Context(), alice, odd, "")
			require.NoError(t, err)
			p, err := s.PersonOf(t.Context(), alice)
			require.NoError(t, err)
			require.Equal(t, odd, p.Name)
		})
	}
}

// TestADatabaseInAnotherEncodingIsRefused with what to do: most names could not be stored in it.
func TestADatabaseInAnotherEncodingIsRefused(t *testing.T) {
	for _, encoding := range []string{"LATIN1", "SQL_ASCII"} {
		t.Run(encoding, func(t *testing.T) {
			_, err := store.Open(t.Context(), pgtest.DatabaseIn(t, encoding))
			require.ErrorContains(t, err, "the database's encoding is not UTF8")
			require.ErrorContains(t, err, "ENCODING 'UTF8'")
		})
	}
}
