// Package store keeps meetings, announcements, people and sessions in SQLite or PostgreSQL. It knows SQL and nothing of
// the domain's rules: those run inside the functions it is given. Which database it is is settled in Open; what has to
// differ afterwards stands in dialect.go.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"modernc.org/sqlite"

	"meetbot/core"
	"meetbot/core/joint"
	"meetbot/migrations"
)

// A Store implements core.Store on a database.
type Store struct {
	db   *bun.DB
	read *bun.DB // for what reads alone; the same as db on PostgreSQL
	file string  // the SQLite file; empty on PostgreSQL
	lock *fileLock

	writer *joint.Joint[*turn] // of SQLite

	identity *identity    // of the SQLite file; nil on PostgreSQL
	between  *atomic.Bool // a pooler stands between us and PostgreSQL
	sources  fs.FS        // the steps of the schema
	shape    shape        // that they make
	patience patience
	onWait   func(what string)
	told     func(question string, args []any)
}

var _ core.Store = (*Store)(nil)

// Open opens the database at address: "sqlite:FILE", or a postgres:// URL. Nothing is created in it: see Migrate. Its
// errors name no password.
func Open(ctx context.Context, address string) (*Store, error) {
	s, err := open(address)
	if err != nil {
		return nil, err
	}
	s.sources, s.patience = migrations.Files, usualPatience
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	if err := s.answers(ctx); err != nil {
		_ = s.Close()
		if s.file != "" {
			return nil, fmt.Errorf("the database file %s cannot be used: %w", absolute(s.file), err)
		}
		if cut(err) {
			return nil, fmt.Errorf("the database gives no connection (%w): see that it, or the pooler before it, runs, can be reached from here and has a connection to spare", hideAddress(err, address))
		}
		return nil, fmt.Errorf("the database cannot be used: %w", hideAddress(err, address))
	}
	return s, nil
}

// answers tells whether the database can be used. What a process that died has left in SQLite's log goes into the file, so
// that it is known from the start on how far that is.
func (s *Store) answers(ctx context.Context) error {
	if s.file == "" {
		conn, err := s.db.Conn(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		if err := conn.Raw(conforming); err != nil {
			return fmt.Errorf("%w. %s", err, Diagnose(err).Remedy)
		}
		return conn.PingContext(ctx)
	}
	_, err := s.db.ExecContext(ctx, "PRAGMA wal_checkpoint(PASSIVE)")
	return err
}

func open(address string) (*Store, error) {
	switch scheme, rest, _ := strings.Cut(address, ":"); scheme {
	case "sqlite":
		return openSQLite(rest)
	case "postgres", "postgresql":
		return openPostgres(address)
	default:
		return nil, fmt.Errorf("database address has neither the scheme sqlite nor postgres")
	}
}

// sqliteSettings keep what was committed through a loss of power, and let readers go on while one writes.
var sqliteSettings = url.Values{
	"_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)"},
	"_txlock": {"immediate"},
}

func openSQLite(file string) (*Store, error) {
	if err := usable(file); err != nil {
		return nil, err
	}
	if err := create(file); err != nil {
		return nil, err
	}
	connector, err := sqlite.NewConnector("file:" + (&url.URL{Path: file}).EscapedPath() + "?" + sqliteSettings.Encode())
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", file, err)
	}
	files := &identity{file: file}
	write, read := sql.OpenDB(&guard{connector, files}), sql.OpenDB(&guard{connector, files})
	// SQLite has one writer at a time. Waiting for the one connection is fair and prompt, unlike asking again and again.
	write.SetMaxOpenConns(1)
	read.SetMaxOpenConns(8)
	read.SetMaxIdleConns(8)
	s := &Store{db: bun.NewDB(write, plain{sqlitedialect.New()}), read: bun.NewDB(read, plain{sqlitedialect.New()}), file: file, identity: files}
	s.writer = joint.New(s.together)
	return s, nil
}

// hideAddress keeps the password out of an error of the driver.
func hideAddress(err error, address string) error {
	text := strings.ReplaceAll(err.Error(), address, "(address)")
	if u, perr := url.Parse(address); perr == nil && u.User != nil {
		if secret, ok := u.User.Password(); ok && secret != "" {
			text = strings.ReplaceAll(text, secret, "xxxxx")
		}
	}
	return fmt.Errorf("%s", text)
}

// Close closes the database.
func (s *Store) Close() error {
	defer s.lock.release()
	return errors.Join(s.read.Close(), s.db.Close())
}

// Now returns the time that the database has. It is for PostgreSQL, whose clock several processes can go by.
func (s *Store) Now(ctx context.Context) (time.Time, error) {
	return databaseTime(ctx, s.db)
}

func databaseTime(ctx context.Context, db bun.IDB) (time.Time, error) {
	var now int64
	err := db.NewRaw(`SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::BIGINT`).Scan(ctx, &now)
	return instant(now), err
}

// Exclusive claims a SQLite database for this process until Close: a second one would send everything twice. It does
// nothing on PostgreSQL, which several processes may share.
func (s *Store) Exclusive() error {
	if s.file == "" {
		return nil
	}
	lock, err := lockFile(s.file + ".lock")
	if err != nil {
		return fmt.Errorf("another process already serves %s: stop it, or give each its own database", s.file)
	}
	s.lock = lock
	return nil
}

// Shared tells whether several processes may serve this database.
func (s *Store) Shared() bool { return s.file == "" }
