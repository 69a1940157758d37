package store

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/migrate"
)

// A Step is a step of the schema.
type Step struct {
	Name      string
	Applied   bool   // the database has it
	Known     bool   // this program has it
	TakesAway string // what is lost when it is taken back, in a sentence; empty unless it is known
	up, down  string // SQL
}

// A Schema is the steps that the database has and those that this program knows, the first one first.
type Schema []Step

// Missing returns the steps that the database lacks.
func (s Schema) Missing() Schema { return s.which(func(t Step) bool { return !t.Applied }) }

// Unknown returns the steps that a newer program took.
func (s Schema) Unknown() Schema { return s.which(func(t Step) bool { return !t.Known }) }

// Newest returns the last step that the database has; false: it has none.
func (s Schema) Newest() (Step, bool) {
	taken := s.which(func(t Step) bool { return t.Applied })
	if len(taken) == 0 {
		return Step{}, false
	}
	return taken[len(taken)-1], true
}

// String names the steps.
func (s Schema) String() string {
	var names []string
	for _, t := range s {
		names = append(names, t.Name)
	}
	return strings.Join(names, ", ")
}

func (s Schema) which(fits func(Step) bool) (out Schema) {
	for _, t := range s {
		if fits(t) {
			out = append(out, t)
		}
	}
	return out
}

// known refuses what this program does not know: it cannot tell what those steps ask of it.
func (s Schema) known() error {
	if unknown := s.Unknown(); len(unknown) > 0 {
		return fmt.Errorf("the database has steps that this program does not know (%s): a newer meetbot took them. Run that one, or have it take them back: meetbot migrate down", unknown)
	}
	return nil
}

// Steps returns the steps of the schema. It changes nothing.
func (s *Store) Steps(ctx context.Context) (Schema, error) { return s.schema(ctx, s.db) }

// Fits refuses a schema that is not just the one this program knows, and names the steps that are missing or unknown.
func (s *Store) Fits(ctx context.Context) error {
	steps, err := s.Steps(ctx)
	if err != nil {
		return err
	}
	if err := steps.known(); err != nil {
		return err
	}
	if missing := steps.Missing(); len(missing) > 0 {
		return fmt.Errorf("the database lacks %s: run meetbot migrate up, or set database.migrate", missing)
	}
	return nil
}

func (s *Store) schema(ctx context.Context, db bun.IDB) (Schema, error) {
	steps, err := s.ours()
	if err != nil {
		return nil, fmt.Errorf("read migrations: %w", err)
	}
	taken, err := s.taken(ctx, db)
	if err != nil {
		return nil, fmt.Errorf("read the steps of the schema: %w", err)
	}
	for _, name := range taken {
		i := slices.IndexFunc(steps, func(t Step) bool { return t.Name == name })
		if i < 0 {
			steps = append(steps, Step{Name: name, Applied: true})
			continue
		}
		steps[i].Applied = true
	}
	slices.SortFunc(steps, func(a, b Step) int { return cmp.Compare(a.Name, b.Name) })
	return steps, nil
}

// ours reads the steps that this program has. Each is a pair of files that bun/migrate knows by their names.
func (s *Store) ours() (Schema, error) {
	found := migrate.NewMigrations()
	if err := found.Discover(s.sources); err != nil {
		return nil, err
	}
	var steps Schema
	for _, m := range found.Sorted() {
		up, err := fs.ReadFile(s.sources, m.Name+"_"+m.Comment+".tx.up.sql")
		if err != nil {
			return nil, err
		}
		down, err := fs.ReadFile(s.sources, m.Name+"_"+m.Comment+".tx.down.sql")
		if err != nil {
			return nil, err
		}
		steps = append(steps, Step{Name: m.Name, Known: true, TakesAway: takesAway(string(down)), up: string(up), down: string(down)})
	}
	return steps, nil
}

// takesAway reads the first line of a step down.
func takesAway(down string) string {
	line, _, _ := strings.Cut(down, "\n")
	what, _ := strings.CutPrefix(line, "-- Takes away: ")
	return strings.TrimSpace(what)
}

// taken returns the names of the steps that the database has.
func (s *Store) taken(ctx context.Context, db bun.IDB) (names []string, err error) {
	if there, err := s.hasTable(ctx, db, stepsTable); err != nil || !there {
		return nil, err
	}
	err = db.NewSelect().Table(stepsTable).Column("name").Scan(ctx, &names)
	return names, err
}
