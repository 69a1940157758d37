package store_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/core"
	"meetbot/core/store"
	"meetbot/core/store/pgtest"
)

var alice = core.Identity{Platform: "slack", Workspace: "T1", UserID: "U1"}

func TestTheSchemaGoesUpAndDownStepByStepToNothingAndUpAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s, ctx := open(t, address), t.Context()
		for range 2 {
			up, err := s.Migrate(ctx)
			require.NoError(t, err)
			require.NotEmpty(t, up)
			_, err = s.PersonOf(ctx, alice)
			require.True(t, core.IsCode(err, core.NotFound), "what was there is gone with its table")
			_, err = s.KeepPerson(ctx, alice, "Alice", "")
			require.NoError(t, err)

			for _, name := range slices.Backward(up) {
				step, err := s.Rollback(ctx)
				require.NoError(t, err)
				require.Equal(t, name, step.Name, "the newest goes first")
			}
			_, err = s.KeepPerson(ctx, alice, "Alice", "")
			require.Error(t, err, "there are no tables")
		}
		none, err := s.Rollback(ctx)
		require.NoError(t, err)
		require.Empty(t, none.Name)
	})
}

func TestAMigratedDatabaseIsLeftAsItIs(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s, ctx := migrated(t, address), t.Context()
		_, err := s.KeepPerson(ctx, alice, "Alice", "")
		require.NoError(t, err)
		again, err := s.Migrate(ctx)
		require.NoError(t, err)
		require.Empty(t, again)
		_, err = s.PersonOf(ctx, alice)
		require.NoError(t, err)
	})
}

func TestStepsTellWhatTheDatabaseHas(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s, ctx := open(t, address), t.Context()
		before, err := s.Steps(ctx)
		require.NoError(t, err)
		require.NotEmpty(t, before)
		up, err := s.Migrate(ctx)
		require.NoError(t, err)
		after, err := s.Steps(ctx)
		require.NoError(t, err)
		require.Len(t, after, len(before))
		for i, step := range after {
			require.Equal(t, up[i], step.Name, "the first step comes first")
			require.False(t, before[i].Applied)
			require.True(t, step.Applied)
			require.True(t, step.Known)
		}
	})
}

func TestSeveralProcessesMigrateOnePostgreSQLAtOnce(t *testing.T) {
	address := pgtest.Database(t)
	const processes = 4
	var all sync.WaitGroup
	steps, problems := make([][]string, processes), make([]error, processes)
	stores := make([]*store.Store, processes)
	for i := range stores {
		stores[i] = open(t, address)
	}
	for i, s := range stores {
		all.Go(func() { steps[i], problems[i] = s.Migrate(context.Background()) })
	}
	all.Wait()
	require.NoError(t, errors.Join(problems...))
	at := 0
	for i := range steps {
		if len(steps[i]) > 0 {
			at++
		}
	}
	require.Equal(t, 1, at, "one of them took the steps")
	_, err := stores[0].KeepPerson(t.Context(), alice, "", "")
	require.NoError(t, err)
}
