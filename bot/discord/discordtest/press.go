package discordtest

import (
	"fmt"

	"meetbot/bot/emulator"
)

// Press presses a button, or picks the entry of a menu, as a person who sees the message. In a menu of people the label
// is a name.
func (d *Discord) Press(who string, on emulator.Message, label string) (emulator.Message, error) {
	ix, payload, err := d.pressing(who, on, label)
	if err != nil {
		return emulator.Message{}, err
	}
	return d.converse(ix, payload)
}

func (d *Discord) pressing(who string, on emulator.Message, label string) (*interaction, object, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	p, pl := d.person(who), d.place(on.Channel)
	if p == nil || pl == nil {
		return nil, nil, fmt.Errorf("there is no person %q, or no channel %q", who, on.Channel)
	}
	m := pl.find(on.ID)
	if m == nil || m.deleted || m.pending || !m.visibleTo(d, p) {
		return nil, nil, fmt.Errorf("%s sees no message %s", p.Name, on.ID)
	}
	c, values, resolved := d.pressed(m, label)
	if c == nil {
		return nil, nil, fmt.Errorf("message %s has nothing labelled %q", on.ID, label)
	}
	if c.URL != "" {
		return nil, nil, fmt.Errorf("%q is a link: it is opened, not pressed", label)
	}
	data := object{"custom_id": c.CustomID, "component_type": c.Type, "id": c.ID}
	if c.Type != typeButton {
		data["values"], data["resolved"] = values, resolved
	}
	ix, payload := d.start(kindComponent, p, pl, data)
	ix.on = m
	payload["message"] = m.object(d)
	return ix, payload, nil
}

// pressed finds what a label stands on, and what is chosen by it.
func (d *Discord) pressed(m *message, name string) (*component, []string, object) {
	resolved := object{}
	for _, row := range m.components {
		for i, c := range row.Components {
			switch {
			case c.Disabled:
			case c.Type == typeButton && label(c.Emoji, c.Label) == name:
				return &row.Components[i], nil, nil
			case c.Type == typeUserSelect && d.pick(name) != nil:
				id, _ := d.resolveUser(name, resolved) // just found
				return &row.Components[i], []string{id.(string)}, resolved
			}
			for _, o := range c.Options {
				if label(o.Emoji, o.Label) == name && !c.Disabled {
					return &row.Components[i], []string{o.Value}, resolved
				}
			}
		}
	}
	return nil, nil, nil
}
