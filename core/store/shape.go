package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"sync"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
)

// A table is what the steps of the schema make of it. A newer program may have added columns to it.
type table struct {
	name    string
	columns []column
	keys    [][]string // columns in which no two rows are alike
}

type column struct{ name, kind string } // kind: as the steps have it, in capitals

// A shape is the tables that the steps make, once they have been asked for.
type shape struct {
	mu     sync.Mutex
	tables []table
}

func (s *Store) tables(ctx context.Context) (_ []table, err error) {
	s.shape.mu.Lock()
	defer s.shape.mu.Unlock()
	if s.shape.tables == nil {
		s.shape.tables, err = s.made(ctx)
	}
	return s.shape.tables, err
}

// columnsOf asks a SQLite database for the columns of all its tables.
const columnsOf = `SELECT t.name AS of, c.name, upper(c.type) AS kind FROM sqlite_master t JOIN pragma_table_info(t.name) c
	WHERE t.type = 'table' ORDER BY t.rowid, c.cid`

const keysOf = `SELECT t.name AS of, (SELECT group_concat(name) FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) AS columns
	FROM sqlite_master t JOIN pragma_index_list(t.name) i WHERE t.type = 'table' AND i."unique" ORDER BY t.rowid, i.seq`

// made takes the steps that this program knows in a database of their own, in memory, and returns the tables that come of
// it, each after those that it refers to.
func (s *Store) made(ctx context.Context) ([]table, error) {
	conn, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	conn.SetMaxOpenConns(1) // the next would have a memory of its own
	db := bun.NewDB(conn, sqlitedialect.New())
	steps, err := s.ours()
	if err != nil {
		return nil, err
	}
	for _, step := range steps {
		if err := run(ctx, db, step.up); err != nil {
			return nil, fmt.Errorf("%s: %w", step.Name, err)
		}
	}
	return tablesOf(ctx, db)
}

func tablesOf(ctx context.Context, db *bun.DB) (out []table, err error) {
	var columns []struct{ Of, Name, Kind string }
	if err := db.NewRaw(columnsOf).Scan(ctx, &columns); err != nil {
		return nil, err
	}
	place := map[string]int{}
	for _, c := range columns {
		if _, there := place[c.Of]; !there {
			place[c.Of] = len(out)
			out = append(out, table{name: c.Of})
		}
		t := &out[place[c.Of]]
		t.columns = append(t.columns, column{c.Name, c.Kind})
	}
	var keys []struct{ Of, Columns string }
	if err := db.NewRaw(keysOf).Scan(ctx, &keys); err != nil {
		return nil, err
	}
	for _, k := range keys {
		t := &out[place[k.Of]]
		t.keys = append(t.keys, strings.Split(k.Columns, ","))
	}
	return out, nil
}

// kinds returns what kind each column of the database at hand has, by "table.column".
func (s *Store) kinds(ctx context.Context, tables []table) (map[string]string, error) {
	ask := columnsOf
	if s.postgres() {
		var classes []string
		for _, t := range tables {
			classes = append(classes, "'"+t.name+"'::regclass")
		}
		ask = `SELECT c.relname AS of, a.attname AS name, upper(format_type(a.atttypid, a.atttypmod)) AS kind
			FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
			WHERE a.attrelid IN (` + strings.Join(classes, ", ") + `) AND a.attnum > 0 AND NOT a.attisdropped`
	}
	var found []struct{ Of, Name, Kind string }
	if err := s.read.NewRaw(ask).Scan(ctx, &found); err != nil {
		return nil, fmt.Errorf("look at the columns: %w", err)
	}
	kinds := map[string]string{}
	for _, c := range found {
		kinds[c.Of+"."+c.Name] = c.Kind
	}
	return kinds, nil
}

// checkKinds compares the columns with what the steps make: a column of another kind may take what we write, and order
// or compare it otherwise.
func (s *Store) checkKinds(ctx context.Context, tables []table) error {
	kinds, err := s.kinds(ctx, tables)
	if err != nil {
		return err
	}
	for _, t := range tables {
		for _, c := range t.columns {
			if kind := kinds[t.name+"."+c.name]; kind != c.kind {
				return changed("the column %s of %s is %q, not %s", c.name, t.name, kind, c.kind)
			}
		}
	}
	return nil
}

// changed says in what the schema is not ours.
func changed(format string, args ...any) error {
	t := foreign
	t.Err = fmt.Errorf(format, args...)
	return &t
}
