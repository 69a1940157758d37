package store

import (
	"context"

	"github.com/uptrace/bun"
)

// Watch has a hook see every statement that the store sends.
func (s *Store) Watch(hook bun.QueryHook) {
	s.db.AddQueryHook(hook)
	if s.read != s.db {
		s.read.AddQueryHook(hook)
	}
}

// Do runs a statement that the store itself has no use for.
func (s *Store) Do(statement string) error {
	_, err := s.db.Exec(statement)
	return err
}

// Names returns what a statement finds, one string a row.
func (s *Store) Names(statement string) (names []string, err error) {
	err = s.db.NewRaw(statement).Scan(context.Background(), &names)
	return names, err
}
