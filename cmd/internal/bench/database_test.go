package bench_test

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/stretchr/testify/require"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	_ "modernc.org/sqlite"

	"meetbot/core/store/pgtest"
)

// A maker makes empty databases of one kind, which keep what was committed through a loss of power.
type maker func(name string) database

// A database is one by the address that the program knows it by.
type database struct {
	kind    string
	address string
}

// makers returns how databases of either kind are made.
func makers(t testing.TB) map[string]maker {
	cluster := pgtest.Own(t)
	dir := t.TempDir()
	return map[string]maker{
		sqlite: func(name string) database { return database{sqlite, "sqlite:" + filepath.Join(dir, name+".db")} },
		postgres: func(name string) database {
			conn, err := pgx.Connect(context.Background(), cluster.Address())
			require.NoError(t, err)
			defer conn.Close(context.Background())
			_, err = conn.Exec(context.Background(), "CREATE DATABASE "+name)
			require.NoError(t, err)
			u, err := url.Parse(cluster.Address())
			require.NoError(t, err)
			u.Path = "/" + name
			return database{postgres, u.String()}
		},
	}
}

// raw opens a database without the program's store, as that has it: one writer on SQLite, and its settings.
func (d database) raw(t testing.TB) *sql.DB {
	var db *sql.DB
	if file, ok := strings.CutPrefix(d.address, "sqlite:"); ok {
		opened, err := sql.Open("sqlite", "file:"+file+"?_txlock=immediate&_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
		require.NoError(t, err)
		opened.SetMaxOpenConns(1)
		db = opened
	} else {
		config, err := pgx.ParseConfig(d.address)
		require.NoError(t, err)
		db = stdlib.OpenDB(*config)
		db.SetMaxOpenConns(connections)
		db.SetMaxIdleConns(connections)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// reader opens a database for bun as the bare pages use it: eight connections that read on SQLite.
func (d database) reader(t testing.TB) *bun.DB {
	db := d.raw(t)
	if d.kind == sqlite {
		db.SetMaxOpenConns(8)
		db.SetMaxIdleConns(8)
		return bun.NewDB(db, sqlitedialect.New())
	}
	config, err := pgx.ParseConfig(d.address)
	require.NoError(t, err)
	config.DefaultQueryExecMode = pgx.QueryExecModeSimpleProtocol // bun writes arguments into the text
	simple := stdlib.OpenDB(*config)
	simple.SetMaxOpenConns(connections)
	simple.SetMaxIdleConns(connections)
	t.Cleanup(func() { simple.Close() })
	return bun.NewDB(simple, pgdialect.New())
}

// exec runs a statement, which has to go well.
func (d database) exec(t testing.TB, db *sql.DB, statement string, args ...any) {
	_, err := db.Exec(statement, args...)
	require.NoError(t, err, fmt.Sprintf("%.500s", statement))
}
