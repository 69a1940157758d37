package store

import "context"

// Alter changes a setting of the connection that is used next.
func (s *Store) Alter(ctx context.Context, statement string) error {
	_, err := s.db.ExecContext(ctx, statement)
	return err
}
