package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"meetbot/core"
)

// Register registers the commands, unless they are registered just so: overwriting makes clients fetch them anew. It
// tells whether it had to.
func (d *Discord) Register(ctx context.Context) (bool, error) {
	overwrite, wanted, same, err := d.registration(ctx)
	if err != nil && !errors.Is(err, core.ErrGone) { // else they are just overwritten
		return false, err
	}
	if same {
		return false, nil
	}
	overwrite.method, overwrite.query, overwrite.body = "PUT", "", wanted
	if err := d.ask(ctx, overwrite, nil); err != nil {
		return false, fmt.Errorf("register the commands: %w", err)
	}
	return true, nil
}

// registration reads the registered commands, and tells whether they are those that are wanted.
func (d *Discord) registration(ctx context.Context) (list call, wanted []Command, standing bool, err error) {
	list = call{method: "GET", path: path("applications", d.application, "commands"), bucket: "commands", query: "?with_localizations=true"}
	wanted = Commands(d.words)
	if d.guild != "" {
		list.path = path("applications", d.application, "guilds", d.guild, "commands")
		inGuild(wanted)
	}
	var there []Command
	if err := d.ask(ctx, list, &there); err != nil {
		return list, wanted, false, fmt.Errorf("read the registered commands: %w", err)
	}
	if d.guild != "" {
		inGuild(there)
	}
	return list, wanted, same(there, wanted), nil
}

// inGuild leaves out what only commands for every server have.
func inGuild(commands []Command) {
	for i := range commands {
		commands[i].Contexts, commands[i].Integrations = nil, nil
	}
}

// same compares what Discord keeps with what is wanted, in everything that we set.
func same(a, b []Command) bool {
	one, err1 := json.Marshal(a)
	other, err2 := json.Marshal(b)
	return err1 == nil && err2 == nil && bytes.Equal(one, other)
}
