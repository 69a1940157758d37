package slacktest

import (
	"meetbot/bot/emulator"
)

// A control is a button or a menu entry within blocks.
type control struct {
	emulator.Button
	block   string         // block_id
	element map[string]any // the button, or the menu that the entry stands in
	option  map[string]any // the entry
}

// buttons lists what can be pressed on a message.
func buttons(blocks []any) []emulator.Button {
	var all []emulator.Button
	for _, c := range controls(blocks) {
		all = append(all, c.Button)
	}
	return all
}

// controls finds the buttons and menus of sections and actions, in the order in which they stand.
func controls(blocks []any) []control {
	var all []control
	for _, b := range blocks {
		block := object(b)
		id, _ := block["block_id"].(string)
		var elements []any
		switch block["type"] {
		case "section":
			elements = []any{block["accessory"]}
		case "actions":
			elements = list(block["elements"])
		}
		for _, e := range elements {
			all = append(all, elementControls(id, object(e))...)
		}
	}
	return all
}

func elementControls(block string, e map[string]any) []control {
	asks, _ := object(object(e["confirm"])["text"])["text"].(string)
	button := func(o map[string]any) emulator.Button {
		label, _ := object(o["text"])["text"].(string)
		url, _ := o["url"].(string)
		style, _ := o["style"].(string)
		return emulator.Button{Label: label, URL: url, Style: style, Asks: asks}
	}
	switch e["type"] {
	case "button":
		return []control{{Button: button(e), block: block, element: e}}
	case "overflow", "static_select":
		var all []control
		options := list(e["options"])
		for _, g := range list(e["option_groups"]) {
			options = append(options, list(object(g)["options"])...)
		}
		for _, o := range options {
			b := button(object(o))
			b.Menu = true
			all = append(all, control{Button: b, block: block, element: e, option: object(o)})
		}
		return all
	}
	return nil
}
