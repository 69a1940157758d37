package store

import (
	"reflect"
	"strings"

	"github.com/uptrace/bun"
)

// columns names the columns of a row, for a statement that bun does not write. A star would bring columns that a newer
// program has added meanwhile, which the row has no place for: bun then fails after the statement has taken effect.
func columns[Row any](s *Store) bun.Safe {
	var names []string
	for _, f := range s.db.Table(reflect.TypeFor[Row]()).Fields {
		names = append(names, string(f.SQLName))
	}
	return bun.Safe(strings.Join(names, ", "))
}
