package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/jackc/pgx/v5/stdlib"
)

// Check tells whether the database does what is asked of it: its schema is the one we know, its file is the one that was
// opened, and a small write under the given name is kept. Its error is a *Trouble. It opens the database anew then, as far as
// that helps and nobody is using it: so that what was set right again counts.
func (s *Store) Check(ctx context.Context, name string, now time.Time) error {
	err := s.check(ctx, name, now)
	if err == nil {
		return nil
	}
	if s.identity != nil && Diagnose(err).What == damaged.What {
		// What is stored now may stand behind what nobody can read, and be gone at the next start.
		s.identity.spoil(err)
	}
	if s.postgres() || s.besideIsGone(err) {
		reopen(s.read.DB)
		reopen(s.db.DB)
	}
	if ctx.Err() != nil {
		// The driver may have its own words for it that the time is over.
		t := silent
		t.Err = err
		return &t
	}
	return Diagnose(err)
}

// Rehearse tells whether the database does what is asked of it, like Check, and keeps nothing: what it writes is taken back. Its
// error is a *Trouble.
func (s *Store) Rehearse(ctx context.Context, name string) error {
	err := s.checkSession(ctx)
	if err == nil {
		err = s.checkTables(ctx, name)
	}
	if err != nil {
		return Diagnose(err)
	}
	return nil
}

// besideIsGone tells whether only files beside a SQLite database are gone: the last connection to close puts everything into
// the database itself. Of one that is gone itself, the connections are all that is left.
func (s *Store) besideIsGone(err error) bool {
	var gone *movedError
	return errors.As(err, &gone) && gone.file != s.file && gone.how != overwritten
}

// reopen closes the connections that nobody is using.
func reopen(db *sql.DB) {
	db.SetMaxIdleConns(0)
	db.SetMaxIdleConns(db.Stats().MaxOpenConnections)
}

func (s *Store) check(ctx context.Context, name string, now time.Time) error {
	tables := func(ctx context.Context) error { return s.checkTables(ctx, name) }
	for _, look := range []func(context.Context) error{s.checkFiles, s.checkSession, tables, s.checkSteps, s.checkRoom} {
		if err := look(ctx); err != nil {
			return err
		}
	}
	_, err := s.Hold(ctx, name, name, now, now.Add(time.Minute))
	return err
}

func (s *Store) checkFiles(context.Context) error {
	if s.identity == nil {
		return nil
	}
	return s.identity.check()
}

// checkSession looks for settings of PostgreSQL with which writing fails, or text is misread: backslashes would count.
func (s *Store) checkSession(ctx context.Context) error {
	if !s.postgres() {
		return nil
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("take a connection: %w", err)
	}
	defer conn.Close()
	if err := conn.Raw(conforming); err != nil {
		return err
	}
	var reading, role string
	var standby bool
	err = conn.QueryRowContext(ctx, "SELECT current_setting('transaction_read_only'), pg_is_in_recovery(), current_setting('session_replication_role')").Scan(&reading, &standby, &role)
	if err != nil {
		return fmt.Errorf("read the session's settings: %w", err)
	}
	if role != "origin" {
		t := foreign
		t.Err = fmt.Errorf("session_replication_role is %s, with which nothing follows from a deletion", role)
		return &t
	}
	if reading == "on" || standby {
		t := readOnly
		t.Err = fmt.Errorf("transaction_read_only is %s, pg_is_in_recovery %v", reading, standby)
		return &t
	}
	return nil
}

// conforming goes by what PostgreSQL has told the driver: with strings that are not standard the driver asks nothing more.
func conforming(conn any) error {
	c, ok := conn.(*stdlib.Conn)
	if !ok {
		return nil
	}
	is := c.Conn().PgConn().ParameterStatus
	var t Trouble
	switch {
	case is("standard_conforming_strings") != "on":
		t = quoting
	case is("server_encoding") != "UTF8", is("client_encoding") != "UTF8":
		t = spelling
		t.Err = fmt.Errorf("server_encoding is %s, client_encoding %s", is("server_encoding"), is("client_encoding"))
	default:
		return nil
	}
	return &t
}

// checkTables looks whether the tables are those that the steps make, and take rows as they did.
func (s *Store) checkTables(ctx context.Context, name string) error {
	tables, err := s.tables(ctx)
	if err != nil {
		return fmt.Errorf("take the steps for comparison: %w", err)
	}
	if err := s.checkShape(ctx, tables); err != nil {
		return err
	}
	return s.rehearse(ctx, tables, name)
}

// checkSteps looks for steps of the schema that were taken back meanwhile. It takes no lock, and changes nothing; steps of
// a newer program do not disturb this one.
func (s *Store) checkSteps(ctx context.Context) error {
	steps, err := s.schema(ctx, s.read)
	if err != nil {
		return err
	}
	if missing := steps.Missing(); len(missing) > 0 {
		return changed("steps are missing: %s", missing)
	}
	return nil
}

// room is how much must fit on the disk of a SQLite database: more than any one transaction takes. A write as small as
// ours may still find room within the files that are there.
const room = 256 << 10

// checkRoom writes a file beside the database, and takes it away.
func (s *Store) checkRoom(context.Context) error {
	if s.file == "" {
		return nil
	}
	f, err := os.OpenFile(s.file+".room", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("make a file beside the database: %w", err)
	}
	_, err = f.Write(make([]byte, room))
	err = errors.Join(err, f.Close(), os.Remove(f.Name()))
	if err != nil {
		return fmt.Errorf("write a file beside the database: %w", err)
	}
	return nil
}
