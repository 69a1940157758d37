package store

import (
	"context"
	"database/sql"
	"strings"

	"github.com/jackc/pgx/v5"

	"meetbot/core"
)

// A runner is the database or a transaction, beneath bun.
type runner interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// run sends a statement whose text is always the same, as find asks a question, and returns how many rows it has changed.
func (s *Store) run(ctx context.Context, db runner, statement string, args ...any) (int, error) {
	if s.told != nil {
		s.told(statement, args)
	}
	statement, args = s.prepared(statement, args)
	res, err := db.ExecContext(ctx, statement, args...)
	if err != nil {
		return 0, err
	}
	n, err := res.RowsAffected()
	return int(n), err
}

// prepared returns a statement as the database at hand has it prepared, and its arguments as they are stored. What has none
// is not worth it.
func (s *Store) prepared(statement string, args []any) (string, []any) {
	if len(args) == 0 {
		return statement, args
	}
	all := make([]any, 0, len(args)+1)
	if s.postgres() {
		statement, all = numbered(statement), append(all, s.mode())
	}
	for _, a := range args {
		if text, ok := a.(string); ok {
			a = core.Stored(text)
		}
		all = append(all, a)
	}
	return statement, all
}

// mode is how pgx sends a statement with arguments: prepared under a name, which belongs to the session of the connection, or
// where a pooler stands between, each time anew.
func (s *Store) mode() pgx.QueryExecMode {
	if s.between.Load() {
		return pgx.QueryExecModeExec
	}
	return pgx.QueryExecModeCacheStatement
}

// listing writes something so many times.
func listing(n int, row string) string { return row + strings.Repeat(", "+row, n-1) }
