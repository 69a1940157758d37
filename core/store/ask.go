package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"github.com/uptrace/bun"
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
// row of the answer. It is prepared once for each connection, on PostgreSQL where no pooler stands between: there the next
// one may have another connection.
func find[T any](ctx context.Context, s *Store, db querier, scan func(*sql.Rows) (T, error), question string, args ...any) ([]T, error) {
	if s.told != nil {
		s.told(question, args)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if !s.postgres() {
		ctx = context.WithoutCancel(ctx) // it takes less than to watch over it
	}
	question, args = s.prepared(question, args)
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

// list is a column that holds all that a question beside the first finds: a JSON array of columns for each, in no order. It
// is empty or [] where there is none.
func (s *Store) list(from string, columns ...string) string {
	all, array := "json_group_array", "json_array"
	if s.postgres() {
		all, array = "json_agg", "json_build_array"
	}
	return "(SELECT " + all + "(" + array + "(" + strings.Join(columns, ", ") + ")) FROM " + from + ")"
}

// listed reads a column that list has written, row by row: texts as they are, and anything else as it is written. Both
// databases write nothing else than what is read here, which is why it needs no more than a look at each character.
func listed(raw []byte, row func(columns []string)) error {
	var columns []string
	depth := 0
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; c {
		case '[':
			depth++
		case ']':
			if depth == 2 {
				row(columns)
				columns = columns[:0]
			}
			depth--
		case ',', ' ', '\n', '\t', '\r':
		case '"':
			n := textLength(raw[i:])
			text, err := unquoted(raw[i : i+n])
			if err != nil {
				return err
			}
			columns = append(columns, text)
			i += n - 1
		default:
			n := bytes.IndexAny(raw[i:], ",]")
			if n < 0 {
				return errCutOff
			}
			columns = append(columns, string(bytes.TrimSpace(raw[i:i+n])))
			i += n - 1
		}
	}
	if depth != 0 {
		return errCutOff
	}
	return nil
}

// isTrue reads a boolean in a list, as either database writes it.
func isTrue(column string) bool { return column == "true" || column == "1" }

var errCutOff = errors.New("a list of the database is cut off")

// textLength returns how long the JSON text is with which raw begins.
func textLength(raw []byte) int {
	for i := 1; i < len(raw); i++ {
		switch raw[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(raw)
}

func unquoted(raw []byte) (text string, err error) {
	if len(raw) >= 2 && !bytes.ContainsRune(raw, '\\') {
		return string(raw[1 : len(raw)-1]), nil
	}
	err = json.Unmarshal(raw, &text)
	return text, err
}
