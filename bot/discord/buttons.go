package discord

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"meetbot/bot"
	"meetbot/bot/carrier"
)

const (
	maxLabel    = 80
	maxCustomID = 100
	maxTail     = 60
	perRow      = 5
	maxRows     = 5
	perMenu     = 25
)

// components draws the buttons in rows, and the menu below them: as a row of buttons, since the client sends the same
// choice of a select menu only once (https://github.com/discord/discord-api-docs/issues/4801), or as a select menu where
// a row does not hold it. What is too long for a button goes into the footer.
func components(c bot.Card, home string) ([]row, *footer) {
	k := &commands{home: home}
	rows := k.buttons(c.Buttons, maxRows-1)
	switch {
	case len(c.Menu) > perRow:
		rows = append(rows, k.menu(c.Menu)...)
	case len(c.Menu) > 0:
		rows = append(rows, k.buttons(c.Menu, 1)...)
	}
	if len(k.long) == 0 {
		return rows, nil
	}
	return rows, &footer{strings.Join(k.long, "\n")}
}

// commands gives each button an ID by which its command is found again when it is pressed. The ID has at most a hundred
// characters: a longer command stands in the footer of the message, which comes with every press.
type commands struct {
	home string
	n    int      // of IDs given; it makes each one different
	long []string // the lines of the footer
}

func (k *commands) buttons(all []bot.Button, most int) []row {
	rows := []row{}
	for _, b := range all {
		c, ok := k.button(b)
		if !ok {
			continue
		}
		if len(rows) == 0 || len(rows[len(rows)-1].Components) == perRow {
			if len(rows) == most {
				break
			}
			rows = append(rows, row{Type: typeRow})
		}
		last := &rows[len(rows)-1]
		last.Components = append(last.Components, c)
	}
	return rows
}

func (k *commands) button(b bot.Button) (component, bool) {
	c := component{Type: typeButton, Label: carrier.Shorten(b.Label, maxLabel), Style: styleSecondary}
	switch b.Look {
	case bot.Primary:
		c.Style = stylePrimary
	case bot.Danger:
		c.Style = styleDanger
	}
	if b.URL != "" {
		c.Style, c.URL = styleLink, b.URL
		return c, true
	}
	id, ok := k.id(b.Command)
	c.CustomID = id
	return c, ok
}

func (k *commands) menu(all []bot.Button) []row {
	c := component{Type: typeSelect, CustomID: "menu", Placeholder: "More…"}
	for _, b := range all[:min(len(all), perMenu)] {
		if id, ok := k.id(b.Command); ok {
			c.Options = append(c.Options, choice{Label: carrier.Shorten(b.Label, maxLabel), Value: id})
		}
	}
	if len(c.Options) == 0 {
		return nil // an empty one is refused, and all that is around it
	}
	return []row{{Type: typeRow, Components: []component{c}}}
}

// id is "number.server.command", or "number.server~line.rest" where the command begins with a line of the footer.
func (k *commands) id(command string) (string, bool) {
	k.n++
	id := fmt.Sprintf("%d.%s.%s", k.n, k.home, command)
	if utf8.RuneCountInString(id) <= maxCustomID {
		return id, true
	}
	for i, line := range k.long {
		if tail, ok := strings.CutPrefix(command, line); ok && utf8.RuneCountInString(tail) <= maxTail {
			return fmt.Sprintf("%d.%s~%d.%s", k.n, k.home, i, tail), true
		}
	}
	// Commands that are long are often alike up to the last word.
	line, tail := command, ""
	if i := strings.LastIndexByte(command, ' '); i > 0 && utf8.RuneCountInString(command[i:]) <= maxTail {
		line, tail = command[:i], command[i:]
	}
	if strings.ContainsAny(line, "\r\n") || size(k.long)+utf8.RuneCountInString(line) > maxFooter {
		return "", false
	}
	k.long = append(k.long, line)
	return fmt.Sprintf("%d.%s~%d.%s", k.n, k.home, len(k.long)-1, tail), true
}

// pressed finds the server and the command of an ID on a message with that footer.
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
