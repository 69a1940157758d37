package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"meetbot/core"
)

// A querier is the database or a transaction, beneath bun.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// beneath is reader for what bun does not write.
func (s *Store) beneath(ctx context.Context) (context.Context, querier) {
	ctx, db := s.reader(ctx)
	if tx, ok := db.(bun.Tx); ok {
		return ctx, tx.Tx
	}
	return ctx, s.read.DB
}

// Watch has told called with each statement that is sent, whose arguments are in it or apart. Call it before the store is used.
func (s *Store) Watch(told func(statement string, args []any)) {
	s.told = told
	s.db, s.read = s.db.WithQueryHook(watcher(told)), s.read.WithQueryHook(watcher(told))
}

// A watcher is told what bun sends.
type watcher func(statement string, args []any)

// BeforeQuery implements bun.QueryHook.
func (watcher) BeforeQuery(ctx context.Context, _ *bun.QueryEvent) context.Context { return ctx }

// AfterQuery implements bun.QueryHook.
func (w watcher) AfterQuery(_ context.Context, e *bun.QueryEvent) { w(e.Query, nil) }

// find asks a question whose text is always the same, with ? in place of its arguments, and returns what scan makes of each
// row of the answer. SQLite prepares it once for each connection; on PostgreSQL pgx writes the arguments into it, since
// there the next one may have another connection.
func find[T any](ctx context.Context, s *Store, db querier, scan func(*sql.Rows) (T, error), question string, args ...any) ([]T, error) {
	if s.told != nil {
		s.told(question, args)
	}
	for i, a := range args {
		if text, ok := a.(string); ok {
			args[i] = core.Stored(text)
		}
	}
	if s.postgres() && len(args) > 0 {
		question = numbered(question)
	}
	rows, err := db.QueryContext(ctx, question, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // what is wrong is told before
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// findOne is find for a question to which there is one answer, or none.
func findOne[T any](ctx context.Context, s *Store, db querier, scan func(*sql.Rows) (T, error), question string, args ...any) (T, error) {
	all, err := find(ctx, s, db, scan, question, args...)
	if err == nil && len(all) == 0 {
		err = sql.ErrNoRows
	}
	if err != nil {
		var none T
		return none, notFound(err)
	}
	return all[0], nil
}

// numbered writes the places of arguments as PostgreSQL does.
func numbered(question string) string {
	var b strings.Builder
	for i := 1; ; i++ {
		before, after, more := strings.Cut(question, "?")
		b.WriteString(before)
		if !more {
			return b.String()
		}
		b.WriteString("$" + strconv.Itoa(i))
		question = after
	}
}

// list is a column that holds all that a question beside the first finds, as JSON: each a value, or an object of columns by
// their names. It is empty or [] where there is none.
func (s *Store) list(from, order string, columns ...string) string {
	all, object := "json_group_array", "json_object"
	if s.postgres() {
		all, object = "json_agg", "json_build_object"
	}
	what := columns[0]
	if len(columns) > 1 {
		var pairs []string
		for _, c := range columns {
			_, name, _ := strings.Cut(c, ".")
			pairs = append(pairs, "'"+name+"', "+c)
		}
		what = object + "(" + strings.Join(pairs, ", ") + ")"
	}
	return "(SELECT " + all + "(" + what + " ORDER BY " + order + ") FROM " + from + ")"
}

// listed reads a column that list has written.
func listed(raw []byte, into any) error {
	if len(raw) <= len("[]") {
		return nil
	}
	return json.Unmarshal(raw, into)
}

// A flag is a boolean as either database writes it into a list.
type flag bool

// UnmarshalJSON implements json.Unmarshaler.
func (f *flag) UnmarshalJSON(raw []byte) error {
	*f = string(raw) == "true" || string(raw) == "1"
	return nil
}
