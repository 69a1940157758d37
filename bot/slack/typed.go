package slack

import (
	"regexp"
	"strings"
)

// Slack sends what was typed with & < > as entities, and with its own marks for what it recognised: a person, a
// channel, an address. See https://docs.slack.dev/interactivity/implementing-slash-commands#escaping.
var (
	named    = regexp.MustCompile(`<([@#])[A-Z0-9]+\|([^<>|]*)>`)
	address  = regexp.MustCompile(`<((?:https?|mailto):[^<>|\s]+)(?:\|([^<>|]*))?>`)
	entities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")
)

// typed returns the words as they were typed. What Slack did not make of them stays as it is.
func typed(text string) string {
	text = named.ReplaceAllString(text, "$1$2")
	text = address.ReplaceAllStringFunc(text, func(mark string) string {
		parts := address.FindStringSubmatch(mark)
		target, label := parts[1], parts[2]
		switch {
		case label == "":
			return target
		case strings.HasSuffix(target, label):
			return label
		default:
			return mark
		}
	})
	return entities.Replace(text)
}
