package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/uptrace/bun"
)

// lastStarred is the last step that a program knows which asks for all columns by a star. On a newer schema such a
// program goes on, takes what is to be announced and then cannot read it: what it takes is never said. From the next step
// on every step is one beside which the program before it goes on.
const lastStarred = "20261125000002"

// leavesStarred tells whether what is missing takes a schema that is in use beyond what programs with stars know.
func (s Schema) leavesStarred() bool {
	newest, there := s.Newest()
	return there && newest.Name <= lastStarred && s[len(s)-1].Name > lastStarred
}

// barStarred keeps programs with stars from starting on a schema that they do not know, as every later program keeps
// itself from it: they read the table of steps by a star, too, and fail on a column that they have no place for. They
// print its name.
func (s *Store) barStarred(ctx context.Context, tx bun.Tx) error {
	var beyond bool
	if err := tx.NewRaw("SELECT COUNT(*) > 0 FROM "+stepsTable+" WHERE name > ?", lastStarred).Scan(ctx, &beyond); err != nil {
		return fmt.Errorf("read the steps of the schema: %w", err)
	}
	barred, err := s.hasColumn(ctx, tx, stepsTable, "needs_newer_meetbot")
	if err != nil || barred == beyond {
		return err
	}
	change := "ADD COLUMN needs_newer_meetbot BOOLEAN"
	if barred {
		change = "DROP COLUMN needs_newer_meetbot"
	}
	if _, err := tx.ExecContext(ctx, "ALTER TABLE "+stepsTable+" "+change); err != nil {
		return fmt.Errorf("bar older programs: %w", err)
	}
	return nil
}

// nameless finds connections that may be of programs with stars: those without the sign that ours carry, whoever's they are
// and however they are called, for an operator may name a program anything. Rather ask once too often than lose an
// announcement. What people connect with for a look has names of its own. Everybody sees these columns of everybody's
// connections, whatever else is hidden. Processes of the server itself have no user.
const nameless = `SELECT pid FROM pg_stat_activity
	WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename IS NOT NULL
	AND COALESCE(backend_type, 'client backend') = 'client backend'
	AND application_name !~ '[(]meetbot[)]'
	AND application_name !~* '^(psql|pgcli|pg_dump|pg_dumpall|pg_restore|pg_basebackup|pgadmin.*|dbeaver.*|datagrip.*)( |$)'
	AND (NOT ? OR state IS DISTINCT FROM 'idle' OR state_change > clock_timestamp() - INTERVAL '30 seconds')
	ORDER BY pid`

// noneStarred is a hindrance while a program with stars goes on, where the schema is about to leave it behind. Who starts
// from here on waits until we are done, and then finds themselves barred: each reads the table of steps first.
func (s *Store) noneStarred(ctx context.Context, tx bun.Tx, steps Schema, pooled bool) error {
	if !s.postgres() || !steps.leavesStarred() {
		return nil
	}
	if _, err := tx.ExecContext(ctx, "LOCK TABLE "+stepsTable+" IN ACCESS EXCLUSIVE MODE"); err != nil {
		return fmt.Errorf("lock the steps of the schema: %w", err)
	}
	return s.noneNameless(ctx, tx, pooled)
}

// noneNameless is a hindrance while there is such a connection. A pooler lends the same connection to old and new in
// turn, and keeps it for minutes after whom it was for is gone. So behind one we keep ours for a while and look what the
// others get: a program with stars asks every second. What was idle for half a minute belongs to nobody, or to somebody
// who was frozen that long.
func (s *Store) noneNameless(ctx context.Context, tx bun.Tx, pooled bool) error {
	if pooled {
		if err := sleep(ctx, s.patience.watch); err != nil {
			return err
		}
	}
	var pids []string
	if err := tx.NewRaw(nameless, pooled).Scan(ctx, &pids); err != nil {
		return fmt.Errorf("look for older processes: %w", err)
	}
	if len(pids) == 0 {
		return nil
	}
	return &hindrance{
		"an older meetbot, which cannot go on beside the new schema, is still connected (see pg_stat_activity, pid " + strings.Join(pids, ", ") + ")",
		"stop it, and try again; if it is something else, end that connection until the schema is changed",
	}
}

// pooled tells whether a pooler stands between.
func (s *Store) pooled(ctx context.Context, end time.Time) (bool, error) {
	if !s.postgres() {
		return false, nil
	}
	ctx, cancel := context.WithDeadline(ctx, end)
	defer cancel()
	if err := s.db.PingContext(ctx); err != nil { // which makes a connection where there is none
		return false, fmt.Errorf("connect: %w", err)
	}
	return s.between.Load(), nil
}
