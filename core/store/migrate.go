package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/migrate"
)

// stepsTable is where bun/migrate keeps which steps were taken. Its form stays: older programs read it.
const stepsTable = "bun_migrations"

// Migrate brings the schema up to date and returns the names of the steps it took. Several processes may do so at once:
// one takes the steps, and the others find them taken. All of them are taken or, whatever happens, none. It refuses a
// schema with steps that it does not know, and whatever hinders it for longer than a minute.
func (s *Store) Migrate(ctx context.Context) (names []string, err error) {
	steps, err := s.Steps(ctx)
	if err != nil {
		return nil, err
	}
	if len(steps.Missing()) == 0 { // as usual; nobody need be waited for
		return nil, steps.known()
	}
	if steps.leavesStarred() {
		release, err := s.aloneOnFile()
		if err != nil {
			return nil, err
		}
		defer release()
	}
	err = s.changing(ctx, change{s.noneStarred, func(ctx context.Context, tx bun.Tx, steps Schema) error {
		names, err = s.takeAll(ctx, tx, steps.Missing())
		return err
	}})
	if err != nil {
		return nil, err
	}
	return names, nil
}

// Rollback takes the newest step back, with what it brought, and returns it; a step without a name: there was none. It
// refuses while another process serves the database.
func (s *Store) Rollback(ctx context.Context) (back Step, err error) {
	release, err := s.aloneOnFile()
	if err != nil {
		return Step{}, err
	}
	defer release()
	err = s.changing(ctx, change{s.alone, func(ctx context.Context, tx bun.Tx, steps Schema) error {
		var there bool
		if back, there = steps.Newest(); !there {
			return nil
		}
		if err := takeBack(ctx, tx, back); err != nil {
			return fmt.Errorf("take step %s back: %w", back.Name, err)
		}
		return s.barStarred(ctx, tx)
	}})
	if err != nil {
		return Step{}, err
	}
	return back, nil
}

func (s *Store) takeAll(ctx context.Context, tx bun.Tx, missing Schema) (names []string, err error) {
	for _, step := range missing {
		if err := take(ctx, tx, step); err != nil {
			return nil, fmt.Errorf("take step %s: %w", step.Name, err)
		}
		names = append(names, step.Name)
	}
	return names, s.barStarred(ctx, tx)
}

func take(ctx context.Context, tx bun.Tx, step Step) error {
	_, err := tx.NewCreateTable().Model((*migrate.Migration)(nil)).ModelTableExpr(stepsTable).IfNotExists().Exec(ctx)
	if err != nil {
		return err
	}
	if err := run(ctx, tx, step.up); err != nil {
		return err
	}
	// Programs that go back by groups go back one step by this, too.
	_, err = tx.NewRaw("INSERT INTO "+stepsTable+" (name, group_id) SELECT ?, COALESCE(MAX(group_id), 0) + 1 FROM "+stepsTable, step.Name).Exec(ctx)
	return err
}

func takeBack(ctx context.Context, tx bun.Tx, step Step) error {
	if err := run(ctx, tx, step.down); err != nil {
		return err
	}
	_, err := tx.NewRaw("DELETE FROM "+stepsTable+" WHERE name = ?", step.Name).Exec(ctx)
	return err
}

// run runs the statements of a step. bun/migrate would run them in a transaction of its own and note afterwards that
// they ran: after a crash in between, no program would ever start again.
func run(ctx context.Context, db bun.IDB, statements string) error {
	for statement := range strings.SplitSeq(statements, "--bun:split") {
		if strings.TrimSpace(statement) == "" {
			continue
		}
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}
