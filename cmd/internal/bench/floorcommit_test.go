package bench_test

import (
	"context"
	"database/sql"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

// A ledger stores four rows for each command, as a command needs at least: its request, the meeting, where it is
// posted, and what is to be said.
type ledger struct {
	db   *sql.DB
	rows []*sql.Stmt // each takes a key
	all  *sql.Stmt   // stores all of them in one round trip; nil on SQLite, where nothing travels
}

var ledgerTables = []string{"ledger_request", "ledger_meeting", "ledger_posting", "ledger_announcement"}

// newLedger makes the tables, with columns of about the size that the program's own rows have.
func newLedger(t testing.TB, d database) *ledger {
	l := &ledger{db: d.raw(t)}
	var inserts []string
	for _, table := range ledgerTables {
		d.exec(t, l.db, "CREATE TABLE "+table+" (id TEXT PRIMARY KEY, at BIGINT NOT NULL, words TEXT NOT NULL)")
		insert := "INSERT INTO " + table + " VALUES ($1, 1795446000000000, '" + filler(120) + "')"
		l.rows = append(l.rows, prepare(t, l.db, insert))
		inserts = append(inserts, insert)
	}
	if d.kind == postgres {
		l.all = prepare(t, l.db, fmt.Sprintf("WITH a AS (%s), b AS (%s), c AS (%s) %s", inserts[0], inserts[1], inserts[2], inserts[3]))
	}
	return l
}

func prepare(t testing.TB, db *sql.DB, text string) *sql.Stmt {
	s, err := db.Prepare(text)
	require.NoError(t, err)
	t.Cleanup(func() { s.Close() })
	return s
}

// commit stores the rows of some keys in one transaction.
func (l *ledger) commit(keys []string) error {
	tx, err := l.db.Begin()
	if err != nil {
		return err
	}
	for _, key := range keys {
		for _, s := range l.rows {
			if _, err := tx.Stmt(s).Exec(key); err != nil { //nolint:sqlclosecheck // it ends with the transaction
				_ = tx.Rollback()
				return err
			}
		}
	}
	return tx.Commit()
}

// alone gives each command a commit of its own.
func (l *ledger) alone(key string) error {
	if l.all != nil {
		_, err := l.all.Exec(key)
		return err
	}
	return l.commit([]string{key})
}

// grouped has one writer that commits in one transaction whatever waits, and tells each when that is done.
func (l *ledger) grouped(ctx context.Context) func(key string) error {
	type waiting struct {
		key  string
		done chan error
	}
	queue := make(chan waiting, 4*connections)
	go func() {
		for {
			var group []waiting
			select {
			case <-ctx.Done():
				return
			case first := <-queue:
				group = append(group, first)
			}
			for len(queue) > 0 {
				group = append(group, <-queue)
			}
			keys := make([]string, len(group))
			for i, w := range group {
				keys[i] = w.key
			}
			err := l.commit(keys)
			for _, w := range group {
				w.done <- err
			}
		}
	}()
	return func(key string) error {
		w := waiting{key, make(chan error, 1)}
		queue <- w
		return <-w.done
	}
}
