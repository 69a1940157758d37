package discord

import (
	"slices"

	"meetbot/bot/parse"
	"meetbot/bot/say"
)

// A Command is a slash command as Discord keeps it, see
// https://docs.discord.com/developers/interactions/application-commands#application-command-object.
type Command struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Description  string            `json:"description"`
	Translated   map[string]string `json:"description_localizations,omitempty"`
	Options      []Option          `json:"options"`
	Contexts     []int             `json:"contexts,omitempty"`
	Integrations []int             `json:"integration_types,omitempty"`
}

// An Option is a subcommand, or a field of one.
type Option struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Description  string            `json:"description"`
	Translated   map[string]string `json:"description_localizations,omitempty"`
	Required     bool              `json:"required,omitempty"`
	Autocomplete bool              `json:"autocomplete,omitempty"`
	Choices      []Choice          `json:"choices,omitempty"`
	Options      []Option          `json:"options,omitempty"`
	MaxLength    int               `json:"max_length,omitempty"`
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
	optUser    = 6
)

// Commands returns the commands that are registered: /meet, in servers and in direct messages to the bot. A command
// with subcommands cannot be given bare, so that "/meet" is "/meet help".
func Commands(words *say.Catalogue) []Command {
	d := descriptions{words}
	about, translated := d.of("command.about")
	return []Command{{
		Type: 1, Name: commandName, Description: about, Translated: translated,
		Contexts: []int{0, 1}, Integrations: []int{0}, Options: d.subcommands(),
	}}
}

// descriptions are what is said of commands: in English, and in each other language for those whose Discord is in it.
type descriptions struct{ words *say.Catalogue }

func (d descriptions) of(key say.Key) (base string, translated map[string]string) {
	translated = map[string]string{}
	for _, tag := range say.Languages() {
		if tag == say.Default {
			base = d.words.In(tag).Say(key)
		} else {
			translated[tag] = d.words.In(tag).Say(key)
		}
	}
	return base, translated
}

// subcommands are the verbs that people are told of.
func (d descriptions) subcommands() []Option {
	var out []Option
	for _, e := range parse.Verbs() {
		if e.Offered {
			about, translated := d.of(say.Key("command.verb").Of(string(e.Verb)))
			out = append(out, Option{Type: optSub, Name: string(e.Verb), Description: about, Translated: translated, Options: d.options(e.Options)})
		}
	}
	return out
}

// options are the fields of a verb; Discord wants those first that are required.
func (d descriptions) options(all []parse.Option) []Option {
	var out []Option
	for _, o := range all {
		about, translated := d.of(say.Key("command.option").Of(o.About))
		one := Option{Type: optString, Name: o.Name, Description: about, Translated: translated, Required: o.Required, Autocomplete: o.Completed, MaxLength: o.Max}
		switch {
		case o.YesNo:
			one.Type = optBoolean
		case o.Person:
			one.Type = optUser
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
