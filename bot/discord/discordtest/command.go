package discordtest

import (
	"slices"
	"strconv"
	"time"
)

// The types of command options that are emulated.
const (
	optSub         = 1
	optGroup       = 2
	optString      = 3
	optInteger     = 4
	optBoolean     = 5
	optUser        = 6
	optChannel     = 7
	optRole        = 8
	optMentionable = 9
	optNumber      = 10
)

// A Command is a registered command. Guild is empty where it is global.
type Command struct {
	ID                string            `json:"-"`
	Guild             string            `json:"-"`
	Version           string            `json:"-"`
	Type              int               `json:"type"`
	Name              string            `json:"name"`
	NameLocal         map[string]string `json:"name_localizations"`
	Description       string            `json:"description"`
	DescriptionLocal  map[string]string `json:"description_localizations"`
	Options           []Option          `json:"options"`
	DefaultPermission *string           `json:"default_member_permissions"`
	Contexts          []int             `json:"contexts"`
	Integrations      []int             `json:"integration_types"`
	NSFW              bool              `json:"nsfw"`
}

// An Option is an option, subcommand or group of subcommands.
type Option struct {
	Type             int               `json:"type"`
	Name             string            `json:"name"`
	NameLocal        map[string]string `json:"name_localizations,omitempty"`
	Description      string            `json:"description"`
	DescriptionLocal map[string]string `json:"description_localizations,omitempty"`
	Required         bool              `json:"required,omitempty"`
	Autocomplete     bool              `json:"autocomplete,omitempty"`
	Choices          []OptionChoice    `json:"choices,omitempty"`
	Options          []Option          `json:"options,omitempty"`
	ChannelTypes     []int             `json:"channel_types,omitempty"`
	MinValue         *float64          `json:"min_value,omitempty"`
	MaxValue         *float64          `json:"max_value,omitempty"`
	MinLength        *int              `json:"min_length,omitempty"`
	MaxLength        *int              `json:"max_length,omitempty"`
}

// An OptionChoice is one of the values an option allows.
type OptionChoice struct {
	Name      string            `json:"name"`
	NameLocal map[string]string `json:"name_localizations,omitempty"`
	Value     any               `json:"value"`
}

// Commands returns the commands as registered now.
func (d *Discord) Commands() []Command {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]Command(nil), d.commands...)
}

// Registrations returns how often commands were overwritten.
func (d *Discord) Registrations() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.writes
}

func (d *Discord) getCommands(q *request) (any, *refusal) {
	if r := d.knowScope(q); r != nil {
		return nil, r
	}
	all := []any{}
	for _, c := range d.commands {
		if c.Guild == q.vars["guild"] {
			all = append(all, c.object(d, q.query.Get("with_localizations") == "true"))
		}
	}
	return all, nil
}

func (d *Discord) knowScope(q *request) *refusal {
	if q.vars["application"] != d.opts.Application {
		return refuse(50001)
	}
	if g := q.vars["guild"]; g != "" && g != d.opts.Guild {
		return refuse(50001)
	}
	return nil
}

// putCommands replaces all commands of its scope. A name that stays keeps its ID.
func (d *Discord) putCommands(q *request) (any, *refusal) {
	var body []Command
	if r := d.knowScope(q); r != nil {
		return nil, r
	}
	if r := q.read(&body); r != nil {
		return nil, r
	}
	f := form{}
	f.count("commands", len(body), 0, 100)
	seen := map[string]bool{}
	for i := range body {
		body[i].check(&f, strconv.Itoa(i))
		f.require(!seen[body[i].Name], strconv.Itoa(i)+".name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
		seen[body[i].Name] = true
	}
	if r := f.refusal(); r != nil {
		return nil, r
	}
	if r := d.adopt(body, q.vars["guild"]); r != nil {
		return nil, r
	}
	d.writes++
	q.query.Set("with_localizations", "true")
	return d.getCommands(q)
}

// adopt puts commands in the place of their scope's old ones, within the daily limit of new names.
func (d *Discord) adopt(body []Command, guild string) *refusal {
	now := d.opts.Now()
	d.created = slices.DeleteFunc(d.created, func(t time.Time) bool { return now.Sub(t) >= 24*time.Hour })
	others := slices.DeleteFunc(slices.Clone(d.commands), func(c Command) bool { return c.Guild == guild })
	fresh := 0
	for i := range body {
		c := &body[i]
		c.Guild, c.Version = guild, d.snowflake()
		c.Type = max(c.Type, 1)
		at := slices.IndexFunc(d.commands, func(o Command) bool { return o.Guild == guild && o.Name == c.Name })
		if at >= 0 {
			c.ID = d.commands[at].ID
			continue
		}
		c.ID = d.snowflake()
		fresh++
	}
	if len(d.created)+fresh > 200 {
		return refuse(30034)
	}
	for range fresh {
		d.created = append(d.created, now)
	}
	d.commands = append(others, body...)
	return nil
}

// plain are options without their translations.
func plain(options []Option) []Option {
	out := slices.Clone(options)
	for i := range out {
		out[i].NameLocal, out[i].DescriptionLocal, out[i].Options = nil, nil, plain(out[i].Options)
	}
	return out
}

// object is the command as Discord tells it: what is at its default is left out of the options.
func (c *Command) object(d *Discord, local bool) object {
	o := object{
		"id": c.ID, "application_id": d.opts.Application, "version": c.Version, "type": c.Type, "name": c.Name,
		"description": c.Description, "default_member_permissions": c.DefaultPermission, "nsfw": c.NSFW,
		"contexts": c.Contexts, "integration_types": c.Integrations, "dm_permission": true,
	}
	if c.Contexts == nil {
		o["contexts"] = []int{0, 1, 2}
	}
	if c.Integrations == nil {
		o["integration_types"] = []int{0}
	}
	if len(c.Options) > 0 {
		o["options"] = c.Options
		if !local {
			o["options"] = plain(c.Options)
		}
	}
	if c.Guild != "" {
		o["guild_id"] = c.Guild
	}
	if local {
		o["name_localizations"], o["description_localizations"] = c.NameLocal, c.DescriptionLocal
	}
	return o
}
