package parlour

import (
	"fmt"
	"strings"

	"meetbot/bot"
	"meetbot/bot/carrier"
	"meetbot/bot/say"
)

// The chat's limits, in characters.
const (
	maxTitle = 150
	maxLabel = 75
)

// A message is a card in the chat's own form. Its title and labels are shown as they stand, and its lines are marked up.
type message struct {
	Title   string   `json:"title,omitempty"`
	Lines   []string `json:"lines,omitempty"`
	Buttons []button `json:"buttons,omitempty"`
}

type button struct {
	Label string `json:"label"`
	Value string `json:"value,omitempty"`
	URL   string `json:"url,omitempty"`
	Look  string `json:"look,omitempty"`
	Menu  bool   `json:"menu,omitempty"`
}

func (p *Parlour) draw(c bot.Card) message {
	l := p.o.Words.In(c.Language)
	m := message{Title: carrier.Shorten(c.Title, maxTitle)}
	for _, line := range append(c.Lines[:len(c.Lines):len(c.Lines)], c.Note) {
		if len(line) > 0 {
			m.Lines = append(m.Lines, markUp(line, l))
		}
	}
	for _, b := range c.Buttons {
		m.Buttons = append(m.Buttons, drawButton(b, false))
	}
	for _, b := range c.Menu {
		m.Buttons = append(m.Buttons, drawButton(b, true))
	}
	return m
}

func drawButton(b bot.Button, menu bool) button {
	look := map[bot.Look]string{bot.Primary: "primary", bot.Danger: "danger"}[b.Look]
	return button{carrier.Shorten(b.Label, maxLabel), b.Press, b.URL, look, menu}
}

// markUp writes a line in the chat's markup, in which {kind:what} is a mark, @name rings, and a backslash takes the meaning
// from what comes behind it.
func markUp(line bot.Line, l *say.Language) string {
	var b strings.Builder
	for _, span := range line {
		switch s := span.(type) {
		case bot.Text:
			b.WriteString(escape(string(s)))
		case bot.Strong:
			b.WriteString(mark("strong", string(s)))
		case bot.Typed:
			b.WriteString(mark("strong", s.Text()))
		case bot.Moment:
			b.WriteString(moment(s, l))
		case bot.Mention:
			b.WriteString(mention(s))
		case bot.Place:
			b.WriteString(place(s))
		case bot.Link:
			b.WriteString(mark("link", s.URL+" "+s.Label))
		}
	}
	return b.String()
}

var escaper = strings.NewReplacer(`\`, `\\`, `{`, `\{`, `}`, `\}`, `@`, `\@`)

func escape(text string) string { return escaper.Replace(text) }

func mark(kind, what string) string { return "{" + kind + ":" + escape(what) + "}" }

// moment writes a time by marks.
func moment(m bot.Moment, l *say.Language) string {
	at := fmt.Sprint(m.At.Unix())
	out := mark("clock", at)
	if m.Style != bot.TimeOfDay {
		out = l.InWords(mark("day", at), out)
	}
	if m.Beside != "" {
		out += escape(" (" + m.Beside + ")")
	}
	return out
}

func mention(m bot.Mention) string {
	if m.Identity.Platform == Name {
		return mark("person", m.Identity.UserID)
	}
	return escape("@" + m.Name)
}

func place(p bot.Place) string {
	if p.Channel.Platform == Name {
		return mark("room", p.Channel.ID)
	}
	return escape(p.Name)
}
