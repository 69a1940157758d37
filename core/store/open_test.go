package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
	"meetbot/core/store"
	"meetbot/core/store/pgtest"
)

func TestOneProcessServesASQLiteFile(t *testing.T) {
	address := sqliteAddress(t)
	first, err := store.Open(t.Context(), address)
	require.NoError(t, err)
	require.False(t, first.Shared())
	require.NoError(t, first.Exclusive())

	second := open(t, address)
	err = second.Exclusive()
	require.ErrorContains(t, err, "another process already serves")
	require.NoError(t, first.Close())
	require.NoError(t, second.Exclusive())
}

func TestSeveralProcessesServeOnePostgreSQL(t *testing.T) {
	address := pgtest.Database(t)
	for range 2 {
		s := open(t, address)
		require.True(t, s.Shared())
		require.NoError(t, s.Exclusive())
		before := time.Now()
		now, err := s.Now(t.Context())
		require.NoError(t, err)
		require.WithinRange(t, now, before.Add(-time.Millisecond), time.Now().Add(time.Millisecond), "both have one clock here")
	}
}

func TestWhatWasStoredIsThereAfterTheFileIsOpenedAgain(t *testing.T) {
	address := "sqlite:" + filepath.Join(t.TempDir(), "a name with ? and # and %20.db")
	s, err := store.Open(t.Context(), address)
	require.NoError(t, err)
	_, err = s.Migrate(t.Context())
	require.NoError(t, err)
	_, err = s.KeepPerson(t.Context(), alice, "Alice", "")
	require.NoError(t, err)
	require.NoError(t, s.Close())

	_, file, _ := strings.Cut(address, ":")
	_, err = os.Stat(file)
	require.NoError(t, err, "the file has the name it was given")
	_, err = open(t, address).PersonOf(t.Context(), alice)
	require.NoError(t, err)
}

func TestAnErrorOfOpenNamesNoPassword(t *testing.T) {
	for _, address := range []string{
		"postgres://alice:hunter2@127.0.0.1:1/meetbot",
		"postgres://alice:hunter2@127.0.0.1:port/meetbot",
		"postgres://alice:hunter2@127.0.0.1:1/meetbot?sslmode=nonsense",
		"postgres://alice:hunter2%zz@127.0.0.1:1/meetbot",
		"postgres://alice:hunter2@[::1/meetbot",
		"postgres://127.0.0.1:1/meetbot?user=alice&password=hunter2",
		"postgres://127.0.0.1:1/meetbot?user=alice&password=hunter2&sslmode=nonsense",
		"postgres://alice:hunter2 @127.0.0.1:1/meetbot",
		"postgres://alice:hunter2@nowhere.invalid/meetbot",
		"mysql://alice:hunter2@127.0.0.1/meetbot",
		"alice:hunter2@127.0.0.1/meetbot",
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		_, err := store.Open(ctx, address)
		cancel()
		require.Error(t, err, address)
		require.NotContains(t, err.Error(), "hunter2")
	}
}

func TestAnAddressThatNamesNoDatabaseIsRefused(t *testing.T) {
	for _, address := range []string{"", "sqlite:", "meetbot.db", "sqlite:/nowhere/at/all/meetbot.db"} {
		_, err := store.Open(t.Context(), address)
		require.Error(t, err, "%q", address)
	}
}

func TestASettingIsDrawnOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := migrated(t, address)
		values, problems := make([]string, 8), make([]error, 8)
		var all sync.WaitGroup
		for i := range values {
			all.Go(func() {
				values[i], problems[i] = s.Setting(t.Context(), "key", func() string { return string(rune('a' + i)) })
			})
		}
		all.Wait()
		require.NoError(t, errors.Join(problems...))
		for _, v := range values {
			require.Equal(t, values[0], v)
		}
	})
}

func TestACancelledContextChangesNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := migrated(t, address)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := s.KeepPerson(ctx, alice, "Alice", "")
		require.ErrorIs(t, err, context.Canceled)
		_, err = s.PersonOf(t.Context(), alice)
		require.True(t, core.IsCode(err, core.NotFound))
	})
}
