package discord

import (
	"strings"
	"unicode/utf8"

	"meetbot/bot"
	"meetbot/bot/carrier"
)

// Discord's limits, in code points, see https://docs.discord.com/developers/resources/message#embed-object-embed-limits.
const (
	maxContent = 2000
	maxEmbed   = 3900
	maxTitle   = 256
)

// posted draws a card that a channel sees. Its content line says the most important, for notifications, for screen
// readers and for those who see no embeds: title, first line, and where to join. The embed below holds the rest.
func (d *Discord) posted(c bot.Card, home string) message {
	m := d.draw(c, home)
	if link := joinLink(c); link != "" && !strings.Contains(m.Content, bare(link)) {
		m.Content += "\n" + bare(link)
	}
	return m
}

// draw draws a card for the server home, to which what is pressed on it will belong.
func (d *Discord) draw(c bot.Card, home string) message {
	head, rest := parts(c)
	m := message{Content: head, Embeds: []embed{}, Components: components(c, home, d.words.In(c.Language).Say("button.more"))}
	if rest != "" {
		m.Embeds = append(m.Embeds, embed{Description: rest})
	}
	if m.Content == "" {
		m.Content = "…" // an empty message is refused
	}
	return m
}

// parts returns what goes into the content and what into the embed. Nothing stands in both.
func parts(c bot.Card) (head, rest string) {
	lines := lines(c)
	var top, below []string
	if c.Title != "" {
		top = append(top, bold(carrier.Shorten(c.Title, maxTitle)))
	}
	for i, line := range lines {
		if i < headLines(c) && size(top)+utf8.RuneCountInString(line) < maxContent/2 {
			top = append(top, line)
			continue
		}
		below = append(below, line)
	}
	if note := markdown(c.Note); note != "" && leads(c.Note, joinLink(c)) {
		top = append(top, note)
	} else if note != "" {
		below = append(below, "-# "+note)
	}
	return strings.Join(top, "\n"), strings.Join(fitting(below), "\n")
}

func lines(c bot.Card) []string {
	out := make([]string, len(c.Lines))
	for i, line := range c.Lines {
		out[i] = markdown(line)
	}
	return out
}

// headLines is how many lines belong into the content: the first, and a countdown that follows it.
func headLines(c bot.Card) int {
	if len(c.Lines) < 2 {
		return 1
	}
	for _, s := range c.Lines[1] {
		if m, ok := s.(bot.Moment); ok && m.Style == bot.Countdown {
			return 2
		}
	}
	return 1
}

// joinLink is where the first link button leads.
func joinLink(c bot.Card) string {
	for _, b := range c.Buttons {
		if b.URL != "" {
			return b.URL
		}
	}
	return ""
}

// leads tells whether a line shows an address in full.
func leads(line bot.Line, address string) bool {
	for _, s := range line {
		if l, ok := s.(bot.Link); ok && l.URL == address && l.Label == address {
			return true
		}
	}
	return false
}

// fitting leaves out the last lines where there are too many for an embed.
func fitting(lines []string) []string {
	n := 0
	for i, line := range lines {
		if n += utf8.RuneCountInString(line) + 1; n > maxEmbed {
			return append(lines[:i:i], "…")
		}
	}
	return lines
}

func size(lines []string) int {
	n := 0
	for _, line := range lines {
		n += utf8.RuneCountInString(line) + 1
	}
	return n
}
