package main

import (
	"context"
	"errors"
	"fmt"

	"meetbot/cmd/internal/app"
)

type doctor struct{ configured }

// Help tells more than the list of commands has room for.
func (doctor) Help() string {
	return "It looks at the database, the Slack and Discord apps, base_url and the Jitsi server, whether meetbot serves or not, and changes nothing. " +
		"On the Jitsi server it opens a room of its own, tries who gets in as what, and closes it again. " +
		"One line a check: ok, warning or failure, with what helps. Exit status 0: nothing failed; 1: something did; 2: the configuration cannot be used."
}

// Run examines what the configuration speaks of.
func (d doctor) Run(ctx context.Context, p program) error {
	c, err := d.load(p)
	var faults app.Faults
	if errors.As(err, &faults) {
		for _, f := range faults {
			fmt.Fprintln(p.out, app.Finding{Level: app.Failure, About: "configuration", What: f})
		}
	}
	if err != nil {
		return err
	}
	found, failures := app.Doctor{}.Examine(ctx, c), 0
	for _, f := range found {
		fmt.Fprintln(p.out, f)
		if f.Level == app.Failure {
			failures++
		}
	}
	if failures > 0 {
		return fmt.Errorf("%d of %d checks failed", failures, len(found))
	}
	return nil
}
