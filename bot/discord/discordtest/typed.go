package discordtest

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Value is one option with what was typed for it.
type Value struct{ Option, Text string }

// typed is a command as the client sends it.
type typed struct {
	command *Command
	path    []Option // subcommand group and subcommand
	options []Option // what may be filled in
	values  []Value
}

// parse reads a line such as "/meet new when:tomorrow 3pm title:Design review". A value runs until the next name of
// an option that follows a space.
func (d *Discord) parse(p *person, pl *place, line string) (*typed, error) {
	word, rest := cut(line)
	name, ok := strings.CutPrefix(word, "/")
	if !ok {
		return nil, fmt.Errorf("%q is no command: this server carries commands only", line)
	}
	t := &typed{}
	if t.command = d.available(p, pl, name); t.command == nil {
		return nil, fmt.Errorf("there is no command /%s here", name)
	}
	t.options = t.command.Options
	for len(t.options) > 0 && t.options[0].Type <= optGroup {
		word, rest = cut(rest)
		at := slices.IndexFunc(t.options, func(o Option) bool { return o.Name == word })
		if at < 0 {
			return nil, fmt.Errorf("/%s has no subcommand %q", name, word)
		}
		t.path = append(t.path, t.options[at])
		t.options = t.options[at].Options
	}
	var err error
	t.values, err = t.split(rest)
	return t, err
}

func cut(s string) (word, rest string) {
	word, rest, _ = strings.Cut(strings.TrimSpace(s), " ")
	return word, strings.TrimSpace(rest)
}

// available finds a command that a person is offered in a place.
func (d *Discord) available(p *person, pl *place, name string) *Command {
	for i := range d.commands {
		c := &d.commands[i]
		direct := pl.owner != nil
		inside := c.Contexts == nil || direct && slices.Contains(c.Contexts, 1) || !direct && slices.Contains(c.Contexts, 0)
		if c.Name != name || direct && c.Guild != "" || !inside {
			continue
		}
		if c.DefaultPermission != nil && !direct {
			need, _ := strconv.ParseInt(*c.DefaultPermission, 10, 64) // checked when it was registered
			if need == 0 || d.rightsOf(p, pl)&Permissions(need) != Permissions(need) {
				continue
			}
		}
		return c
	}
	return nil
}

var nameLike = regexp.MustCompile(`^([-_\p{L}\p{N}]+):`)

// split cuts a line at the names of the options.
func (t *typed) split(rest string) ([]Value, error) {
	var values []Value
	for rest != "" {
		o, n := t.leading(rest)
		if o == nil {
			if m := nameLike.FindStringSubmatch(rest); m != nil {
				return nil, fmt.Errorf("there is no option %q", m[1])
			}
			return nil, fmt.Errorf("%q belongs to no option", rest)
		}
		end := len(rest)
		for i := n; i < len(rest); i++ {
			if next, _ := t.leading(rest[i:]); next != nil && rest[i-1] == ' ' {
				end = i
				break
			}
		}
		values = append(values, Value{o.Name, strings.TrimSpace(rest[n:end])})
		rest = rest[end:]
	}
	return values, nil
}

func (t *typed) leading(s string) (*Option, int) {
	for i, o := range t.options {
		if strings.HasPrefix(s, o.Name+":") {
			return &t.options[i], len(o.Name) + 1
		}
	}
	return nil, 0
}
