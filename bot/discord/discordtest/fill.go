package discordtest

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// fill converts the values to what the client sends, checking what the client checks. While somebody is typing the
// focused option nothing is required yet and nothing complete.
func (d *Discord) fill(t *typed, focused string) (options []any, resolved object, err error) {
	resolved, options = object{}, []any{}
	seen := map[string]bool{}
	for _, v := range t.values {
		at := slices.IndexFunc(t.options, func(o Option) bool { return o.Name == v.Option })
		if at < 0 {
			return nil, nil, fmt.Errorf("there is no option %q", v.Option)
		}
		if seen[v.Option] {
			return nil, nil, fmt.Errorf("option %q is given twice", v.Option)
		}
		seen[v.Option] = true
		o := t.options[at]
		sent := object{"name": o.Name, "type": o.Type, "value": any(v.Text)}
		if v.Option == focused {
			sent["focused"] = true
		} else if sent["value"], err = d.convert(o, v.Text, resolved); err != nil {
			return nil, nil, fmt.Errorf("option %q: %w", o.Name, err)
		}
		options = append(options, sent)
	}
	for _, o := range t.options {
		if o.Required && !seen[o.Name] && focused == "" {
			return nil, nil, fmt.Errorf("option %q: this option is required, specify a value", o.Name)
		}
	}
	for _, o := range slices.Backward(t.path) {
		options = []any{object{"name": o.Name, "type": o.Type, "options": options}}
	}
	return options, resolved, nil
}

// convert checks one value as the client does, and gives it its type.
func (d *Discord) convert(o Option, text string, resolved object) (any, error) {
	if text == "" {
		return nil, errors.New("this option is required, specify a value")
	}
	if len(o.Choices) > 0 {
		for _, c := range o.Choices {
			if strings.EqualFold(c.Name, text) {
				return c.Value, nil
			}
		}
		return nil, fmt.Errorf("%q is not one of the choices", text)
	}
	switch o.Type {
	case optInteger, optNumber:
		return number(o, text)
	case optBoolean:
		return boolean(text)
	case optUser, optMentionable:
		return d.resolveUser(text, resolved)
	case optChannel:
		return d.resolveChannel(text, resolved)
	case optRole:
		return d.resolveRole(text, resolved)
	}
	n := utf8.RuneCountInString(text)
	if high := bound(o.MaxLength, 6000); n > high {
		return nil, fmt.Errorf("must be %d or fewer in length", high)
	}
	if low := bound(o.MinLength, 0); n < low {
		return nil, fmt.Errorf("must be %d or more in length", low)
	}
	return d.mentioning(text), nil
}

// mentioning writes the names of people as the client does once they are picked from what it suggests.
func (d *Discord) mentioning(text string) string {
	words := strings.Split(text, " ")
	for i, w := range words {
		for _, p := range d.people {
			if w == "@"+p.Name {
				words[i] = "<@" + p.ID + ">"
			}
		}
	}
	return strings.Join(words, " ")
}

func number(o Option, text string) (any, error) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || o.Type == optInteger && v != float64(int64(v)) {
		return nil, fmt.Errorf("%q is not a valid number", text)
	}
	if o.MinValue != nil && v < *o.MinValue || o.MaxValue != nil && v > *o.MaxValue {
		return nil, fmt.Errorf("%s is out of range", text)
	}
	return v, nil
}

func boolean(text string) (any, error) {
	switch strings.ToLower(text) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	return nil, fmt.Errorf("%q is neither true nor false", text)
}
