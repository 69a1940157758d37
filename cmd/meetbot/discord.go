package main

import (
	"context"
	"fmt"

	"meetbot/cmd/internal/app"
)

type discord struct {
	Register discordRegister `cmd:"" help:"Register the commands, unless they are registered just so."`
}

type discordRegister struct{ configured }

// Run registers the commands; serve does so at start unless discord.register is false.
func (d discordRegister) Run(ctx context.Context, p program) error {
	c, err := d.load(p)
	if err != nil {
		return err
	}
	changed, err := app.RegisterDiscord(ctx, c, app.NewLog(c, p.err))
	if err != nil {
		return err
	}
	if changed {
		fmt.Fprintln(p.out, "registered")
	} else {
		fmt.Fprintln(p.out, "registered already")
	}
	return nil
}
