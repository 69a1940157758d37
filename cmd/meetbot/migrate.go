package main

import (
	"context"
	"fmt"

	"meetbot/core/store"
)

type migrate struct {
	Up     migrateUp     `cmd:"" help:"Bring the schema up to date."`
	Down   migrateDown   `cmd:"" help:"Take the newest step back, with what it brought."`
	Status migrateStatus `cmd:"" help:"List the steps, and which of them are taken."`
}

type (
	migrateUp   struct{ configured }
	migrateDown struct {
		configured
		Yes bool `help:"Do it: what it takes away is lost."`
	}
	migrateStatus struct{ configured }
)

// Run takes the steps that are missing.
func (m migrateUp) Run(ctx context.Context, p program) error {
	return m.with(ctx, p, func(s *store.Store) error {
		steps, err := s.Migrate(ctx)
		if err != nil {
			return err
		}
		if len(steps) == 0 {
			fmt.Fprintln(p.out, "nothing to do")
		}
		for _, step := range steps {
			fmt.Fprintf(p.out, "%s  taken\n", step)
		}
		return nil
	})
}

// Run says what the newest step takes away with it, and with --yes takes it back.
func (m migrateDown) Run(ctx context.Context, p program) error {
	return m.with(ctx, p, func(s *store.Store) error {
		if !m.Yes {
			return p.askBefore(ctx, s)
		}
		step, err := s.Rollback(ctx)
		switch {
		case err != nil:
			return err
		case step.Name == "":
			fmt.Fprintln(p.out, "nothing to do")
		default:
			fmt.Fprintf(p.out, "%s  taken back, and with it: %s\n", step.Name, step.TakesAway)
		}
		return nil
	})
}

func (p program) askBefore(ctx context.Context, s *store.Store) error {
	steps, err := s.Steps(ctx)
	if err != nil {
		return err
	}
	newest, there := steps.Newest()
	if !there {
		fmt.Fprintln(p.out, "nothing to do")
		return nil
	}
	if !newest.Known {
		return s.Fits(ctx)
	}
	fmt.Fprintf(p.out, "%s  takes away: %s\n", newest.Name, newest.TakesAway)
	return usage("that would be lost: make a copy of the database, stop every meetbot, and say --yes")
}

// Run lists the steps.
func (m migrateStatus) Run(ctx context.Context, p program) error {
	return m.with(ctx, p, func(s *store.Store) error {
		steps, err := s.Steps(ctx)
		for _, step := range steps {
			state := "missing"
			switch {
			case !step.Known:
				state = "taken, unknown to this program"
			case step.Applied:
				state = "taken"
			}
			fmt.Fprintf(p.out, "%s  %s\n", step.Name, state)
		}
		return err
	})
}

func (c configured) with(ctx context.Context, p program, do func(*store.Store) error) error {
	config, err := c.load(p)
	if err != nil {
		return err
	}
	s, err := store.Open(ctx, config.Database.URL.Reveal())
	if err != nil {
		return err
	}
	s.OnWait(func(what string) { fmt.Fprintln(p.err, "waiting:", what) })
	err = do(s)
	if cerr := s.Close(); err == nil {
		err = cerr
	}
	return err
}
