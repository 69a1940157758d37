package store

import (
	"reflect"
	"strings"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"
)

// columns names the columns of a row, for a statement that bun does not write. A star would bring columns that a newer
// program has added meanwhile, which the row has no place for: bun then fails after the statement has taken effect.
func columns[Row any](s *Store) bun.Safe {
	return bun.Safe(columnNames(s.db.Table(reflect.TypeFor[Row]()).Fields))
}

func columnNames(fields []*schema.Field) string {
	var names []string
	for _, f := range fields {
		names = append(names, string(f.SQLName))
	}
	return strings.Join(names, ", ")
}
