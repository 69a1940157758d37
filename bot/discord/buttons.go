package discord

import (
	"fmt"
	"strconv"
	"strings"

	"meetbot/bot"
	"meetbot/bot/carrier"
)

const (
	maxLabel = 80
	perRow   = 5
	maxRows  = 5
	perMenu  = 25
)

// components draws the buttons in rows, and the menu, called more, below them: as a row of buttons, since the client sends the same
// choice of a select menu only once (https://github.com/discord/discord-api-docs/issues/4801), or as a select menu where
// a row does not hold it.
func components(c bot.Card, home, more string) []row {
	k := &presses{home: home}
	rows := k.buttons(c.Buttons, maxRows-1)
	switch {
	case len(c.Menu) > perRow:
		rows = append(rows, k.menu(c.Menu, more))
	case len(c.Menu) > 0:
		rows = append(rows, k.buttons(c.Menu, 1)...)
	}
	return rows
}

// presses gives each button an ID of its own that tells, when it is pressed, what it carries and to which server it belongs.
type presses struct {
	home string
	n    int // of IDs given; it makes each one different
}

func (k *presses) buttons(all []bot.Button, most int) []row {
	rows := []row{}
	for _, b := range all[:min(len(all), most*perRow)] {
		if len(rows) == 0 || len(rows[len(rows)-1].Components) == perRow {
			rows = append(rows, row{Type: typeRow})
		}
		last := &rows[len(rows)-1]
		last.Components = append(last.Components, k.button(b))
	}
	return rows
}

func (k *presses) button(b bot.Button) component {
	c := component{Type: typeButton, Label: carrier.Shorten(b.Label, maxLabel), Style: styleSecondary}
	switch b.Look {
	case bot.Primary:
		c.Style = stylePrimary
	case bot.Danger:
		c.Style = styleDanger
	}
	if b.URL != "" {
		c.Style, c.URL = styleLink, b.URL
	} else {
		c.CustomID = k.id(b)
	}
	return c
}

func (k *presses) menu(all []bot.Button, more string) row {
	c := component{Type: typeSelect, CustomID: "menu", Placeholder: more}
	for _, b := range all[:min(len(all), perMenu)] {
		c.Options = append(c.Options, choice{Label: carrier.Shorten(b.Label, maxLabel), Value: k.id(b)})
	}
	return row{Type: typeRow, Components: []component{c}}
}

// id is "number.server.press".
func (k *presses) id(b bot.Button) string {
	k.n++
	return fmt.Sprintf("%d.%s.%s", k.n, k.home, b.Press)
}

// pressed finds the server and what a button carries of an ID on a message with that footer: once, an ID "number.server~line.rest"
// had its beginning in a line of the footer, and such buttons still stand in channels.
func pressed(id, footer string) (home, command string, ok bool) {
	_, id, ok1 := strings.Cut(id, ".")
	home, command, ok2 := strings.Cut(id, ".")
	home, number, long := strings.Cut(home, "~")
	if !ok1 || !ok2 || command == "" && !long {
		return "", "", false
	}
	if !long {
		return home, command, true
	}
	lines := strings.Split(footer, "\n")
	i, err := strconv.Atoi(number)
	if err != nil || i < 0 || i >= len(lines) {
		return "", "", false
	}
	return home, lines[i] + command, true
}
