package discord

import (
	"strings"

	"meetbot/bot/parse"
)

// usage shows a command as it is filled in here, "/meet new when:tomorrow 3pm title:standup", or a field of one alone.
func usage(f parse.Form) string {
	var parts []string
	if f.Verb != "" {
		parts = append(parts, Typed, string(f.Verb))
	}
	options, values := f.Filled()
	for i, o := range options {
		if o.YesNo {
			values[i] = "True"
		}
		parts = append(parts, o.Name+":"+values[i])
	}
	return strings.Join(parts, " ")
}
