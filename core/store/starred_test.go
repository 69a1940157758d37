package store_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"meetbot/core/store"
	"meetbot/core/store/pgtest"
)

// atLastStarred returns a store whose schema is the last one that programs with star columns know, and which knows a
// step more.
func atLastStarred(t *testing.T, address string) *store.Store {
	t.Helper()
	s := open(t, address)
	s.Know(until(withNewer(t), store.LastStarred))
	_, err := s.Migrate(t.Context())
	require.NoError(t, err)
	s.Know(withNewer(t))
	return s
}

// migrating migrates, and returns when it says what it waits for.
func migrating(t *testing.T, s *store.Store) (waits <-chan string, done <-chan error) {
	said, end := make(chan string, 1000), make(chan error, 1)
	s.OnWait(func(what string) { said <- what })
	go func() {
		_, err := s.Migrate(context.Background())
		end <- err
	}()
	return said, end
}

func TestTheSchemaWaitsForAProgramWithStars(t *testing.T) {
	direct := pgtest.Database(t)
	for name, c := range map[string]struct{ old, ours string }{
		"that nobody names":               {direct, direct},
		"that the operator names":         {direct + "&application_name=north", direct + "&application_name=north"},
		"that the operator names meetbot": {direct + "&application_name=meetbot", direct + "&application_name=meetbot"},
		"that was named otherwise":        {direct + "&application_name=v1", direct + "&application_name=v2"},
		"that alone is named":             {direct + "&application_name=v1", direct},
		"that alone is named meetbot":     {direct + "&application_name=meetbot", direct},
		"that alone is named after us":    {direct + "&application_name=meetbot-prod", direct + "&application_name=v2"},
		"with an address, another role":   {strings.Replace(direct, "postgres@", "somebody@", 1) + "&application_name=north%20-%20127.0.0.1:38644", direct + "&application_name=north"},
		"named meetbot, of another role":  {strings.Replace(direct, "postgres@", "somebody@", 1) + "&application_name=meetbot", direct},
		"named anything, of another role": {strings.Replace(direct, "postgres@", "somebody@", 1) + "&application_name=chatops", strings.Replace(direct, "postgres@", "limited@", 1)},
		"named like a tool":               {direct + "&application_name=pg_meet", direct},
		"of another role":                 {strings.Replace(direct, "postgres@", "somebody@", 1), strings.Replace(direct, "postgres@", "limited@", 1)},
	} {
		t.Run(name, func(t *testing.T) {
			first, err := store.Open(t.Context(), direct)
			require.NoError(t, err)
			require.NoError(t, first.Do(wipe))
			require.NoError(t, first.Do(`DO $$ BEGIN CREATE ROLE somebody LOGIN; CREATE ROLE limited LOGIN; EXCEPTION WHEN duplicate_object THEN END $$;
				GRANT ALL ON SCHEMA public TO limited`))
			require.NoError(t, first.Close())
			s := atLastStarred(t, c.ours)
			old := nameless(t, c.old)

			s.Patience(time.Second)
			_, err = s.Migrate(t.Context())
			require.ErrorContains(t, err, "an older meetbot")
			require.ErrorContains(t, err, "stop it, and try again")

			s.Patience(time.Minute)
			waits, done := migrating(t, s)
			for !strings.Contains(<-waits, "an older meetbot") {
			}
			require.NoError(t, old.Close(t.Context()))
			require.NoError(t, <-done)
			require.NoError(t, s.Fits(t.Context()))
		})
	}
}

func TestTheSchemaWaitsForNobodyElse(t *testing.T) {
	address := pgtest.Database(t)
	s := atLastStarred(t, address)
	nameless(t, address+"&application_name=psql")
	open(t, address+"&application_name=another") // a new program, named otherwise
	open(t, address+"&application_name=meetbot")
	open(t, address)
	s.Patience(time.Second)
	_, err := s.Migrate(t.Context())
	require.NoError(t, err)

	// From there on every step is one beside which the program before goes on.
	nameless(t, address)
	s.Know(withNewest(t))
	_, err = s.Migrate(t.Context())
	require.NoError(t, err)
}

