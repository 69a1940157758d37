package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun/migrate"

	"meetbot/migrations"
)

// A Step is a step of the schema, and whether the database has it.
type Step struct {
	Name    string
	Applied bool
}

// migrationLock is the key of the advisory lock under which one of several processes migrates.
const migrationLock = 0x6d656574626f74

func (s *Store) migrator() (*migrate.Migrator, error) {
	steps := migrate.NewMigrations()
	if err := steps.Discover(migrations.Files); err != nil {
		return nil, fmt.Errorf("read migrations: %w", err)
	}
	return migrate.NewMigrator(s.db, steps, migrate.WithMarkAppliedOnSuccess(true)), nil
}

// Migrate brings the schema up to date and returns the names of the steps it took. Several processes may do so at once.
func (s *Store) Migrate(ctx context.Context) ([]string, error) {
	return s.take(ctx, (*migrate.Migrator).Migrate)
}

// Rollback takes the steps of the last Migrate back, with everything that is in the tables they made.
func (s *Store) Rollback(ctx context.Context) ([]string, error) {
	return s.take(ctx, (*migrate.Migrator).Rollback)
}

type steps func(*migrate.Migrator, context.Context, ...migrate.MigrationOption) (*migrate.MigrationGroup, error)

func (s *Store) take(ctx context.Context, do steps) (names []string, err error) {
	err = s.migrating(ctx, func(m *migrate.Migrator) error {
		group, err := do(m, ctx)
		if err != nil {
			return err
		}
		for _, step := range group.Migrations {
			names = append(names, step.Name)
		}
		return nil
	})
	return names, err
}

// Steps lists the steps of the schema, the first one first.
func (s *Store) Steps(ctx context.Context) (steps []Step, err error) {
	err = s.migrating(ctx, func(m *migrate.Migrator) error {
		all, err := m.MigrationsWithStatus(ctx)
		for _, step := range all {
			steps = append(steps, Step{Name: step.Name, Applied: step.IsApplied()})
		}
		return err
	})
	return steps, err
}

func (s *Store) migrating(ctx context.Context, do func(*migrate.Migrator) error) error {
	m, err := s.migrator()
	if err != nil {
		return err
	}
	unlock, err := s.lockMigrations(ctx)
	if err != nil {
		return fmt.Errorf("lock migrations: %w", err)
	}
	defer unlock()
	if err := m.Init(ctx); err != nil {
		return fmt.Errorf("prepare migrations: %w", err)
	}
	if err := do(m); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// lockMigrations holds a lock that goes with its connection, so that a crash leaves none behind.
func (s *Store) lockMigrations(ctx context.Context) (unlock func(), err error) {
	if !s.postgres() {
		return func() {}, nil
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock(?)", migrationLock); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		_, _ = conn.ExecContext(ctx, "SELECT pg_advisory_unlock(?)", migrationLock)
		_ = conn.Close()
	}, nil
}
