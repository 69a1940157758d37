package parse

import (
	"regexp"
	"slices"
	"strings"
)

// A Form is a request in named fields that are not read yet: what people fill in where a chat has options or forms, and
// what an example shows. Anything may stand in a field, but it stays in it.
type Form struct {
	Verb   Verb              `json:"v,omitempty"` // empty: it shows a field alone
	Fields map[string]string `json:"f,omitempty"` // by the name of the Option
}

// NewForm returns a form with the given names and values. What is empty is left out.
func NewForm(v Verb, namesAndValues ...string) Form {
	f := Form{Verb: v}
	for pair := range slices.Chunk(namesAndValues, 2) {
		if pair[1] == "" {
			continue
		}
		if f.Fields == nil {
			f.Fields = map[string]string{}
		}
		f.Fields[pair[0]] = pair[1]
	}
	return f
}

// Filled returns what is filled in, in the order in which it is typed, and the values.
func (f Form) Filled() (options []Option, values []string) {
	e, ok := EntryOf(f.Verb)
	if !ok {
		for name := range f.Fields {
			e.Options = append(e.Options, Option{Name: name})
		}
	}
	for _, o := range e.Options {
		if v := f.Fields[o.Name]; v != "" && (!o.YesNo || v == "true") {
			options, values = append(options, o), append(values, v)
		}
	}
	return options, values
}

// Words returns the form as it is typed where one types all of it after the command's word.
func (f Form) Words() string {
	var parts []string
	if e, ok := EntryOf(f.Verb); ok && len(e.Typed) > 0 {
		parts = append(parts, e.Typed[0])
	} else if f.Verb != New {
		parts = append(parts, string(f.Verb))
	}
	options, values := f.Filled()
	for i, o := range options {
		parts = append(parts, asTyped(o.Name, values[i], i+1 == len(options)))
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

// naming is what can only name a meeting: its number, or its link.
var naming = regexp.MustCompile(`^(?:#?\d{1,9}|https?://[^\s"“”„]+)$`)

func asTyped(name, value string, last bool) string {
	switch {
	case name == "title", name == "meeting" && !last && !naming.MatchString(value):
		return quoteWhere(name, value)
	case name == "duration":
		return "for " + value
	case name == "members_only":
		return "members only"
	}
	return value
}

// quoteWhere writes a title in quotes where that is needed, and the title of a meeting that exists always: without them
// it could be the beginning of a new one.
func quoteWhere(name, value string) string {
	if q := Quote(value); name == "title" || strings.ContainsAny(q[:1], `"“`) {
		return q
	}
	return `"` + value + `"`
}
