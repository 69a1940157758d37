package parlourtest

import (
	"strconv"
	"strings"
)

// A content is what a bot says in one message.
type content struct {
	Title   string   `json:"title"`
	Lines   []string `json:"lines"`
	Buttons []button `json:"buttons"`
}

type button struct {
	Label string `json:"label"`
	Value string `json:"value"`
	URL   string `json:"url"`
	Look  string `json:"look"`
	Menu  bool   `json:"menu"`
}

// The chat's limits, in characters.
const (
	maxTitle   = 150
	maxLine    = 3000
	maxLabel   = 75
	maxValue   = 100
	maxButtons = 25
)

// faultIn says why the chat does not take a content; empty: it does.
func faultIn(c content) string {
	if c.Title == "" && len(c.Lines) == 0 {
		return "an empty message"
	}
	if n := len([]rune(c.Title)); n > maxTitle {
		return "a title of " + strconv.Itoa(n) + " characters"
	}
	for _, line := range c.Lines {
		if line == "" || strings.ContainsAny(line, "\r\n") || len([]rune(line)) > maxLine {
			return "a line that is empty, longer than one, or too long"
		}
		if _, err := parse(line); err != nil {
			return err.Error()
		}
	}
	if len(c.Buttons) > maxButtons {
		return "too many buttons"
	}
	for _, b := range c.Buttons {
		if why := b.fault(); why != "" {
			return why
		}
	}
	return ""
}

func (b button) fault() string {
	switch {
	case b.Label == "" || len([]rune(b.Label)) > maxLabel:
		return "a button without a label, or with one that is too long"
	case len([]rune(b.Value)) > maxValue:
		return "a button whose value is too long: " + b.Value
	case (b.Value == "") == (b.URL == ""):
		return "a button with both a value and an address, or neither"
	case b.Look != "" && b.Look != "primary" && b.Look != "danger":
		return "there is no look " + b.Look
	}
	return ""
}
