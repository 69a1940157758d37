package discord

import (
	"slices"

	"meetbot/bot/parse"
)

// A Command is a slash command as Discord keeps it, see
// https://docs.discord.com/developers/interactions/application-commands#application-command-object.
type Command struct {
	Type         int      `json:"type"`
	Name         string   `json:"name"`
	Description  string   `json:"description"`
	Options      []Option `json:"options"`
	Contexts     []int    `json:"contexts,omitempty"`
	Integrations []int    `json:"integration_types,omitempty"`
}

// An Option is a subcommand, or a field of one.
type Option struct {
	Type         int      `json:"type"`
	Name         string   `json:"name"`
	Description  string   `json:"description"`
	Required     bool     `json:"required,omitempty"`
	Autocomplete bool     `json:"autocomplete,omitempty"`
	Choices      []Choice `json:"choices,omitempty"`
	Options      []Option `json:"options,omitempty"`
	MaxLength    int      `json:"max_length,omitempty"`
}

// A Choice is one of the values that an option allows.
type Choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Typed is what people type before a verb.
const Typed = "/" + commandName

const (
	commandName = "meet"

	optSub     = 1
	optString  = 3
	optBoolean = 5
)

// Commands returns the commands that are registered: /meet, in servers and in direct messages to the bot. A command
// with subcommands cannot be given bare, so that "/meet" is "/meet help".
func Commands() []Command {
	return []Command{{
		Type: 1, Name: commandName, Description: "Meetings: schedule, start, change and join them",
		Contexts: []int{0, 1}, Integrations: []int{0}, Options: subcommands(),
	}}
}

// subcommands are the verbs that people are told of.
func subcommands() []Option {
	var out []Option
	for _, e := range parse.Verbs() {
		if e.Offered() {
			out = append(out, Option{Type: optSub, Name: string(e.Verb), Description: e.About, Options: options(e.Options)})
		}
	}
	return out
}

// options are the fields of a verb; Discord wants those first that are required.
func options(all []parse.Option) []Option {
	var out []Option
	for _, o := range all {
		one := Option{Type: optString, Name: o.Name, Description: o.About, Required: o.Required, Autocomplete: o.Completed, MaxLength: o.Max}
		if o.YesNo {
			one.Type = optBoolean
		}
		for _, c := range o.Choices {
			one.Choices = append(one.Choices, Choice{c, c})
		}
		out = append(out, one)
	}
	slices.SortStableFunc(out, func(a, b Option) int {
		switch {
		case a.Required == b.Required:
			return 0
		case a.Required:
			return -1
		}
		return 1
	})
	return out
}
