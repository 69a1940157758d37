package discord

import (
	"fmt"
	"strings"

	"meetbot/bot"
)

// markdown writes a line. What people typed is escaped, so that it is shown as it stands.
func markdown(line bot.Line) string {
	var b strings.Builder
	for i := 0; i < len(line); i++ {
		strong, ok := line[i].(bot.Strong)
		if !ok {
			b.WriteString(span(line[i]))
			continue
		}
		// Two pieces side by side are one: four stars between them would be read otherwise.
		for ; i+1 < len(line); i++ {
			next, ok := line[i+1].(bot.Strong)
			if !ok {
				break
			}
			strong += next
		}
		b.WriteString(bold(string(strong)))
	}
	return b.String()
}

func bold(text string) string {
	if strings.TrimSpace(text) == "" {
		return text
	}
	return "**" + escape(text) + "**"
}

func span(s bot.Span) string {
	switch s := s.(type) {
	case bot.Text:
		return escape(string(s))
	case bot.Typed:
		return bold(usage(s.Form))
	case bot.Moment:
		return moment(s)
	case bot.Mention:
		if s.Identity.Platform == Name && IsID(s.Identity.UserID) {
			return "<@" + s.Identity.UserID + ">"
		}
		return escape("@" + s.Name)
	case bot.Place:
		if s.Channel.Platform == Name && IsID(s.Channel.ID) {
			return "<#" + s.Channel.ID + ">"
		}
		return escape(s.Name)
	case bot.Link:
		if s.Label == s.URL {
			return bare(s.URL)
		}
		return "[" + escape(s.Label) + "](" + s.URL + ")"
	default:
		return ""
	}
}

// bare shows an address as it is, without a preview.
func bare(address string) string { return "<" + address + ">" }

// moment is shown by the client in the reader's own zone and language, see
// https://docs.discord.com/developers/reference#message-formatting-timestamp-styles.
func moment(m bot.Moment) string {
	style := "F"
	switch {
	case m.Style == bot.Countdown:
		style = "R"
	case m.Style == bot.TimeOfDay && m.At.Second() != 0:
		style = "T"
	case m.Style == bot.TimeOfDay:
		style = "t"
	}
	shown := fmt.Sprintf("<t:%d:%s>", m.At.Unix(), style)
	if m.Beside != "" {
		shown += escape(" (" + m.Beside + ")")
	}
	return shown
}
