package discordtest

import (
	"encoding/json"
	"fmt"
)

// A Form is a form (modal) before a person.
type Form struct {
	Title  string
	Fields []Field
}

// A Field is one input of a form. Options are the labels of a select menu.
type Field struct {
	ID, Label, Value, Placeholder string
	Required, Long                bool
	Options                       []string
}

type modal struct {
	ix       *interaction
	CustomID string
	parts    []component
	Form
}

// respondModal opens a form before the person.
func (d *Discord) respondModal(q *request, ix *interaction, data json.RawMessage) *refusal {
	var body struct {
		blanks
		CustomID   string      `json:"custom_id"`
		Title      string      `json:"title"`
		Components []component `json:"components"`
	}
	if r := readData(q, data, &body); r != nil {
		return r
	}
	body.rule(q)
	f := form{}
	f.length("data.custom_id", body.CustomID, 1, 100)
	f.length("data.title", body.Title, 1, 45)
	f.count("data.components", len(body.Components), 1, 5)
	m := &modal{ix: ix, CustomID: body.CustomID, parts: body.Components, Form: Form{Title: body.Title}}
	seen := map[string]bool{}
	for i, part := range body.Components {
		at := fmt.Sprintf("data.components.%d", i)
		if part.Type == typeText {
			continue
		}
		field, input := part.field(&f, at)
		if input == nil {
			continue
		}
		f.require(!seen[field.ID], at, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
		seen[field.ID] = true
		m.Fields = append(m.Fields, field)
	}
	if r := f.refusal(); r != nil {
		return r
	}
	d.forms[ix.person.ID] = m
	return nil
}

// field reads one part of a form: a row with one text input, or a label with an input or a menu in it.
func (c *component) field(f *form, at string) (Field, *component) {
	input, name := (*component)(nil), ""
	switch {
	case c.Type == typeRow && len(c.Components) == 1 && c.Components[0].Type == typeInput:
		input, name = &c.Components[0], c.Components[0].Label
	case c.Type == typeLabel && c.Component != nil && (c.Component.Type == typeInput || c.Component.Type == typeSelect):
		input, name = c.Component, c.Label
		f.length(at+".description", c.Description, 0, 100)
	default:
		f.add(at, "BASE_TYPE_CHOICES", "Forms hold rows with one text input, labels and texts.")
		return Field{}, nil
	}
	f.length(at+".label", name, 1, 45)
	if input.Type == typeSelect {
		input.checkSelect(f, at)
	} else {
		input.checkInput(f, at)
	}
	field := Field{ID: input.CustomID, Label: name, Value: input.Value, Placeholder: input.Placeholder, Long: input.Style == 2}
	field.Required = input.Required == nil || *input.Required
	for _, o := range input.Options {
		field.Options = append(field.Options, o.Label)
	}
	return field, input
}

func (c *component) checkInput(f *form, at string) {
	f.length(at+".custom_id", c.CustomID, 1, 100)
	f.length(at+".placeholder", c.Placeholder, 0, 100)
	f.length(at+".value", c.Value, 0, bound(c.MaxLength, 4000))
	f.require(c.Style == 1 || c.Style == 2, at+".style", "BASE_TYPE_CHOICES", "Value must be one of (1, 2).")
	low, high := bound(c.MinLength, 0), bound(c.MaxLength, 4000)
	f.require(low >= 0 && high >= 1 && high <= 4000 && low <= high, at+".max_length", "NUMBER_TYPE_MAX", "int value should be between 1 and 4000, and not less than min_length.")
}

// Form returns the form that is open before a person.
func (d *Discord) Form(id string) (Form, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	m, ok := d.forms[id]
	if !ok {
		return Form{}, false
	}
	return m.Form, true
}

// Dismiss closes the form that is open before a person. The application is not told.
func (d *Discord) Dismiss(id string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.forms, id)
}
