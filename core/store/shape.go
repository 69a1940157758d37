package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
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
	facts   []fact
}

type column struct {
	name, kind string   // kind: as the steps have it, in capitals
	optional   bool     // it may be NULL
	words      []string // all that it may hold; nil: anything
}

func (t table) has(name string) bool {
	return slices.ContainsFunc(t.columns, func(c column) bool { return c.name == name })
}

// keyed tells whether a column is part of a key.
func (t table) keyed(name string) bool {
	return slices.ContainsFunc(t.keys, func(k []string) bool { return slices.Contains(k, name) })
}

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
	facts, err := factsOfSQLite(ctx, db)
	if err != nil {
		return nil, err
	}
	return tablesOf(facts), nil
}

func tablesOf(facts []fact) (out []table) {
	for _, f := range facts {
		i := slices.IndexFunc(out, func(t table) bool { return t.name == f.Of })
		if i < 0 {
			i = len(out)
			out = append(out, table{name: f.Of})
		}
		t := &out[i]
		t.facts = append(t.facts, f)
		switch f.Kind {
		case isColumn:
			name, kind, _ := strings.Cut(f.About, " ")
			t.columns = append(t.columns, column{name: name, kind: kind, optional: true})
		case isUnique:
			t.keys = append(t.keys, strings.Split(f.About, ","))
		}
	}
	for i := range out {
		for j := range out[i].columns {
			out[i].columns[j].limit(out[i])
		}
	}
	return out
}

// limit takes from the facts of its table what a column may hold.
func (c *column) limit(t table) {
	if t.keyed(c.name) {
		c.optional = false
	}
	for _, f := range t.facts {
		if f.Kind == isFilled && f.About == c.name {
			c.optional = false
		}
		if names, words := terms(f.About); f.Kind == isCheck && len(words) > 0 && slices.Contains(names, c.name) {
			c.words = words
		}
	}
}

// checkShape compares the database with what the steps make. What a newer program has added does no harm, but what is
// asked of our columns beyond our own steps may: a row that we know nothing wrong with would not be taken.
func (s *Store) checkShape(ctx context.Context, tables []table) error {
	facts, err := s.facts(ctx, tables)
	if err != nil {
		return fmt.Errorf("look at the tables: %w", err)
	}
	for _, t := range tables {
		for _, f := range t.facts {
			// PostgreSQL has the columns of a primary key filled where SQLite does not.
			if f.Kind != isFilled && !slices.ContainsFunc(facts, f.within) {
				return changed("of %s this is gone: %s %s", t.name, f.Kind, f.About)
			}
		}
		for _, f := range facts {
			if f.Of == t.name && f.strict(t) && !slices.ContainsFunc(t.facts, func(ours fact) bool { return ours.within(f) }) {
				return changed("of %s this is new: %s %s", t.name, f.Kind, f.About)
			}
		}
	}
	return nil
}

// strict tells whether a fact keeps rows out of a table that have nothing to do with columns that we do not know.
func (f fact) strict(t table) bool {
	names, _ := terms(f.About)
	ours := slices.ContainsFunc(names, t.has)
	switch f.Kind {
	case isFilled:
		return ours && !t.keyed(f.About)
	case isUnique, isPartial:
		return !slices.ContainsFunc(names, func(n string) bool { return !t.has(n) })
	case isForeign:
		return t.has(strings.Fields(f.About)[0])
	case isCheck:
		return ours
	case isOther:
		return true
	}
	return false
}

// changed says in what the schema is not ours.
func changed(format string, args ...any) error {
	t := foreign
	t.Err = fmt.Errorf(format, args...)
	return &t
}
