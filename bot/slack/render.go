package slack

import (
	"fmt"

	slackapi "github.com/slack-go/slack"

	"meetbot/bot"
	"meetbot/bot/carrier"
	"meetbot/bot/say"
)

// Slack's limits, see https://docs.slack.dev/reference/block-kit/blocks.
const (
	maxHeader  = 150
	maxLabel   = 75
	perRow     = 25
	maxMenu    = 5   // choices behind the three dots
	maxChoices = 100 // in a list
)

// A pen writes what a card does not say by itself, in the card's language.
type pen struct{ *say.Language }

func (s *responder) pen(c bot.Card) pen {
	return pen{s.words.In(c.Language)}
}

// blocks draws a card. Whatever people typed goes into plain_text objects and rich text, where Slack parses nothing;
// no user text ever reaches an mrkdwn object.
func (p pen) blocks(c bot.Card) []slackapi.Block {
	out := []slackapi.Block{}
	if c.Title != "" {
		out = append(out, slackapi.NewHeaderBlock(plain(c.Title, maxHeader)))
	}
	if len(c.Lines) > 0 {
		out = append(out, p.richText(c.Lines))
	}
	if row := p.buttons(c); row != nil {
		out = append(out, row)
	}
	if len(c.Note) > 0 {
		out = append(out, p.richText([]bot.Line{c.Note}))
	}
	return out
}

func plain(text string, most int) *slackapi.TextBlockObject {
	no := false
	return &slackapi.TextBlockObject{Type: slackapi.PlainTextType, Text: carrier.Shorten(text, most), Emoji: &no}
}

// richText draws lines as one block of a section each line.
func (p pen) richText(lines []bot.Line) slackapi.Block {
	sections := make([]slackapi.RichTextElement, len(lines))
	for i, line := range lines {
		var elements []slackapi.RichTextSectionElement
		for _, span := range line {
			elements = append(elements, p.element(span))
			if m, ok := span.(bot.Moment); ok && m.Beside != "" {
				elements = append(elements, slackapi.NewRichTextSectionTextElement(beside(m), nil))
			}
		}
		if i < len(lines)-1 {
			elements = append(elements, slackapi.NewRichTextSectionTextElement("\n", nil))
		}
		sections[i] = slackapi.NewRichTextSection(elements...)
	}
	return slackapi.NewRichTextBlock("", sections...)
}

func (p pen) element(span bot.Span) slackapi.RichTextSectionElement {
	switch s := span.(type) {
	case bot.Strong:
		return slackapi.NewRichTextSectionTextElement(string(s), &slackapi.RichTextSectionTextStyle{Bold: true})
	case bot.Typed:
		return slackapi.NewRichTextSectionTextElement(words(s), &slackapi.RichTextSectionTextStyle{Bold: true})
	case bot.Moment:
		return p.moment(s)
	case bot.Mention:
		if s.Identity.Platform == Name {
			return slackapi.NewRichTextSectionUserElement(s.Identity.UserID, nil)
		}
	case bot.Place:
		if s.Channel.Platform == Name {
			return slackapi.NewRichTextSectionChannelElement(s.Channel.ID, nil)
		}
	case bot.Link:
		return slackapi.NewRichTextSectionLinkElement(s.URL, s.Label, nil)
	}
	return slackapi.NewRichTextSectionTextElement(words(span), nil)
}

func (p pen) moment(m bot.Moment) slackapi.RichTextSectionElement {
	fallback := p.inUTC(m)
	return slackapi.NewRichTextSectionDateElement(m.At.Unix(), p.dateFormat(m), nil, &fallback)
}

// dateFormat is how Slack's clients write a moment in the reader's own zone, see
// https://docs.slack.dev/messaging/formatting-message-text#date-formatting.
func (p pen) dateFormat(m bot.Moment) string {
	clock := "{time}"
	if m.At.Second() != 0 {
		clock = "{time_secs}"
	}
	if m.Style == bot.TimeOfDay {
		return clock
	}
	return p.InWords("{date_short_pretty}", clock)
}

// inUTC is what clients show that do not know dates.
func (p pen) inUTC(m bot.Moment) string {
	if m.Style == bot.TimeOfDay {
		return p.ExactClock(m.At.UTC()) + " UTC"
	}
	return p.UTC(m.At)
}

// words writes a span in plain text.
func words(span bot.Span) string {
	switch s := span.(type) {
	case bot.Text:
		return string(s)
	case bot.Strong:
		return string(s)
	case bot.Typed:
		return s.Text()
	case bot.Mention:
		return "@" + s.Name
	case bot.Place:
		return s.Name
	case bot.Link:
		if s.Label == s.URL {
			return s.URL
		}
		return s.Label + ": " + s.URL
	default:
		return ""
	}
}

// beside writes what stands behind a moment.
func beside(m bot.Moment) string {
	if m.Beside == "" {
		return ""
	}
	return " (" + m.Beside + ")"
}

// buttons draws a row of buttons, with the menu at its end; nil where there are none.
func (p pen) buttons(c bot.Card) slackapi.Block {
	var row []slackapi.BlockElement
	for i, b := range c.Buttons[:min(len(c.Buttons), perRow-1)] {
		e := slackapi.NewButtonBlockElement(actionID(b, i), b.Press, plain(b.Label, maxLabel))
		e.URL = b.URL
		e.Style = map[bot.Look]slackapi.Style{bot.Primary: slackapi.StylePrimary, bot.Danger: slackapi.StyleDanger}[b.Look]
		e.AccessibilityLabel = carrier.Shorten(b.About, maxLabel)
		row = append(row, e)
	}
	if m := p.menu(c.Menu); m != nil {
		row = append(row, m)
	}
	if row == nil {
		return nil
	}
	return slackapi.NewActionBlock("", row...)
}

// menu draws what only a few people need, behind three dots, or as a list where there is more of it than fits there; nil
// where there is nothing.
func (p pen) menu(all []bot.Button) slackapi.BlockElement {
	var options []*slackapi.OptionBlockObject
	for _, b := range all[:min(len(all), maxChoices)] {
		options = append(options, slackapi.NewOptionBlockObject(b.Press, plain(b.Label, maxLabel), nil))
	}
	switch {
	case len(options) == 0:
		return nil
	case len(options) > maxMenu:
		return slackapi.NewOptionsSelectBlockElement(slackapi.OptTypeStatic, plain(p.Say("button.more"), maxLabel), "menu", options...)
	}
	return slackapi.NewOverflowBlockElement("menu", options...)
}

// actionID is unique in its row, and tells a link, of which Slack says when it is opened, from a command.
func actionID(b bot.Button, i int) string {
	if b.URL != "" {
		return fmt.Sprintf("%s%d", linkAction, i)
	}
	return fmt.Sprintf("do%d", i)
}

const linkAction = "open"
