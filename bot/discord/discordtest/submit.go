package discordtest

import (
	"fmt"
	"unicode/utf8"

	"meetbot/bot/emulator"
)

// Submit fills in the form open before a person, by field ID, and sends it. Fields not named keep what stands in them.
func (d *Discord) Submit(id string, values map[string]string) (emulator.Message, error) {
	d.mu.Lock()
	m := d.forms[id]
	if m == nil {
		d.mu.Unlock()
		return emulator.Message{}, fmt.Errorf("no form is open before %s", id)
	}
	parts, err := m.filled(values)
	if err != nil {
		d.mu.Unlock()
		return emulator.Message{}, err
	}
	delete(d.forms, id)
	ix, payload := d.start(kindModal, m.ix.person, m.ix.place, object{"custom_id": m.CustomID, "components": parts})
	if ix.on = m.ix.on; ix.on != nil {
		payload["message"] = ix.on.object(d)
	}
	d.mu.Unlock()
	return d.converse(ix, payload)
}

// filled is the form as the client sends it.
func (m *modal) filled(values map[string]string) ([]any, error) {
	var parts []any
	for i, part := range m.parts {
		if part.Type == typeText {
			continue
		}
		input := part.Component
		if part.Type == typeRow {
			input = &part.Components[0]
		}
		v, ok := values[input.CustomID]
		if !ok {
			v = input.Value
		}
		sent, err := input.filled(v, i+1)
		if err != nil {
			return nil, fmt.Errorf("field %q: %w", input.CustomID, err)
		}
		if part.Type == typeRow {
			parts = append(parts, object{"type": typeRow, "id": i + 1, "components": []any{sent}})
		} else {
			parts = append(parts, object{"type": typeLabel, "id": i + 1, "component": sent})
		}
	}
	return parts, nil
}

func (c *component) filled(v string, id int) (object, error) {
	sent := object{"type": c.Type, "id": id + 10, "custom_id": c.CustomID, "value": v}
	n := utf8.RuneCountInString(v)
	required := c.Required == nil || *c.Required
	switch {
	case n == 0 && required:
		return nil, fmt.Errorf("this field is required")
	case n == 0 && c.Type == typeInput:
		return sent, nil
	case c.Type == typeInput && (n < bound(c.MinLength, 0) || n > bound(c.MaxLength, 4000)):
		return nil, fmt.Errorf("must be between %d and %d in length", bound(c.MinLength, 0), bound(c.MaxLength, 4000))
	case c.Type == typeInput:
		return sent, nil
	}
	delete(sent, "value")
	sent["values"] = []string{}
	for _, o := range c.Options {
		if o.Label == v || o.Value == v {
			sent["values"] = []string{o.Value}
			return sent, nil
		}
	}
	if n > 0 {
		return nil, fmt.Errorf("%q is not one of the options", v)
	}
	return sent, nil
}
