package store_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"meetbot/core/store"
	"meetbot/core/store/pgtest"
	"meetbot/migrations"
)

// newer is what the next program may bring: a step after every step that there is.
const newer = "29991231235959"

// withNewer returns the steps of the program after this one.
func withNewer(t *testing.T) fstest.MapFS {
	return with(t, "ALTER TABLE posting ADD COLUMN newer BIGINT")
}

func with(t *testing.T, up string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{
		newer + "_newer.tx.up.sql":   {Data: []byte(up)},
		newer + "_newer.tx.down.sql": {Data: []byte("-- Takes away: what is newer.\nALTER TABLE posting DROP COLUMN newer")},
	}
	ours, err := fs.Glob(migrations.Files, "*.sql")
	require.NoError(t, err)
	for _, name := range ours {
		data, err := migrations.Files.ReadFile(name)
		require.NoError(t, err)
		files[name] = &fstest.MapFile{Data: data}
	}
	return files
}

// withNewest returns the steps of the program after that.
func withNewest(t *testing.T) fstest.MapFS {
	files := withNewer(t)
	files["30001231235959_newest.tx.up.sql"] = &fstest.MapFile{Data: []byte("ALTER TABLE posting ADD COLUMN newest BIGINT")}
	files["30001231235959_newest.tx.down.sql"] = &fstest.MapFile{Data: []byte("-- Takes away: what is newest.\nALTER TABLE posting DROP COLUMN newest")}
	return files
}

// until leaves the steps up to that one.
func until(files fstest.MapFS, last string) fstest.MapFS {
	for name := range files {
		if step, _, _ := strings.Cut(name, "_"); step > last {
			delete(files, name)
		}
	}
	return files
}

func TestAProgramRefusesStepsThatItDoesNotKnow(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s, next, ctx := migrated(t, address), open(t, address), t.Context()
		require.NoError(t, s.Fits(ctx))
		next.Know(withNewer(t))
		require.ErrorContains(t, next.Fits(ctx), "the database lacks "+newer)
		up, err := next.Migrate(ctx)
		require.NoError(t, err)
		require.Equal(t, []string{newer}, up)
		require.NoError(t, next.Fits(ctx))

		const refusal = "steps that this program does not know (" + newer + ")"
		require.ErrorContains(t, s.Fits(ctx), refusal)
		_, err = s.Migrate(ctx)
		require.ErrorContains(t, err, refusal)
		_, err = s.Rollback(ctx)
		require.ErrorContains(t, err, refusal)
		require.ErrorContains(t, err, "meetbot migrate down", "the remedy")
		steps, err := s.Steps(ctx)
		require.NoError(t, err)
		require.Equal(t, newer, steps.Unknown().String())

		back, err := next.Rollback(ctx)
		require.NoError(t, err)
		require.Equal(t, "what is newer.", back.TakesAway)
		require.NoError(t, s.Fits(ctx))
	})
}

func TestEveryStepHasAWayBackThatSaysWhatItTakesAway(t *testing.T) {
	files, err := fs.Glob(migrations.Files, "*.sql")
	require.NoError(t, err)
	for _, name := range files {
		require.True(t, strings.HasSuffix(name, ".tx.up.sql") || strings.HasSuffix(name, ".tx.down.sql"), name)
	}
	steps, err := open(t, sqliteAddress(t)).Steps(t.Context())
	require.NoError(t, err)
	require.Len(t, files, 2*len(steps))
	for _, step := range steps {
		require.Regexp(t, `^\S.{20,}\.$`, step.TakesAway, "%s: its down file begins with -- Takes away: and a sentence", step.Name)
	}
}

func TestAStepThatFailsLeavesNothingAndCanBeTakenAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s, ctx := migrated(t, address), t.Context()
		s.Know(with(t, "ALTER TABLE posting ADD COLUMN newer BIGINT\n--bun:split\nnonsense"))
		_, err := s.Migrate(ctx)
		require.ErrorContains(t, err, "take step "+newer)
		s.Know(withNewer(t))
		up, err := s.Migrate(ctx)
		require.NoError(t, err)
		require.Equal(t, []string{newer}, up)
	})
}

func TestWhoeverCannotChangeTheSchemaSaysWhatForAndGivesUp(t *testing.T) {
	lock := fmt.Sprintf("SELECT pg_advisory_xact_lock(%d)", store.SchemaLock)
	for name, c := range map[string]struct{ holds, says string }{
		"another process migrates": {lock, "another process changes the schema"},
		"a table is in use":        {"SELECT 1 FROM posting", "another transaction holds what is to be changed"},
	} {
		t.Run(name, func(t *testing.T) {
			address := pgtest.Database(t)
			s, ctx := migrated(t, address), t.Context()
			s.Know(withNewer(t))
			other, err := pgx.Connect(ctx, address+"&application_name=other")
			require.NoError(t, err)
			t.Cleanup(func() { _ = other.Close(ctx) })
			tx, err := other.Begin(ctx)
			require.NoError(t, err)
			_, err = tx.Exec(ctx, c.holds)
			require.NoError(t, err)

			s.Patience(time.Second)
			_, err = s.Migrate(ctx)
			require.ErrorContains(t, err, "the schema cannot be changed: "+c.says)

			// It goes on as soon as it can.
			s.Patience(time.Minute)
			told := make(chan string, 1)
			s.OnWait(func(what string) {
				select {
				case told <- what:
				default:
				}
			})
			done := make(chan error, 1)
			go func() {
				_, err := s.Migrate(ctx)
				done <- err
			}()
			for what := range told {
				if what == c.says {
					break
				}
			}
			require.NoError(t, tx.Rollback(ctx))
			require.NoError(t, <-done)
			require.NoError(t, s.Fits(ctx))
		})
	}
}

func TestAStartWithNothingToDoWaitsForNobody(t *testing.T) {
	address := pgtest.Database(t)
	s, ctx := migrated(t, address), t.Context()
	other, err := pgx.Connect(ctx, address)
	require.NoError(t, err)
	defer other.Close(ctx)
	_, err = other.Exec(ctx, "SELECT pg_advisory_lock($1)", store.SchemaLock)
	require.NoError(t, err)
	s.Patience(time.Hour)
	_, err = s.Migrate(ctx)
	require.NoError(t, err)
}
