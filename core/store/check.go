package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/jackc/pgx/v5/stdlib"
)

// Check tells whether the database does what is asked of it: its schema is the one we know, its file is the one that was
// opened, and a small write under the given name is kept. Its error is a *Trouble. Where the files beside a SQLite database
// are gone, it puts everything into the database itself and opens that anew, so that the next Check may be well.
func (s *Store) Check(ctx context.Context, name string, now time.Time) error {
	for _, look := range []func(context.Context) error{s.checkFiles, s.checkSession, s.checkTables, s.checkSteps, s.checkRoom} {
		if err := look(ctx); err != nil {
			return trouble(ctx, err)
		}
	}
	if _, err := s.Hold(ctx, name, name, now, now.Add(time.Minute)); err != nil {
		return trouble(ctx, err)
	}
	return nil
}

// trouble says what an error of a call means. A driver may put its own words to it that the time is over.
func trouble(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		t := silent
		t.Err = err
		return &t
	}
	return Diagnose(err)
}

func (s *Store) checkFiles(context.Context) error {
	if s.files == nil {
		return nil
	}
	err := s.files.check()
	var gone *movedError
	if errors.As(err, &gone) && gone.file != s.file {
		s.reopen()
	}
	return err
}

// reopen closes the connections that nobody uses. The last one to close puts everything into the database file.
func (s *Store) reopen() {
	s.read.SetMaxIdleConns(0)
	s.db.SetMaxIdleConns(0)
	s.read.SetMaxIdleConns(readers)
	s.db.SetMaxIdleConns(1)
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

// bare are those that have no row of ours.
var bare = map[string]string{"workspace": "platform, id, last_number", "lease": "name, holder, until"}

// checkTables reads each column that we name, of no row.
func (s *Store) checkTables(ctx context.Context) error {
	for _, m := range models {
		if _, err := s.read.NewSelect().Model(m).Where("1 = 0").Exec(ctx); err != nil {
			return fmt.Errorf("read %T: %w", m, err)
		}
	}
	for table, columns := range bare {
		if _, err := s.read.ExecContext(ctx, "SELECT "+columns+" FROM "+table+" WHERE 1 = 0"); err != nil {
			return fmt.Errorf("read %s: %w", table, err)
		}
	}
	return nil
}

// checkSteps looks for steps of the schema that were taken back meanwhile. It takes no lock, and changes nothing; steps of
// a newer program do not disturb this one.
func (s *Store) checkSteps(ctx context.Context) error {
	steps, err := s.Steps(ctx)
	if err != nil {
		return err
	}
	if missing := steps.Missing(); len(missing) > 0 {
		t := schema
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
