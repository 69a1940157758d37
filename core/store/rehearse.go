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

// keep stores the row once for each key, which changes it from the second time on, and finds it again.
func (t table) keep(ctx context.Context, tx bun.Tx, name string) error {
	var names, values, changes, same []string
	for _, c := range t.columns {
		v := c.sample(name)
		names, values = append(names, c.name), append(values, v)
		changes, same = append(changes, c.name+" = excluded."+c.name), append(same, c.name+" = "+v)
	}
	insert := "INSERT INTO " + t.name + " (" + strings.Join(names, ", ") + ") VALUES (" + strings.Join(values, ", ") + ") ON CONFLICT ("
	for _, key := range append(t.keys, t.keys[0]) {
		if err := one(ctx, tx, "write into "+t.name, insert+strings.Join(key, ", ")+") DO UPDATE SET "+strings.Join(changes, ", ")); err != nil {
			return err
		}
	}
	var found int
	if err := tx.NewRaw("SELECT COUNT(*) FROM "+t.name+" WHERE "+strings.Join(same, " AND ")).Scan(ctx, &found); err != nil {
		return fmt.Errorf("read from %s: %w", t.name, err)
	}
	if found != 1 {
		return changed("%s does not keep what is written into it", t.name)
	}
	return nil
}

func (t table) drop(ctx context.Context, tx bun.Tx, name string) error {
	var same []string
	for _, c := range t.columns {
		if slices.Contains(t.keys[0], c.name) {
			same = append(same, c.name+" = "+c.sample(name))
		}
	}
	return one(ctx, tx, "delete from "+t.name, "DELETE FROM "+t.name+" WHERE "+strings.Join(same, " AND "))
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

// sample is what a column of the row holds, as SQL: the largest numbers there are for us, and the same text everywhere,
// so that the rows refer to each other. States are the only words that have to be known ones.
func (c column) sample(name string) string {
	switch {
	case c.name == "state":
		return "'void'"
	case c.kind == "BIGINT":
		return "9007199254740993" // one that is lost where numbers are approximate
	case c.kind == "BOOLEAN":
		return "TRUE"
	default:
		return "'" + strings.ReplaceAll(name, "'", "''") + "'"
	}
}
