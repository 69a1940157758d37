package bot

import (
	"context"
	"regexp"
	"strings"
	"unicode/utf8"

	"meetbot/bot/parse"
	"meetbot/core"
)

// agenda says what a meeting is about, or opens the form in which that is written.
func (b *Bot) agenda(ctx context.Context, c Command, r parse.Request, m core.Meeting) (Card, error) {
	by, err := b.may(ctx, c, core.Describing, m)
	if err != nil {
		return Card{}, err
	}
	if r.Agenda == "" {
		f := parse.NewForm(parse.Agenda, "meeting", offeredAs(m, c.Channel.Home()), "text", m.Agenda)
		return b.opening(b.to(c), f), nil
	}
	text := r.Agenda
	if strings.EqualFold(text, parse.Off) {
		text = ""
	}
	if m, err = b.service.Describe(ctx, by, m.ID, text); err != nil {
		return Card{}, err
	}
	return b.to(c).described(m), nil
}

func (t tongue) described(m core.Meeting) Card {
	if m.Agenda == "" {
		return Card{Title: t.Say("agenda.gone", "Title", m.Title)}
	}
	return Card{Title: t.Say("agenda.kept", "Title", m.Title), Lines: agendaLines(m.Agenda, allOfIt)}
}

// How much of an agenda is shown: the first lines on a card, of which there are many, and as much as a message holds elsewhere.
const (
	firstOfIt = 200
	allOfIt   = 2500
)

// agendaLines shows an agenda as far as it fits into so many characters. Addresses in it are links.
func agendaLines(agenda string, most int) (out []Line) {
	room := most
	for line := range strings.SplitSeq(agenda, "\n") {
		if line == "" {
			continue
		}
		if cut := short(line, room); cut != line {
			return append(out, Line{Text(cut)}) // half an address leads nowhere
		}
		out = append(out, linked(line))
		if room -= utf8.RuneCountInString(line); room <= 0 {
			break
		}
	}
	return out
}

var webAddress = regexp.MustCompile(`https?://[^\s<>"|]*[^\s<>"|.,;:!?)\]]`)

// linked shows a line with the addresses in it as links, which say where they lead.
func linked(line string) (out Line) {
	from := 0
	for _, at := range webAddress.FindAllStringIndex(line, -1) {
		if at[0] > from {
			out = append(out, Text(line[from:at[0]]))
		}
		out = append(out, Link{Label: line[at[0]:at[1]], URL: line[at[0]:at[1]]})
		from = at[1]
	}
	if from < len(line) {
		out = append(out, Text(line[from:]))
	}
	return out
}
