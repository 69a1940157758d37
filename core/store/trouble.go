package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"io/fs"
	"net"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// A Trouble is what is wrong with the database, in words that anybody may read: they hold no name, address or secret.
// Err has the particulars, for the log.
type Trouble struct {
	What   string
	Remedy string
	Err    error
}

// Error implements error.
func (t *Trouble) Error() string { return t.What }

// Unwrap returns the particulars.
func (t *Trouble) Unwrap() error { return t.Err }

// What is wrong, and what helps.
var (
	silent   = Trouble{What: "does not answer", Remedy: "See that the database runs, can be reached from here, and is not locked by another program."}
	moved    = Trouble{What: "the database file was deleted, moved or replaced, and nothing more is stored", Remedy: "Move the file back, or stop meetbot, bring the file back from a backup, and start meetbot again."}
	written  = Trouble{What: "another program has written into the database's files, and nothing more is stored", Remedy: "Stop meetbot, take the files ending in -wal and -shm away, bring the database file back from a backup, and start meetbot again."}
	full     = Trouble{What: "the disk is full", Remedy: "Make room on the disk of the database."}
	broken   = Trouble{What: "the disk cannot be read or written", Remedy: "See what the system's log says of the disk of the database."}
	damaged  = Trouble{What: "the database file is damaged, or none", Remedy: "Stop meetbot and bring the file back from a backup."}
	readOnly = Trouble{What: "the database is read-only", Remedy: "Let meetbot's account write: give it the primary rather than a standby, look at default_transaction_read_only, or at the rights of the file."}
	foreign  = Trouble{What: "the schema is not the one that this meetbot knows", Remedy: "Run meetbot migrate up, or restore what was changed by hand."}
	forbids  = Trouble{What: "the database forbids what meetbot has to do", Remedy: "Give meetbot's account the rights to read and write all its tables."}
	signIn   = Trouble{What: "the database does not let meetbot in", Remedy: "Look at the user, the password and the name of the database in database.url."}
	crowded  = Trouble{What: "the database takes no more connections", Remedy: "Raise max_connections, or close what else is connected."}
	stopping = Trouble{What: "the database is stopping or starting", Remedy: "Wait, or start the database."}
	quoting  = Trouble{What: "standard_conforming_strings is off", Remedy: "Set standard_conforming_strings to on for meetbot's database and account: with it off, text would be misread."}
	spelling = Trouble{What: "the database's encoding is not UTF8", Remedy: "Make a database for meetbot with: CREATE DATABASE meetbot ENCODING 'UTF8' TEMPLATE template0. In another encoding most names and titles cannot be stored."}
	unknown  = Trouble{What: "does not work", Remedy: "See the error beside this."}
)

// Diagnose says what an error of the database means, in words that anybody may read. It returns nil for nil, and what is
// a Trouble already as it is.
func Diagnose(err error) *Trouble {
	if err == nil {
		return nil
	}
	var known *Trouble
	if errors.As(err, &known) {
		return known
	}
	t := kind(err)
	t.Err = err
	return &t
}

func kind(err error) Trouble {
	var gone *movedError
	var lite *sqlite.Error
	var pg *pgconn.PgError
	var network net.Error
	switch {
	case errors.As(err, &gone) && gone.how == overwritten:
		return written
	case errors.As(err, &gone):
		return moved
	case errors.As(err, &lite):
		return ofSQLite(lite.Code())
	case errors.As(err, &pg):
		return ofPostgres(pg.Code)
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return full
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return readOnly
	case errors.As(err, &network), errors.As(err, new(*pgconn.ConnectError)), pgconn.SafeToRetry(err), cut(err):
		return silent
	default:
		return unknown
	}
}

// cut tells whether an answer did not come, or came in part.
func cut(err error) bool {
	for _, e := range []error{context.DeadlineExceeded, context.Canceled, io.EOF, io.ErrUnexpectedEOF, driver.ErrBadConn, sql.ErrConnDone} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

func ofSQLite(code int) Trouble {
	switch code & 0xff {
	case sqlite3.SQLITE_FULL:
		return full
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN:
		return broken
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		if code == sqlite3.SQLITE_READONLY_DBMOVED {
			return moved
		}
		return readOnly
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return damaged
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_INTERRUPT:
		return silent
	case sqlite3.SQLITE_ERROR, sqlite3.SQLITE_SCHEMA, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH:
		return foreign
	default:
		return unknown
	}
}

// ofPostgres goes by PostgreSQL's table of error codes (Appendix A of its manual).
func ofPostgres(code string) Trouble {
	switch code {
	case "25006":
		return readOnly
	case "53100":
		return full
	case "53300":
		return crowded
	case "57P01", "57P02", "57P03", "57P05":
		return stopping
	case "57014":
		return silent
	case "42501":
		return forbids
	case "3D000", "3F000":
		return signIn
	}
	switch code[:min(2, len(code))] {
	case "28":
		return signIn
	case "0A", "23", "42", "P0": // 0A: a rule refuses what we write; 23: a condition; P0: a trigger
		return foreign
	case "58":
		return broken
	case "XX":
		return damaged
	default:
		return unknown
	}
}
