package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
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

// besideIsGone tells whether only files beside a SQLite database are gone: the last connection to close puts everything into
// the database itself. Of one that is gone itself, the connections are all that is left.
func (s *Store) besideIsGone(err error) bool {
	var gone *movedError
	return errors.As(err, &gone) && gone.file != s.file
}

// reopen closes the connections that nobody is using.
func reopen(db *sql.DB) {
	db.SetMaxIdleConns(0)
	db.SetMaxIdleConns(db.Stats().MaxOpenConnections)
}

func (s *Store) check(ctx context.Context, name string, now time.Time) error {
	for _, look := range []func(context.Context) error{s.checkFiles, s.checkSession, s.checkTables, s.checkSteps, s.checkRoom} {
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
	var reading string
	var standby bool
	err = conn.QueryRowContext(ctx, "SELECT current_setting('transaction_read_only'), pg_is_in_recovery()").Scan(&reading, &standby)
	if err != nil {
		return fmt.Errorf("read the session's settings: %w", err)
	}
	if reading == "on" || standby {
		t := readOnly
		t.Err = fmt.Errorf("transaction_read_only is %s, pg_is_in_recovery %v", reading, standby)
		return &t
	}
	return nil
}

// conforming goes by what PostgreSQL has told the driver: with the setting off the driver asks nothing more.
func conforming(conn any) error {
	c, ok := conn.(*stdlib.Conn)
	if ok && c.Conn().PgConn().ParameterStatus("standard_conforming_strings") != "on" {
		t := quoting
		return &t
	}
	return nil
}

// models are the tables with the columns that we name.
var models = []any{
	(*meetingRow)(nil), (*hostRow)(nil), (*postingRow)(nil), (*announcementRow)(nil), (*personRow)(nil), (*identityRow)(nil),
	(*ticketRow)(nil), (*sessionRow)(nil), (*requestRow)(nil), (*settingRow)(nil),
}

// bare are those that have no row of ours: their columns, and which of them is the key.
var bare = map[string]struct{ columns, key string }{
	"workspace": {"platform, id, last_number", "platform, id"},
	"lease":     {"name, holder, until", "name"},
}

// checkTables has each table take, change and give up no row, in every column that we name: so that it shows whether we
// may do so, whether the key is there that decides who comes first, and whether somebody's lock keeps us from it.
func (s *Store) checkTables(ctx context.Context) error {
	for _, m := range models {
		t := s.db.Table(reflect.TypeOf(m).Elem())
		if err := s.checkTable(ctx, string(t.SQLName), columnNames(t.Fields), columnNames(t.PKs)); err != nil {
			return err
		}
	}
	for table, t := range bare {
		if err := s.checkTable(ctx, table, t.columns, t.key); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) checkTable(ctx context.Context, table, columns, key string) error {
	first, _, _ := strings.Cut(key, ",")
	_, err := s.db.ExecContext(ctx, "INSERT INTO "+table+" ("+columns+") SELECT "+columns+" FROM "+table+" WHERE 1 = 0 ON CONFLICT ("+key+
		") DO UPDATE SET "+first+" = excluded."+first)
	if err != nil {
		return fmt.Errorf("write into %s: %w", table, err)
	}
	if _, err := s.db.ExecContext(ctx, "DELETE FROM "+table+" WHERE 1 = 0"); err != nil {
		return fmt.Errorf("delete from %s: %w", table, err)
	}
	return nil
}

// checkSteps looks for steps of the schema that were taken back meanwhile. It takes no lock, and changes nothing; steps of
// a newer program do not disturb this one.
func (s *Store) checkSteps(ctx context.Context) error {
	steps, err := s.schema(ctx, s.read)
	if err != nil {
		return err
	}
	if missing := steps.Missing(); len(missing) > 0 {
		t := foreign
		t.Err = fmt.Errorf("steps are missing: %s", missing)
		return &t
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