// TestBehindPgBouncerTheSchemaWaitsForAProgramWithStars, which gets the same connections as we do, in turn.
func TestBehindPgBouncerTheSchemaWaitsForAProgramWithStars(t *testing.T) {
	t.Parallel() // half a minute passes until nobody is left
	address := pgtest.Pooled(t, pgtest.Database(t))
	s := atLastStarred(t, address)
	old, stop := context.WithCancel(context.Background())
	defer stop()
	config, err := pgx.ParseConfig(address)
	require.NoError(t, err)
	config.DefaultQueryExecMode = pgx.QueryExecModeSimpleProtocol
	conn, err := pgx.ConnectConfig(old, config)
	require.NoError(t, err)
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		defer conn.Close(context.Background())
		for tick := time.Tick(time.Second); ; { // as often as it looks for what is due
			select {
			case <-tick:
				_, _ = conn.Exec(old, "SELECT 1")
			case <-old.Done():
				return
			}
		}
	}()
	s.Patience(time.Second)
	_, err = s.Migrate(t.Context())
	require.ErrorContains(t, err, "an older meetbot")

	// While it looks again and again, it goes on to say what it waits for.
	s.Patience(4 * time.Second)
	var said atomic.Int64
	s.OnWait(func(what string) {
		if strings.Contains(what, "an older meetbot") {
			said.Add(1)
		}
	})
	_, err = s.Migrate(t.Context())
	require.ErrorContains(t, err, "an older meetbot")
	require.Greater(t, said.Load(), int64(100), "it looks for three seconds, and says so every 10 ms")

	// What PgBouncer keeps of it is not taken for it for long.
	stop()
	<-gone
	s.Patience(time.Minute)
	_, err = s.Migrate(t.Context())
	require.NoError(t, err)
}

func TestASQLiteFileThatAProgramServesIsNotTakenBeyondStars(t *testing.T) {
	address := sqliteAddress(t)
	serving := open(t, address)
	s := atLastStarred(t, address)
	require.NoError(t, serving.Exclusive())
	_, err := s.Migrate(t.Context())
	require.ErrorContains(t, err, "another process serves")
	require.NoError(t, serving.Close())
	_, err = s.Migrate(t.Context())
	require.NoError(t, err)
}

// TestAProgramWithStarsDoesNotStartOnANewerSchema: it reads the steps by a star, and has no place for a further column.
func TestAProgramWithStarsDoesNotStartOnANewerSchema(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s, ctx := atLastStarred(t, address), t.Context()
		require.NoError(t, store.StartWithStars(ctx, s))
		_, err := s.Migrate(ctx)
		require.NoError(t, err)
		require.ErrorContains(t, store.StartWithStars(ctx, s), "needs_newer_meetbot")
		for back := newer; back > store.LastStarred; {
			step, err := s.Rollback(ctx)
			require.NoError(t, err)
			require.Equal(t, back, step.Name)
			steps, err := s.Steps(ctx)
			require.NoError(t, err)
			last, _ := steps.Newest()
			back = last.Name
		}
		require.NoError(t, store.StartWithStars(ctx, s))
	})
}

// TestAProgramWithStarsThatStartsMeanwhileIsBarred: it was not there yet when we looked who is, and comes before we are done.
func TestAProgramWithStarsThatStartsMeanwhileIsBarred(t *testing.T) {
	direct := pgtest.Database(t)
	s, db := atLastStarred(t, direct), raw(t, direct+"&application_name=psql")
	tx, err := db.BeginTx(t.Context(), nil)
	require.NoError(t, err)
	_, err = tx.ExecContext(t.Context(), "LOCK TABLE posting IN ROW EXCLUSIVE MODE") // the step waits for it
	require.NoError(t, err)
	_, done := migrating(t, s)
	waiting := func(table string) bool {
		return len(ask(t, db, "SELECT '' FROM pg_locks WHERE NOT granted AND relation = '"+table+"'::regclass")) > 0
	}
	require.Eventually(t, func() bool { return waiting("posting") }, 10*time.Second, time.Millisecond)
	late := open(t, direct)
	started := make(chan error, 1)
	go func() { started <- store.StartWithStars(context.Background(), late) }()
	require.Eventually(t, func() bool { return len(started) > 0 || waiting("bun_migrations") }, 10*time.Second, time.Millisecond)
	require.NoError(t, tx.Rollback())
	require.NoError(t, <-done)
	require.ErrorContains(t, <-started, "needs_newer_meetbot")
}
