package slacktest

import (
	"fmt"
	"strings"
	"time"
)

// A reader renders messages as plain text for one person: that person's zone, the clock, and the names of things.
type reader struct {
	zone    *time.Location
	now     time.Time
	person  func(id string) string
	channel func(id string) string
}

// reader returns the reader that a person is; whoever is unknown reads in UTC.
func (s *Slack) reader(person string) reader {
	r := reader{zone: time.UTC, now: s.o.Now(), person: s.personName, channel: s.channelName}
	if p := s.person(person); p != nil && p.Zone != "" {
		if zone, err := time.LoadLocation(p.Zone); err == nil {
			r.zone = zone
		}
	}
	r.now = r.now.In(r.zone)
	return r
}

func (s *Slack) personName(id string) string {
	if p := s.person(id); p != nil {
		return p.Name
	}
	if id == BotUser {
		return s.o.BotName
	}
	return id
}

func (s *Slack) channelName(id string) string {
	if p := s.place(id); p != nil && p.Name != "" {
		return p.Name
	}
	return id
}

// content renders a message: its blocks, or else its text as mrkdwn. Buttons are left out.
func (r reader) content(c content) string {
	if len(c.blocks) == 0 {
		return r.mrkdwn(c.text)
	}
	return r.blocks(c.blocks)
}

func (r reader) blocks(blocks []any) string {
	var lines []string
	for _, b := range blocks {
		lines = append(lines, r.block(object(b))...)
	}
	return strings.Join(lines, "\n")
}

// block renders one block, a line each.
func (r reader) block(b map[string]any) []string {
	switch b["type"] {
	case "header":
		return []string{r.text(b["text"])}
	case "section":
		var lines []string
		if b["text"] != nil {
			lines = append(lines, r.text(b["text"]))
		}
		for _, f := range list(b["fields"]) {
			lines = append(lines, r.text(f))
		}
		return lines
	case "context":
		var parts []string
		for _, e := range list(b["elements"]) {
			parts = append(parts, r.text(e))
		}
		return []string{strings.Join(parts, " ")}
	case "rich_text":
		return r.richText(list(b["elements"]))
	case "input":
		return []string{r.text(b["label"]) + ": [" + kindOf(b["element"]) + "]"}
	case "markdown":
		return []string{fmt.Sprint(b["text"])}
	case "image", "video":
		return []string{fmt.Sprint(b["alt_text"])}
	case "table":
		return r.table(list(b["rows"]))
	}
	return nil
}

// text renders a text object or an image within a context block.
func (r reader) text(v any) string {
	o := object(v)
	text, _ := o["text"].(string)
	switch o["type"] {
	case "mrkdwn":
		return r.mrkdwn(text)
	case "image":
		return fmt.Sprint(o["alt_text"])
	}
	if on, given := o["emoji"].(bool); given && !on {
		return text
	}
	return emojis(text)
}

func (r reader) table(rows []any) []string {
	var lines []string
	for _, row := range rows {
		var cells []string
		for _, cell := range list(row) {
			if kindOf(cell) == "rich_text" {
				cells = append(cells, strings.Join(r.richText(list(object(cell)["elements"])), " "))
			} else {
				cells = append(cells, fmt.Sprint(object(cell)["text"]))
			}
		}
		lines = append(lines, strings.Join(cells, " | "))
	}
	return lines
}
