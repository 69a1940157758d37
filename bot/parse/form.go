package parse

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// A Form is a request in named fields that are not read yet: what people fill in where a chat has options or forms, and
// what an example shows. Anything may stand in a field, but it stays in it.
type Form struct {
	Verb   Verb              `json:"v,omitempty"` // empty: it shows a field alone
	Fields map[string]string `json:"f,omitempty"` // by the name of the Option
}

// NewForm returns a form with the given names and values. What is empty is left out.
func NewForm(v Verb, namesAndValues ...string) Form {
	f := Form{v, map[string]string{}}
	for pair := range slices.Chunk(namesAndValues, 2) {
		if pair[1] != "" {
			f.Fields[pair[0]] = pair[1]
		}
	}
	if len(f.Fields) == 0 {
		f.Fields = nil
	}
	return f
}

// With returns the form with a field more, or with another value in it.
func (f Form) With(name, value string) Form {
	fields := map[string]string{name: value}
	for n, v := range f.Fields {
		if n != name {
			fields[n] = v
		}
	}
	f.Fields = fields
	return f
}

// yes is the value of a field that is yes or no.
func yes(is bool) string {
	if is {
		return "true"
	}
	return ""
}

// Form returns the form that asks for the same. Its time is an instant, so that it is read in one way.
func (r Request) Form() Form {
	when, length := "", ""
	if !r.Start.IsZero() {
		when = r.instant()
	}
	if r.Duration > 0 {
		length = TypedDuration(r.Duration)
	}
	switch r.Verb {
	case Move:
		if length != "" {
			when += " for " + length
		}
		return NewForm(Move, "meeting", r.Ref, "when", when, "which", r.Which)
	case Extend:
		if !r.End.IsZero() {
			length = "until " + Request{Start: r.End, Zone: r.Zone}.instant()
		}
		return NewForm(Extend, "meeting", r.Ref, "by", length)
	case Timezone:
		return NewForm(Timezone, "zone", r.Zone)
	}
	repeat := ""
	if r.Repeat != nil {
		repeat = r.Repeat.Typed()
	}
	return NewForm(r.Verb, "meeting", r.Ref, "when", when, "title", r.Title, "duration", length, "repeat", repeat, "with", strings.Join(r.Invited, " "), "members_only", yes(r.MembersOnly), "scope", r.Scope, "text", r.Agenda)
}

// ChangeOf returns the form that asks for the same move or extension of one certain meeting, in the words in which it was asked for.
func (r Request) ChangeOf(ref string) *Form {
	field := "when"
	if r.Verb == Extend {
		field = "by"
	}
	f := NewForm(r.Verb, "meeting", ref, field, r.Change, "which", r.Which)
	return &f
}

// instant writes the start by the clocks of the zone.
func (r Request) instant() string {
	loc, err := time.LoadLocation(r.Zone)
	if err != nil {
		loc = time.UTC
	}
	layout := "2006-01-02T15:04Z07:00"
	if r.Start.Second() != 0 {
		layout = "2006-01-02T15:04:05Z07:00"
	}
	return r.Start.In(loc).Format(layout)
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

// asTyped writes a value so that it is read as that, and nothing else. The title of a meeting that there is goes in quotes
// where more follows: without them it could be the beginning of a new one.
func asTyped(name, value string, last bool) string {
	switch {
	case name == "title":
		return Quote(value)
	case name == "meeting" && !last && !naming.MatchString(value):
		return inQuotes(value)
	case name == "duration":
		return "for " + value
	case name == "with":
		return "with " + value
	case name == "members_only":
		return "members only"
	}
	return value
}
