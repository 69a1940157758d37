package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"meetbot/core"
)

func (s *Store) postgres() bool { return s.db.Dialect().Name() == dialect.PG }

// forUpdate locks rows that are about to be claimed and passes over those that another process is claiming. SQLite has
// one writer at a time, and needs none of it.
func (s *Store) forUpdate() string {
	if s.postgres() {
		return " FOR UPDATE SKIP LOCKED"
	}
	return ""
}

// hasTable tells whether the database has that table. It looks where PostgreSQL keeps them: to_regclass may answer from
// what a connection remembers of before somebody else's migration.
func (s *Store) hasTable(ctx context.Context, db bun.IDB, name string) (there bool, err error) {
	ask := "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?)"
	if s.postgres() {
		ask = "SELECT EXISTS (SELECT FROM pg_class WHERE relname = ? AND pg_table_is_visible(oid))"
	}
	err = db.NewRaw(ask, name).Scan(ctx, &there)
	return there, err
}

// hasColumn tells whether a table has that column.
func (s *Store) hasColumn(ctx context.Context, db bun.IDB, table, name string) (there bool, err error) {
	ask := "SELECT EXISTS (SELECT 1 FROM pragma_table_info(?) WHERE name = ?)"
	if s.postgres() {
		ask = "SELECT EXISTS (SELECT FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid " +
			"WHERE c.relname = ? AND pg_table_is_visible(c.oid) AND a.attname = ? AND NOT a.attisdropped)"
	}
	err = db.NewRaw(ask, table, name).Scan(ctx, &there)
	return there, err
}

// notFound turns the absence of a row into the refusal that core knows.
func notFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return &core.Error{Code: core.NotFound}
	}
	return err
}

// conflict tells whether two transactions got in each other's way, so that trying again helps.
func conflict(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "40001" || pg.Code == "40P01" || pg.Code == "23505"
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		code := lite.Code() & 0xff
		return code == sqlite3.SQLITE_BUSY || code == sqlite3.SQLITE_LOCKED || lite.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE
	}
	return errors.Is(err, errStale)
}

// errStale says that a row changed between reading and writing it.
var errStale = errors.New("changed meanwhile")
