package slack

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"meetbot/bot"
)

// maxFallback leaves room below the 4000 characters that chat.update takes.
const maxFallback = 3500

// fallback is what notifications show and screen readers read in place of the blocks: the whole content, a sentence each
// line, and no link twice. Slack parses it, so whatever people typed is escaped as
// https://docs.slack.dev/messaging/formatting-message-text says; moments are left to the client, which knows the
// reader's zone.
func (p pen) fallback(c bot.Card) string {
	var said sentences
	said.add(escape(c.Title), false)
	for _, line := range append(c.Lines[:len(c.Lines):len(c.Lines)], c.Note) {
		if !pressed(c, line) {
			said.add(p.sentence(line), begins(line))
		}
	}
	for _, b := range c.Buttons {
		if b.URL != "" {
			said.add(escape(b.Label+": "+b.URL), false)
		}
	}
	return said.String()
}

// pressed tells whether a line shows nothing but an address to which a button leads.
func pressed(c bot.Card, line bot.Line) bool {
	if len(line) != 1 {
		return false
	}
	link, ok := line[0].(bot.Link)
	return ok && link.Label == link.URL && slices.ContainsFunc(c.Buttons, func(b bot.Button) bool { return b.URL == link.URL })
}

// begins tells whether a line begins with a time, which goes on with the sentence before it.
func begins(line bot.Line) bool {
	if len(line) == 0 {
		return false
	}
	_, moment := line[0].(bot.Moment)
	return moment
}

func (p pen) sentence(line bot.Line) string {
	var b strings.Builder
	for _, span := range line {
		switch s := span.(type) {
		case bot.Moment:
			b.WriteString(p.dateToken(s) + escape(beside(s)))
		case bot.Text:
			if rest, ok := strings.CutPrefix(string(s), " · "); ok { // which is no word
				b.WriteString(", " + escape(rest))
				continue
			}
			b.WriteString(escape(string(s)))
		default:
			b.WriteString(escape(words(span)))
		}
	}
	return b.String()
}

// dateToken has the client write a moment.
func (p pen) dateToken(m bot.Moment) string {
	return fmt.Sprintf("<!date^%d^%s|%s>", m.At.Unix(), p.dateFormat(m), escape(p.inUTC(m)))
}

// sentences joins parts so that each is read as a sentence of its own, unless it goes on with the one before. What there
// is no room for is left out, whole parts at a time.
type sentences struct {
	strings.Builder
	last string
	full bool
}

func (s *sentences) add(part string, on bool) {
	if part == "" || s.full {
		return
	}
	between := ""
	switch ended := s.last != "" && strings.ContainsRune(".?!", rune(s.last[len(s.last)-1])); {
	case s.last == "":
	case ended:
		between = " "
	case on:
		between = ", "
	default:
		between = ". "
	}
	if s.full = utf8.RuneCountInString(s.String()+between+part) > maxFallback; s.full {
		s.WriteString(" …")
		return
	}
	s.WriteString(between + part)
	s.last = part
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func escape(text string) string { return escaper.Replace(text) }
