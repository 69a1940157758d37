package slack

import (
	"fmt"
	"strings"
	"time"

	slackapi "github.com/slack-go/slack"

	"meetbot/bot"
	"meetbot/bot/carrier"
	"meetbot/bot/parse"
)

// Slack's limits, see https://docs.slack.dev/reference/block-kit/blocks.
const (
	maxHeader  = 150
	maxLabel   = 75
	perRow     = 25
	maxMenu    = 5   // choices behind the three dots
	maxChoices = 100 // in a list
)

// blocks draws a card. Whatever people typed goes into plain_text objects and rich text, where Slack parses nothing;
// no user text ever reaches an mrkdwn object.
func blocks(c bot.Card, now time.Time) []slackapi.Block {
	out := []slackapi.Block{}
	if c.Title != "" {
		out = append(out, slackapi.NewHeaderBlock(plain(c.Title, maxHeader)))
	}
	if len(c.Lines) > 0 {
		out = append(out, richText(c.Lines, now))
	}
	if row := buttons(c); row != nil {
		out = append(out, row)
	}
	if len(c.Note) > 0 {
		out = append(out, richText([]bot.Line{c.Note}, now))
	}
	return out
}

func plain(text string, most int) *slackapi.TextBlockObject {
	no := false
	return &slackapi.TextBlockObject{Type: slackapi.PlainTextType, Text: carrier.Shorten(text, most), Emoji: &no}
}

// richText draws lines as one block of a section each line.
func richText(lines []bot.Line, now time.Time) slackapi.Block {
	sections := make([]slackapi.RichTextElement, len(lines))
	for i, line := range lines {
		var elements []slackapi.RichTextSectionElement
		for _, span := range line {
			elements = append(elements, element(span, now))
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

func element(span bot.Span, now time.Time) slackapi.RichTextSectionElement {
	switch s := span.(type) {
	case bot.Strong:
		return slackapi.NewRichTextSectionTextElement(string(s), &slackapi.RichTextSectionTextStyle{Bold: true})
	case bot.Typed:
		return slackapi.NewRichTextSectionTextElement(words(s, now), &slackapi.RichTextSectionTextStyle{Bold: true})
	case bot.Moment:
		return moment(s, now)
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
	return slackapi.NewRichTextSectionTextElement(words(span, now), nil)
}

func moment(m bot.Moment, now time.Time) slackapi.RichTextSectionElement {
	if m.Style == bot.Countdown {
		return slackapi.NewRichTextSectionTextElement(countdown(m.At.Sub(now)), nil)
	}
	fallback := momentWords(m, now)
	return slackapi.NewRichTextSectionDateElement(m.At.Unix(), dateFormat(m), nil, &fallback)
}

// dateFormat is how Slack's clients write a moment in the reader's own zone, see
// https://docs.slack.dev/messaging/formatting-message-text#date-formatting.
func dateFormat(m bot.Moment) string {
	clock := "{time}"
	if m.At.Second() != 0 {
		clock = "{time_secs}"
	}
	if m.Style == bot.TimeOfDay {
		return clock
	}
	return "{date_short_pretty} at " + clock
}

// steps are when a countdown is edited. Between two edits it stays true, since it says within what time.
var steps = []time.Duration{time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour}

func countdown(left time.Duration) string {
	for _, step := range steps {
		if left <= step {
			return "within " + parse.FormatDuration(step)
		}
	}
	return "in more than an hour"
}

// words writes a span in plain text, with its time in UTC.
func words(span bot.Span, now time.Time) string {
	switch s := span.(type) {
	case bot.Text:
		return string(s)
	case bot.Strong:
		return string(s)
	case bot.Typed:
		return strings.TrimSpace(s.Command + " " + s.Form.Words())
	case bot.Moment:
		return momentWords(s, now) + beside(s)
	case bot.Mention:
		return "@" + s.Name
	case bot.Place:
		return "the channel it was called in"
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

func momentWords(m bot.Moment, now time.Time) string {
	switch m.Style {
	case bot.Countdown:
		return countdown(m.At.Sub(now))
	case bot.TimeOfDay:
		return m.At.UTC().Format("15:04") + " UTC"
	default:
		return m.At.UTC().Format("Mon 2 Jan 2006 15:04") + " UTC"
	}
}

// buttons draws a row of buttons, with the menu at its end; nil where there are none.
func buttons(c bot.Card) slackapi.Block {
	var row []slackapi.BlockElement
	for i, b := range c.Buttons[:min(len(c.Buttons), perRow-1)] {
		e := slackapi.NewButtonBlockElement(actionID(b, i), b.Press, plain(b.Label, maxLabel))
		e.URL = b.URL
		e.Style = map[bot.Look]slackapi.Style{bot.Primary: slackapi.StylePrimary, bot.Danger: slackapi.StyleDanger}[b.Look]
		if b.URL != "" && c.Title != "" {
			e.AccessibilityLabel = carrier.Shorten(b.Label+": "+c.Title, maxLabel)
		}
		row = append(row, e)
	}
	if m := menu(c.Menu); m != nil {
		row = append(row, m)
	}
	if row == nil {
		return nil
	}
	return slackapi.NewActionBlock("", row...)
}

// menu draws what only a few people need, behind three dots, or as a list where there is more of it than fits there; nil
// where there is nothing.
func menu(all []bot.Button) slackapi.BlockElement {
	var options []*slackapi.OptionBlockObject
	for _, b := range all[:min(len(all), maxChoices)] {
		options = append(options, slackapi.NewOptionBlockObject(b.Press, plain(b.Label, maxLabel), nil))
	}
	switch {
	case len(options) == 0:
		return nil
	case len(options) > maxMenu:
		return slackapi.NewOptionsSelectBlockElement(slackapi.OptTypeStatic, plain("More…", maxLabel), "menu", options...)
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
