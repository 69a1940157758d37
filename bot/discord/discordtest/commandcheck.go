package discordtest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

func checkName(f *form, path, name string) {
	f.require(commandName.MatchString(name) && name == strings.ToLower(name), path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
}

func (c *Command) check(f *form, path string) {
	f.require(c.Type == 0 || c.Type == 1, path+".type", "NOT_EMULATED", "Only slash commands are emulated.")
	checkName(f, path+".name", c.Name)
	for _, local := range c.NameLocal {
		checkName(f, path+".name_localizations", local)
	}
	checkDescription(f, path+".description", c.Description, c.DescriptionLocal)
	checkOptions(f, path+".options", c.Options, 0)
	f.require(weigh(c.Name, c.Description, c.DescriptionLocal, c.Options) <= 8000, path, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")
	for _, n := range c.Contexts {
		f.require(n >= 0 && n <= 2, path+".contexts", "BASE_TYPE_CHOICES", "Value must be one of (0, 1, 2).")
	}
	for _, n := range c.Integrations {
		f.require(n == 0 || n == 1, path+".integration_types", "BASE_TYPE_CHOICES", "Value must be one of (0, 1).")
	}
	if c.DefaultPermission != nil {
		_, err := strconv.ParseUint(*c.DefaultPermission, 10, 64)
		f.require(err == nil, path+".default_member_permissions", "NUMBER_TYPE_COERCE", "Value is not a set of permissions.")
	}
}

// locales are those that Discord knows, see https://docs.discord.com/developers/reference#locales.
var locales = strings.Fields("id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko")

func checkDescription(f *form, path, base string, local map[string]string) {
	f.length(path, base, 1, 100)
	for locale, text := range local {
		f.require(slices.Contains(locales, locale), path+"_localizations", "DICT_KEY_INVALID", "Not a locale of Discord's.")
		f.length(path+"_localizations."+locale, text, 1, 100)
	}
}

// checkOptions validates options at a depth: groups stand on the first, subcommands on the first or second.
func checkOptions(f *form, path string, options []Option, depth int) {
	f.count(path, len(options), 0, 25)
	seen, optional, subs := map[string]bool{}, false, 0
	for i, o := range options {
		at := fmt.Sprintf("%s.%d", path, i)
		checkName(f, at+".name", o.Name)
		f.require(!seen[o.Name], at+".name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists")
		seen[o.Name] = true
		checkDescription(f, at+".description", o.Description, o.DescriptionLocal)
		f.require(depth != 1 || o.Type == optSub, at+".type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "A group holds sub-commands only")
		f.require(!o.Required || !optional, at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
		optional = optional || !o.Required
		if o.Type == optSub || o.Type == optGroup {
			subs++
			f.require(depth < 2, at+".type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands and groups cannot be nested like this")
			checkOptions(f, at+".options", o.Options, depth+o.Type%2+1)
			continue
		}
		o.check(f, at)
	}
	f.require(subs == 0 || subs == len(options), path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands and other options cannot be mixed")
}

func (o *Option) check(f *form, at string) {
	f.require(o.Type >= optString && o.Type <= optNumber, at+".type", "BASE_TYPE_CHOICES", "Value is not an option type that is emulated.")
	f.require(len(o.Options) == 0, at+".options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Only sub-commands have options")
	f.count(at+".choices", len(o.Choices), 0, 25)
	f.require(!o.Autocomplete || len(o.Choices) == 0, at, "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES", "Choices and autocomplete exclude each other")
	listable := o.Type == optString || o.Type == optInteger || o.Type == optNumber
	f.require(listable || !o.Autocomplete && len(o.Choices) == 0, at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Only strings and numbers have choices or autocomplete")
	for i, c := range o.Choices {
		c.check(f, fmt.Sprintf("%s.choices.%d", at, i), o.Type == optString)
	}
	low, high := bound(o.MinLength, 0), bound(o.MaxLength, 6000)
	f.require(low >= 0 && high >= 1 && high <= 6000 && low <= high, at+".max_length", "NUMBER_TYPE_MAX", "int value should be between 1 and 6000, and not less than min_length.")
	f.require(o.Type == optString || o.MinLength == nil && o.MaxLength == nil, at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Only strings have a length")
	f.require(o.Type != optString || o.MinValue == nil && o.MaxValue == nil, at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Only numbers have a least and a greatest value")
}

func (c *OptionChoice) check(f *form, at string, text bool) {
	f.length(at+".name", c.Name, 1, 100)
	s, isText := c.Value.(string)
	f.require(c.Value != nil && isText == text, at+".value", "BASE_TYPE_BAD_TYPE", "Value does not fit the option's type.")
	f.require(utf8.RuneCountInString(s) <= 100, at+".value", "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
}

// weigh sums up the texts that count towards a command's size: of a description its longest translation.
func weigh(name, description string, local map[string]string, options []Option) int {
	longest := utf8.RuneCountInString(description)
	for _, text := range local {
		longest = max(longest, utf8.RuneCountInString(text))
	}
	n := utf8.RuneCountInString(name) + longest
	for _, o := range options {
		n += weigh(o.Name, o.Description, o.DescriptionLocal, o.Options)
		for _, c := range o.Choices {
			value, _ := json.Marshal(c.Value) // decoded from JSON
			n += utf8.RuneCountInString(c.Name) + utf8.RuneCount(value)
		}
	}
	return n
}
