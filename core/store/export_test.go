package store

import (
	"context"
	"io/fs"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/migrate"
)

// WatchAll has a hook see every statement that the store sends, with its arguments in it.
func (s *Store) WatchAll(hook bun.QueryHook) {
	s.Watch(func(statement string, args []any) {
		if len(args) > 0 {
			statement = s.db.QueryGen().FormatQuery(statement, args...)
		}
		hook.AfterQuery(context.Background(), &bun.QueryEvent{Query: statement})
	})
}

// Numbered writes the places of arguments as PostgreSQL does.
func Numbered(statement string) string { return numbered(statement) }

// Do runs a statement that the store itself has no use for.
func (s *Store) Do(statement string) error {
	_, err := s.db.Exec(statement)
	return err
}

// Names returns what a statement finds, one string a row.
func (s *Store) Names(statement string) (names []string, err error) {
	err = s.db.NewRaw(statement).Scan(context.Background(), &names)
	return names, err
}

// Details returns the last column of what a statement finds, one a row.
func (s *Store) Details(statement string) (out []string, err error) {
	rows, err := s.db.Query(statement)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			return nil, err
		}
		out = append(out, detail)
	}
	return out, rows.Err()
}

// Know has the store know other steps than the program has.
func (s *Store) Know(files fs.FS) { s.sources = files }

// Patience bounds how long the store waits with a change of the schema.
func (s *Store) Patience(limit time.Duration) {
	s.patience = patience{limit: limit, tell: 10 * time.Millisecond, again: 10 * time.Millisecond, watch: usualPatience.watch}
}

// SchemaLock is the key under which the schema is changed.
const SchemaLock int64 = schemaLock

// LastStarred is the last step that programs with star columns know.
const LastStarred = lastStarred

// StartWithStars does with the schema what a program with star columns did at its start.
func StartWithStars(ctx context.Context, s *Store) error {
	m := migrate.NewMigrator(s.db, migrate.NewMigrations())
	if err := m.Init(ctx); err != nil {
		return err
	}
	_, err := m.MigrationsWithStatus(ctx)
	return err
}
