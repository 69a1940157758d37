package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"
)

// errRehearsed ends a rehearsal that went well: nothing of it is kept.
var errRehearsed = errors.New("this was a rehearsal")

// rehearse stores a row in each table, changes it, reads it and deletes it, in a transaction that is then taken back. So
// it shows whatever would keep us from doing so: rights, locks, keys, conditions and triggers. Each process has a name of
// its own, and so rows that are in nobody's way.
func (s *Store) rehearse(ctx context.Context, tables []table, name string) error {
	err := s.retry(ctx, func(ctx context.Context, tx bun.Tx) error {
		if s.postgres() {
			if _, err := tx.ExecContext(ctx, "SET CONSTRAINTS ALL IMMEDIATE"); err != nil {
				return fmt.Errorf("check at once: %w", err)
			}
		}
		for _, t := range tables {
			if err := t.keep(ctx, tx, name); err != nil {
				return err
			}
		}
		for _, t := range slices.Backward(tables) {
			if err := t.drop(ctx, tx, name); err != nil {
				return err
			}
		}
		return errRehearsed
	})
	if errors.Is(err, errRehearsed) {
		return nil
	}
	return err
}

// keep stores the row again and again, which changes it from the second time on: by each key, with nothing in it that need
// not be, and with each word that a column may hold. It then finds it.
func (t table) keep(ctx context.Context, tx bun.Tx, name string) error {
	for _, row := range t.rows(name) {
		for _, key := range t.keys {
			if err := one(ctx, tx, "write into "+t.name, t.upsert(row, key)); err != nil {
				return err
			}
		}
	}
	var found int
	if err := tx.NewRaw("SELECT COUNT(*) FROM "+t.name+" WHERE "+t.same(name, t.columns)).Scan(ctx, &found); err != nil {
		return fmt.Errorf("read from %s: %w", t.name, err)
	}
	if found != 1 {
		return changed("%s does not keep what is written into it", t.name)
	}
	return nil
}

// rows returns what the row is to hold in turn, as SQL; at last the samples of all columns.
func (t table) rows(name string) (out [][]string) {
	var bare, full []string
	for _, c := range t.columns {
		full = append(full, c.sample(name))
		bare = append(bare, c.sample(name))
		if c.optional {
			bare[len(bare)-1] = "NULL"
		}
	}
	out = [][]string{bare}
	for i, c := range t.columns {
		for _, word := range c.words {
			row := slices.Clone(bare)
			row[i] = quote(word)
			out = append(out, row)
		}
	}
	return append(out, full)
}

func (t table) upsert(row, key []string) string {
	var names, changes []string
	for _, c := range t.columns {
		names, changes = append(names, c.name), append(changes, c.name+" = excluded."+c.name)
	}
	return "INSERT INTO " + t.name + " (" + strings.Join(names, ", ") + ") VALUES (" + strings.Join(row, ", ") + ") ON CONFLICT (" +
		strings.Join(key, ", ") + ") DO UPDATE SET " + strings.Join(changes, ", ")
}

// same is the condition by which the row is found.
func (t table) same(name string, by []column) string {
	var all []string
	for _, c := range by {
		all = append(all, c.name+" = "+c.sample(name))
	}
	return strings.Join(all, " AND ")
}

func (t table) drop(ctx context.Context, tx bun.Tx, name string) error {
	key := slices.DeleteFunc(slices.Clone(t.columns), func(c column) bool { return !slices.Contains(t.keys[0], c.name) })
	return one(ctx, tx, "delete from "+t.name, "DELETE FROM "+t.name+" WHERE "+t.same(name, key))
}

// one runs a statement that has to change one row.
func one(ctx context.Context, tx bun.Tx, what, statement string) error {
	res, err := tx.ExecContext(ctx, statement)
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return changed("%s: %d rows were changed, not 1 (%v)", what, n, err)
	}
	return nil
}

// sample is what a column of the row holds, as SQL: a large number, and the same text everywhere, so that the rows refer to
// each other.
func (c column) sample(name string) string {
	switch {
	case len(c.words) > 0:
		return quote(c.words[0])
	case c.kind == "BIGINT":
		return "9007199254740993" // one that is lost where numbers are approximate
	case c.kind == "BOOLEAN":
		return "TRUE"
	default:
		return quote(name)
	}
}

func quote(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
